"""`python -m benchmarks.grid`: many × many, 1,000 postings and 1,000 workers of ready skill profiles, on one core."""

import random
import resource
import sys
import time
from argparse import ArgumentParser
from fractions import Fraction
from pathlib import Path

import numpy as np

from app.matching.comparison import compare
from app.matching.grid import PostingPlan, WorkerBatch, WorkerRoles
from app.matching.meetings import Bounds, best_meetings
from app.matching.scorer import reverse_score, score
from app.matching.weights import read_weights
from app.occupations.catalogue import Catalogue
from app.profiles.profile import Held, PostingProfile, Role, Wanted, WorkerProfile
from app.vocabulary.index.files import IndexFiles
from app.vocabulary.index.index import VocabularyIndex

WANTED, HELD, CHECKED = 15, 40, 300


def main() -> int:
    """Prints the table; fails where a sampled score differs from the pair call."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument(
        "--seeded", type=Path, required=True, help="a data folder in which `parlance seed` ran"
    )
    parser.add_argument("--postings", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=1000)
    asked = parser.parse_args()
    index = VocabularyIndex(_only_folder(asked.seeded / "index"))
    folder = _only_folder(asked.seeded / "occupations")
    catalogue, occupations = Catalogue(folder), IndexFiles(folder).strings("occupation_id").all()
    drawn = Drawn(index, occupations, random.Random(7))
    postings = [drawn.posting() for _ in range(asked.postings)]
    workers = [drawn.worker() for _ in range(asked.workers)]
    scores, seconds = _score_all(index, catalogue, postings, workers)
    pairs = len(postings) * len(workers)
    print(f"| {pairs:,} pairs scored | {seconds:.1f} s | {seconds / pairs * 1e6:.1f} µs a pair |")
    for bounds in (Bounds(1, 1), Bounds(5, 8)):
        began = time.perf_counter()
        found = best_meetings(scores, bounds)
        taken = time.perf_counter() - began
        print(
            f"| best assignment, {bounds.per_worker} and {bounds.per_posting} meetings | {taken:.1f} s | {len(found):,} |"
        )
    print(f"| memory at most | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB | |")
    return _check(index, catalogue, postings, workers, scores)


def _only_folder(folder: Path) -> Path:
    return next(path for path in sorted(folder.iterdir()) if path.is_dir() and not path.name.startswith("."))


class Drawn:
    """Random profiles: skills around a theme each, as people and jobs have them, so that many are near."""

    def __init__(self, index: VocabularyIndex, occupations: list[str], chance: random.Random) -> None:
        self._chance = chance
        self._groups = sorted({index.group(row) for row in range(len(index))})
        self._occupations = occupations

    def _skills(self, number: int) -> list[int]:
        # Half from a band of neighbours (ids that belong together stand together), half from anywhere.
        start = self._chance.randrange(len(self._groups))
        band = [self._groups[(start + at) % len(self._groups)] for at in range(200)]
        picked = dict.fromkeys(self._chance.sample(band, number // 2))
        while len(picked) < number:
            picked[self._chance.choice(self._groups[:4000])] = None
        return list(picked)

    def _roles(self) -> tuple[Role, ...]:
        ids = self._chance.sample(self._occupations, self._chance.choice((0, 1, 1, 2)))
        return tuple(Role(id_, id_) for id_ in ids)

    def posting(self) -> PostingProfile:
        """A posting of 15 skills."""
        wanted = tuple(
            Wanted(
                row,
                self._chance.choice(("required", "required", "preferred", "mentioned")),
                Fraction(self._chance.choice((25, 50, 100, self._chance.randint(1, 100))), 100),
                months=self._chance.choice((None, None, None, 12, 24, 36)),
            )
            for row in self._skills(WANTED)
        )
        return PostingProfile(wanted, self._chance.choice((None, 12, 24, 60)), self._roles())

    def worker(self) -> WorkerProfile:
        """A worker with 40 skills."""
        months = (None, None, 6, 18, 30)
        held = tuple(Held(row, months=self._chance.choice(months)) for row in self._skills(HELD))
        return WorkerProfile(held, self._chance.choice((None, 10, 40, 200)), self._roles())


def _score_all(
    index: VocabularyIndex,
    catalogue: Catalogue,
    postings: list[PostingProfile],
    workers: list[WorkerProfile],
) -> tuple[np.ndarray, float]:
    began = time.perf_counter()
    weights = read_weights(None)
    batch = WorkerBatch.of(workers)
    roles = WorkerRoles([worker.roles for worker in workers], catalogue.closeness)
    rows = []
    for posting in postings:
        plan = PostingPlan(index, posting, weights)
        rows.append(plan.ratings(batch, roles.closeness(posting.roles)).points.astype(np.int16))
    return np.array(rows), time.perf_counter() - began


def _check(
    index: VocabularyIndex,
    catalogue: Catalogue,
    postings: list[PostingProfile],
    workers: list[WorkerProfile],
    scores: np.ndarray,
) -> int:
    chance, weights, wrong = random.Random(11), read_weights(None), 0
    batch = WorkerBatch.of(workers)
    for _ in range(CHECKED):
        at, other = chance.randrange(len(postings)), chance.randrange(len(workers))
        comparison = compare(index, postings[at], workers[other], catalogue.closeness)
        found = score(comparison, weights)
        reverse = PostingPlan(index, postings[at], weights).ratings(batch.part(other, other + 1)).reverse[0]
        wrong += found is None or found.points != scores[at, other] or reverse_score(comparison) != reverse
    print(f"| of {CHECKED} sampled pairs, other than the pair call | {wrong} | |")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
