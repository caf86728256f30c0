"""The best postings of a lot for a worker: all are rated, by those of their skills that the worker has or is near to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.matching.retrieval.best import Best
from app.matching.retrieval.documents import Documents, closeness_table
from app.matching.retrieval.gather import Indices
from app.matching.retrieval.query import EXACT, WorkerQuery

Reals = npt.NDArray[np.float64]
Credit = npt.NDArray[np.uint8]


def search_postings(
    query: WorkerQuery, documents: Documents, passing: npt.NDArray[np.bool_], best: Best
) -> None:
    """Adds the best of a lot to the best so far."""
    # A worker is near to so many skills that most postings ask for one: to look at all of them is quickest.
    credit = _by_place(query.credits, documents)
    rated = _Rated.of(query, documents, credit, passing)
    places = rated.hopeful(best)
    ratings = np.rint(rated.points(places) * query.scale).astype(np.int64)
    best.add(ratings, documents.changes[places])


def _by_place(values: Credit, documents: Documents) -> Credit:
    """What is given by code, for each skill of each posting."""
    table = np.zeros(max(documents.code_count, len(values)), np.uint8)
    table[: len(values)] = values
    return table.take(documents.codes)


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """What postings ask for, as far as the vocabulary that answers knows it.

    By posting the weights in hundredths that skills have together; `named` are the places in `named_at` that count.
    """

    required: Reals
    preferred: Reals
    named: Indices

    @classmethod
    def of(cls, query: WorkerQuery, documents: Documents) -> _Asked:
        """What a lot's postings ask for."""
        required, preferred = documents.mass(preferred=False), documents.mass(preferred=True)
        named = np.flatnonzero(documents.named_months > 0)
        if query.unknown:
            lost = np.flatnonzero(np.isin(documents.codes, list(query.unknown)))
            weights, wished = documents.weights[lost].astype(np.float64), documents.preferred[lost]
            owners, count = documents.owners[lost], len(documents)
            required = required - np.bincount(owners, weights * ~wished, count)
            preferred = preferred - np.bincount(owners, weights * wished, count)
            named = named[~np.isin(documents.named_at[named], lost)]
        return cls(required, preferred, named)


@dataclass(frozen=True, slots=True, eq=False)
class _Rated:
    """Every posting of a lot: its points but for the occupation, what is left open, and whether it is found at all.

    The points are those of `app/matching/scorer.py`, as 64-bit reals from whole numbers, in a fixed order of steps.
    """

    query: WorkerQuery
    documents: Documents
    scored: Reals
    left: Reals
    found: npt.NDArray[np.bool_]

    @classmethod
    def of(
        cls, query: WorkerQuery, documents: Documents, credit: Credit, passing: npt.NDArray[np.bool_]
    ) -> _Rated:
        """Rates the postings; `credit` by place of a skill."""
        asked = _Asked.of(query, documents)
        earned_required, earned_preferred = _earned(query, documents, credit)
        asks, had = _experience(query, documents, credit, asked.named)
        share = _Shares.of(query, asked, asks)
        earned = share.required * earned_required + share.preferred * earned_preferred
        left = share.required * asked.required * EXACT
        left += share.preferred * asked.preferred * EXACT
        left -= earned
        found = (earned_required + earned_preferred > 0) & share.any & passing
        return cls(query, documents, earned + share.ask * had, left, found)

    def hopeful(self, best: Best) -> Indices:
        """The postings that may be among the best, whatever their occupation."""
        places = np.flatnonzero(self.found)
        wanted, most = best.limit, max(self.query.closeness.values(), default=0)
        floor = float(best.threshold) / self.query.scale
        if len(places) > wanted > 0:
            scored = self.scored[places]
            floor = max(floor, float(np.partition(scored, len(scored) - wanted)[len(scored) - wanted]))
        reach = self.scored[places] + most * self._per_closeness() * np.maximum(self.left[places], 0)
        return places[reach >= floor - 1e-6]

    def points(self, places: Indices) -> Reals:
        """The points of the postings at these places."""
        closeness = self.documents.closeness(places, closeness_table(self.query.closeness))
        points: Reals = self.scored[places] + closeness * self._per_closeness() * self.left[places]
        return points

    def _per_closeness(self) -> float:
        return self.query.weights["occupation"] / EXACT


@dataclass(frozen=True, slots=True, eq=False)
class _Shares:
    """By posting: the points for a hundredth of a hundredth of weight of a skill, and for one ask of experience."""

    required: Reals
    preferred: Reals
    ask: Reals
    any: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, query: WorkerQuery, asked: _Asked, asks: Reals) -> _Shares:
        """As the scorer shares out the hundred points."""
        required, preferred = asked.required, asked.preferred
        for_required = np.where(required > 0, query.weights["required_skills"], 0.0)
        for_preferred = np.where(preferred > 0, query.weights["preferred_skills"], 0.0)
        fewer = (preferred < required) & (preferred > 0)
        for_preferred[fewer] *= preferred[fewer] / required[fewer]
        for_asks = np.where(asks > 0, query.weights["experience"], 0.0)
        total = for_required + for_preferred + for_asks
        unit = np.where(total > 0, total, 1.0)
        return cls(
            for_required / unit / np.maximum(required, 1.0),
            for_preferred / unit / np.maximum(preferred, 1.0),
            100.0 * for_asks / unit / np.maximum(asks, 1.0),
            total > 0,
        )


def _earned(query: WorkerQuery, documents: Documents, credit: Credit) -> tuple[Reals, Reals]:
    """By posting what its required and its preferred skills earn: weights times credit, both in hundredths."""
    worth = np.multiply(documents.weights, credit, dtype=np.uint16)
    required, preferred = _by_kind(documents, worth)
    related = query.weights["related_skills"]
    if related == 1:
        return required, preferred
    exact = np.where(credit == EXACT, worth, np.uint16(0))
    had_required, had_preferred = _by_kind(documents, exact)
    required = had_required + related * (required - had_required)
    return required, had_preferred + related * (preferred - had_preferred)


def _by_kind(documents: Documents, worth: npt.NDArray[np.uint16]) -> tuple[Reals, Reals]:
    """By posting the sums over its required and over its preferred skills."""
    sums = np.zeros(len(documents))
    naming = np.flatnonzero(np.diff(documents.starts))
    if len(naming):
        sums[naming] = np.add.reduceat(worth, documents.starts[naming], dtype=np.uint32)
    wished = documents.wished
    preferred = np.bincount(documents.owners[wished], worth[wished], len(documents)).astype(np.float64)
    return sums - preferred, preferred


def _experience(
    query: WorkerQuery, documents: Documents, credit: Credit, named: Indices
) -> tuple[Reals, Reals]:
    """By posting, how often it asks for experience, and the sum of the shares of it that the worker has."""
    asked = documents.months.astype(np.float64)
    asks = (asked > 0).astype(np.float64)
    had = np.where(asked > 0, np.minimum(query.months / np.maximum(asked, 1.0), 1.0), 0.0)
    if len(named):
        at, months = documents.named_at[named], documents.named_months[named].astype(np.float64)
        exact = credit[at] == EXACT
        own = np.array([query.months_named.get(code, query.months) for code in documents.codes[at].tolist()])
        share = np.where(exact, np.minimum(own / months, 1.0), 0.0)
        asks += np.bincount(documents.owners[at], minlength=len(documents))
        had += np.bincount(documents.owners[at], share, len(documents))
    return asks, had
