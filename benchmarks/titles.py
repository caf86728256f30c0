"""Titles to occupations: `python -m benchmarks.titles --data DIR [--fit] [--encoder DIR]`.

DIR holds esco/, onet/ and crosswalks/ (official files). Prints

1. MELO's US task as rebuilt in `title_data.py`: mean reciprocal rank of the right ESCO concept for an O*NET title, on
   the half of the queries that nothing was fitted to, and on all by cross-fitting (each half ranked by weights fitted
   on the other). Beside it TF-IDF over letters and words. `names` ranks every name by itself, as MELO does for models
   that see one name at a time; `concepts` counts an occupation once, at its best name.
2. Titles to O*NET: a tenth of the alternate titles, held out of the index, the encoder and the fit.
3. A tenth of ESCO's alternative labels, likewise.
4. The same held-out O*NET titles with an ad made of task statements that no profile has.

`--fit` fits the weights first (the other half of MELO, another tenth of the names) and writes weights.json.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.occupations.titles.features import FEATURES, Comparer
from app.occupations.titles.index import TitleIndex
from app.occupations.titles.laying_out import NamedOccupation, lay_out
from app.occupations.titles.ranking import WEIGHTS_FILE, TitleRanker, Weights
from app.occupations.titles.stripping import strip_title
from app.occupations.titles.words import readings
from app.text.encoder import StaticEncoder
from benchmarks.title_data import Names, TitleData, part, read_data, tenth, without

ENCODER = Path("app/occupations/titles/encoder")
FITTED_NAMES = 1_500  # of each framework's tenth that weights are fitted on
NAMES_COUNT = 0.3  # what the names' tenth counts in the fit beside the crosswalk
PENALTY = 0.01
# Half of what is best on ads of the fitting tenth: real ads say less about the work than task statements.
TEXT_COUNTS = 12.0

Query = tuple[str, frozenset[str]]
Scores = Callable[[str], np.ndarray]


@dataclass(frozen=True, slots=True)
class Case:
    """The features of the occupations in question for one title, and which of them are right."""

    values: np.ndarray
    right: np.ndarray


def build(names: Names, framework: str, encoder: StaticEncoder, about: Names | None = None) -> TitleIndex:
    """The index of these names, in a folder that goes with the process."""
    folder = Path(tempfile.mkdtemp(prefix="titles-")) / "index"
    occupations = [
        NamedOccupation(code, code, framework, found, (about or {}).get(code, ()))
        for code, found in sorted(names.items())
    ]
    lay_out(occupations, [], encoder, folder)
    return TitleIndex(folder)


def held_out(names: Names, which: int, most: int | None = None) -> list[Query]:
    """The distinct names of a tenth with the occupations that have them; at most so many, drawn by hash."""
    found: dict[str, set[str]] = {}
    for code, others in names.items():
        for name in others[1:]:
            if tenth(name) == which:
                found.setdefault(name, set()).add(code)
    for name, codes in found.items():
        codes |= {code for other in (name.lower(), name.title()) for code in found.get(other, ())}
    queries = sorted((name, frozenset(codes)) for name, codes in found.items())
    return (
        queries if most is None else sorted(queries, key=lambda query: part(query[0], 10**9, "draw"))[:most]
    )


# ---- fitting


def cases(index: TitleIndex, encoder: StaticEncoder, queries: Sequence[Query]) -> list[Case]:
    """What the ranking sees of each query."""
    comparer, rows = Comparer(index, encoder), {code: row for row, code in enumerate(index.ids)}
    found = []
    for title, codes in queries:
        read = readings(strip_title(title).title)
        if read:
            evidence = comparer.compare(read)
            right = np.isin(evidence.rows, [rows[code] for code in codes])
            found.append(Case(evidence.values.astype(np.float64), right))
        else:
            found.append(Case(np.zeros((0, len(FEATURES))), np.zeros(0, dtype=bool)))
    return found


def fit(sets: Sequence[tuple[Sequence[Case], float]]) -> np.ndarray:
    """Weights that make the right occupations likely among those in question (softmax), with a quadratic penalty."""
    from scipy.optimize import minimize

    usable = [([case for case in found if case.right.any()], weight) for found, weight in sets]
    spread = np.concatenate([case.values for found, _ in usable for case in found]).std(axis=0) + 1e-6
    parts = []
    for found, weight in usable:
        values = np.concatenate([case.values for case in found]) / spread
        starts = np.cumsum([0, *(len(case.values) for case in found)])[:-1]
        parts.append((values, np.concatenate([case.right for case in found]), starts, weight / len(found)))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = PENALTY * float(weights @ weights), 2 * PENALTY * weights
        for values, right, starts, weight in parts:
            sums = values @ weights
            lengths = np.diff(np.append(starts, len(sums)))
            powers = np.exp(sums - np.repeat(np.maximum.reduceat(sums, starts), lengths))
            every, good = np.add.reduceat(powers, starts), np.add.reduceat(powers * right, starts)
            total -= weight * float(np.log(good / every).sum())
            share = powers * right / np.repeat(good, lengths) - powers / np.repeat(every, lengths)
            slope -= weight * (values.T @ share)
        return total, slope

    best = minimize(loss, np.zeros(len(FEATURES)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return best.x / spread


def calibrate(weights: np.ndarray, found: Sequence[Case]) -> tuple[float, float]:
    """(slope, middle) of the logistic curve from a sum to the share of the right among the ten best."""
    from sklearn.linear_model import LogisticRegression

    sums, right = [], []
    for case in found:
        order = np.argsort(-(case.values @ weights))[:10]
        sums += (case.values @ weights)[order].tolist()
        right += case.right[order].tolist()
    model = LogisticRegression().fit(np.array(sums)[:, None], np.array(right))
    slope = float(model.coef_[0][0])
    return slope, -float(model.intercept_[0]) / slope


def with_exact_first(case: Case, weights: np.ndarray) -> np.ndarray:
    """The sums with occupations that bear the very title before all others, as the ranking has it."""
    exact, own = case.values[:, FEATURES.index("exact")] > 0, case.values[:, FEATURES.index("exact_own")] > 0
    return case.values @ weights + 100.0 * exact + 50.0 * own


# ---- measuring


def reciprocal_rank(sums: np.ndarray, right: np.ndarray) -> float:
    """One over the rank of the first right one; ties stay in the order of the ids."""
    if not right.any():
        return 0.0
    first = int(np.argmax(np.where(right, sums, -np.inf)))
    return 1 / (1 + int((sums > sums[first]).sum()) + int((sums[:first] == sums[first]).sum()))


def report(label: str, ranks: Sequence[float], times: Sequence[float] = ()) -> None:
    found = np.array(ranks)
    line = f"{label:48}{found.mean():8.4f}{(found > 0.99).mean():8.3f}{(found >= 0.2).mean():8.3f}"
    if len(times):
        line += f"{np.mean(times):9.2f}{np.percentile(times, 99):9.2f}"
    print(line, flush=True)


def measure(ranker: TitleRanker, queries: Sequence[Query]) -> tuple[list[float], list[float]]:
    """Reciprocal ranks and milliseconds of the whole way from a title to its ranking."""
    rows = {code: row for row, code in enumerate(ranker.index.ids)}
    ranks, times = [], []
    for title, codes in queries:
        begin = time.perf_counter()
        found, sums = ranker.sums(title)
        times.append((time.perf_counter() - begin) * 1e3)
        right = np.isin(found, [rows[code] for code in codes])
        ranks.append(reciprocal_rank(np.array(sums), right) if len(sums) else 0.0)
    return ranks, times


def tfidf(names: Names, queries: Sequence[Query], kind: str) -> tuple[list[float], list[float], list[float]]:
    """TF-IDF over names: reciprocal ranks by name, by concept, and milliseconds."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    settings = {"analyzer": "char_wb", "ngram_range": (2, 4)} if kind == "char" else {"token_pattern": r"\w+"}
    vectorizer = TfidfVectorizer(sublinear_tf=True, **settings)
    codes = sorted(names)
    flat = [name.lower() for code in codes for name in names[code]]
    owners = np.array([row for row, code in enumerate(codes) for _ in names[code]])
    starts = np.searchsorted(owners, np.arange(len(codes)))
    matrix = vectorizer.fit_transform(flat).T.tocsr()
    by_name, by_concept, times = [], [], []
    for title, right in queries:
        begin = time.perf_counter()
        sums = (vectorizer.transform([title.lower()]) @ matrix).toarray()[0]
        times.append((time.perf_counter() - begin) * 1e3)
        good = np.array([code in right for code in codes])
        by_name.append(reciprocal_rank(sums, good[owners]))
        by_concept.append(reciprocal_rank(np.maximum.reduceat(sums, starts), good))
    return by_name, by_concept, times


