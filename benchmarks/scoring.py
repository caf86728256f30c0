"""`python -m benchmarks.scoring --seeded DIR`: scores and explanations of a hundred pairs, on one core."""

import random
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import orjson

from app.matching.answers import match_answer
from app.matching.comparison import compare
from app.matching.many import PostingScorer, Scored
from app.matching.nearness import near_skills
from app.matching.scorer import reverse_score, score
from app.matching.weights import read_weights
from app.occupations.catalogue import Catalogue
from app.profiles.profile import Evidence, Held, PostingProfile, Role, Wanted, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex

PAIRS, WANTED, HELD, RUNS = 100, 15, 40, 40
REQUIREMENTS = ("required", "preferred", "mentioned")


class Drawn:
    """Profiles of related occupations, filled up with any skills, each shown by two places of a text."""

    def __init__(self, index: VocabularyIndex, catalogue: Catalogue) -> None:
        self._index, self._catalogue, self._draw = index, catalogue, random.Random(5)
        self.groups = np.unique(index.skill_group).tolist()
        rich = {name for name in catalogue.listed("onet") if len(catalogue.profile_skills(name)) > 25}
        first = self._draw.choice(sorted(rich))
        near = [name for name, _ in catalogue.nearest(first, "onet", 60) if name in rich]
        self._occupations = [first, *near[:15]]

    def posting(self) -> PostingProfile:
        """Three requirements in turn, and years asked for in all and with one skill."""
        role = self._role()
        wanted = [
            Wanted(
                row,
                REQUIREMENTS[at % 3],
                Fraction((100, 100, 50)[at % 3], 100),
                self._shown(),
                12 if at == 0 else None,
            )
            for at, row in enumerate(self._skills(role, WANTED, 0.7))
        ]
        return PostingProfile(tuple(wanted), 24, (role,))

    def worker(self) -> WorkerProfile:
        """Half of the skills are those of an occupation."""
        role = self._role()
        held = tuple(Held(row, self._shown()) for row in self._skills(role, HELD, 0.5))
        return WorkerProfile(held, self._draw.randrange(100), (role, self._role()))

    def _role(self) -> Role:
        name = self._draw.choice(self._occupations)
        return Role(name, self._catalogue.title(name))

    def _skills(self, role: Role, number: int, share: float) -> list[int]:
        rows = [self._index.row(need.skill_id) for need in self._catalogue.profile_skills(role.id)]
        own = list(dict.fromkeys(self._index.group(row) for row in rows if row is not None))
        own = self._draw.sample(own, min(len(own), int(number * share)))
        return list(dict.fromkeys([*own, *self._draw.sample(self.groups, number)]))[:number]

    def _shown(self) -> tuple[Evidence, ...]:
        starts = self._draw.randrange(900), self._draw.randrange(900)
        return tuple(Evidence("operate a forklift", start, start + 18) for start in starts)


def main() -> int:
    """Prints the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument(
        "--seeded", type=Path, required=True, help="a data folder in which `parlance seed` ran"
    )
    asked = parser.parse_args()
    index = VocabularyIndex(_folder_with(asked.seeded / "index", "skill_group.npy"))
    catalogue = Catalogue(_folder_with(asked.seeded / "occupations", "ratings.npy"))
    drawn, weights = Drawn(index, catalogue), read_weights(None)
    postings, workers = ([make() for _ in range(PAIRS)] for make in (drawn.posting, drawn.worker))

    def one_by_one() -> list[Scored]:
        found = []
        for worker in workers:
            comparison = compare(index, postings[0], worker, catalogue.closeness)
            found.append(Scored(comparison, score(comparison, weights), reverse_score(comparison)))
        return found

    def of_posting() -> list[Scored]:
        scorer = PostingScorer(index, postings[0], weights, catalogue.closeness)
        return [scorer.score(worker) for worker in workers]

    def of_worker() -> list[Scored]:
        return [
            PostingScorer(index, posting, weights, catalogue.closeness).score(workers[0])
            for posting in postings
        ]

    def explained(found: list[Scored]) -> list[bytes]:
        return [orjson.dumps(match_answer(index, each.comparison, each.score)) for each in found]

    print(f"{PAIRS} pairs of {WANTED} wanted and {HELD} held skills, ms of one core, best of {RUNS} runs")
    cold = iter(range(0, len(drawn.groups), WANTED))
    print(
        f"{'15 skills never looked up':32}{_best(lambda: near_skills(index, _part(drawn.groups, next(cold)))):8.2f}"
    )
    for name, scored in (
        ("each pair by itself", one_by_one),
        ("one posting, many workers", of_posting),
        ("one worker, many postings", of_worker),
    ):
        times = _best(scored), _best(lambda scored=scored: explained(scored()))
        print(f"{name:32}{times[0]:8.2f}   with explanations{times[1]:8.2f}")
    return 0


def _part(groups: list[int], first: int) -> list[int]:
    return groups[first : first + WANTED]


def _best(run: Callable[[], object]) -> float:
    """The least processor time in milliseconds: other processes on the machine do not count."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times) * 1000


def _folder_with(parent: Path, file: str) -> Path:
    return next(path.parent for path in sorted(parent.glob(f"*/{file}")))


sys.exit(main())
