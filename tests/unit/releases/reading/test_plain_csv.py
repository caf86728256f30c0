"""A library of one's own in a plain CSV: the example of the documentation, and everything that can be wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.releases.reading.plain_csv import read_plain_csv
from app.releases.reading.source import ReleaseFileError, open_release_files
from app.releases.rows import ReleaseRows, SkillRow
from app.vocabulary.terms import SkillLink, SkillName

DOCUMENTATION = Path(__file__).parents[4] / "docs" / "own-skills.md"


def read(folder: Path, text: str) -> ReleaseRows:
    (folder / "skills.csv").write_text(text, encoding="utf-8")
    with open_release_files([folder]) as files:
        return read_plain_csv(files, "acme", "1.0")


def documented_example() -> str:
    lines = DOCUMENTATION.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("    id,label"))
    end = next(number for number in range(start, len(lines)) if not lines[number].startswith("    "))
    return "\n".join(line.strip() for line in lines[start:end]) + "\n"


def test_the_example_of_the_documentation_is_read_as_it_says(tmp_path: Path) -> None:
    rows = read(tmp_path, documented_example())
    assert rows.skills == [
        SkillRow(
            "acme:till",
            "skill",
            "acme:till",
            "Cash handling",
            {"definition": {"en": "Everything done with money at the counter."}},
            is_group=True,
        ),
        SkillRow(
            "acme:till-1",
            "skill",
            "acme:till-1",
            "Balance the till",
            {"definition": {"en": "Compare the cash in the drawer with the day's receipts."}},
        ),
        SkillRow("acme:active-listening", "skill", "acme:active-listening", "Active listening"),
    ]
    assert set(rows.names) == {
        SkillName("acme:till-1", "en", "alternative", "cash up"),
        SkillName("acme:till-1", "en", "alternative", "count the drawer"),
        SkillName("acme:till-1", "de", "label", "Kasse abrechnen"),
        SkillName("acme:till-1", "de", "alternative", "Kassensturz"),
    }
    assert rows.links == [
        SkillLink("acme:till-1", "broader", "acme:till", "official"),
        SkillLink("acme:active-listening", "exact_match", "onet:2.A.1.b", "official"),
    ]


def test_the_id_of_the_documentation_is_what_its_label_becomes(tmp_path: Path) -> None:
    assert "becomes `cafe-till-c-plus-plus`" in DOCUMENTATION.read_text(encoding="utf-8")
    assert read(tmp_path, "label\nCafé Till (C++)\n").skills[0].id == "acme:cafe-till-c-plus-plus"


def test_only_the_label_is_needed_and_unknown_columns_are_ignored(tmp_path: Path) -> None:
    (skill,) = read(tmp_path, "owner,label\nme,  Cash   handling \n").skills
    assert skill == SkillRow("acme:cash-handling", "skill", "acme:cash-handling", "Cash handling")


def test_semicolons_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    rows = read(tmp_path, '\ufefflabel;type\n"Excel; Word";technology\n')
    assert (rows.skills[0].label, rows.skills[0].type) == ("Excel; Word", "technology")


def test_without_english_the_first_label_is_preferred_and_keeps_its_language(tmp_path: Path) -> None:
    rows = read(tmp_path, "id,label,language\n1,Kasse,de\n1,Caisse,fr\n")
    assert rows.skills[0].label == "Kasse"
    assert [(name.language, name.kind, name.name) for name in rows.names] == [
        ("de", "label", "Kasse"),
        ("fr", "label", "Caisse"),
    ]


def test_broader_may_be_given_by_label_or_full_id_and_before_its_line(tmp_path: Path) -> None:
    rows = read(tmp_path, "id,label,broader\n,A b,C d|acme:e\n,C d,\ne,E,\n")
    assert [link.target_id for link in rows.links] == ["acme:c-d", "acme:e"]


BAD = {
    "no label": ("id,label\n1,\n", "skills.csv, line 2: has no label"),
    "no id": ("label\n漢字\n", "line 2: needs an id, since none can be made of the label 漢字"),
    "a bad id": ("id,label\na b,A\n", "line 2: has the id a b; only letters"),
    "a doubled id": ("id,label\n1,A\n1,B\n", "line 3: has the id acme:1 a second time in the language en"),
    "a doubled label": ("label\nA\na\n", "line 3: has the id acme:a a second time"),
    "a type": ("label,type\nA,tool\n", "line 2: has the type tool, which is none of skill, knowledge"),
    "two types": ("id,label,type,language\n1,A,skill,\n1,B,language,de\n", "line 3: calls acme:1 a language"),
    "a language": ("label,language\nA,English\n", "line 2: has the language English; write a code"),
    "no broader": ("label,broader\nA,Z\n", "line 2: broader Z is neither an id nor a label"),
    "itself": ("label,broader\nA,a\n", "line 2: broader a is the skill itself"),
    "a match": ("label,exact_match\nA,reading\n", "line 2: exact_match reading is no id"),
    "another address": (
        "label,exact_match\nA,https://example.org/1\n",
        "exact_match https://example.org/1 is no id",
    ),
    "no column": ("name\nA\n", "skills.csv, line 1: lacks the column label"),
    "nothing": ("id,label\n", "skills.csv: holds no skill"),
    "too few fields": ("id,label\n1\n", "skills.csv, line 2: has 1 fields"),
}


@pytest.mark.parametrize(("text", "problem"), BAD.values(), ids=BAD)
def test_a_bad_line_is_named(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(ReleaseFileError, match=re.escape(problem)) as caught:
        read(tmp_path, text)
    assert caught.value.detail.startswith("skills.csv")


def test_all_bad_lines_are_named_at_once_up_to_ten(tmp_path: Path) -> None:
    with pytest.raises(ReleaseFileError) as caught:
        read(tmp_path, "label,type\n" + "A,tool\n" * 12)
    assert caught.value.detail.count("has the type") == 10
    assert caught.value.detail.endswith("; and 2 more")


def test_without_a_csv_the_documentation_is_named(tmp_path: Path) -> None:
    (tmp_path / "skills.txt").write_text("label\nA\n")
    with (
        open_release_files([tmp_path]) as files,
        pytest.raises(ReleaseFileError, match=r"docs/own-skills\.md"),
    ):
        read_plain_csv(files, "acme", "1.0")
