"""Segments: lines, bullets, sentences and clauses, with offsets that hold."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.segments import MAX_SEGMENT, Segment, clauses, split

CASES = Path(__file__).parents[2] / "cases" / "cues"


def load(name: str) -> list[dict[str, Any]]:
    content = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = content["cases"]
    return found


def shown(text: str, segment: Segment) -> str:
    return ("* " if segment.bullet else "") + text[segment.start : segment.end]


@pytest.mark.parametrize("case", load("segments"), ids=lambda case: repr(case["text"][:40]))
def test_split(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [shown(text, segment) for segment in split(text)] == case["segments"]


@pytest.mark.parametrize("case", load("clauses"), ids=lambda case: case["text"][:40])
def test_clauses(case: dict[str, Any]) -> None:
    text = case["text"]
    (segment,) = split(text)
    assert [text[start:end] for start, end in clauses(text, segment)] == case["clauses"]


def test_lines_are_counted_with_the_blank_ones() -> None:
    assert [segment.line for segment in split("One. Two.\n\nThree\r\nFour")] == [0, 0, 2, 3]


def test_a_line_without_an_end_is_cut_at_spaces_or_commas() -> None:
    text = "word, another " * 8_000
    segments = split(text)
    assert all(segment.end - segment.start <= MAX_SEGMENT for segment in segments)
    assert "".join(text[s.start : s.end].replace(" ", "") for s in segments) == text.replace(" ", "")
    assert {text[segment.end - 1] for segment in segments} <= {",", "r"}


def test_a_word_longer_than_a_segment_is_cut() -> None:
    assert [segment.end - segment.start for segment in split("x" * 2_500)] == [1_000, 1_000, 500]


@given(
    st.text(
        alphabet=st.sampled_from("abcXY .,;:!?…-–—•*·\n\r\t\"'()[]0123éß😀\u0130\u200d\x00"), max_size=300
    )
)
def test_segments_are_in_order_apart_and_trimmed(text: str) -> None:
    end = 0
    for segment in split(text):
        assert end <= segment.start < segment.end
        surface = text[segment.start : segment.end]
        assert surface == surface.strip()
        end = segment.end
        spans = clauses(text, segment)
        assert spans[0][0] == segment.start
        assert spans[-1][1] == segment.end
        assert all(a < b for a, b in spans)


@given(st.text(alphabet=st.sampled_from("жш. •\n-*"), max_size=200))
def test_nothing_but_signs_and_blanks_is_lost(text: str) -> None:
    kept = "".join(text[segment.start : segment.end] for segment in split(text))
    assert kept.count("ж") == text.count("ж")


@pytest.mark.parametrize(
    "piece",
    [
        ".",
        " ",
        "a",
        '."',
        "• ",
        "- a ",
        "\n",
        "a. ",
        "1. A ",
        "😀",
        "aaaa.Bbb ",
        " -",
        " *",
        "\t\n",
        "(",
        "e.g. ",
        "…",
        "a\r",
    ],
)
def test_a_hundred_thousand_characters_take_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    for segment in split(text):
        clauses(text, segment)
    assert time.process_time() - started < 1.5