def read_tasks(archive: Path) -> dict[str, list[str]]:
    """The task statements of each O*NET occupation."""
    tasks: dict[str, list[str]] = {}
    with zipfile.ZipFile(archive) as packed, packed.open("db_29_0_text/Task Statements.txt") as file:
        for row in csv.DictReader(io.TextIOWrapper(file, "utf-8"), delimiter="\t"):
            tasks.setdefault(row["O*NET-SOC Code"], []).append(row["Task"])
    return tasks


def ads(folder: Path, queries: Sequence[Query]) -> tuple[Names, dict[str, str]]:
    """Half of each occupation's tasks as its profile; for a title an ad of the other half of one that has it."""
    tasks = read_tasks(folder / "onet" / "db_29_0_text.zip")
    profile = {code: tuple(text for text in found if part(text, 2, "ad")) for code, found in tasks.items()}
    spoken: dict[str, str] = {}
    for title, codes in queries:
        code = min(codes, key=lambda each: part(title + each, 10**9))
        spoken[title] = " ".join([text for text in tasks.get(code, ()) if not part(text, 2, "ad")][:6])
    return profile, spoken


# ---- the whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="folder with esco/, onet/ and crosswalks/")
    parser.add_argument("--encoder", type=Path, default=ENCODER)
    parser.add_argument("--fit", action="store_true", help="fit the weights first and write them")
    options = parser.parse_args()
    data, encoder = read_data(options.data), StaticEncoder.load(options.encoder)
    halves = [
        [(q.title, frozenset([q.esco])) for q in data.task if part(q.onet, 2) == half] for half in (0, 1)
    ]
    esco = build(data.esco, "esco", encoder)
    crosswalk = [cases(esco, encoder, half) for half in halves]
    names = fitting_names(data, encoder)
    if options.fit:
        write_weights([crosswalk[1], *names], encoder)
    ranker = TitleRanker(esco, encoder, Weights.load())
    print(f"{'':48}{'MRR':>8}{'at 1':>8}{'in 5':>8}{'ms mean':>9}{'ms p99':>9}")
    print_melo(data, ranker, halves, [crosswalk, names])
    print_names(options, data, encoder)


