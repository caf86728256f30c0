"""The grid: one posting against many workers at once, with the very scores of the pair call.

The scorer counts in whole numbers over denominators that the posting and the weights decide, so it counts columns
of numbers as well as single ones. Where these denominators are too large for 64 bits, Python's own whole numbers
take over, some ten times slower.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from app.matching.apportion import half_up
from app.matching.closeness import counted
from app.matching.features import FEATURES
from app.matching.matches import WHOLE
from app.matching.nearness import COSINE_UNITS, near_skills
from app.matching.scorer import Scorer
from app.matching.yardstick import Asked, Tally, Weights
from app.profiles.profile import PostingProfile, Role, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex

Closeness = Callable[[str, str], float]
Whole = npt.NDArray[np.int64]

NONE = -1  # no score, no months, no occupation
_MOST = 1000  # the highest score, in tenths
_CELLS = 2_000_000  # workers times wanted skills that are laid out at once: some 50 MB

# A key orders what may stand in for a wanted skill: its credit, then (for similar names) its cosine, then the
# earlier place. The best one has the largest key.
_PLACE_BITS, _COSINE_BITS = 32, 24
_PLACES = (1 << _PLACE_BITS) - 1


@dataclass(frozen=True)
class WorkerBatch:
    """Many workers as flat arrays.

    `groups` (int32) are the rows of the skills, each once a worker and ascending within a worker; those of
    worker w stand at `starts[w]:starts[w + 1]`. `months` (int32, a number a worker) is all experience,
    `skill_months` (int16, as `groups`) that named with a skill; -1 where none is, None where none is anywhere.
    """

    groups: npt.NDArray[np.int32]
    starts: Whole
    months: npt.NDArray[np.int32]
    skill_months: npt.NDArray[np.int16] | None = None

    @classmethod
    def of(cls, workers: Sequence[WorkerProfile]) -> WorkerBatch:
        """The batch of these profiles, in their order."""
        ordered = [sorted(worker.held, key=lambda item: item.skill) for worker in workers]
        held = [item for items in ordered for item in items]
        named = [NONE if item.months is None else item.months for item in held]
        return cls(
            np.array([item.skill for item in held], dtype=np.int32),
            np.array([0, *accumulate(map(len, ordered))], dtype=np.int64),
            np.array([NONE if each.months is None else each.months for each in workers], dtype=np.int32),
            np.array(named, dtype=np.int16),
        )

    def __len__(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def sizes(self) -> Whole:
        """How many skills each worker has."""
        return np.diff(self.starts)

    @cached_property
    def owner(self) -> Whole:
        """The worker of each place in `groups`."""
        return np.repeat(np.arange(len(self), dtype=np.int64), self.sizes)

    def part(self, first: int, past: int) -> WorkerBatch:
        """Some of the workers, in a row."""
        start, end = int(self.starts[first]), int(self.starts[past])
        named = None if self.skill_months is None else self.skill_months[start:end]
        starts = self.starts[first : past + 1] - start
        return WorkerBatch(self.groups[start:end], starts, self.months[first:past], named)


class WorkerRoles:
    """The occupations of many workers: how close each worker's nearest is to those of a posting."""

    def __init__(self, roles: Sequence[Sequence[Role]], closeness: Closeness) -> None:
        self._closeness = closeness
        self._ids = sorted({role.id for each in roles for role in each})
        place = {id_: at for at, id_ in enumerate(self._ids)}
        self._flat = np.array([place[role.id] for each in roles for role in each], dtype=np.int64)
        self._sizes = np.array([len(each) for each in roles], dtype=np.int64)
        self._near: dict[str, npt.NDArray[np.float64]] = {}

    def closeness(self, wanted: Sequence[Role]) -> npt.NDArray[np.int16]:
        """What it counts for, for each worker, in hundredths; -1 where a side names no occupation."""
        found = np.full(len(self._sizes), NONE, dtype=np.int16)
        if not wanted or not len(self._flat):
            return found
        nearest = np.max([self._to(role.id) for role in wanted], axis=0)[self._flat]
        having = self._sizes > 0
        best = np.maximum.reduceat(nearest, (np.cumsum(self._sizes) - self._sizes)[having])
        found[having] = np.rint(counted(best) * WHOLE).astype(np.int16)
        return found

    def _to(self, wanted: str) -> npt.NDArray[np.float64]:
        found = self._near.get(wanted)
        if found is None:
            found = self._near[wanted] = np.array([self._closeness(own, wanted) for own in self._ids])
        return found


def can_be_scored(posting: PostingProfile, weights: Weights) -> bool:
    """Whether anything that a posting asks for has a weight; without it nobody has a score for it."""
    return bool(posting.wanted) and Scorer(posting, weights).yardstick is not None


class Ratings(NamedTuple):
    """For each worker the score and the reverse score in tenths of a point, both -1 where there is none."""

    points: Whole
    reverse: Whole


