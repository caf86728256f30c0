"""The gold set of how skills are asked for keeps to its labelling guide (docs/labelling.md)."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).resolve().parents[1] / "cases" / "gold"
FILES = sorted(GOLD.glob("*.json"))
TRADES = {
    "care", "retail", "logistics", "construction", "food", "health", "office", "manufacturing", "software",
}  # fmt: skip

ITEM_KEYS = {"id", "kind", "heading", "sentence", "asks", "skills", "qualifications"}
SKILL_KEYS = {"surface", "requirement", "polarity", "years", "level"}
QUALIFICATION_KEYS = {"kind", "surface", "requirement"}
REQUIREMENTS = {"required", "preferred", "mentioned"}
POLARITIES = {"asserted", "negated", "not_required"}
LEVELS = {None, "basic", "intermediate", "advanced", "expert"}
QUALIFICATION_KINDS = {"degree", "certification", "licence", "experience", "language"}
QUALIFICATION_REQUIREMENTS = {"required", "preferred", "or_equivalent", "not_required"}

Item = dict[str, Any]


def _items(path: Path) -> list[Item]:
    document = json.loads(path.read_text(encoding="utf-8"))
    assert set(document) == {"about", "items"}
    items: list[Item] = document["items"]
    return items


def _all_items() -> list[Item]:
    return [item for path in FILES for item in _items(path)]


def _check_years(years: dict[str, float | None] | None, where: str) -> None:
    if years is None:
        return
    assert set(years) == {"min", "max"}, where
    bounds = [bound for bound in (years["min"], years["max"]) if bound is not None]
    assert bounds, where
    assert all(0 <= bound <= 50 for bound in bounds), where
    assert bounds == sorted(bounds), where


def _check_skill(skill: Item, sentence: str) -> None:
    assert set(skill) == SKILL_KEYS, sentence
    assert skill["surface"].strip(), sentence
    assert skill["surface"] in sentence, sentence
    assert skill["requirement"] in REQUIREMENTS, sentence
    assert skill["polarity"] in POLARITIES, sentence
    assert skill["level"] in LEVELS, sentence
    _check_years(skill["years"], sentence)


def _check_qualification(qualification: Item, sentence: str) -> None:
    assert set(qualification) == QUALIFICATION_KEYS, sentence
    assert qualification["surface"].strip(), sentence
    assert qualification["surface"] in sentence, sentence
    assert qualification["kind"] in QUALIFICATION_KINDS, sentence
    assert qualification["requirement"] in QUALIFICATION_REQUIREMENTS, sentence


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_item_has_the_agreed_keys_values_and_surfaces(path: Path) -> None:
    assert path.stem in TRADES
    for item in _items(path):
        sentence = item["sentence"]
        assert set(item) == ITEM_KEYS, sentence
        assert item["id"].startswith(f"{path.stem}-"), sentence
        assert item["kind"] in {"posting", "resume"}, sentence
        assert item["heading"] is None or item["heading"].strip(), sentence
        assert isinstance(item["asks"], bool), sentence
        for skill in item["skills"]:
            _check_skill(skill, sentence)
        for qualification in item["qualifications"]:
            _check_qualification(qualification, sentence)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_asks_follows_from_the_skills(path: Path) -> None:
    for item in _items(path):
        asked = [
            skill
            for skill in item["skills"]
            if skill["polarity"] == "asserted"
            and (item["kind"] == "resume" or skill["requirement"] != "mentioned")
        ]
        assert item["asks"] is bool(asked), item["sentence"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nobody_is_asked_for_what_is_negated_or_shown_in_a_resume(path: Path) -> None:
    for item in _items(path):
        for skill in item["skills"]:
            if item["kind"] == "resume" or skill["polarity"] != "asserted":
                assert skill["requirement"] == "mentioned", item["sentence"]


def test_ids_and_sentences_are_unique_over_all_files() -> None:
    items = _all_items()
    for key in ("id", "sentence"):
        repeated = [value for value, count in Counter(item[key] for item in items).items() if count > 1]
        assert not repeated


def test_the_set_is_large_enough() -> None:
    enough = 500 if {path.stem for path in FILES} == TRADES else 300
    assert len(_all_items()) >= enough
