"""Linking one sentence: its candidates, and the features by which they are ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.extraction.candidates.candidate import Candidate
from app.extraction.candidates.phrases import PhraseFinder
from app.extraction.linking import meanings, plain
from app.extraction.linking.meanings import Meanings
from app.extraction.linking.windows import View
from app.extraction.linking.words import NameWords
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.index.words import Word

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

_BY_SENTENCE, _BY_CLAUSE, _BY_WORDS = 40, 10, 30
_MOST_CLAUSES = 8
_NAME_FEATURES = ("named", "named_label", "named_same", "named_words", "named_alone")
_WORD_FEATURES = ("name_share", "label_share", "name_worth", "label_worth", "explained")
_SENTENCE_FEATURES = ("words", "candidates", "asks")


def feature_names(views: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns, for the encoders in their order."""
    by_meaning = [f"{view}_{name}" for view in views for name in meanings.FEATURES]
    return (*by_meaning, *_WORD_FEATURES, *_NAME_FEATURES, *plain.FEATURES, *_SENTENCE_FEATURES)


@dataclass(frozen=True, slots=True)
class Query:
    """A sentence ready to be linked: its words, its views by encoder, and which windows are clauses."""

    words: Sequence[Word]
    views: Sequence[View]
    clauses: int  # the last windows of every view


@dataclass(frozen=True, slots=True)
class Pool:
    """The candidates (k,) of a sentence, their features (k, f), and the words (first, past) of each one's best window."""

    skills: Rows
    features: Floats
    windows: npt.NDArray[np.intp]
    named: dict[int, Candidate]


class Allowed(NamedTuple):
    """Which skills (skills,) may be candidates, and the same for the search by words and for that by meaning."""

    skills: Mask
    scales: Floats
    penalty: Floats | None


class Linker:
    """Finds and describes candidates for the sentences of one index. `tables` has one entry per encoder."""

    def __init__(self, index: VocabularyIndex, tables: Sequence[Meanings]) -> None:
        self.index = index
        self._tables = tables
        self._names = NameWords(index)
        self._phrases = PhraseFinder(index)
        self._plain = plain.skill_features(index)
        self._languages = frozenset(range(len(index.languages)))

    def allowing(self, skills: Mask) -> Allowed:
        """What `pools` needs to take candidates only from some skills (skills,)."""
        return Allowed(skills, self._names.scales(skills), self._tables[-1].penalty(skills))

    def pools(self, queries: Sequence[Query], allowed: Allowed | None = None) -> list[Pool]:
        """The candidates of each sentence with their features; only those `allowed` if it is given.

        Faster than one by one; no sentence takes part in what is found for another.
        """
        if not queries:
            return []
        # The last encoder is the best there is: it alone retrieves.
        views = [query.views[-1] for query in queries]
        clauses = [_clause_windows(query) for query in queries]
        penalty = None if allowed is None else allowed.penalty
        near = self._tables[-1].nearest(views, clauses, (_BY_SENTENCE, _BY_CLAUSE), penalty)
        return [self._pool(query, own, allowed) for query, own in zip(queries, near, strict=True)]

    def _pool(self, query: Query, near: Rows, allowed: Allowed | None) -> Pool:
        named = self._named(query.words)
        if allowed is not None:
            named = {skill: candidate for skill, candidate in named.items() if allowed.skills[skill]}
        scores = self._names.score(query.words)
        by_words = self._names.best_skills(scores, _BY_WORDS, None if allowed is None else allowed.scales)
        found = [near, by_words, np.array(sorted(named), dtype=np.intp)]
        skills = np.unique(np.concatenate(found)).astype(np.intp)
        columns, best = [], np.zeros(len(skills), dtype=np.intp)
        for table, seen in zip(self._tables, query.views, strict=True):
            by_meaning, best = table.features(seen, skills)
            columns.append(by_meaning)
        columns.append(self._names.features(scores, skills))
        columns.append(_name_features(named, skills, len(query.words)))
        columns.append(self._plain[skills])
        columns.append(_sentence_features(query, len(skills)))
        view = query.views[-1]
        windows = np.stack([view.first[best], view.past[best]], axis=1)
        return Pool(skills, np.concatenate(columns, axis=1), windows, named)

    def _named(self, words: Sequence[Word]) -> dict[int, Candidate]:
        """The longest name of each skill that stands in the sentence."""
        found: dict[int, Candidate] = {}
        for candidate in self._phrases.find(words, self._languages, alone=len(words) == 1):
            known = found.get(candidate.skill)
            if known is None or candidate.length > known.length:
                found[candidate.skill] = candidate
        return found


def _clause_windows(query: Query) -> list[int]:
    """The windows that are clauses, as many as are looked for."""
    count = len(query.views[-1].first)
    return list(range(count - query.clauses, count))[:_MOST_CLAUSES]


def _name_features(named: dict[int, Candidate], skills: Rows, words: int) -> Floats:
    found = np.zeros((len(skills), len(_NAME_FEATURES)), dtype=np.float32)
    for row, skill in enumerate(skills.tolist()):
        candidate = named.get(skill)
        if candidate is not None:
            whole = candidate.length == words
            label, same = candidate.kind == "label", candidate.grade == "same"
            found[row] = (1.0, label, same, candidate.length, whole)
    return found


def _sentence_features(query: Query, candidates: int) -> Floats:
    view = query.views[-1]
    row = [len(query.words), candidates, float(view.asks.max(initial=0.0))]
    return np.tile(np.array(row, dtype=np.float32), (candidates, 1))