class _Laid(NamedTuple):
    """What each worker has for each wanted skill: its credit in hundredths and its place, both (workers, wanted)."""

    credit: Whole
    place: Whole


class PostingPlan:
    """A posting made ready to score any number of workers by some weights; see scorer.py for what they mean."""

    def __init__(self, index: VocabularyIndex, posting: PostingProfile, weights: Weights) -> None:
        self._stand_ins = _StandIns(index, [item.skill for item in posting.wanted])
        self._points = _Points(posting, weights)

    @property
    def is_scorable(self) -> bool:
        """Whether anything that the posting asks for has a weight; without it there are no scores."""
        return self._points.are_there

    def scores(self, batch: WorkerBatch, closeness: npt.NDArray[np.int16] | None = None) -> Whole:
        """The score of each worker, in tenths of a point; `closeness` as WorkerRoles gives it."""
        return self.ratings(batch, closeness, reverse=False).points

    def ratings(
        self, batch: WorkerBatch, closeness: npt.NDArray[np.int16] | None = None, *, reverse: bool = True
    ) -> Ratings:
        """Both scores of each worker; without `reverse`, those are all -1."""
        step = max(1, _CELLS // max(1, self._stand_ins.wanted))
        parts = []
        for first in range(0, len(batch), step):
            past = min(first + step, len(batch))
            some = batch if step >= len(batch) else batch.part(first, past)
            close = None if closeness is None else closeness[first:past]
            parts.append(self._rate(some, close, reverse))
        if not parts:
            return Ratings(np.zeros(0, np.int64), np.zeros(0, np.int64))
        return Ratings(*(np.concatenate(each) for each in zip(*parts, strict=True)))

    def _rate(
        self, batch: WorkerBatch, closeness: npt.NDArray[np.int16] | None, reverse: bool
    ) -> tuple[Whole, Whole]:
        none = np.full(len(batch), NONE, dtype=np.int64)
        if not self._points.are_there or not len(batch.groups):
            return none, none
        laid = self._stand_ins.lay(batch)
        having = batch.sizes > 0
        points = np.where(having, self._points.of(laid, batch, closeness), NONE)
        return points, np.where(having, _reverse(laid, batch), NONE) if reverse else none


class _StandIns:
    """Which skills stand for which wanted ones, by row: looked up for every skill of a batch in one go."""

    def __init__(self, index: VocabularyIndex, wanted: Sequence[int]) -> None:
        self.wanted = len(wanted)
        near = near_skills(index, wanted)
        rows, at = _joined(wanted, [each.rows for each in near])
        given = np.concatenate([np.full(len(wanted), WHOLE), *(each.hundredths for each in near)])
        cosines = np.concatenate([np.zeros(len(wanted)), *(each.cosines for each in near)])
        keys = given << _COSINE_BITS | np.rint(cosines * COSINE_UNITS).astype(np.int64)
        named = cosines > 0
        self._linked = _Entries.of(len(index), rows[~named], at[~named], given[~named])
        self._similar = _Entries.of(len(index), rows[named], at[named], keys[named])

    def lay(self, batch: WorkerBatch) -> _Laid:
        """The best that each worker has for each wanted skill."""
        similar = self._similar.best(batch, self.wanted)
        credit = similar >> (_PLACE_BITS + _COSINE_BITS)
        # Of similar names only the nearest is in question; it then meets the linked ones by its credit alone.
        similar = (credit << _PLACE_BITS) | (similar & _PLACES)
        best = np.maximum(self._linked.best(batch, self.wanted), similar).reshape(len(batch), self.wanted)
        return _Laid(best >> _PLACE_BITS, _PLACES - (best & _PLACES))


@dataclass(frozen=True)
class _Entries:
    """(row of a skill, wanted skill, key) triples, to be found by row."""

    first: npt.NDArray[np.int32]  # by row of the index: 1 + the place of the row below, 0 for none
    starts: Whole
    counts: Whole
    wanted: Whole
    keys: Whole

    @classmethod
    def of(cls, skills: int, rows: Whole, wanted: Whole, keys: Whole) -> _Entries:
        """From columns, for an index of so many skills."""
        order = np.argsort(rows, kind="stable")
        found, starts, counts = np.unique(rows[order], return_index=True, return_counts=True)
        first = np.zeros(skills, dtype=np.int32)
        first[found] = np.arange(1, len(found) + 1)
        return cls(first, starts, counts, wanted[order], keys[order])

    def best(self, batch: WorkerBatch, wanted: int) -> Whole:
        """For each worker and wanted skill the largest key with the inverse of its place below; 0 for none."""
        cells = np.zeros(len(batch) * wanted, dtype=np.int64)
        slots = self.first[batch.groups]
        places = np.flatnonzero(slots)
        slots = slots[places] - 1
        counts = self.counts[slots]
        before = np.cumsum(counts) - counts
        entries = np.arange(int(counts.sum())) + np.repeat(self.starts[slots] - before, counts)
        places = np.repeat(places, counts)
        keys = (self.keys[entries] << _PLACE_BITS) | (_PLACES - places)
        np.maximum.at(cells, batch.owner[places] * wanted + self.wanted[entries], keys)
        return cells


def _joined(wanted: Sequence[int], near: Sequence[npt.NDArray[np.int32]]) -> tuple[Whole, Whole]:
    """The rows of wanted skills and of all that is near to one, and the wanted skill that each is for."""
    places = np.arange(len(wanted))
    rows = np.concatenate([np.array(wanted, np.int64), *near])
    return rows, np.concatenate([places, np.repeat(places, [len(each) for each in near])])


class _Points:
    """Scores as the scorer counts them, for all workers at once: its own sums, with columns in place of numbers."""

    def __init__(self, posting: PostingProfile, weights: Weights) -> None:
        scorer = Scorer(posting, weights)
        self._scorer, self._yardstick = scorer, scorer.yardstick
        if scorer.yardstick is None or not posting.wanted:
            self._yardstick = None
            return
        # No sum passes these: the highest score twice with half a tenth, and all that any feature counts.
        most = max((2 * _MOST + 1) * scorer.unit, *scorer.alls, scorer.yardstick.open_unit * WHOLE)
        self._kind = np.dtype(np.int64 if most < 2**63 else object)
        asked = scorer.yardstick.asked
        preferred = np.array(asked.is_preferred)
        of_kind = np.array(asked.weights, dtype=self._kind)
        # Columns: the weights of required skills, those of preferred ones, and what each is worth.
        worth = np.array(scorer.yardstick.worth, dtype=self._kind)
        self._had = np.stack([of_kind * ~preferred, of_kind * preferred, worth], axis=1)

    @property
    def are_there(self) -> bool:
        """Whether anything that the posting asks for has a weight."""
        return self._yardstick is not None

    def of(
        self, laid: _Laid, batch: WorkerBatch, closeness: npt.NDArray[np.int16] | None
    ) -> npt.NDArray[Any]:
        """The score of each worker, in tenths of a point."""
        yardstick, unit = self._yardstick, self._scorer.unit
        assert yardstick is not None
        exact = laid.credit == WHOLE
        required, preferred, had = (exact.astype(self._kind) @ self._had).T
        near = np.where(exact, 0, laid.credit).astype(self._kind) @ self._had[:, 2]
        months = self._months(yardstick.asked, laid, batch)
        close = np.zeros(len(batch), np.int64) if closeness is None else np.maximum(closeness, 0)
        columns: Any = Tally(required, preferred, had, near, months, close.astype(self._kind))  # type: ignore[arg-type]
        tenths = np.zeros(len(batch), dtype=self._kind)
        for feature, all_, each in zip(FEATURES, self._scorer.alls, self._scorer.per_unit, strict=True):
            units: Any = feature.units(yardstick, columns) if all_ and each else None
            if units is not None:
                tenths = tenths + units * each
        points: npt.NDArray[Any] = half_up(tenths, unit).astype(np.int64)  # type: ignore[arg-type,attr-defined]
        return points

    def _months(self, asked: Asked, laid: _Laid, batch: WorkerBatch) -> npt.NDArray[Any]:
        """The months of experience that count, as `Tally` has them."""
        in_all = np.maximum(batch.months, 0).astype(np.int64)
        total = np.zeros(len(batch), dtype=self._kind)
        for place, month in asked.months:
            own = in_all if place is None else _months_with(laid, place, batch, in_all)
            total = total + np.minimum(own, month).astype(self._kind) * (asked.months_each // month)
        return total


def _months_with(laid: _Laid, place: int, batch: WorkerBatch, in_all: Whole) -> Whole:
    """The experience with one wanted skill: what is named with it, else all; none without the very skill."""
    having = laid.credit[:, place] == WHOLE
    own = np.where(having, in_all, 0)
    if batch.skill_months is not None:
        named = batch.skill_months[np.where(having, laid.place[:, place], 0)]
        own = np.where(having & (named >= 0), named, own)
    return own


def _reverse(laid: _Laid, batch: WorkerBatch) -> Whole:
    """The mean credit of each worker's skills, each with the best that it gets for any wanted one."""
    used = laid.credit > 0
    best = np.zeros(
        len(batch.groups) + 1, dtype=np.int64
    )  # one more, so that a last empty worker has a place
    np.maximum.at(best, laid.place[used], laid.credit[used])
    sums = np.add.reduceat(best, batch.starts[:-1])
    sizes = np.maximum(batch.sizes, 1)
    reverse: Whole = (20 * sums + sizes) // (2 * sizes)
    return reverse