def fitting_names(data: TitleData, encoder: StaticEncoder) -> list[list[Case]]:
    """Names of the tenth that weights are fitted on, sought in an index without them."""
    found = []
    for names, framework in ((data.onet, "onet"), (data.esco, "esco")):
        index = build(without(names, (0, 1)), framework, encoder)
        found.append(cases(index, encoder, held_out(names, 1, FITTED_NAMES)))
    return found


def write_weights(sets: Sequence[Sequence[Case]], encoder: StaticEncoder) -> None:
    """Fits on the other half of the crosswalk and the fitting tenth of the names, and writes weights.json."""
    weights = fit(list(zip(sets, (1.0, NAMES_COUNT, NAMES_COUNT), strict=True)))
    slope, middle = calibrate(weights, [case for found in sets for case in found])
    known = {
        "features": {name: round(float(value), 4) for name, value in zip(FEATURES, weights, strict=True)},
        "text": TEXT_COUNTS,
        "slope": round(slope, 4),
        "middle": round(middle, 4),
        "encoder": encoder.checksum,
    }
    WEIGHTS_FILE.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def print_melo(
    data: TitleData,
    ranker: TitleRanker,
    halves: Sequence[list[Query]],
    fitted: Sequence[Sequence[Sequence[Case]]],
) -> None:
    every = [query for half in halves for query in half]
    print(f"MELO US, rebuilt: {len(every)} queries, {len(data.esco):,} concepts, ", end="")
    print(f"{sum(map(len, data.esco.values())):,} names")
    for kind in ("char", "word"):
        by_name, by_concept, times = tfidf(data.esco, every, kind)
        report(f"  {kind} TF-IDF, names", by_name, times)
        report(f"  {kind} TF-IDF, concepts", by_concept)
    crosswalk, names = fitted
    crossed: list[float] = []
    for half in (0, 1):
        weights = fit([(crosswalk[1 - half], 1.0), *((found, NAMES_COUNT) for found in names)])
        crossed += [reciprocal_rank(with_exact_first(case, weights), case.right) for case in crosswalk[half]]
    report("  ours, concepts, all queries, cross-fitted", crossed)
    report("  of these the half that --strict leaves out", crossed[: len(halves[0])])
    report(f"  ours, concepts, held-out half ({len(halves[0])})", *measure(ranker, halves[0]))


def print_names(options: argparse.Namespace, data: TitleData, encoder: StaticEncoder) -> None:
    weights = Weights.load()
    for title, names, framework in (("O*NET", data.onet, "onet"), ("ESCO", data.esco, "esco")):
        queries, known = held_out(names, 0), without(names, (0,))
        print(f"{title}: {len(queries):,} held-out names, {len(known):,} occupations")
        _, ranks, times = tfidf(known, queries, "char")
        report("  char TF-IDF, nearest name", ranks, times)
        profile, spoken = ads(options.data, queries) if framework == "onet" else ({}, {})
        ranker = TitleRanker(build(known, framework, encoder, profile), encoder, weights)
        report("  ours", *measure(ranker, queries))
        if spoken:
            report("  ours, with its ad", *measure_with_ads(ranker, queries, spoken))


def measure_with_ads(
    ranker: TitleRanker, queries: Sequence[Query], spoken: dict[str, str]
) -> tuple[list[float], list[float]]:
    """As `measure`, each title with its ad."""
    ranks, times = [], []
    for title, codes in queries:
        begin = time.perf_counter()
        found, _ = ranker.rank(title, 100, text=spoken[title])
        times.append((time.perf_counter() - begin) * 1e3)
        place = next((n for n, each in enumerate(found, 1) if ranker.index.ids[each.row] in codes), None)
        ranks.append(1 / place if place else 0.0)
    return ranks, times


if __name__ == "__main__":
    main()
