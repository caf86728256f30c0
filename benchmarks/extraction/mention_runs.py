"""SkillSpan's development postings as Parlance reads them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from threadpoolctl import threadpool_limits

from app.extraction.pipeline import Extractor
from benchmarks.spans import Line, Read, one_by_one, read_lines, read_postings


@dataclass(frozen=True)
class MentionRuns:
    """The postings, and every line with its mentions by way of reading."""

    postings: list[list[Line]]
    thorough: list[Read]
    alone: list[Read]  # thorough, each sentence a text of its own
    fast: list[Read]


def read_everything(data: Path, extractor: Extractor) -> MentionRuns:
    """Reads the postings in each way."""
    postings = read_postings(data / "spans" / "skillspan_dev.json")
    with threadpool_limits(1):
        return MentionRuns(
            postings,
            read_lines(extractor, postings, "thorough"),
            read_lines(extractor, one_by_one(postings), "thorough"),
            read_lines(extractor, postings, "fast"),
        )
