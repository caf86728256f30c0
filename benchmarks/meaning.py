"""How sure a skill read by meaning is: `python -m benchmarks.meaning --data DIR`.

DIR holds `linking/skillspan_train_esco.csv` and `linking/general_ads_esco.csv`: sentences of real ads linked to
ESCO. Every clause without a named skill is a case; it is right when its nearest skill is among the labels of the
sentence. Prints how often that is so by similarity, and the logistic fit whose weights stand in
`app/extraction/meaning.py`.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from app.extraction.access import application_readers
from app.extraction.candidates.semantic import MeaningTable, find_meanings
from app.extraction.choice import spans
from app.extraction.document import read_document
from app.extraction.meaning import features
from app.extraction.pipeline import Extractor
from app.main import create_app

SETS = ("skillspan_train_esco", "general_ads_esco")


def sentences(folder: Path) -> Iterator[tuple[str, set[str]]]:
    """Each sentence with the ids of the skills it is linked to."""
    for name in SETS:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                uris = (uri.strip() for uri in row["uris"].split("|"))
                yield row["sentence"], {"esco:" + uri.rsplit("/", 1)[1] for uri in uris if uri}


def cases(extractor: Extractor, table: MeaningTable, folder: Path) -> Iterator[tuple[list[float], bool]]:
    """Features of each open clause, and whether its nearest skill is right."""
    index = extractor.index
    for text, gold in sentences(folder):
        document = read_document(text, "posting", "en", index.words)
        document.sections[:] = ["requirements"] * len(document.sections)
        taken = spans(extractor.named(document, None))
        for candidate, nearest in find_meanings(extractor.encoder, table, document, taken):
            yield features(nearest, candidate.length), index.skill_id(nearest.skill) in gold


def main() -> None:
    """Print the table and the fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    readers = application_readers(create_app())
    extractor = readers.extractor(readers.vocabulary.registry.index())
    found = list(cases(extractor, MeaningTable(extractor.index), arguments.data / "linking"))
    matrix, right = np.array([row for row, _ in found]), np.array([hit for _, hit in found])
    print(f"{len(found)} clauses, nearest skill right in {right.mean():.2f}")
    for low in np.arange(0.3, 1.0, 0.1):
        part = (matrix[:, 0] >= low) & (matrix[:, 0] < low + 0.1)
        if part.any():
            print(f"  similarity {low:.1f}: {part.sum():4d} clauses, right {right[part].mean():.2f}")
    report(LogisticRegression(C=100).fit(matrix, right), matrix, right)


def report(model: Any, matrix: np.ndarray[Any, Any], right: np.ndarray[Any, Any]) -> None:
    """Print the weights, and how many clauses pass each confidence and how many of them are right."""
    weights = ", ".join(f"{weight:.2f}" for weight in model.coef_[0])
    print(f"weights of similarity, lead, log of words: {weights}; bias {model.intercept_[0]:.2f}")
    given = model.predict_proba(matrix)[:, 1]
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        kept = given >= least
        print(
            f"  confidence {least} and more: {kept.sum():4d} clauses, right {right[kept].mean() if kept.any() else 0:.2f}"
        )


if __name__ == "__main__":
    main()
