"""Linking figures: job-ad sentences to the skills of an ESCO release, our encoder beside TF-IDF in one run.

    python -m benchmarks.linking --data DIR [--encoder seed_data/encoder] [--only house,tech]

DIR holds `esco/esco_1.1.0_en.zip` and `linking/*.csv`. One query per distinct sentence with at least one
valid label, every skill of the release a candidate, RP@k = |top k ∩ gold| / min(k, |gold|). Times are for
one thread. The release's skills are scored by their vectors in four ways, two of which read definitions too.
"""

from __future__ import annotations

import argparse
import ast
import csv
import io
import re
import time
import timeit
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from app.text.encoder import StaticEncoder

RELEASE = "esco/esco_1.1.0_en.zip"
NO_LABEL = frozenset({"", "LABEL NOT PRESENT", "UNDERSPECIFIED", "UNK"})
CUTS = (1, 5)
_CLAUSE = re.compile(r"[,;:.()/•]|\s-\s|\b(?:and|or|including|such as|to|with|of)\b", re.IGNORECASE)

Scores = NDArray[np.float32]
Ranking = Callable[[str], Scores]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The skills to choose from; the label and other names of skill i begin at `names[starts[i]]`."""

    uris: list[str]
    labels: list[str]
    names: list[str]
    starts: NDArray[np.intp]
    texts: list[str]

    def best_of_names(self, scores: Scores) -> Scores:
        """One score a skill out of one score a name."""
        return np.asarray(np.maximum.reduceat(scores, self.starts))


@dataclass(frozen=True, slots=True)
class Query:
    """A sentence and the numbers of the skills it asks for."""

    sentence: str
    gold: frozenset[int]


def read_candidates(path: Path) -> Candidates:
    """Labels, names and whole texts of the skills in an official ESCO release (zip, English)."""
    with zipfile.ZipFile(path) as archive, archive.open("skills_en.csv") as file:
        rows = list(csv.DictReader(io.TextIOWrapper(file, "utf-8")))
    uris: list[str] = []
    labels: list[str] = []
    names: list[str] = []
    starts: list[int] = []
    texts: list[str] = []
    for row in rows:
        label = row["preferredLabel"].strip()
        others = [name.strip() for name in row["altLabels"].split("\n")]
        own = list(dict.fromkeys([label, *filter(None, others)]))
        uris.append(row["conceptUri"])
        labels.append(label)
        starts.append(len(names))
        names.extend(own)
        texts.append(" ".join([*own, row["description"]]))
    return Candidates(uris, labels, names, np.array(starts, dtype=np.intp), texts)


def read_queries(path: Path, labels: Sequence[str]) -> list[Query]:
    """The distinct sentences of a labelled file that carry at least one label of the release."""
    numbers = {label: number for number, label in enumerate(labels)}
    gold: dict[str, set[int]] = {}
    for sentence, label in _labelled(path):
        if label not in NO_LABEL and label in numbers:
            gold.setdefault(sentence, set()).add(numbers[label])
    return [Query(sentence, frozenset(found)) for sentence, found in gold.items()]


def _labelled(path: Path) -> Iterator[tuple[str, str]]:
    """(sentence, label) pairs, whichever of the three column layouts the file has."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if "label" in row:
                labels = [row["label"]]
            elif "labels" in row:
                labels = row["labels"].split("|")
            else:
                labels = ast.literal_eval(row["skills"])
            for label in labels:
                yield row["sentence"], label.strip()


def ranked_precision(scores: Scores, gold: frozenset[int], cut: int) -> float:
    """RP@cut; equal scores rank in the order of the release."""
    top = np.argsort(-scores, kind="stable")[:cut]
    return len(gold.intersection(top.tolist())) / min(cut, len(gold))


def static_rankings(encoder: StaticEncoder, candidates: Candidates) -> dict[str, Ranking]:
    """The encoder's scores: the sentence alone, over all names, with definitions, and with clauses."""
    label_vectors = encoder.encode(candidates.labels).T
    name_vectors = encoder.encode(candidates.names).T
    text_vectors = encoder.encode(candidates.texts).T

    def whole(sentence: str) -> Scores:
        return np.asarray(encoder.encode([sentence])[0] @ label_vectors)

    def names(sentence: str) -> Scores:
        return candidates.best_of_names(encoder.encode([sentence])[0] @ name_vectors)

    def texts(sentence: str) -> Scores:
        query = encoder.encode([sentence])[0]
        return np.asarray(query @ label_vectors + query @ text_vectors)

    def clauses(sentence: str) -> Scores:
        vectors = encoder.encode([sentence, *clauses_of(sentence)])
        by_label = vectors @ label_vectors
        return np.asarray(by_label[0] + by_label.max(axis=0) + vectors[0] @ text_vectors)

    return {
        "static: sentence to label": whole,
        "static: best of names": names,
        "static: label and definition": texts,
        "static: clauses too": clauses,
    }


