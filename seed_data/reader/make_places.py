"""Fits how sure places and names are: `python -m seed_data.reader.make_places --data DIR`; prints the weights.

They stand in `app/extraction/candidates/semantic.py`. Read are the postings of SkillSpan dev with the models that are
carried; a place, or a name, is right if it overlaps a gold span. The calibration error (ECE, ten bins) printed is that of
postings that the fit did not see. Needs scikit-learn, which `make develop` installs.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from app.extraction.candidates.semantic import UNTAGGED, Sentences, around, logit, read_sentences, tokens_of
from app.extraction.document import Document, read_document
from app.extraction.pipeline import Extractor
from benchmarks.ambiguous import application_extractor
from benchmarks.extraction.measures import calibration_error, overlaps, reliability
from benchmarks.spans import Line, read_postings

Row = tuple[list[float], bool, int]  # features, whether it is right, the number of the posting


def main() -> None:
    """Read, fit, print."""
    parser = argparse.ArgumentParser(description="Fit how sure places and names are.")
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    extractor = application_extractor()
    places: list[Row] = []
    names: list[Row] = []
    for number, posting in enumerate(read_postings(options.data / "spans" / "skillspan_dev.json")):
        document, sentences = _read(extractor, posting)
        gold = gold_of(posting)
        places += [(*row, number) for row in _places(document, sentences, gold)]
        names += [(*row, number) for row in _names(extractor, document, sentences, gold)]
    fit("place: tagged, words, gate", places)
    fit("name: own, gate, tagged", names)


def _read(extractor: Extractor, posting: Sequence[Line]) -> tuple[Document, Sentences]:
    document = read_document(text_of(posting), "posting", "en", extractor.index.words)
    gate = extractor.gate(document)
    return document, read_sentences(document, gate, extractor.sentences)


def text_of(posting: Sequence[Line]) -> str:
    """The lines of a posting as one text."""
    return "\n".join(line.text for line in posting)


def gold_of(posting: Sequence[Line]) -> list[tuple[int, int]]:
    """The gold spans of a posting, in the characters of its text."""
    found, at = [], 0
    for line in posting:
        found += [(at + start, at + end) for start, end in line.gold]
        at += len(line.text) + 1
    return found


def _places(
    document: Document, sentences: Sentences, gold: Sequence[tuple[int, int]]
) -> Iterator[tuple[list[float], bool]]:
    for number, found in sentences.read.items():
        segment, gate = document.segments[number], float(sentences.gate[number])
        for asked in found.asked:
            first, past = tokens_of(document, segment, asked)
            features = [logit(asked.confidence), math.log(max(past - first, 1)), logit(gate)]
            yield features, overlaps((segment.start + asked.start, segment.start + asked.end), gold)


def _names(
    extractor: Extractor, document: Document, sentences: Sentences, gold: Sequence[tuple[int, int]]
) -> Iterator[tuple[list[float], bool]]:
    for item in extractor.named(document, None):
        candidate = item.candidate
        number = document.segment_at(candidate.first)
        inside = around(document, sentences, number, candidate)
        tagged = max((asked.confidence for asked in inside), default=0.0)
        gate = float(sentences.gate[number])
        features = [logit(item.confidence), logit(gate), logit(max(tagged, UNTAGGED))]
        tokens = document.tokens
        yield features, overlaps((tokens.starts[candidate.first], tokens.ends[candidate.last - 1]), gold)


def fit(name: str, rows: Sequence[Row]) -> None:
    """Fits a logistic model and prints its weights, and how well others are calibrated that it did not see."""
    features = np.array([row[0] for row in rows])
    right = np.array([row[1] for row in rows])
    postings: NDArray[np.intp] = np.array([row[2] for row in rows])
    held_out = np.zeros(len(rows))
    for half in (0, 1):
        own = postings % 2 == half
        fitted = LogisticRegression(C=10).fit(features[~own], right[~own])
        held_out[own] = fitted.predict_proba(features[own])[:, 1]
    error = calibration_error(reliability(zip(held_out.tolist(), right.tolist(), strict=True)))
    fitted = LogisticRegression(C=10).fit(features, right)
    weights = ", ".join(f"{weight:.3f}" for weight in [*fitted.coef_[0], fitted.intercept_[0]])
    print(f"{name}, bias: {weights}   {len(rows)} cases, {right.mean():.3f} right, ECE {error:.3f}")


if __name__ == "__main__":
    main()
