from __future__ import annotations

from collections.abc import Callable

import pytest

from app.releases.checking import ReleaseRefused, check_names, check_rows, check_size, cycle
from app.releases.rows import (
    OccupationLinkRow,
    OccupationNeedRow,
    OccupationRow,
    OccupationTitleRow,
    ReleaseRows,
    SkillRow,
)
from app.vocabulary.terms import SkillLink, SkillName


def good() -> ReleaseRows:
    return ReleaseRows(
        "x",
        "1",
        skills=[SkillRow("x:a", "skill", "u", "a"), SkillRow("x:b", "skill", "u", "b", is_group=True)],
        names=[SkillName("x:a", "en", "alternative", "aa")],
        links=[
            SkillLink("x:a", "broader", "x:b", "official"),
            SkillLink("x:a", "exact_match", "y:1", "official"),
        ],
        classes=[("x:a", "c")],
        occupations=[OccupationRow("x:o", "u", "o")],
        titles=[OccupationTitleRow("x:o", "en", "alternative", "oo")],
        needs=[OccupationNeedRow("x:o", "x:a", "essential"), OccupationNeedRow("x:o", "y:1", "rated")],
        occupation_links=[OccupationLinkRow("x:o", "related", "y:o", 1, "official")],
    )


def test_whole_rows_pass() -> None:
    check_rows(good())
    crosswalk = ReleaseRows("x-y", "1")
    crosswalk.occupation_links = [OccupationLinkRow("y:o", "exact_match", "x:o", None, "official")]
    check_rows(crosswalk)


def named(rows: ReleaseRows) -> None:
    rows.names.append(SkillName("x:z", "en", "alternative", "zz"))


def linked_from(rows: ReleaseRows) -> None:
    rows.links.append(SkillLink("x:z", "broader", "x:b", "official"))


def linked_to(rows: ReleaseRows) -> None:
    rows.links.append(SkillLink("x:a", "broader", "x:z", "official"))


def filed(rows: ReleaseRows) -> None:
    rows.classes.append(("x:z", "c"))


def needed(rows: ReleaseRows) -> None:
    rows.needs.append(OccupationNeedRow("x:o", "x:z", "essential"))


def needing(rows: ReleaseRows) -> None:
    rows.needs.append(OccupationNeedRow("x:z", "x:a", "essential"))


def titled(rows: ReleaseRows) -> None:
    rows.titles.append(OccupationTitleRow("x:z", "en", "alternative", "zz"))


def related(rows: ReleaseRows) -> None:
    rows.occupation_links.append(OccupationLinkRow("x:o", "related", "x:z", 1, "official"))


def twice(rows: ReleaseRows) -> None:
    rows.skills.append(SkillRow("x:z", "skill", "u", "z"))
    rows.skills.append(SkillRow("x:z", "skill", "u", "z"))


def foreign(rows: ReleaseRows) -> None:
    rows.skills.append(SkillRow("z:z x:z", "skill", "u", "z"))


def without_label(rows: ReleaseRows) -> None:
    rows.skills.append(SkillRow("x:z", "skill", "u", " "))


def long_name(rows: ReleaseRows) -> None:
    rows.skills.append(SkillRow("x:z", "skill", "u", "z"))
    rows.names.append(SkillName("x:z", "en", "alternative", "z" * 601))


def with_nul(rows: ReleaseRows) -> None:
    rows.titles.append(OccupationTitleRow("x:o", "en", "alternative", "x:z\x00"))


def circle(rows: ReleaseRows) -> None:
    rows.skills.append(SkillRow("x:z", "skill", "u", "z"))
    rows.links += [
        SkillLink("x:b", "broader", "x:z", "official"),
        SkillLink("x:z", "broader", "x:a", "official"),
    ]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (named, "skills that are not in it: x:z."),
        (linked_from, "skills that are not in it: x:z."),
        (linked_to, "skills that are not in it: x:z."),
        (filed, "skills that are not in it: x:z."),
        (needed, "skills that are not in it: x:z."),
        (needing, "occupations that are not in it: x:z."),
        (titled, "occupations that are not in it: x:z."),
        (related, "occupations that are not in it: x:z."),
        (twice, "Ids given twice: x:z."),
        (foreign, "do not begin with x:: z:z x:z."),
        (without_label, "Names that are empty, too long or not text: x:z."),
        (long_name, "Names that are empty, too long or not text: x:z."),
        (with_nul, "Names that are empty, too long or not text: x:o."),
        (circle, "broader than themselves, in a circle: x:a, x:b, x:z."),
    ],
)
def test_what_does_not_hang_together_is_named(spoil: Callable[[ReleaseRows], None], said: str) -> None:
    rows = good()
    spoil(rows)
    with pytest.raises(ReleaseRefused) as caught:
        check_rows(rows)
    assert said in caught.value.detail
    assert caught.value.detail.startswith("x 1 was not loaded.")


def test_an_empty_release_is_refused() -> None:
    with pytest.raises(ReleaseRefused, match="There is nothing in it"):
        check_rows(ReleaseRows("x", "1"))


def test_many_problems_are_cut_short() -> None:
    rows = good()
    rows.names += [SkillName(f"x:{number}", "en", "alternative", "n") for number in range(9)]
    with pytest.raises(ReleaseRefused, match=r"x:0, x:1, x:2, x:3, x:4 and 4 more\."):
        check_rows(rows)


@pytest.mark.parametrize(
    ("before", "force", "passes"), [(2, False, True), (3, False, False), (9, True, True)]
)
def test_half_of_what_there_was_must_still_be_there(before: int, force: bool, passes: bool) -> None:
    if passes:
        check_size(good(), {"skills": before}, force=force)
    else:
        with pytest.raises(ReleaseRefused, match="1 skills, less than half of the 3"):
            check_size(good(), {"skills": before}, force=force)


@pytest.mark.parametrize(
    ("links", "members"),
    [
        ([], set()),
        ([("a", "b"), ("b", "c"), ("a", "c")], set()),
        ([("a", "a")], {"a"}),
        ([("d", "a"), ("a", "b"), ("b", "c"), ("c", "a")], {"a", "b", "c"}),
        ([(str(number), str(number + 1)) for number in range(5_000)], set()),  # as deep as it may be
    ],
)
def test_finds_a_circle(links: list[tuple[str, str]], members: set[str]) -> None:
    assert set(cycle(links)) == members


@pytest.mark.parametrize("framework", ["esco", "esco-onet", "acme2"])
def test_names_that_can_be_pinned_pass(framework: str) -> None:
    check_names(framework, "1.1.0-rc_1")


@pytest.mark.parametrize(
    ("framework", "version"),
    [
        ("", "1"),
        ("Esco", "1"),
        ("a:b", "1"),
        ("-a", "1"),
        ("a" * 41, "1"),
        ("a", ""),
        ("a", "1:2"),
        ("a", "1 2"),
    ],
)
def test_others_do_not(framework: str, version: str) -> None:
    with pytest.raises(ReleaseRefused):
        check_names(framework, version)
