from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.vocabulary.index.groups import group_rows
from app.vocabulary.terms import SkillTerm, framework_rank

FRAMEWORKS = ("esco", "onet", "essential", "other")


def skills(frameworks: str | list[str]) -> list[SkillTerm]:
    terms = [SkillTerm(f"{name}:{row}", name, "skill", "u", "x") for row, name in enumerate(frameworks)]
    return sorted(terms, key=lambda term: (framework_rank(term.framework), term.id))


def connected(count: int, pairs: list[tuple[int, int]]) -> list[set[int]]:
    """The set of rows reachable from each row."""
    groups = [{row} for row in range(count)]
    for one, other in pairs:
        union = groups[one] | groups[other]
        for row in union:
            groups[row] = union
    return groups


@given(st.data())
def test_groups_are_what_is_connected_and_the_first_row_stands_for_them(data: st.DataObject) -> None:
    terms = skills(data.draw(st.lists(st.sampled_from(FRAMEWORKS), min_size=1, max_size=9)))
    rows = st.integers(0, len(terms) - 1)
    pairs = data.draw(st.lists(st.tuples(rows, rows), max_size=8))
    assert group_rows(terms, pairs).tolist() == [min(group) for group in connected(len(terms), pairs)]


@given(st.permutations([(0, 3), (3, 5), (1, 2), (5, 4)]))
def test_the_order_of_the_links_does_not_matter(pairs: list[tuple[int, int]]) -> None:
    terms = skills(["esco", "esco", "onet", "onet", "essential", "essential"])
    assert group_rows(terms, pairs).tolist() == [0, 1, 1, 0, 0, 0]


def test_the_best_known_framework_stands_for_the_others() -> None:
    terms = [SkillTerm("other:a", "other", "skill", "u", "x"), SkillTerm("esco:z", "esco", "skill", "u", "x")]
    assert group_rows(terms, [(0, 1)]).tolist() == [1, 1]


def test_without_links_everyone_stands_alone() -> None:
    assert group_rows(skills(["esco", "onet"]), []).tolist() == [0, 1]
