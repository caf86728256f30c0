from __future__ import annotations

from pathlib import Path

import pytest

from seed_data.building import derived_names
from seed_data.building.derived_names import Known
from seed_data.building.records import Name, Skill

KNOWN = Known(
    vendors=("Adobe", "Microsoft", "Oracle"),
    keep_whole=frozenset({"Oracle Darwin", "Wiki software"}),
    ordinary=frozenset({"operating", "after", "effects", "teams", "survey", "sql", "excel"}),
)


def esco(label: str, skill_id: str = "esco:1") -> Skill:
    return Skill(skill_id, "esco", "knowledge", "", label)


def technology(label: str, skill_id: str = "onet:tech.1") -> Skill:
    return Skill(skill_id, "onet", "technology", "", label)


@pytest.mark.parametrize(
    ("skill", "names"),
    [
        (esco("Java (computer programming)"), ["Java"]),
        (esco("Source (digital game creation systems)"), []),
        (esco("ML (computer programming)"), []),
        (esco("manage musical staff"), []),
        (technology("Adobe Photoshop"), ["Photoshop"]),
        (technology("Adobe After Effects"), []),
        (technology("Microsoft PowerPoint"), ["PowerPoint", "MS PowerPoint"]),
        (technology("Microsoft Teams"), ["MS Teams"]),
        (technology("Microsoft operating system"), []),
        (technology("Oracle Darwin"), []),
        (technology("Workday software"), ["Workday"]),
        (technology("Survey software"), []),
        (technology("Wiki software"), []),
        (technology("Oracle PL/SQL"), ["PL/SQL"]),
        (
            technology("Computer aided design CAD software"),
            ["Computer aided design software", "CAD software"],
        ),
        (technology("Structured query language SQL"), ["Structured query language"]),
        (Skill("onet:2.B.3.e", "onet", "skill", "", "Programming"), []),
    ],
)
def test_names_follow_from_the_label(skill: Skill, names: list[str]) -> None:
    assert derived_names.names_by_rule(skill, KNOWN) == names


def test_a_name_that_two_skills_would_get_goes_to_neither() -> None:
    skills = [
        technology("Oracle Photoshop", "onet:tech.1"),
        technology("Adobe Photoshop", "onet:tech.2"),
    ]
    assert derived_names.derived(skills, [], KNOWN) == []


def test_a_name_that_another_skill_has_already_is_not_made() -> None:
    skills = [
        technology("Adobe Photoshop", "onet:tech.1"),
        technology("Picture editors", "onet:tech.2"),
    ]
    taken = Name("onet:tech.2", "en", "derived", "photoshop")
    assert derived_names.derived(skills, [taken], KNOWN) == []
    assert [name.name for name in derived_names.derived(skills, [], KNOWN)] == ["Photoshop"]


def test_makers_are_read_longest_first(tmp_path: Path) -> None:
    table = tmp_path / "vendors.tsv"
    table.write_text("kind\tname\nvendor\tBentley\nvendor\tBentley Systems\nkeep_whole\tApple Keynote\n")
    known = derived_names.read_known(table, frozenset())
    assert known.vendors == ("Bentley Systems", "Bentley")
    assert known.keep_whole == {"Apple Keynote"}
