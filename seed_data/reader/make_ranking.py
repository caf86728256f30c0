"""Makes both rankings: `python -m seed_data.reader.make_ranking --data DIR --index DIR --folds DIR`.

`--data` is the folder with the public data sets, `--index` an index folder of a vocabulary with ESCO 1.1.0 (`parlance
releases import` made it), `--folds` the folder where `make_reader.py` left one encoder per fold; examples are kept there
between runs. Each sentence is described by an encoder that was not trained on it, and ranked by a ranking that did not
learn from it; the figures printed are of these. What is written learnt from all of them. Needs scikit-learn, which
`make develop` installs.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.extraction.linking.linker import Linker, Query, feature_names
from app.extraction.linking.meanings import Meanings
from app.extraction.linking.models import FAST_RANKING, THOROUGH_RANKING
from app.extraction.linking.plain import can_be_meant
from app.extraction.linking.query import reading_query, see, static_query
from app.text.encoder import StaticEncoder
from app.text.reader import ReadingEncoder
from app.vocabulary.index.index import VocabularyIndex
from seed_data.reader.corpus import FOLDS, Corpus, Sentence, read_corpus
from seed_data.reader.ranking import (
    HELD_OUT,
    TRAINED_ON,
    Example,
    calibrated,
    cross_validated,
    fit,
    learnable,
    ranked_precision,
    read_examples,
    save,
)

HERE = Path(__file__).resolve().parent
VIEWS = {"fast": ("static",), "thorough": ("static", "read")}


def main() -> None:
    """Describe, cross-validate, fit, write."""
    parser = argparse.ArgumentParser(description="Make the rankings.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--only", choices=sorted(VIEWS), help="make one of the two")
    options = parser.parse_args()
    corpus, index = read_corpus(options.data), VocabularyIndex(options.index)
    static = StaticEncoder.load(HERE.parent / "encoder")
    by_uri = {
        index.skill_json(row)["uri"]: row for row in range(len(index)) if index.framework(row) == "esco"
    }
    rows = np.array([by_uri[skill.uri] for skill in corpus.skills], dtype=np.intp)
    describe = Describer(corpus, index, static, rows)
    for effort, file in (("fast", FAST_RANKING), ("thorough", THOROUGH_RANKING)):
        if options.only not in (None, effort):
            continue
        kept = options.folds / f"{effort}.pickle"
        if not kept.exists():
            kept.write_bytes(pickle.dumps(describe.examples(effort, options.folds)))
        full, bare = pickle.loads(kept.read_bytes())  # noqa: S301 - our own, written above
        learn(effort, full, bare, options.out / file)


def learn(effort: str, full: list[Example], bare: list[Example], file: Path) -> None:
    """Print held-out figures of one ranking and write it. `bare` are the same sentences without definitions."""
    names = feature_names(VIEWS[effort])
    held_out = cross_validated(full, names, bare)
    without = cross_validated(bare, names, full)
    print(effort)
    for source in (*TRAINED_ON, *HELD_OUT):
        line = f"  {source:22}"
        for examples, scores in ((full, held_out), (bare, without)):
            own = [n for n, example in enumerate(examples) if example.source == source and example.gold]
            for cut in (1, 5):
                mean = np.mean([ranked_precision(examples[n], scores[n], cut) for n in own])
                line += f" {100 * mean:5.1f}"
        recall = np.mean([x.right.sum() / len(x.gold) for x in full if x.source == source and x.gold])
        print(f"{line}   of the right ones among the candidates {100 * recall:.1f}", flush=True)
    ranker = fit(learnable([*full, *bare]), names)
    everything = np.concatenate([*held_out, *without])
    right = np.concatenate([example.right for example in [*full, *bare]])
    save(calibrated(ranker, everything, right), file)


class Describer:
    """Turns sentences into examples, each seen by an encoder that did not learn from it."""

    def __init__(
        self, corpus: Corpus, index: VocabularyIndex, static: StaticEncoder, rows: NDArray[np.intp]
    ) -> None:
        self._corpus, self._index, self._static, self._rows = corpus, index, static, rows
        self._labels = [index.label(row) for row in range(len(index))]
        self._texts = list(self._labels)
        for row, skill in zip(rows.tolist(), corpus.skills, strict=True):
            self._texts[row] = skill.description or skill.label
        self._table = (static.encode(self._labels), static.encode(self._texts))

    def examples(self, effort: str, folds: Path) -> tuple[list[Example], list[Example]]:
        """The examples with definitions, and the same without."""
        if effort == "fast":
            return self._both(self._corpus, [self._table], self._seen_by_static)
        full: list[Example] = []
        bare: list[Example] = []
        for fold in range(FOLDS):
            reader = ReadingEncoder.load(folds / f"fold{fold}", threads=2)
            wanted = [self._labels[row] for row in self._rows], [self._texts[row] for row in self._rows]
            tables = [self._table, tuple(self._spread(reader.encode(texts)) for texts in wanted)]

            def query(sentence: Sentence, reader: ReadingEncoder = reader) -> Query | None:
                seen = see(sentence.text, reader)
                if seen is None:
                    return None
                return reading_query(sentence.text, seen, self._index.words, self._static)

            kept = {
                name: [s for s in self._corpus.sentences[name] if s.fold == fold]
                for name in (*TRAINED_ON, *HELD_OUT)
            }
            part = replace(self._corpus, sentences=kept)
            for all_, some in zip((full, bare), self._both(part, tables, query), strict=True):
                all_ += some
        return full, bare

    def _spread(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Vectors of the corpus's skills as rows of the index; zeros elsewhere."""
        found = np.zeros((len(self._index), vectors.shape[1]), dtype=np.float32)
        found[self._rows] = vectors
        return found

    def _seen_by_static(self, sentence: Sentence) -> Query | None:
        found = static_query(sentence.text, self._index.words, self._static)
        return None if found is None else found[0]

    def _both(
        self,
        corpus: Corpus,
        tables: Sequence[tuple[NDArray[np.float32], ...]],
        query: Callable[[Sentence], Query | None],
    ) -> tuple[list[Example], list[Example]]:
        meant = can_be_meant(self._index)
        full = Linker(self._index, [Meanings(labels, texts, meant) for labels, texts in tables])
        bare = Linker(self._index, [Meanings(labels, None, meant) for labels, _ in tables])
        return (
            read_examples(full, corpus, self._rows, query),
            read_examples(bare, corpus, self._rows, query),
        )


if __name__ == "__main__":
    main()
