"""The semantic half of linking: how near each skill is to a sentence and to its windows, by one encoder's vectors."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from app.extraction.linking.windows import View

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

# Cosines are told apart to so many parts of one: terms of the same label tie then, on every processor, whatever the
# order in which its BLAS adds up.
_PARTS = np.float32(2**14)
# Skills are looked for by so many axes; so many times as many as needed are then compared whole. The threshold for them
# comes from every so manieth score at most.
_SHORT, _MORE, _STEP = 64, 4, 16

FEATURES = (
    "whole",  # cosine of the whole sentence with the label
    "text",  # with the definition, or with the label where there is none
    "window",  # the best window with the label
    "window_text",  # that window with the definition
    "window_words",  # its words
    "window_asks",  # how far its words belong to what is asked for
    "lead",  # the best window's score before the best of the other candidates anywhere
    "window_lead",  # before the best of the other candidates in the same window
    "window_rank",  # how many others are nearer to that window (logarithm)
    "rank",  # how many others have a better window (logarithm)
    "whole_rank",  # how many others are nearer to the sentence (logarithm)
    "whole_z",  # standard deviations above the mean of the candidates
    "window_z",
    "overlapped",  # how many better candidates have a best window that overlaps (logarithm)
)


class Meanings:
    """The vectors of the skills of an index by one encoder: labels (n, d), definitions (n, d) or None.

    A skill without a definition has its label's vector there. `meant` (n,) says which skills are looked for by meaning.
    """

    def __init__(self, labels: Floats, texts: Floats | None, meant: Mask | None = None) -> None:
        self.labels = labels
        self.texts = texts
        self._rows = np.arange(len(labels)) if meant is None else np.flatnonzero(meant)
        kept = labels[self._rows]
        self._axes = _axes(kept)
        self._short = np.ascontiguousarray((kept @ self._axes).T)
        both = kept if texts is None else kept + texts[self._rows]
        self._short_both = np.ascontiguousarray((both @ self._axes).T)

    def nearest(
        self, view: View, clauses: list[int], most: tuple[int, int], allowed: Mask | None = None
    ) -> Rows:
        """The skills nearest to the sentence and to some of its windows: so many of it, and of each of them.

        Looked for by the first axes of the vectors, chosen by the whole ones. Only skills that are `allowed` (n,), if
        that is given, even where fewer than asked for are.
        """
        queries = view.vectors[[0, *clauses]]
        short = queries @ self._axes
        scores = np.empty((len(queries), len(self._rows)), dtype=np.float32)
        scores[0] = short[0] @ self._short_both
        if clauses:
            np.matmul(short[1:], self._short, out=scores[1:])
        if allowed is not None:
            scores += np.where(allowed[self._rows], np.float32(0), np.float32(-np.inf))
        near = self._rows[_likely(scores[0], most[0])]
        exact = self.labels[near] @ queries[0]
        if self.texts is not None:
            exact = exact + self.texts[near] @ queries[0]
        tops = [near[top_rows(_coarsen(exact), most[0])]]
        if clauses:
            likely = [_likely(row, most[1]) for row in scores[1:]]
            places, back = np.unique(np.concatenate(likely), return_inverse=True)
            near = self._rows[places]
            exact = _coarsen(self.labels[near] @ queries[1:].T)
            begun = 0
            for clause, own in enumerate(likely):
                columns = back[begun : begun + len(own)]
                begun += len(own)
                tops.append(near[columns[top_rows(exact[columns, clause], most[1])]])
        found: Rows = np.unique(np.concatenate(tops))
        return found if allowed is None else found[allowed[found]]

    def features(self, view: View, skills: Rows) -> tuple[Floats, Rows]:
        """(k, 14) of FEATURES, and for each skill (k,) the number of its best window."""
        labels = self.labels[skills]
        scores = _coarsen(view.vectors @ labels.T)
        best = scores.argmax(axis=0)
        columns = np.arange(len(skills))
        window = scores[best, columns]
        texts = labels if self.texts is None else self.texts[skills]
        text = texts @ view.whole
        window_text = np.einsum("ij,ij->i", texts, view.vectors[best])
        words = (view.past - view.first)[best].astype(np.float32)
        sums = np.concatenate([[0.0], np.cumsum(view.asks, dtype=np.float32)]).astype(np.float32)
        asks = (sums[view.past[best]] - sums[view.first[best]]) / np.maximum(words, 1)
        whole = scores[0]
        inside = scores[best]  # (k, k): the candidates' scores in each one's best window
        own = inside[columns, columns]
        others = inside.copy()
        others[columns, columns] = -1.0
        overlap = (view.first[best][:, None] < view.past[best][None, :]) & (
            view.first[best][None, :] < view.past[best][:, None]
        )
        better = window[None, :] > window[:, None]
        features = [
            whole,
            text,
            window,
            window_text,
            words,
            asks,
            window - _best_other(window),
            own - others.max(axis=1, initial=-1.0),
            np.log1p((inside > own[:, None]).sum(axis=1)),
            np.log1p(better.sum(axis=1)),
            np.log1p((whole[None, :] > whole[:, None]).sum(axis=1)),
            _standard(whole),
            _standard(window),
            np.log1p((overlap & better).sum(axis=1)),
        ]
        return np.stack(features, axis=1).astype(np.float32), best


def _axes(vectors: Floats) -> Floats:
    """(d, SHORT): the axes along which vectors (n, d) are longest."""
    dimension = vectors.shape[1]
    if dimension <= _SHORT:
        return np.eye(dimension, dtype=np.float32)
    moments = (vectors.T @ vectors).astype(np.float64)
    _, axes = np.linalg.eigh(moments)
    found: Floats = np.ascontiguousarray(axes[:, -_SHORT:]).astype(np.float32)
    return found


def _likely(scores: Floats, count: int) -> Rows:
    """The places of some more scores than asked for, the highest, by a threshold that a sample of them gives."""
    wanted = count * _MORE
    if len(scores) <= wanted * 2:
        return np.arange(len(scores))
    step = max(1, min(_STEP, len(scores) // (8 * wanted)))
    sample = scores[::step]
    above = max(wanted // step, 2)
    found: Rows = np.flatnonzero(scores >= np.partition(sample, -above)[-above])
    return found


def _coarsen(scores: Floats) -> Floats:
    """The scores as whole parts, in place."""
    scores *= _PARTS
    np.rint(scores, out=scores)
    scores /= _PARTS
    return scores


def top_rows(scores: npt.NDArray[np.floating[Any]], most: int) -> Rows:
    """The rows of the highest scores, of equals the first: which ones a partition leaves out depends on the processor."""
    if len(scores) <= most:
        return np.arange(len(scores))
    least = np.partition(scores, -most)[-most]
    above = np.flatnonzero(scores > least)
    found: Rows = np.concatenate([above, np.flatnonzero(scores == least)[: most - len(above)]])
    return found


def _best_other(scores: Floats) -> Floats:
    """For each the best of the others."""
    if len(scores) < 2:
        return np.zeros_like(scores)
    first, second = np.partition(scores, -2)[[-1, -2]]
    found: Floats = np.where(scores == first, second, first)
    return found


def _standard(scores: Floats) -> Floats:
    if not len(scores):
        return scores
    found: Floats = (scores - scores.mean()) / (scores.std() + np.float32(1e-6))
    return found
