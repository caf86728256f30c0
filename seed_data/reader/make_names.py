"""Fits how sure names are where nothing is read around them: `python -m seed_data.reader.make_names --data DIR`.

Prints the weights that stand in `app/extraction/demand.py`. Read by names are the postings of SkillSpan train; a
name is right if it overlaps a gold span. The calibration error (ECE, ten bins) printed is that of
postings that the fit did not see. Needs scikit-learn, which `make develop` installs.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.extraction.cues import CueReader
from app.extraction.demand import demand_features, is_asked_in_words
from app.extraction.document import read_document
from app.extraction.pipeline import Extractor
from benchmarks.ambiguous import application_extractor
from benchmarks.extraction.measures import overlaps
from benchmarks.spans import Line, read_postings
from seed_data.reader.make_places import Row, fit, gold_of, text_of


def main() -> None:
    """Read, fit, print."""
    parser = argparse.ArgumentParser(description="Fit how sure names are where nothing is read around them.")
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    extractor = application_extractor()
    rows: list[Row] = []
    for number, posting in enumerate(read_postings(options.data / "spans" / "skillspan_train.json")):
        rows += [(*row, number) for row in _names(extractor, posting)]
    fit("own, asking, duty, aside, elsewhere, in_words", rows)


def _names(extractor: Extractor, posting: Sequence[Line]) -> Iterator[tuple[list[float], bool]]:
    document = read_document(text_of(posting), "posting", "en", extractor.index.words)
    reader = CueReader(document.text, document.segments, document.kind)
    tokens, gold = document.tokens, gold_of(posting)
    for item in extractor.named(document, None):
        candidate = item.candidate
        number = document.segment_at(candidate.first)
        place = tokens.starts[candidate.first], tokens.ends[candidate.last - 1]
        cues = reader.cues(number, document.sections[number])
        in_words = is_asked_in_words(document, number, cues, *place)
        features = demand_features(document, number, item.confidence, in_words=in_words)
        yield list(map(float, features)), overlaps(place, gold)


if __name__ == "__main__":
    main()
