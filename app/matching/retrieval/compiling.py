"""From a posting's profile to what retrieval asks: every value of its score as a whole number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
import numpy.typing as npt

from app.matching.nearness import near_skills, skills_near
from app.matching.retrieval.codes import Groups
from app.matching.retrieval.gather import Indices
from app.matching.retrieval.query import EXACT, PostingQuery, Slot, WorkerQuery
from app.matching.scorer import Scorer
from app.matching.yardstick import Weights
from app.profiles.profile import PostingProfile, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex

_HUNDRED = 100
_LARGEST = (1 << 62) // (2 * _HUNDRED)  # a hundred points, and sums of some, fit 64 bits
_FINE = 10**8  # parts that a weight is rounded to
_MILLIONTHS = 10**6


def compile_posting(
    index: VocabularyIndex,
    posting: PostingProfile,
    weights: Weights,
    groups: Groups,
    closeness: Mapping[int, int],
) -> PostingQuery | None:
    """What retrieval asks for a posting; None where there is nothing to score.

    `closeness` gives, by the code of a worker's occupation, how close it is to the posting's, in hundredths.
    """
    yardstick = Scorer(posting, weights).yardstick
    if yardstick is None or not posting.wanted:
        return None
    asks = len(yardstick.asked.months)
    ask = _HUNDRED * yardstick.applied["experience"] / asks if asks else Fraction(0)
    months = [item.months for item in posting.wanted if item.months] + [posting.months or 1]
    worths = yardstick.worths
    fractions = [*(worth * weights["related_skills"] / _HUNDRED for worth in worths), *worths]
    numbers = _Numbers.of(fractions, ask, months, weights["occupation"] if closeness else Fraction(0))
    near = near_skills(index, [item.skill for item in posting.wanted])
    slots = []
    for item, worth, stand_ins in zip(posting.wanted, worths, near, strict=True):
        near_to = groups.credits(item.skill, stand_ins)
        brought = numbers.by_credit(worth * weights["related_skills"], near_to.hundredths)
        asked = item.months or 0
        experience = numbers.experience(ask, asked) if asked else 0
        exact = groups.codes.get(item.skill, ())
        slots.append(Slot(numbers.points(worth), exact, near_to.codes, brought, asked, experience))
    whole = posting.months or 0
    experience = numbers.experience(ask, whole) if whole else 0
    return PostingQuery(
        numbers.scale,
        tuple(slots),
        whole,
        experience,
        closeness,
        numbers.share,
        numbers.unit,
        numbers.are_exact,
    )


def compile_worker(
    index: VocabularyIndex,
    worker: WorkerProfile,
    weights: Weights,
    groups: Groups,
    closeness: Mapping[int, int],
) -> WorkerQuery | None:
    """What retrieval asks for a worker; None where there is nothing to score.

    `closeness` gives, by the code of a posting's occupation, how close it is to the worker's, in hundredths.
    """
    if not worker.held:
        return None
    held = [item.skill for item in worker.held]
    by_row = np.zeros(len(index), np.uint8)
    for stood_in in skills_near(index, held):
        np.maximum.at(by_row, stood_in.rows, stood_in.hundredths)
    by_row[held] = EXACT
    months = {
        code: item.months
        for item in worker.held
        if item.months is not None
        for code in groups.codes.get(item.skill, ())
    }
    given = {name: float(weight) for name, weight in weights.items()}
    whole = worker.months or 0
    return WorkerQuery(_MILLIONTHS, groups.by_code(by_row), given, whole, months, closeness, groups.unknown)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """How fractions of a point become whole numbers: multiples of `unit`, and of the months for experience.

    `share` over `unit` is what a hundredth of closeness brings of what is left open. `are_exact` where none is rounded.
    """

    scale: int
    unit: int
    share: int
    are_exact: bool

    @classmethod
    def of(
        cls, fractions: Sequence[Fraction], ask: Fraction, months: Sequence[int], occupation: Fraction
    ) -> _Numbers:
        """The common denominator; where 64 bits cannot hold it, a large one, rounding by less than a millionth in all."""
        unit = occupation.denominator * _HUNDRED
        each_month = (ask.denominator * number for number in months)
        scale = unit * lcm(*(fraction.denominator for fraction in fractions), *each_month)
        if scale < _LARGEST:
            return cls(scale, unit, occupation.numerator, are_exact=True)
        occupation = Fraction(round(occupation * _FINE), _FINE)
        unit = occupation.denominator * _HUNDRED
        return cls(_LARGEST // unit * unit, unit, occupation.numerator, are_exact=False)

    def points(self, points: Fraction) -> int:
        """Points as a multiple of the unit."""
        return round(points * self.scale / self.unit) * self.unit

    def by_credit(self, points: Fraction, hundredths: npt.NDArray[np.uint8]) -> Indices:
        """What credits in hundredths bring of so many points."""
        each = points * self.scale / (_HUNDRED * self.unit)
        if each.denominator == 1:  # as it is where nothing is rounded; fractions are slow
            return hundredths.astype(np.int64) * (each.numerator * self.unit)
        each_once, places = np.unique(hundredths, return_inverse=True)
        brought = [self.points(points * credit / _HUNDRED) for credit in each_once.tolist()]
        return np.array(brought, np.int64)[places]

    def experience(self, points: Fraction, months: int) -> int:
        """Points as a multiple of the months asked for."""
        return round(points * self.scale / months) * months
