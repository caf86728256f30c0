"""Fits how much each piece of evidence about an ambiguous name weighs: `python -m benchmarks.ambiguous_model`.

Learns from the development part of `tests/cases/ambiguous` alone, and prints the weights that stand in
`app/extraction/ambiguity.py` with the figures of a cross-validation that leaves whole names out. What a text's other
names speak for depends on how they are settled, so run it again after its weights were put in, until they stay.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from unittest.mock import patch

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from app.extraction import pipeline
from app.extraction.ambiguity import doubtful_of, is_another_thing, setting_of, settle_ambiguous
from app.extraction.ambiguity_evidence import evidence, surroundings
from app.extraction.ambiguous_names import LANGUAGE
from app.extraction.document import Document
from app.extraction.pipeline import Extractor, Request
from benchmarks.ambiguous import Case, application_extractor, read_cases

Row = dict[str, float]


def rows(extractor: Extractor, case: Case) -> Iterator[Row]:
    """The evidence at the name of a case, once for each candidate of its skill that no veto settles."""
    with patch.object(pipeline, "settle_ambiguous", wraps=settle_ambiguous) as settling:
        extractor.extract(Request(case.text, effort="fast"))
    if settling.call_args is None:
        return
    _, document, candidates = settling.call_args.args
    doubtful = doubtful_of(extractor.index, document, candidates)
    kept = {id(c) for c in settle_ambiguous(extractor.index, document, candidates)}
    for number, entry in doubtful.items():
        place = candidates[number].first
        around = surroundings(document, place)
        if (
            entry is LANGUAGE
            or not _is_name(document, place, case)
            or is_another_thing(document, place, entry, around)
        ):
            continue
        others = {
            n: e for n, e in doubtful.items() if candidates[n].first == place or id(candidates[n]) not in kept
        }
        setting = setting_of(extractor.index, document, candidates, others)
        yield dict.fromkeys(evidence(document, place, entry, setting, around), 1.0)
        return


def _is_name(document: Document, place: int, case: Case) -> bool:
    return document.tokens.words[place].casefold().removesuffix("'s") == case.name.casefold()


def main() -> None:
    """Print the cross-validated figures and the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--strength", type=float, default=1.0, help="inverse of the regularisation")
    parser.add_argument("--show", action="store_true", help="print what the cross-validation gets wrong")
    options = parser.parse_args()
    extractor = application_extractor()
    cases = [case for case in read_cases() if case.part == "development"]
    found = [(case, row) for case in cases for row in rows(extractor, case)]
    vectorizer = DictVectorizer(sparse=False)
    matrix = vectorizer.fit_transform([row for _, row in found])
    meant = np.array([case.meant for case, _ in found])
    model = LogisticRegression(C=options.strength, max_iter=1000)
    guessed = cross_val_predict(
        model, matrix, meant, groups=[case.name for case, _ in found], cv=GroupKFold(10)
    )
    right = int((guessed & meant).sum())
    print(f"{len(found)} of {len(cases)} texts weighed; names left out in turn: ", end="")
    print(f"precision {right / guessed.sum():.3f}, recall {right / meant.sum():.3f}")
    if options.show:
        for (case, row), guess in zip(found, guessed, strict=True):
            if guess != case.meant:
                print(f"  {'missed' if case.meant else 'wrong '} {case.text!r} {sorted(row)}")
    model.fit(matrix, meant)
    print(f"bias {model.intercept_[0]:.1f}")
    for name, weight, count in zip(
        vectorizer.get_feature_names_out(), model.coef_[0], matrix.sum(axis=0), strict=True
    ):
        print(f'    "{name}": {weight:.1f},  # {int(count)} texts')


if __name__ == "__main__":
    main()
