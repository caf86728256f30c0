"""Finding skills by words: search and autocomplete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from app.text.tokens import tokenize
from app.vocabulary.completion import Completer, Hit, begun_keys
from app.vocabulary.filters import NOT_SHOWN, Filter, allowed_rows, shown_as
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.index.prefixes import folded
from app.vocabulary.index.words import SEPARATOR
from app.vocabulary.spelling import Spelling

Rows = npt.NDArray[np.integer]

_LONGEST_QUERY = 40  # words; what comes after adds nothing to a search

# Words that say little about which skill is meant count a tenth.
_LITTLE = 0.1
_LITTLE_WORDS = frozenset(
    ["and", "as", "at", "be", "by", "for", "from", "in", "into", "of", "on", "or", "to", "using", "with"]
)

_MENDED = (1.0, 0.7, 0.5)  # worth of a word that was found with so many errors mended
_BEGUN = 0.6  # worth of a word of which only the beginning was asked for
_FEW_LETTERS = 2
_MOST_OF_ARTICLE = 100
_APART = 0.9  # worth of a word that was found written as two
_UNKNOWN = 8.0  # weight of a word that no name has as it is: that of a rare one

# A name that has all words of the query still has this share of the score if those are few of its own words.
_WHOLE_QUERY = 0.4
# Added for the same words in the same order, for the same letters, for a label, for each point of prominence.
_SAME, _LETTERS, _LABEL, _PROMINENT = 0.5, 0.05, 0.04, 0.02
_CUT = 0.5  # names that have less than this share of what the best name has of the query are left out


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read a word of a query: the rows of the names that have it, and its weight."""

    names: Rows
    weight: float


class SkillSearch:
    """Looks skills up in one index. Answers depend on the query alone: ties go by the order of skills."""

    def __init__(self, index: VocabularyIndex) -> None:
        self._index = index
        self._spelling = Spelling(index.name_words())
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
        if not surfaces:  # an article, say: what goes on from it is all there is to find
            return self.complete(query, _MOST_OF_ARTICLE, where)
        names, scores = self._scored_names(query, surfaces)
        if not len(names):
            return ()
        skills = self._shown(where)[self._index.name_skill[names]]
        passing = skills != NOT_SHOWN
        names, scores, skills = names[passing], scores[passing], skills[passing]
        best = np.argsort(-scores, kind="stable")
        _, firsts = np.unique(skills[best], return_index=True)
        return tuple(Hit(int(skills[at]), int(names[at])) for at in best[np.sort(firsts)])

    def _scored_names(self, query: str, surfaces: Sequence[str]) -> tuple[Rows, npt.NDArray[np.float32]]:
        """The names that have enough of the query, in their order, with their scores, 0 to about 1.7."""
        asked = self._asked(surfaces)
        total = sum(max(option.weight for option in options) for options in asked)
        if not total:
            return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.float32)
        found = np.zeros(len(self._index.name_skill), dtype=np.float32)
        for options in asked:
            of_word = np.zeros_like(found)
            for option in sorted(options, key=lambda option: option.weight):
                of_word[option.names] = option.weight
            found += of_word
        names = np.flatnonzero(found >= _CUT * found.max())
        of_query = found[names] / np.float32(total)
        of_name = np.minimum(found[names] / self._index.postings.totals[names], np.float32(1))
        scores = of_query * (np.float32(_WHOLE_QUERY) + np.float32(1 - _WHOLE_QUERY) * of_name)
        return names, scores + self._preference(names, query)

    def _preference(self, names: npt.NDArray[np.intp], query: str) -> npt.NDArray[np.float32]:
        """What is added to the scores of names: for being the query, for being a label, for prominence."""
        skills = self._index.name_skill[names]
        added = np.float32(_PROMINENT) * self._index.prominence[skills]
        added += np.where(self._index.name_kind[names] == 0, np.float32(_LABEL), np.float32(0))
        table = self._index.prefixes
        first, longer, _, _ = table.parts(folded(query))
        whole = table.names[first:longer][table.before[first:longer] == 0]
        added[np.isin(names, whole)] += np.float32(_SAME)
        letters = [name for name in whole.tolist() if self._index.names[name] == query.strip()]
        added[np.isin(names, letters)] += np.float32(_LETTERS)
        return added

    def _asked(self, surfaces: Sequence[str]) -> list[list[Option]]:
        """For each word of a query that is known, or can be read as known ones, the names that have it."""
        asked = [self._options(surface) for surface in surfaces[:-1]]
        asked.append(self._last_options(surfaces[-1], alone=len(surfaces) == 1))
        for at, pair in enumerate(pairwise(surfaces)):
            together = self._index.words.word("".join(pair)).stem
            weight = self._index.postings.weight(together)
            if weight:
                names = self._index.postings.of(together)
                for part in asked[at : at + 2]:
                    part.append(Option(names, max((own.weight for own in part), default=weight / 2)))
        return [options for options in asked if options]

    def _options(self, surface: str) -> list[Option]:
        """The names with a word, with it written as two, or, if it is unknown, with the nearest words."""
        plain = folded(surface)
        found = self._as_it_is(surface)
        weight = found[0].weight if found else _UNKNOWN
        apart = [Option(names, _APART * weight) for names in self._written_apart(plain)]
        return [*(found or self._mended(plain)), *apart]

    def _last_options(self, surface: str, *, alone: bool) -> list[Option]:
        """As above; of a last word that is unknown, or a letter or two, only the beginning may be there."""
        known = self._as_it_is(surface)
        if known and (alone or len(surface) > _FEW_LETTERS):
            return self._options(surface)
        return [*known, *self._begun(folded(surface))] or self._options(surface)

    def _as_it_is(self, surface: str) -> list[Option]:
        postings = self._index.postings
        stem = self._index.words.word(surface).stem
        weight = postings.weight(stem) * (_LITTLE if surface.lower() in _LITTLE_WORDS else 1.0)
        return [Option(postings.of(stem), weight)] if weight else []

    def _mended(self, plain: str) -> list[Option]:
        postings = self._index.postings
        near = self._spelling.nearest(plain, begun=False)
        stems = [(self._index.words.word(known).stem, _MENDED[errors]) for errors, known in near]
        return [Option(postings.of(stem), worth * postings.weight(stem)) for stem, worth in stems]

    def _begun(self, plain: str) -> list[Option]:
        """The names that have a word that begins with a last word, which may not be typed to its end."""
        table = self._index.prefixes
        found = [table.names[slice(*table.range(key))] for key in begun_keys([plain])]
        return [Option(np.unique(names), _BEGUN * _UNKNOWN) for names in found if len(names)]

    def _written_apart(self, plain: str) -> list[Rows]:
        """The names that have a word as two: "child care" for "childcare"."""
        found = []
        for parts in self._spelling.apart(plain):
            first, _, going_on, _ = self._index.prefixes.parts(SEPARATOR.join(parts))
            found.append(np.unique(self._index.prefixes.names[first:going_on]))
        return [names for names in found if len(names)]
