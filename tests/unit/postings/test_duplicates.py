"""Duplicates of postings: cases as data, and what holds for any of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.postings.duplicates import Sighting, is_same_job, similarity
from app.postings.fingerprint import Posted, fingerprint
from tests.postings_shown_anew import shown_anew

CASES = Path(__file__).parents[2] / "cases" / "duplicates"
FILES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.json"))}
PAIRS = [(name, pair) for name, content in FILES.items() for pair in content["pairs"]]


def sighting(content: dict[str, Any], name: str, ways: list[str], employer: str | None = None) -> Sighting:
    """A posting of a file as it is compared."""
    posting = content["postings"][name]
    lines = [content["paragraphs"][line[1:]] if line.startswith("$") else line for line in posting["text"]]
    found = fingerprint(Posted(shown_anew(lines, ways), posting.get("title", "")))
    assert found is not None
    named = posting.get("employer", content["employer"]) if employer is None else employer
    code = 0 if named is None else sum(named.encode())
    return Sighting(found, code, posting.get("region", ""))


def judged(content: dict[str, Any], pair: dict[str, Any]) -> bool:
    """Whether the two postings of a case are taken for one job; the order must not matter."""
    one = sighting(content, pair["one"], [])
    other = sighting(content, pair["other"], pair.get("as", []), pair.get("employer"))
    assert is_same_job(one, other) == is_same_job(other, one)
    return is_same_job(one, other)


@pytest.mark.parametrize(
    ("name", "pair"),
    PAIRS,
    ids=[f"{n}-{p['one']}-{p['other']}-{'-'.join(p.get('as', []))}" for n, p in PAIRS],
)
def test_a_pair_is_told_apart_or_together(name: str, pair: dict[str, Any]) -> None:
    assert judged(FILES[name], pair) is pair["same"], pair["why"]


def test_there_are_enough_cases_of_both_kinds() -> None:
    assert sum(pair["same"] for _, pair in PAIRS) >= 20
    assert sum(not pair["same"] for _, pair in PAIRS) >= 20


def test_duplicates_share_a_band() -> None:
    """What is never looked at cannot be found: the bands bring duplicates together."""
    for name, pair in PAIRS:
        if pair["same"]:
            one = sighting(FILES[name], pair["one"], []).print
            other = sighting(FILES[name], pair["other"], pair.get("as", [])).print
            shared = [a for a, b in zip(one.bands(), other.bands(), strict=True) if a == b]
            assert shared, (name, pair, similarity(one, other))
