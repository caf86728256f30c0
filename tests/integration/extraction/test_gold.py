"""The gold set of how skills are asked for: figures of its test part must not fall below what was measured."""

from __future__ import annotations

import pytest

from benchmarks import gold

# A little below the figures of `python -m benchmarks.gold --direct --part test`.
FLOORS = gold.Figures(
    requirement=0.90,
    polarity=0.86,
    qualification_kind=0.88,
    qualification_requirement=0.85,
    years=0.75,
    level=0.75,
)


@pytest.fixture(scope="module")
def figures() -> gold.Figures:
    """The figures of the test part."""
    items = [item for item in gold.read_items() if item.part == "test"]
    assert len(items) > 400
    return gold.direct_figures([(item, gold.read_directly(item)) for item in items])


@pytest.mark.parametrize("name", gold.Figures._fields)
def test_no_figure_falls(name: str, figures: gold.Figures) -> None:
    assert getattr(figures, name) >= getattr(FLOORS, name)


def test_mistakes_of_the_test_part_are_not_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["gold", "--part", "test", "--mistakes", "--direct"])
    with pytest.raises(SystemExit):
        gold.main()
    assert "not shown" in capsys.readouterr().err


def test_macro_f1_counts_every_class_alike() -> None:
    pairs = [("a", "a"), ("a", "a"), ("a", "b"), ("b", "b")]
    assert gold.macro_f1(pairs, ("a", "b")) == pytest.approx((0.8 + 2 / 3) / 2)
