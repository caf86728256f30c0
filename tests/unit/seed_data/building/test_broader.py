from __future__ import annotations

import pytest

from seed_data.building import broader
from seed_data.building.records import Skill


def made(*labels: str, kind: str = "skill") -> list[Skill]:
    return [Skill(f"esco:{label}", "esco", kind, "", label) for label in labels]


def pairs(skills: list[Skill]) -> list[tuple[str, str]]:
    return [
        (link.source_id.removeprefix("esco:"), link.target_id.removeprefix("esco:"))
        for link in broader.links(skills)
    ]


@pytest.mark.parametrize(
    ("narrow", "broad", "kind"),
    [
        ("manage time in tourism", "manage time", "skill"),
        ("maintain farm equipment", "maintain equipment", "skill"),
        ("sell train tickets", "sell tickets", "skill"),
        ("make investment decisions", "make decisions", "skill"),
        ("organic chemistry", "chemistry", "knowledge"),
        ("history of fashion", "history", "knowledge"),
        ("Python (computer programming)", "computer programming", "knowledge"),
    ],
)
def test_a_longer_label_with_the_same_head_is_narrower(narrow: str, broad: str, kind: str) -> None:
    assert pairs(made(narrow, broad, kind=kind)) == [(narrow, broad)]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("clean glass surfaces", "paint surfaces", "skill"),
        ("physical medicine", "medicines", "knowledge"),
        ("history of philosophy", "philosophy", "knowledge"),
        ("dermato-venereology", "venereology", "knowledge"),
        ("table tennis", "tennis", "knowledge"),
        ("manage staff", "manage", "skill"),
    ],
)
def test_what_only_looks_alike_is_not_linked(one: str, other: str, kind: str) -> None:
    assert pairs(made(one, other, kind=kind)) == []


def test_a_skill_is_never_narrower_than_knowledge() -> None:
    assert pairs([*made("use organic chemistry"), *made("chemistry", kind="knowledge")]) == []


def test_the_closest_broader_skill_is_taken() -> None:
    skills = made(
        "maintain medical laboratory equipment", "maintain laboratory equipment", "maintain equipment"
    )
    assert ("maintain medical laboratory equipment", "maintain laboratory equipment") in pairs(skills)
    assert ("maintain medical laboratory equipment", "maintain equipment") not in pairs(skills)


def test_uses_of_a_language_point_to_the_language() -> None:
    skills = made("Irish", "write Irish", "understand spoken Irish", kind="language")
    assert pairs(skills) == [("write Irish", "Irish"), ("understand spoken Irish", "Irish")]
