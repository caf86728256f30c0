"""Linking one sentence: its candidates, and the features by which they are ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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


class Linker:
    """Finds and describes candidates for the sentences of one index. `tables` has one entry per encoder."""

    def __init__(self, index: VocabularyIndex, tables: Sequence[Meanings]) -> None:
        self.index = index
        self._tables = tables
        self._names = NameWords(index)
        self._phrases = PhraseFinder(index)
        self._plain = plain.skill_features(index)
        self._languages = frozenset(range(len(index.languages)))

    def pool(self, query: Query, allowed: Mask | None = None) -> Pool:
        """The candidates of a sentence with their features; `allowed` (skills,) says which skills may be candidates."""
        named = self._named(query.words)
        if allowed is not None:
            named = {skill: candidate for skill, candidate in named.items() if allowed[skill]}
        scores = self._names.score(query.words)
        found = [self._names.best_skills(scores, _BY_WORDS, allowed), np.array(sorted(named), dtype=np.intp)]
        # The last encoder is the best there is: it alone retrieves.
        view = query.views[-1]
        count = len(view.vectors)
        clauses = list(range(count - query.clauses, count))[:_MOST_CLAUSES]
        found.append(self._tables[-1].nearest(view, clauses, (_BY_SENTENCE, _BY_CLAUSE), allowed))
        skills = np.unique(np.concatenate(found)).astype(np.intp)
        columns, best = [], np.zeros(len(skills), dtype=np.intp)
        for table, seen in zip(self._tables, query.views, strict=True):
            by_meaning, best = table.features(seen, skills)
            columns.append(by_meaning)
        columns.append(self._names.features(scores, skills))
        columns.append(_name_features(named, skills, len(query.words)))
        columns.append(self._plain[skills])
        columns.append(_sentence_features(query, len(skills)))
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
