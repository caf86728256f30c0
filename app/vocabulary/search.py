"""Finding skills by words: search, autocomplete, and the lexical part of normalization."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from app.text.tokens import tokenize
from app.vocabulary.completion import Completer
from app.vocabulary.filters import NOT_SHOWN, Filter, allowed_rows, shown_as
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.index.prefixes import folded
from app.vocabulary.spelling import Spelling

_LONGEST_QUERY = 40  # words; what comes after adds nothing to a search

# Words that say little about which skill is meant count a tenth.
_LITTLE = 0.1
_LITTLE_WORDS = frozenset(
    ["and", "as", "at", "be", "by", "for", "from", "in", "into", "of", "on", "or", "to", "using", "with"]
)

_STEPS = 256  # weights are multiples of 1/256, so that sums of them are exact

_MENDED = (1.0, 0.7, 0.5)  # worth of a word that was found with so many errors mended
_BEGUN = 0.6  # worth of a word of which only the beginning was asked for
_MOST_BEGUN = 200

# A name that has all words of the query still has this share of the score if those are few of its own words.
_WHOLE_QUERY = 0.4
_SAME, _LABEL, _PROMINENT = 0.5, 0.04, 0.02  # added for the same words in the same order, a label, each point
_CUT = 0.5  # names that have less than this share of what the best name has of the query are left out


@dataclass(frozen=True, slots=True)
class Hit:
    """A skill, and the name of it that fits the query best."""

    skill: int
    name: str


class SkillSearch:
    """Looks skills up in one index. Answers depend on the query alone: ties go by the order of skills."""

    def __init__(self, index: VocabularyIndex) -> None:
        self._index = index
        self._spelling = Spelling(index.name_words())
        # The labels are the first names; a label without a word is divided by 1.
        self._label_lengths = np.maximum(index.name_lengths[: len(index)], 1).astype(np.float32)
        self._shown = lru_cache(maxsize=64)(lambda where: shown_as(index, where))
        self.complete = lru_cache(maxsize=4096)(Completer(index, self._spelling, self._shown).complete)
        self.search = lru_cache(maxsize=64)(self._search)

    def listed(self, where: Filter) -> list[int]:
        """All skills that pass, in their stable order; linked terms each on their own."""
        rows: list[int] = allowed_rows(self._index, where).tolist()
        return rows

    # ---- search

    def _search(self, query: str, where: Filter) -> tuple[Hit, ...]:
        """The skills with names that share words with the query, best first; linked terms once."""
        surfaces = tokenize(query).words[:_LONGEST_QUERY]
        names, scores = self._scored_names(surfaces)
        if not len(names):
            return ()
        skills = self._shown(where)[self._index.name_skill[names]]
        passing = skills != NOT_SHOWN
        names, scores, skills = names[passing], scores[passing], skills[passing]
        best = np.lexsort((names, -scores))
        _, firsts = np.unique(skills[best], return_index=True)
        return tuple(Hit(int(skills[at]), self._index.names[int(names[at])]) for at in best[np.sort(firsts)])

    def _scored_names(self, surfaces: Sequence[str]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float32]]:
        """The names that have enough of the query, in their order, with their scores, 0 to about 1.7."""
        asked = self._asked(surfaces)
        total = sum(max(weight for _, weight in options) for options in asked)
        if not total:
            return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.float32)
        found = np.zeros(len(self._index.name_skill), dtype=np.float32)
        for options in asked:
            of_word = np.zeros_like(found)
            for stem, weight in sorted(options, key=lambda option: option[1]):
                of_word[self._index.postings.of(stem)] = weight
            found += of_word
        names = np.flatnonzero(found >= _CUT * found.max())
        of_query = found[names] / np.float32(total)
        of_name = np.minimum(found[names] / self._index.postings.totals[names], np.float32(1))
        scores = of_query * (np.float32(_WHOLE_QUERY) + np.float32(1 - _WHOLE_QUERY) * of_name)
        return names, scores + self._preference(names, surfaces)

    def _preference(self, names: npt.NDArray[np.intp], surfaces: Sequence[str]) -> npt.NDArray[np.float32]:
        """What is added to the scores of names: for being the query, for being a label, for prominence."""
        skills = self._index.name_skill[names]
        added = np.float32(_PROMINENT) * self._index.prominence[skills]
        added += np.where(self._index.name_kind[names] == 0, np.float32(_LABEL), np.float32(0))
        table = self._index.prefixes
        first, longer, _, _ = table.parts(folded(" ".join(surfaces)))
        whole = table.names[first:longer][table.before[first:longer] == 0]
        added[np.isin(names, whole)] += np.float32(_SAME)
        return added

    def _asked(self, surfaces: Sequence[str]) -> list[list[tuple[int, float]]]:
        """For each word of a query that is known, or can be read as known ones: stems and their weights."""
        options = [
            self._options(surface, last=at == len(surfaces) - 1) for at, surface in enumerate(surfaces)
        ]
        for at, pair in enumerate(pairwise(surfaces)):
            together = self._index.words.word("".join(pair)).stem
            weight = self._index.postings.weight(together)
            if weight:
                for part in options[at : at + 2]:
                    part.append((together, max((own for _, own in part), default=weight / 2)))
        return [found for found in options if found]

    def _options(self, surface: str, *, last: bool) -> list[tuple[int, float]]:
        word = self._index.words.word(surface)
        weight = self._index.postings.weight(word.stem)
        if weight:
            return [(word.stem, weight * (_LITTLE if surface.lower() in _LITTLE_WORDS else 1.0))]
        plain = folded(surface)
        read = [(known, _MENDED[errors]) for errors, known in self._spelling.nearest(plain, begun=False)]
        if last and not read:
            read = [(known, _BEGUN) for known in self._spelling.beginning_with(plain, _MOST_BEGUN)]
        stems = [(self._index.words.word(known).stem, worth) for known, worth in read]
        return [(stem, worth * self._index.postings.weight(stem)) for stem, worth in stems]

    # ---- what normalization asks

    def lexical(self, stems: Iterable[int]) -> npt.NDArray[np.float32]:
        """For every skill (n,) the share of the weight of the given stems that stand in its names, 0..1.

        A stem weighs log(1 + skills / skills that have it) (Spärck Jones 1972). Where the stems cover nothing
        of the skill's label, the share counts half.
        """
        scores = np.zeros(len(self._index), dtype=np.float32)
        in_label = np.zeros(len(self._index), dtype=np.float32)
        total = 0.0
        for stem in sorted({stem for stem in stems if stem}):
            rows = self._index.skills_with_stem(stem)
            if len(rows):
                weight = round(float(np.log1p(len(self._index) / len(rows))) * _STEPS) / _STEPS
                scores[rows] += np.float32(weight)
                total += weight
                labels = self._index.postings.of(stem)
                in_label[labels[: np.searchsorted(labels, len(scores))]] += 1
        if total:
            scores *= (np.float32(0.5) + np.float32(0.5) * in_label / self._label_lengths) / np.float32(total)
        return scores
