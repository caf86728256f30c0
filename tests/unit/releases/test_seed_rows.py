from __future__ import annotations

from pathlib import Path

from app.occupations.terms import NeedRow
from app.releases import seed_rows
from app.releases.seed_files import SeedFiles
from app.vocabulary.terms import SkillLink, SkillName
from tests.small_seed import ACTIVE_LISTENING, DEXTERITY, DRIVERS, LISTEN, LISTENING, TRUCKS, write_small_seed


def test_vocabulary_rows_are_in_the_order_of_the_index(tmp_path: Path) -> None:
    rows = seed_rows.vocabulary_rows(SeedFiles(write_small_seed(tmp_path)))
    assert [release.framework for release in rows.releases] == ["esco", "onet", "essential"]
    assert [skill.id for skill in rows.skills[:3]] == sorted(skill.id for skill in rows.skills[:3])
    assert [skill.framework for skill in rows.skills] == ["esco"] * 3 + ["onet"] * 5 + ["essential"]
    assert rows.skills[-1].uri == "urn:parlance:skill:essential:listening"
    assert [name for name in rows.names if name.skill_id == LISTENING] == [
        SkillName(LISTENING, "es", "label", "Escuchar bien"),
        SkillName(LISTENING, "en", "alternative", "good listener"),
        SkillName(LISTENING, "es", "alternative", "saber escuchar"),
    ]
    assert rows.links[-1] == SkillLink(LISTENING, "exact_match", ACTIVE_LISTENING, "checked")
    assert rows.ordinary_words == {"excel": 40, "listen": 900}


def test_rows_that_say_the_same_twice_are_one(tmp_path: Path) -> None:
    changes = {
        "names.tsv.gz": [(LISTEN, "en", "alternative", "hear")] * 2,
        "links.tsv.gz": [
            (LISTEN, "related", TRUCKS, "derived"),
            (LISTEN, "related", TRUCKS, "checked"),
        ],
    }
    rows = seed_rows.vocabulary_rows(SeedFiles(write_small_seed(tmp_path, changes=changes)))
    assert [name.name for name in rows.names if name.skill_id == LISTEN] == ["hear"]
    assert [link.origin for link in rows.links if link.source_id == LISTEN] == ["checked"]


def test_empty_fields_are_none(tmp_path: Path) -> None:
    files = SeedFiles(write_small_seed(tmp_path))
    assert [zone for *_, zone in seed_rows.occupations(files)] == [3, 3, 1, None]
    national, _, texan, _ = seed_rows.wages(files)
    assert national[:6] == ("29-1141", "nation", "US", 2025, 3000000, 45.5)
    assert texan[4:] == (None, None, None, None, None, None, None, 88000.0, "partly withheld")


def test_wages_of_a_group_stand_for_its_members(tmp_path: Path) -> None:
    rows = list(seed_rows.wages(SeedFiles(write_small_seed(tmp_path))))
    assert [(row[0], row[-1]) for row in rows] == [
        ("29-1141", ""),
        ("29-1142", "group:29-1141"),
        ("29-1141", "partly withheld"),
        ("29-1142", "partly withheld,group:29-1141"),
    ]
    assert rows[0][1:-1] == rows[1][1:-1]


def test_ratings_are_one_row_for_each_element(tmp_path: Path) -> None:
    changes = {"ratings.tsv.gz": [(DRIVERS, "0.9", "", "0.55")]}
    needs = list(seed_rows.occupation_needs(SeedFiles(write_small_seed(tmp_path, changes=changes))))
    assert needs[0] == NeedRow(DRIVERS, DEXTERITY, "rated", 0.9)
    assert [need.relation for need in needs] == ["rated", "rated", "derived", "derived"]
