from __future__ import annotations

import pytest

from app.text.documents.pdf_lines import Line
from app.text.documents.pdf_reflow import broken_word, joined, reflow


def lines(*texts: str) -> list[Line]:
    """Lines of one block, six points to a character."""
    return [Line(text, 60 + 6 * len(text), 6) for text in texts]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("manage-", "ment", "management"),
        ("Manage-", "ment", "Management"),
        ("ware-", "house", "warehouse"),
        ("re-", "sponsible", "responsible"),
        ("Python-", "based", "Python-based"),
        ("self-", "motivated", "self-motivated"),
        ("full-", "time", "full-time"),
        ("customer-", "facing", "customer-facing"),
        ("state-of-the-", "art", "state-of-the-art"),
        ("SQL-", "server", "SQL-server"),
        ("C1-", "driver", "C1-driver"),
        ("Spanish-", "English", "Spanish-English"),
    ],
)
def test_joined(first: str, second: str, whole: str) -> None:
    assert joined(first, second) == whole


def test_other_words_of_the_document_decide() -> None:
    assert joined("co-", "operate", {"co-operate"}) == "co-operate"
    assert joined("self-", "ish", {"selfish"}) == "selfish"
    assert joined("trainer-", "assessor", {"trainer", "assessor"}) == "trainer-assessor"
    assert joined("fore-", "man", {"man"}) == "foreman"


@pytest.mark.parametrize(
    ("line", "following", "halves"),
    [
        ("the manage-", "ment of", ("manage-", "ment")),
        ("the manage-", "ment, and", ("manage-", "ment")),
        ("2019 -", "today", None),
        ("a dash –", "here", None),
        ("a list -", "item", None),
        ("page 12-", "13 follow", None),
        ("no hyphen", "here", None),
    ],
)
def test_broken_word(line: str, following: str, halves: tuple[str, str] | None) -> None:
    assert broken_word(line, following) == halves


CASES = {
    "hyphenated words": (
        lines("Led the manage-", "ment of Python-", "based tools"),
        "Led the management of Python-based tools",
    ),
    "sentences over lines": (
        lines("Worked in a warehouse for a large customer", "service team and led it"),
        "Worked in a warehouse for a large customer service team and led it",
    ),
    "a new sentence is a new line": (
        lines("Worked in a warehouse for some years.", "Led a team"),
        "Worked in a warehouse for some years.\nLed a team",
    ),
    "short lines are kept": (lines("python", "sql", "first aid"), "python\nsql\nfirst aid"),
    "room for the next word": (
        lines(
            "Worked in a warehouse for a large customer", "drove a forklift in the yard daily", "and the till"
        ),
        "Worked in a warehouse for a large customer drove a forklift in the yard daily\nand the till",
    ),
    "items are kept": (
        lines("• Worked in a warehouse for a large customer", "• drove a forklift", "- sold shoes"),
        "• Worked in a warehouse for a large customer\n• drove a forklift\n- sold shoes",
    ),
    "a colon ends a line": (
        lines("Worked in a warehouse for many customers:", "drove a forklift"),
        "Worked in a warehouse for many customers:\ndrove a forklift",
    ),
    "gaps are blank lines": ([*lines("Skills"), Line("forklift", 100, 6, apart=True)], "Skills\n\nforklift"),
    "a word broken over pages": ([*lines("the manage-"), Line("ment", 80, 6, jumped=True)], "the management"),
    "a gap after a hyphen": ([*lines("the manage-"), Line("ment", 80, 6, apart=True)], "the manage-\n\nment"),
    "nothing": ([], ""),
}


@pytest.mark.parametrize(("given", "text"), CASES.values(), ids=CASES.keys())
def test_reflow(given: list[Line], text: str) -> None:
    assert reflow(given) == text
