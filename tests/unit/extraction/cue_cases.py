"""The cases of `tests/cases/cues`, and what a word of a text is told by its segment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from app.extraction.cues import Cues, read_cues
from app.extraction.models import Kind
from app.text.segments import Segment, split

FOLDER = Path(__file__).parents[2] / "cases" / "cues"


def cases(name: str) -> list[ParameterSet]:
    """Each case of one file, named by its text."""
    content = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=_name(case)) for case in content["cases"]]


def text_of(case: dict[str, Any]) -> str:
    """The text of a case, which may be given as a list of lines."""
    text = case["text"]
    return text if isinstance(text, str) else "\n".join(text)


def words_with_cues(case: dict[str, Any], key: str, section: str) -> list[tuple[str, Cues, int, int, Any]]:
    """Each word that the case speaks of, with the cues of its segment, its offsets and what is expected."""
    text = text_of(case)
    kind: Kind = case.get("kind", "posting")
    found = []
    for word, expected in case[key].items():
        start = text.index(word)
        cues = read_cues(text, segment_at(text, start), case.get("section", section), kind)
        found.append((word, cues, start, start + len(word), expected))
    return found


def segment_at(text: str, offset: int) -> Segment:
    """The segment that holds an offset."""
    return next(segment for segment in split(text) if segment.start <= offset < segment.end)


def _name(case: dict[str, Any]) -> str:
    return " ".join(text_of(case).split())[:60]
