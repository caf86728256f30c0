"""Lists of skills within one line: commas and bullets give the same items."""

from __future__ import annotations

import pytest

from app.extraction.items import cut_lists
from app.extraction.sections import label_sections
from app.text.segments import split


def items(text: str) -> list[str]:
    segments = split(text)
    cut, sections = cut_lists(text, segments, label_sections(text, segments, "resume"))
    assert len(cut) == len(sections)
    return [text[segment.start : segment.end] for segment in cut]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Skills\nfirst aid, cooking, car repair", ["Skills", "first aid", "cooking", "car repair"]),
        ("Skills: first aid, cooking", ["Skills:", "first aid", "cooking"]),
        ("Skills: textile machines", ["Skills:", "textile machines"]),
        ("Skills\n- first aid\n- cooking", ["Skills", "first aid", "cooking"]),
        ("Skills\nfirst aid; cooking | welding", ["Skills", "first aid", "cooking", "welding"]),
        ("Skills\nTools: hammer, saw", ["Skills", "Tools:", "hammer", "saw"]),
        ("Skills\nOffice (Word, Excel), typing", ["Skills", "Office (Word, Excel)", "typing"]),
        ("Skills\nLifting up to 1,000 kg", ["Skills", "Lifting up to 1,000 kg"]),
    ],
)
def test_items_of_a_list(text: str, found: list[str]) -> None:
    assert items(text) == found


@pytest.mark.parametrize(
    "line",
    [
        "No experience with Java, Scala",
        "I can cook, clean and drive",
        "I don't know Excel, Word",
        "Python, 3 years",
    ],
)
def test_what_is_said_of_several_things_stays_together(line: str) -> None:
    assert items(f"Skills\n{line}") == ["Skills", line]


def test_other_sections_are_not_cut() -> None:
    line = "Cook, Example Café, 2018 - 2020"
    assert items(f"Work history\n{line}\n- Cooked, cleaned") == ["Work history", line, "Cooked, cleaned"]
