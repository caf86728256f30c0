"""Mentions against SkillSpan's gold spans, of development data: `python -m benchmarks.spans --data DIR [--alone]`.

DIR holds `spans/skillspan_dev.json`: sentences of real ads with the words that ask for skills and knowledge, a posting's
sentences in a row. A posting is read as one text, a sentence a line (`--alone`: each sentence as a text of its own).
A mention of confidence 0.5 and more is right if it overlaps a gold span; a gold span is found if such a mention overlaps
it. Also printed: whether a sentence has such a mention just when it has a gold span, and the calibration error (ECE, ten
bins) of all mentions' confidence.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from app.extraction.models import Effort
from app.extraction.pipeline import Extractor, Request
from benchmarks.ambiguous import application_extractor
from benchmarks.extraction.measures import Found, Span, calibration_error, overlaps, reliability

SURE = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a posting and the places (start, end) of its gold spans."""

    text: str
    source: str
    gold: tuple[Span, ...]


class Said(NamedTuple):
    """A mention: its place in the line, and how sure it is."""

    place: Span
    confidence: float


class Read(NamedTuple):
    """A line with the mentions in it."""

    line: Line
    said: tuple[Said, ...]

    @property
    def sure(self) -> list[Span]:
        """The places of the mentions that count."""
        return [place for place, confidence in self.said if confidence >= SURE]


def read_postings(path: Path) -> list[list[Line]]:
    """The postings of a SkillSpan file; a span within another counts with it."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    postings = groupby(rows, key=lambda row: (row["source"], row["idx"]))
    return [[_line(row) for row in posting] for _, posting in postings]


def _line(row: dict[str, Any]) -> Line:
    tokens: list[str] = row["tokens"]
    starts = np.cumsum([0, *(len(token) + 1 for token in tokens)]).tolist()
    spans = sorted({*_bio(row["tags_skill"]), *_bio(row["tags_knowledge"])})
    places = [(starts[first], starts[past - 1] + len(tokens[past - 1])) for first, past in spans]
    outer = [a for a in places if not any(b != a and b[0] <= a[0] and a[1] <= b[1] for b in places)]
    return Line(" ".join(tokens), row["source"], tuple(outer))


def _bio(tags: Sequence[str]) -> Iterator[Span]:
    start = None
    for at, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I"):
            yield start, at
            start = None
        if tag.startswith("B") or (tag.startswith("I") and start is None):
            start = at


def one_by_one(postings: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Each sentence as a posting of its own."""
    return [[line] for posting in postings for line in posting]


def read_lines(extractor: Extractor, postings: Sequence[Sequence[Line]], effort: Effort) -> list[Read]:
    """Every line with its mentions, each posting read as one text."""
    return [read for posting in postings for read in _read_posting(extractor, posting, effort)]


def _read_posting(extractor: Extractor, posting: Sequence[Line], effort: Effort) -> Iterator[Read]:
    text = "\n".join(line.text for line in posting)
    starts = np.cumsum([0, *(len(line.text) + 1 for line in posting)])
    found: dict[int, list[Said]] = defaultdict(list)
    for mention in extractor.extract(Request(text, "posting", "en", effort)).mentions:
        number = int(np.searchsorted(starts, mention.start, "right")) - 1
        at = int(starts[number])
        found[number].append(Said((mention.start - at, mention.end - at), mention.confidence))
    for number, line in enumerate(posting):
        yield Read(line, tuple(found[number]))


def count(reads: Sequence[Read]) -> Found:
    """How many sure mentions are right, and how many gold spans are found."""
    return Found(
        right=sum(overlaps(place, read.line.gold) for read in reads for place in read.sure),
        given=sum(len(read.sure) for read in reads),
        found=sum(overlaps(gold, read.sure) for read in reads for gold in read.line.gold),
        wanted=sum(len(read.line.gold) for read in reads),
    )


def asks_rightly(reads: Sequence[Read]) -> float:
    """The share of lines that have a sure mention just when they have a gold span."""
    return sum(bool(read.sure) == bool(read.line.gold) for read in reads) / len(reads)


def confidences(reads: Sequence[Read]) -> list[tuple[float, bool]]:
    """How sure each mention is, and whether it is right."""
    return [
        (confidence, overlaps(place, read.line.gold)) for read in reads for place, confidence in read.said
    ]


def surest_mistakes(reads: Sequence[Read], most: int) -> list[str]:
    """The surest wrong mentions, and as many of the gold spans that no sure mention overlaps, evenly over the text."""
    wrong = [
        (said.confidence, f"wrong {said.confidence:.2f} {_shown(read.line, said.place)}")
        for read in reads
        for said in read.said
        if not overlaps(said.place, read.line.gold)
    ]
    missed = [
        f"missed     {_shown(read.line, gold)}"
        for read in reads
        for gold in read.line.gold
        if not overlaps(gold, read.sure)
    ]
    shown = [text for _, text in sorted(wrong, reverse=True)[:most]]
    return shown + missed[:: max(1, -(-len(missed) // most))] if most else []


def _shown(line: Line, place: Span) -> str:
    return f"[{line.text[place[0] : place[1]]}] {line.text[:160]}"


def row(name: str, reads: Sequence[Read]) -> str:
    """Figures of some lines as a line of a table."""
    found = count(reads)
    error = calibration_error(reliability(confidences(reads)))
    return (
        f"{name:22} {found.precision:9.3f} {found.recall:7.3f} {found.f1:7.3f} {asks_rightly(reads):9.3f} "
        f"{error:7.3f}   {found.wanted} spans, {len(reads)} sentences"
    )


HEAD = f"{'':22} precision  recall      F1  sentences     ECE"


def main() -> None:
    """Print one line a source."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--effort", choices=("fast", "thorough"), default="thorough")
    parser.add_argument("--alone", action="store_true", help="read each sentence as a text of its own")
    parser.add_argument(
        "--mistakes", type=int, default=0, help="print this many of the surest wrong and missed"
    )
    options = parser.parse_args()
    postings = read_postings(options.data / "spans" / "skillspan_dev.json")
    if options.alone:
        postings = one_by_one(postings)
    reads = read_lines(application_extractor(), postings, options.effort)
    print(HEAD)
    for source in sorted({read.line.source for read in reads}):
        print(row(source, [read for read in reads if read.line.source == source]))
    print("\n".join(surest_mistakes(reads, options.mistakes)))


if __name__ == "__main__":
    main()
