"""The semantic half of linking: how near each skill is to a sentence and to its windows, by one encoder's vectors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from app.extraction.linking.scratch import Scratch
from app.extraction.linking.windows import View

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

# Cosines are told apart to so many parts of one: terms of the same label tie then, on every processor, whatever the
# order in which its BLAS adds up.
_PARTS = 2.0**14
# Skills are looked for by so many axes, learnt from so many of them, in which definitions have so much weight beside
# labels; so many times as many as needed are then compared whole. The threshold for them comes from every so manieth
# score at most.
_SHORT, _LEARNT_FROM, _TEXT_WEIGHT = 72, 4_096, np.float32(0.6)
_MORE, _STEP = 4, 16
_PART = 1_024  # skills whose codes are fetched at once: 0.3 MB, a third of what a core keeps near

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
        self._scratch = Scratch()

    @cached_property
    def _described(self) -> Mask:
        """(n,): whose text is another than its label. A vocabulary may have definitions for few or for nearly all."""
        if self.texts is None:
            return np.zeros(len(self.labels), dtype=np.bool_)
        found: Mask = (self.texts != self.labels).any(axis=1)
        return found

    @cached_property
    def _short(self) -> _Short:
        """Made when first asked for: of two encoders only one looks for skills."""
        return _shortened(self.labels[self._rows], None if self.texts is None else self.texts[self._rows])

    def penalty(self, allowed: Mask) -> Floats | None:
        """What `nearest` adds to the scores so that only skills that are allowed (n,) are found; None if all are."""
        own = allowed[self._rows]
        return None if own.all() else np.where(own, np.float32(0), np.float32(-np.inf))

    def nearest(
        self,
        views: Sequence[View],
        clauses: Sequence[list[int]],
        most: tuple[int, int],
        penalty: Floats | None = None,
    ) -> list[Rows]:
        """For each sentence the skills nearest to it and to some of its windows: so many of it, and of each of them.

        Looked for by the first axes of the vectors, chosen by the whole ones. With a `penalty` only skills that it
        spares, even where they are fewer than asked for. What is found of a sentence does not depend on the others.
        """
        queries = [view.vectors([0, *own]) for view, own in zip(views, clauses, strict=True)]
        scores = self._scores(queries)
        return [
            self._chosen(own, self._likely(found, most, penalty), most)
            for own, found in zip(queries, scores, strict=True)
        ]

    def _scores(self, queries: Sequence[Floats]) -> list[Floats]:
        """(q, n) for each sentence: its queries (q, d) with the skills along the axes.

        Each part of the table meets all sentences before the next one: the whole does not fit into a processor's cache,
        and to fetch it takes longer than to multiply it. Each product is a sentence's own.
        """
        whole, label, codes = self._short
        turned = [np.concatenate([own[:1] @ whole, own[1:] @ label]).T for own in queries]
        turned = [np.ascontiguousarray(own) for own in turned]
        ends = np.cumsum([own.shape[1] for own in turned])
        kept = self._scratch.array("scores", int(ends[-1]), len(codes))
        found = np.split(kept, ends[:-1])
        for begun in range(0, len(codes), _PART):
            part = codes[begun : begun + _PART]
            for own, scores in zip(turned, found, strict=True):
                scores[:, begun : begun + _PART] = (part @ own).T
        return found

    def _likely(self, scores: Floats, most: tuple[int, int], penalty: Floats | None) -> npt.NDArray[np.bool_]:
        """(q, n): for each query some more of the skills that score highest (q, n) than are asked for.

        The threshold for them comes from a sample. What has a `penalty` is left out.
        """
        if penalty is not None:
            scores += penalty
        count = scores.shape[1]
        least = np.full(len(scores), -np.inf, dtype=np.float32)
        for rows, wanted in ((slice(1), most[0] * _MORE), (slice(1, None), most[1] * _MORE)):
            if count > wanted * 2:
                step = max(1, min(_STEP, count // (8 * wanted)))
                above = max(wanted // step, 2)
                least[rows] = np.partition(scores[rows, ::step], -above, axis=1)[:, -above]
        found: npt.NDArray[np.bool_] = scores >= least[:, None]
        if penalty is not None:
            found &= penalty == 0
        return found

    def _chosen(self, queries: Floats, likely: npt.NDArray[np.bool_], most: tuple[int, int]) -> Rows:
        """The skills nearest to any of the queries (q, d), of those that are likely (q, n) to be."""
        places = np.flatnonzero(np.bitwise_or.reduce(likely, axis=0))
        rows, likely = self._rows[places], likely[:, places]
        exact = queries @ self.labels[rows].T
        if self.texts is not None:
            text = exact[0].copy()
            own = np.flatnonzero(likely[0] & self._described[rows])
            text[own] = self.texts[rows[own]] @ queries[0]
            exact[0] += text
        exact = _coarsen(exact)
        exact[~likely] = -np.inf
        chosen = _top(exact[:1], most[0]).any(axis=0)
        if len(queries) > 1:
            chosen |= _top(exact[1:], most[1]).any(axis=0)
        found: Rows = rows[chosen]
        return found

    def features(self, view: View, skills: Rows) -> tuple[Floats, Rows]:
        """(k, 14) of FEATURES, and for each skill (k,) the number of its best window."""
        labels = self.labels[skills]
        products = view.products(labels)
        sums = products.take(view.past, axis=0)
        sums -= products.take(view.first, axis=0)
        sums *= (_PARTS / view.lengths)[:, None]
        scores = np.rint(sums, out=sums).astype(np.float32)
        scores /= np.float32(_PARTS)
        best = scores.argmax(axis=0)
        columns = np.arange(len(skills))
        window = scores[best, columns]
        if self.texts is not None:
            own = np.flatnonzero(self._described[skills])
            products[:, own] = view.products(self.texts[skills[own]])
        first, past, lengths = view.first[best], view.past[best], view.lengths[best]
        text = products[-1] / view.lengths[0]
        window_text = (products[past, columns] - products[first, columns]) / lengths
        words = (past - first).astype(np.float32)
        asked = np.zeros(len(view.asks) + 1, dtype=np.float32)
        np.cumsum(view.asks, out=asked[1:])
        asks = (asked[past] - asked[first]) / np.maximum(words, 1)
        whole = scores[0]
        inside = scores[best]  # (k, k): the candidates' scores in each one's best window
        nearer = _counted(inside > window[:, None])
        inside[columns, columns] = -1.0  # it is the best of the others that a lead is before
        begin, end = first.astype(np.uint8), past.astype(np.uint8)
        better = window[None, :] > window[:, None]
        overlapped = better & (begin[:, None] < end[None, :]) & (begin[None, :] < end[:, None])
        features = (
            whole,
            text,
            window,
            window_text,
            words,
            asks,
            window - _best_other(window),
            window - inside.max(axis=1, initial=-1.0),
            np.log1p(nearer),
            np.log1p(_counted(better)),
            np.log1p(_higher(whole)),
            _standard(whole),
            _standard(window),
            np.log1p(_counted(overlapped)),
        )
        found = np.empty((len(skills), len(FEATURES)), dtype=np.float32)
        for column, values in enumerate(features):
            found[:, column] = values
        return found, best


class _Short(NamedTuple):
    """Few numbers for each skill: the products with what a query (d,) becomes tell nearly how near it is.

    `whole` (d, a) makes of a query what is compared with label and definition, `label` (d, a) with the label alone;
    `codes` are (n, a).
    """

    whole: Floats
    label: Floats
    codes: Floats


def _shortened(labels: Floats, texts: Floats | None) -> _Short:
    """The vectors of skills (n, d) along the axes on which labels and definitions, side by side, are longest.

    One table serves both searches: what a definition says is mostly what its label says.
    """
    some = slice(None, None, max(1, len(labels) // _LEARNT_FROM))
    if texts is None:
        axes = _axes(labels[some])
        return _Short(axes, axes, labels @ axes)
    axes = _axes(np.concatenate([labels[some], texts[some] * _TEXT_WEIGHT], axis=1))
    label, text = (np.ascontiguousarray(half) for half in np.split(axes, 2))
    codes = labels @ label
    codes += texts @ (text * _TEXT_WEIGHT)
    return _Short(label + text / _TEXT_WEIGHT, label, codes)


def _axes(vectors: Floats) -> Floats:
    """(d, axes): the axes along which vectors (n, d) are longest."""
    dimension = vectors.shape[1]
    if dimension <= _SHORT:
        return np.eye(dimension, dtype=np.float32)
    _, axes = np.linalg.eigh((vectors.T @ vectors).astype(np.float64))
    found: Floats = np.ascontiguousarray(axes[:, -_SHORT:]).astype(np.float32)
    return found


def _coarsen(scores: Floats) -> Floats:
    """The scores as whole parts, in place."""
    scores *= np.float32(_PARTS)
    np.rint(scores, out=scores)
    scores /= np.float32(_PARTS)
    return scores


def _counted(facts: Mask) -> Floats:
    """How many of each row (n, k) hold. A product of noughts and ones is exact, and twice as fast as a sum."""
    found: Floats = facts.astype(np.float32) @ np.ones(facts.shape[1], dtype=np.float32)
    return found


def _higher(scores: Floats) -> Floats:
    """For each how many others are higher."""
    ordered = np.sort(scores)
    found: Floats = (len(scores) - ordered.searchsorted(scores, side="right")).astype(np.float32)
    return found


def _top(scores: Floats, most: int) -> npt.NDArray[np.bool_]:
    """(q, n): the highest of each row of scores (q, n), as `top_rows` chooses them; what is not there is none."""
    there = scores > -np.inf
    if scores.shape[1] <= most:
        return there
    least = np.partition(scores, -most, axis=1)[:, -most, None]
    above, equal = scores > least, scores == least
    free = most - above.sum(axis=1, keepdims=True)
    found: npt.NDArray[np.bool_] = (above | (equal & (equal.cumsum(axis=1) <= free))) & there
    return found


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
    """Standard deviations above the mean."""
    count = np.float32(max(len(scores), 1))
    apart = scores - np.add.reduce(scores) / count
    deviation = np.sqrt(np.add.reduce(apart * apart) / count)
    found: Floats = apart / (deviation + np.float32(1e-6))
    return found
