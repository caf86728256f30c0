from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.releases.planning import FIELDS_OF_THE_SEED, Change, plan, replacements
from app.releases.rows import OccupationRow, ReleaseRows, SkillRow
from app.vocabulary.terms import SkillLink, SkillName


def skill(number: int, label: str, **more: object) -> SkillRow:
    return SkillRow(f"x:{number}", "skill", f"u{number}", label, **more)  # type: ignore[arg-type]


def rows(*skills: SkillRow, names: Sequence[tuple[int, str]] = ()) -> ReleaseRows:
    named = [SkillName(f"x:{number}", "en", "alternative", name) for number, name in names]
    return ReleaseRows("x", "1", skills=list(skills), names=named)


def test_what_comes_and_goes_and_changes() -> None:
    old = rows(skill(1, "one"), skill(2, "two"), skill(3, "three"), names=[(3, "drei")])
    new = rows(skill(2, "Two"), skill(3, "three"), skill(4, "four"), names=[(3, "tres")])
    found = plan(old, new).skills
    assert found.changes == (
        Change("added", "x:4"),
        Change("changed", "x:2", fields=("label",)),
        Change("changed", "x:3", fields=("alternative_labels",)),
        Change("retired", "x:1"),
    )
    assert found.counts() == {"added": 1, "changed": 2, "retired": 1, "unchanged": 0}
    assert found.changed_fields() == {"label": 1, "alternative_labels": 1}


def test_the_same_rows_in_another_order_are_no_change() -> None:
    old = rows(skill(1, "one"), skill(2, "two"), names=[(1, "a"), (1, "b")])
    new = rows(skill(2, "two"), skill(1, "one"), names=[(1, "b"), (1, "a")])
    assert plan(old, new).skills.counts() == {"added": 0, "changed": 0, "retired": 0, "unchanged": 2}


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        ({}, {"type": "knowledge"}, ("type",)),
        ({}, {"uri": "v"}, ("uri",)),
        ({"details": {"definition": {"en": "a"}}}, {"details": {"definition": {"en": "b"}}}, ("definition",)),
        ({}, {"details": {"scope_note": {"en": "a"}}}, ("scope_note",)),
        ({"details": {"modified": "2021"}}, {"details": {"modified": "2022"}}, ()),
        ({"details": {}}, {"details": None}, ()),
        ({"details": {"hidden": {"en": ["a", "b"]}}}, {"details": {"hidden": {"en": ["b", "a"]}}}, ()),
        (
            {"details": {"steps": [{"n": 1}, {"n": 2}]}},
            {"details": {"steps": [{"n": 2}, {"n": 1}]}},
            ("steps",),
        ),
    ],
)
def test_names_the_fields_that_changed(
    before: dict[str, object], after: dict[str, object], fields: tuple[str, ...]
) -> None:
    def made(values: dict[str, object]) -> ReleaseRows:
        plain = {"id": "x:1", "type": "skill", "uri": "u", "label": "one"}
        return rows(SkillRow(**{**plain, **values}))  # type: ignore[arg-type]

    changes = plan(made(before), made(after)).skills.changes
    assert [change.fields for change in changes] == ([fields] if fields else [])


def test_our_own_names_and_links_are_no_change_of_the_release() -> None:
    old = rows(skill(1, "one"), skill(2, "two"))
    old.names.append(SkillName("x:1", "en", "derived", "uno"))
    old.links.append(SkillLink("x:1", "broader", "x:2", "derived"))
    new = rows(skill(1, "one"), skill(2, "two"))
    assert plan(old, new).skills.changes == ()
    new.links.append(SkillLink("x:1", "broader", "x:2", "official"))
    assert plan(old, new).skills.changes == (Change("changed", "x:1", fields=("broader",)),)


def test_with_the_seed_only_what_it_has_is_compared() -> None:
    old = rows(skill(1, "one"))
    new = rows(skill(1, "one", details={"definition": {"en": "a"}}))
    assert plan(old, new).skills.changes
    assert not plan(old, new, only=FIELDS_OF_THE_SEED).skills.changes


def test_a_name_that_repeats_the_label_is_none() -> None:
    assert not plan(rows(skill(1, "one"), names=[(1, "one")]), rows(skill(1, "one"))).skills.changes


def test_groups_and_occupations_are_counted_apart() -> None:
    old = ReleaseRows("x", "1", occupations=[OccupationRow("x:o", "u", "Cook", "5120")])
    new = rows(skill(1, "one"), skill(2, "some", is_group=True))
    new.occupations = [
        OccupationRow("x:o", "u", "Chef", "5120"),
        OccupationRow("x:g", "u", "Cooks", "51", is_group=True),
    ]
    found = plan(old, new)
    assert found.skills.changes == (Change("added", "x:1"),)
    assert found.groups.changes == (Change("added", "x:2"),)
    assert found.occupations.changes == (Change("changed", "x:o", fields=("title",)),)


CURRENT = rows(
    skill(1, "operate forklifts"),
    skill(2, "organise shelves"),
    skill(3, "weld"),
    names=[(1, "drive a lift truck"), (2, "stack goods"), (3, "stack goods"), (3, "organise shelves")],
)


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("Operate Forklifts", [("x:1", "inferred")]),
        ("organize shelves", [("x:2", "inferred")]),  # a label comes before another one's alternative
        ("Drive a lift truck", [("x:1", "inferred")]),
        ("stack goods", None),  # two skills have this name
        ("fly", None),
        ("", None),
    ],
)
def test_infers_what_replaces_a_skill_from_names(label: str, found: list[tuple[str, str]] | None) -> None:
    assert replacements({"x:9": label}, CURRENT).get("x:9") == found


@pytest.mark.parametrize(
    ("official", "found"),
    [
        ([("x:9", "x:3")], [("x:3", "official")]),
        ([("x:9", "x:3"), ("x:9", "x:2")], [("x:3", "official"), ("x:2", "official")]),
        ([("x:9", "x:8"), ("x:8", "x:2")], [("x:2", "official")]),  # over two releases
        ([("x:9", "x:8"), ("x:8", "x:9")], [("x:1", "inferred")]),  # leads round in a circle
        ([("x:9", "x:7")], [("x:1", "inferred")]),  # leads nowhere
    ],
)
def test_who_publishes_has_the_last_word(
    official: list[tuple[str, str]], found: list[tuple[str, str]]
) -> None:
    assert replacements({"x:9": "operate forklifts"}, CURRENT, official)["x:9"] == found


def test_what_is_there_needs_no_replacement() -> None:
    assert replacements({"x:1": "operate forklifts"}, CURRENT) == {}
