"""How mentions are held against gold spans."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.spans import (
    Line,
    Read,
    Said,
    asks_rightly,
    confidences,
    count,
    read_postings,
    surest_mistakes,
)

LINE = Line("You count the till and greet guests .", "house", ((4, 18), (23, 35)))


def test_spans_are_read_with_the_outer_one_of_two(tmp_path: Path) -> None:
    rows = [
        {
            "source": "house",
            "idx": 1,
            "tokens": ["Count", "the", "till", "in", "Excel"],
            "tags_skill": ["B", "I", "I", "I", "I"],
            "tags_knowledge": ["O", "O", "O", "O", "B"],
        },
        {"source": "house", "idx": 1, "tokens": ["Hi"], "tags_skill": ["O"], "tags_knowledge": ["O"]},
        {
            "source": "house",
            "idx": 2,
            "tokens": ["Python", "Java"],
            "tags_skill": ["O", "O"],
            "tags_knowledge": ["B", "B"],
        },
    ]
    file = tmp_path / "spans.json"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    postings = read_postings(file)
    assert [[line.text for line in posting] for posting in postings] == [
        ["Count the till in Excel", "Hi"],
        ["Python Java"],
    ]
    assert [line.gold for posting in postings for line in posting] == [((0, 23),), (), ((0, 6), (7, 11))]


def test_only_sure_mentions_count() -> None:
    read = Read(LINE, (Said((4, 9), 0.9), Said((23, 28), 0.4), Said((0, 3), 0.7)))
    found = count([read])
    assert (found.right, found.given, found.found, found.wanted) == (1, 2, 1, 2)
    assert confidences([read]) == [(0.9, True), (0.4, True), (0.7, False)]
    mistakes = surest_mistakes([read], 1)
    assert [text.split("]")[0] for text in mistakes] == ["wrong 0.70 [You", "missed     [greet guests"]


def test_a_line_asks_where_it_has_a_span() -> None:
    plain = Line("We were founded in 1990 .", "house", ())
    reads = [
        Read(LINE, (Said((4, 9), 0.9),)),
        Read(LINE, (Said((4, 9), 0.3),)),
        Read(plain, ()),
        Read(plain, (Said((0, 2), 0.5),)),
    ]
    assert asks_rightly(reads) == 0.5
