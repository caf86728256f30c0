"""Best meetings: who should meet whom, so that the scores of all meetings sum to the most that is possible.

Each worker has at most some meetings and each posting too, and no two meet twice. With one meeting each this is
the assignment problem; with more it is a transportation problem, a linear program whose corners are whole numbers,
because its matrix is totally unimodular (Hoffman and Kruskal, 1956). SciPy solves both.

The linear program begins with the best pairs of each side. Its dual prices say what one more meeting of a posting
or worker is worth: a pair that scores more than the prices of its two sides could make the sum larger and is added,
until there is none. Then the solution is the best among all pairs, not only among those that were looked at.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.int64]
Pairs = npt.NDArray[np.bool_]

_FIRST = 30  # pairs of each side to begin with, and how many more than its meetings at least
_FURTHER = 15  # most pairs of each side that are added at a time
_TOLERANCE = 1e-6  # scores are whole numbers, and so are the prices


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most meetings of one worker and of one posting, each at least 1."""

    per_worker: int
    per_posting: int


def best_meetings(scores: npt.NDArray[np.integer], bounds: Bounds, least: int = 1) -> list[tuple[int, int]]:
    """The pairs (posting, worker) that meet, in order, from the scores (postings, workers) as whole numbers.

    Pairs that score less than `least`, or nothing, never meet. Among equally good solutions it is always the
    same one that is found for the same scores.
    """
    least = max(least, 1)
    worth = np.where(scores >= least, scores, 0).astype(np.int64)
    if not worth.any():
        return []
    if bounds.per_worker == bounds.per_posting == 1:
        chosen = _one_each(worth)
    elif (worth > 0).sum(0).max() <= bounds.per_worker and (worth > 0).sum(1).max() <= bounds.per_posting:
        chosen = worth > 0  # everybody meets everybody
    else:
        chosen = _several(worth, bounds)
    return [(int(posting), int(worker)) for posting, worker in np.argwhere(chosen)]


def _one_each(worth: Scores) -> Pairs:
    from scipy.optimize import linear_sum_assignment

    chosen = np.zeros(worth.shape, dtype=np.bool_)
    chosen[linear_sum_assignment(worth, maximize=True)] = True
    return chosen & (worth > 0)


def _several(worth: Scores, bounds: Bounds) -> Pairs:
    pairs = _best_of(worth, _FIRST + bounds.per_posting, _FIRST + bounds.per_worker)
    while True:
        chosen, of_postings, of_workers = _solve(worth, pairs, bounds)
        gain = worth - of_postings[:, None] - of_workers[None, :]
        gain[pairs | (worth <= 0)] = 0
        gain[gain <= _TOLERANCE] = 0
        further = _best_of(gain, _FURTHER, _FURTHER)
        if not further.any():
            return chosen
        pairs |= further


def _best_of(worth: npt.NDArray[np.number], of_posting: int, of_worker: int) -> Pairs:
    """The best pairs of each posting and of each worker, as many as said, among those worth anything."""
    found = np.zeros(worth.shape, dtype=np.bool_)
    for axis, most in ((1, of_posting), (0, of_worker)):
        best = np.argsort(-worth, axis=axis, kind="stable")
        np.put_along_axis(found, best.take(range(min(most, worth.shape[axis])), axis=axis), True, axis=axis)
    return found & (worth > 0)


def _solve(
    worth: Scores, pairs: Pairs, bounds: Bounds
) -> tuple[Pairs, npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The best meetings among some pairs, and the price of one more meeting of each posting and of each worker."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    postings, workers = np.nonzero(pairs)
    count, (rows, columns) = len(postings), worth.shape
    within = csr_array(
        (np.ones(2 * count), (np.concatenate([postings, rows + workers]), np.tile(np.arange(count), 2))),
        shape=(rows + columns, count),
    )
    most = np.repeat([bounds.per_posting, bounds.per_worker], [rows, columns])
    found = linprog(-worth[pairs], A_ub=within, b_ub=most, bounds=(0, 1), method="highs-ds")
    if found.status != 0:
        raise RuntimeError(f"the meetings could not be solved: status {found.status}")
    meets = np.rint(found.x)
    if np.abs(found.x - meets).max() > _TOLERANCE or (within @ meets > most).any():
        raise RuntimeError("the solution of the meetings is not in whole numbers")
    chosen = np.zeros(worth.shape, dtype=np.bool_)
    chosen[postings, workers] = meets > 0
    prices = -found.ineqlin.marginals
    return chosen, prices[:rows], prices[rows:]
