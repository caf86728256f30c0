from __future__ import annotations

import numpy as np

from app.vocabulary.index.prefixes import folded, name_starts
from app.vocabulary.index.prominence import IndexedName, handicaps, prominence


def points_of(
    names: list[tuple[int, str, str, str]], groups: list[int], frameworks: list[int]
) -> tuple[list[float], list[float]]:
    """Points by skill and handicaps by name."""
    indexed = [IndexedName(skill, kind, language, folded(name)) for skill, kind, language, name in names]  # type: ignore[arg-type]
    points = prominence(
        indexed,
        name_starts([name.key for name in indexed]),
        np.array(groups, dtype=np.int32),
        np.array(frameworks, dtype=np.uint8),
    )
    return points.tolist(), handicaps(indexed, points)


def test_more_names_make_a_skill_more_prominent() -> None:
    names = [(0, "label", "en", "sew"), (1, "label", "en", "knit"), (1, "alternative", "en", "crochet")]
    (few, many), _ = points_of(names, [0, 1], [0, 0])
    assert many > few


def test_only_names_in_the_main_language_count() -> None:
    names = [(0, "label", "en", "sew"), (1, "label", "en", "knit"), (1, "alternative", "es", "tejer")]
    (one, other), _ = points_of(names, [0, 1], [0, 0])
    assert one == other


def test_a_label_that_others_build_upon_is_more_prominent() -> None:
    names = [
        (0, "label", "en", "welding"),
        (1, "label", "en", "plastic welding"),
        (2, "label", "en", "weldingtons"),
    ]
    (welding, plastic, lookalike), _ = points_of(names, [0, 1, 2], [0, 0, 0])
    assert welding > plastic == lookalike


def test_linked_terms_share_the_points_of_all_their_frameworks() -> None:
    names = [(0, "label", "en", "Python"), (1, "label", "en", "python"), (2, "label", "en", "Perl")]
    (one, other, alone), _ = points_of(names, [0, 0, 2], [0, 1, 1])
    assert one == other > alone


def test_a_label_is_offered_before_an_alias_and_that_before_another_language() -> None:
    names = [(0, "label", "en", "sew"), (0, "alternative", "en", "stitch"), (0, "alternative", "es", "coser")]
    _, (label, alias, other) = points_of(names, [0], [0])
    assert label < alias < other