def clauses_of(sentence: str) -> list[str]:
    """The parts of a sentence between commas and small words."""
    parts = (part.strip() for part in _CLAUSE.split(sentence))
    return [part for part in parts if len(part) > 2]


def lexical_rankings(candidates: Candidates) -> dict[str, Ranking]:
    """TF-IDF over words and over letters; a skill's document is its label and its other names."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    ends = [*candidates.starts[1:], len(candidates.names)]
    documents = [" ".join(candidates.names[a:b]) for a, b in zip(candidates.starts, ends, strict=True)]
    settings = {
        "word TF-IDF": TfidfVectorizer(sublinear_tf=True, stop_words="english"),
        "char TF-IDF": TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(3, 5)),
    }

    def ranking(vectorizer: TfidfVectorizer) -> Ranking:
        matrix = vectorizer.fit_transform(documents).T.tocsr()
        return lambda sentence: (vectorizer.transform([sentence]) @ matrix).toarray()[0]

    return {name: ranking(vectorizer) for name, vectorizer in settings.items()}


def measure(ranking: Ranking, queries: Sequence[Query]) -> tuple[list[float], float]:
    """(RP at each cut, milliseconds a sentence), the ranking's own time without the sorting."""
    results = np.zeros(len(CUTS))
    spent = 0.0
    for query in queries:
        begin = time.perf_counter()
        scores = ranking(query.sentence)
        spent += time.perf_counter() - begin
        results += [ranked_precision(scores, query.gold, cut) for cut in CUTS]
    return list(results / len(queries)), spent / len(queries) * 1e3


def encoding_time(encoder: StaticEncoder, queries: Sequence[Query]) -> tuple[float, float]:
    """(milliseconds of processor time a sentence, best of five runs, words a sentence has on average)."""
    sentences = [query.sentence for query in queries]
    encoder.encode(sentences)
    spent = min(
        timeit.repeat(
            lambda: [encoder.encode([s]) for s in sentences], number=1, repeat=5, timer=time.process_time
        )
    )
    return spent / len(sentences) * 1e3, sum(len(s.split()) for s in sentences) / len(sentences)


FILES = {
    "house": "house_validation_annotations.csv",
    "tech": "tech_validation_annotations.csv",
    "skillspan": "skillspan_train_esco.csv",
    "general": "general_ads_esco.csv",
    "skillskape": "skillskape_dev.csv",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="folder with esco/ and linking/")
    parser.add_argument("--encoder", type=Path, default=Path("seed_data/encoder"))
    parser.add_argument("--only", default=",".join(FILES), help="sets to measure, by name")
    options = parser.parse_args()
    candidates = read_candidates(options.data / RELEASE)
    sets = {
        name: read_queries(options.data / "linking" / FILES[name], candidates.labels)
        for name in options.only.split(",")
    }
    encoder = StaticEncoder.load(options.encoder)
    every = [query for queries in sets.values() for query in queries]
    spent, words = encoding_time(encoder, every)
    print(f"encoder {encoder.checksum[:12]} of {encoder.dimension} dimensions, ", end="")
    print(f"{len(candidates.labels):,} candidates")
    print(f"encoding: {spent:.4f} ms a sentence of {words:.1f} words")
    with threadpool_limits(1):
        report(static_rankings(encoder, candidates) | lexical_rankings(candidates), sets)


def report(rankings: dict[str, Ranking], sets: dict[str, list[Query]]) -> None:
    """Print RP@1 / RP@5 of each ranking on each set, and the mean time."""
    heads = (f"{f'{name} ({len(queries)})':>20}" for name, queries in sets.items())
    print(f"{'RP@1 / RP@5, %':28}{''.join(heads)}{'ms':>9}")
    for name, ranking in rankings.items():
        line, spent = f"{name:28}", []
        for queries in sets.values():
            precision, milliseconds = measure(ranking, queries)
            line += f"{' / '.join(f'{100 * value:.1f}' for value in precision):>20}"
            spent.append(milliseconds * len(queries))
        total = sum(len(queries) for queries in sets.values())
        print(f"{line}{sum(spent) / total:9.2f}", flush=True)


if __name__ == "__main__":
    main()
