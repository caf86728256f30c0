"""The best workers of some lots, exactly: a cheap bound for everyone, the rating only for who may be among the best.

Only workers whose bound reaches the worst of the best so far are rated, as in the threshold algorithm (Fagin,
Lotem and Naor, 2003). Nobody is lost by it: a bound is never below the rating.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.matching.retrieval.best import Best
from app.matching.retrieval.bounds import Bounds, Reals
from app.matching.retrieval.documents import Documents
from app.matching.retrieval.gather import Indices
from app.matching.retrieval.inverted import Inverted
from app.matching.retrieval.looks import Given, Look
from app.matching.retrieval.worker_rating import Bringing, Candidates, rate_workers, together

_FIRST = 4  # as many times the limit are rated first: they give the threshold for the rest
_SAMPLE = 61  # of one worker in so many it is seen how high sums are
_CHUNK = 1_024
_AT_ONCE = 4_096  # so many are rated at once at most, which bounds the memory
_FEW = 500  # so many are rated without more ado
_PATIENCE = 1_000  # to rate one takes as long as to go over so many entries of lists

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A lot to be searched: who passes the filters and has not been rated yet."""

    documents: Documents
    inverted: Inverted | None
    passing: Mask


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """One question, and the best found for it so far."""

    given: Given
    table: Bringing
    best: Best

    def rate(self, lots: Sequence[Part], places: Sequence[Indices]) -> None:
        """Rates the workers at some places of each lot, all together."""
        query, table = self.given.query, self.table
        some = [
            Candidates.of(query, table, lot.documents, at)
            for lot, at in zip(lots, places, strict=True)
            if len(at)
        ]
        if some:
            workers = together(some)
            self.best.add(rate_workers(query, table, workers), workers.changes)
        for lot, at in zip(lots, places, strict=True):
            lot.passing[at] = False

    def rate_all(self, lot: Part) -> None:
        """Rates everyone of a lot."""
        places = np.flatnonzero(lot.passing)
        for first in range(0, len(places), _AT_ONCE):
            self.rate([lot], [places[first : first + _AT_ONCE]])


@dataclass(frozen=True, slots=True, eq=False)
class _Bounded:
    """A lot with the bounds of its workers."""

    part: Part
    bounds: Bounds


def search_workers(search: Search, lots: Sequence[Part]) -> None:
    """Adds the best of some lots, the largest first, to the best so far."""
    bounded: list[_Bounded] = []
    looks: list[Look] | None = None
    for lot in lots:
        if lot.inverted is None or np.count_nonzero(lot.passing) <= _FEW:
            search.rate_all(lot)
        else:
            looks = search.given.looks(lot.inverted) if looks is None else looks  # planned on the largest lot
            bounded.append(_Bounded(lot, Bounds(search.given, looks, lot.documents, lot.inverted)))
    if bounded:
        if not search.best.is_full:
            first = _first(bounded, _FIRST * search.best.limit)
            search.rate([lot.part for lot in bounded], first)
        _rate_hopeful(search, bounded)


def _first(lots: Sequence[_Bounded], wanted: int) -> list[Indices]:
    """By lot, the places of about so many workers whose sums are the highest."""
    seen = [lot.bounds.sums[::_SAMPLE][lot.part.passing[::_SAMPLE]] for lot in lots]
    sample = np.sort(np.concatenate(seen))[::-1]
    rank = wanted // _SAMPLE + 1
    while True:
        rank *= 2
        level = int(sample[rank]) if rank < len(sample) else 0
        places = [np.flatnonzero((lot.bounds.sums >= level) & lot.part.passing) for lot in lots]
        if not level or sum(map(len, places)) >= wanted:
            break
    sums = np.concatenate([lot.bounds.sums[at] for lot, at in zip(lots, places, strict=True)])
    highest = np.zeros(len(sums), np.bool_)
    highest[np.argsort(sums, kind="stable")[-wanted:]] = True
    ends = np.cumsum([len(at) for at in places])[:-1]
    return [at[kept] for at, kept in zip(places, np.split(highest, ends), strict=True)]


def _rate_hopeful(search: Search, lots: Sequence[_Bounded]) -> None:
    """Rates them, the most hopeful first, until the bound of the rest no longer reaches the threshold."""
    best, parts = search.best, [lot.part for lot in lots]
    hopeful = [_hopeful(lot, best.threshold) for lot in lots]
    reals = np.concatenate([own for _, own in hopeful])
    places = np.concatenate([at for at, _ in hopeful])
    owners = np.repeat(np.arange(len(lots)), [len(own) for _, own in hopeful])
    order = np.argsort(-reals, kind="stable")
    for first in range(0, len(order), _CHUNK):
        chunk = order[first : first + _CHUNK]
        chunk = chunk[reals[chunk] >= best.threshold]
        if not len(chunk):
            return
        search.rate(parts, [np.sort(places[chunk[owners[chunk] == number]]) for number in range(len(lots))])


def _hopeful(lot: _Bounded, threshold: int) -> tuple[Indices, Reals]:
    """The places of a lot that may reach the threshold, with their bounds."""
    bounds = lot.bounds
    places = bounds.look_at_skills(threshold, lot.part.passing, _PATIENCE)
    reals = bounds.by_occupation(places, bounds.whole(places))
    hopeful = reals >= threshold
    return places[hopeful], reals[hopeful]
