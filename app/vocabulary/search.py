"""Finding skills by words: search, autocomplete with typos mended, and the lexical part of normalization."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from app.text.folding import fold
from app.text.tokens import tokenize
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.index.prefixes import SEPARATOR, folded

_LONGEST_QUERY = 40  # words; what comes after adds nothing to a search
_ALL_TYPED = 2_000  # hits of a prefix that are ranked one by one; more are cut by rank first
_TYPO_FROM = 4  # letters from which a word of a query may have an error


@dataclass(frozen=True, slots=True)
class Filter:
    """Which skills an answer may hold; None means any."""

    framework: str | None = None
    type: str | None = None

    def allows(self, index: VocabularyIndex, row: int) -> bool:
        """Whether a skill passes."""
        return (self.framework is None or index.framework(row) == self.framework) and (
            self.type is None or index.type(row) == self.type
        )


@dataclass(frozen=True, slots=True)
class Completion:
    """A skill whose name begins with what was typed, and that name."""

    skill: int
    name: str


class SkillSearch:
    """Looks skills up in one index. Answers depend on the query alone: ties are broken by id."""

    def __init__(self, index: VocabularyIndex) -> None:
        self._index = index
        self._word_buckets: dict[str, list[str]] | None = None
        self.complete = lru_cache(maxsize=4096)(self._complete)

    # ---- autocomplete

    def _complete(self, typed: str, limit: int, where: Filter) -> tuple[Completion, ...]:
        """Up to `limit` skills with a name that has a word sequence beginning as typed; a typo in it is mended."""
        prefix = folded(typed)
        if not prefix:
            return ()
        found = self._completions(prefix, limit, where)
        if len(found) < limit:
            for mended in self._mended_prefixes(prefix):
                found.update({k: v for k, v in self._completions(mended, limit, where).items() if k not in found})
                if len(found) >= limit:
                    break
        return tuple(Completion(skill, name) for skill, name in list(found.items())[:limit])

    def _completions(self, prefix: str, limit: int, where: Filter) -> dict[int, str]:
        table = self._index.prefixes
        first, past = table.range(prefix)
        ranks = table.ranks[first:past]
        order = np.argsort(ranks, kind="stable") if past - first <= _ALL_TYPED else _smallest(ranks, _ALL_TYPED)
        found: dict[int, str] = {}
        for place in order.tolist():
            name = int(table.names[first + place])
            skill = int(self._index.name_skill[name])
            if self._index.group(skill) != skill and where.framework is None:
                skill = self._index.group(skill)
            if skill not in found and where.allows(self._index, skill):
                found[skill] = self._index.names[name]
                if len(found) >= limit:
                    break
        return found

    def _mended_prefixes(self, prefix: str) -> Iterable[str]:
        """The prefix with its words replaced by known words one or two typing errors away, nearest first."""
        words = prefix.split(SEPARATOR)
        for at, word in reversed(list(enumerate(words))):
            if len(word) >= _TYPO_FROM:
                for known in self._nearest_words(word, open_end=at == len(words) - 1):
                    yield SEPARATOR.join([*words[:at], known, *words[at + 1 :]])

    def _nearest_words(self, word: str, *, open_end: bool) -> list[str]:
        allowed = 1 if len(word) < 8 else 2
        scored: list[tuple[int, str]] = []
        for known in self._words_from(word[0]):
            if abs(len(known) - len(word)) > allowed and not (open_end and len(known) > len(word)):
                continue
            compared = known[: len(word)] if open_end else known
            distance = OSA.distance(word, compared, score_cutoff=allowed)
            if 0 < distance <= allowed:
                scored.append((distance, compared))
        return list(dict.fromkeys(known for _, known in sorted(scored)))[:8]

    def _words_from(self, letter: str) -> list[str]:
        """All words of names that begin with a letter."""
        if self._word_buckets is None:
            buckets: dict[str, list[str]] = {}
            words = self._index.words
            for number in range(1, len(words)):
                form = words.form(number)
                if words.is_name_word(number) and len(form) >= _TYPO_FROM - 1:
                    buckets.setdefault(form[0], []).append(form)
            self._word_buckets = buckets
        return self._word_buckets.get(letter, [])

    # ---- search

    def search(self, query: str, where: Filter) -> list[int]:
        """The skills that share words with the query, best first; all of them (in order of id) for an empty query."""
        stems = self._stems(query)
        if not query.strip():
            return [row for row in range(len(self._index)) if where.allows(self._index, row)]
        scores = self.lexical(stems)
        rows = np.flatnonzero(scores > 0)
        ordered = rows[np.lexsort((rows, -scores[rows]))]
        exact = folded(query)
        front = [row for row in ordered[:200].tolist() if folded(self._index.label(row)) == exact]
        started = [completion.skill for completion in self.complete(query, 100, where)]
        ranked = dict.fromkeys([*front, *started, *ordered.tolist()])
        return [row for row in ranked if where.allows(self._index, row)]

    def _stems(self, text: str) -> list[int]:
        surfaces = tokenize(text[:4000]).words[:_LONGEST_QUERY]
        return [self._index.words.word(surface).stem for surface in surfaces]

    def lexical(self, stems: Iterable[int]) -> npt.NDArray[np.float32]:
        """For every skill (n,) the share of the weight of the given stems that stand in its names, 0..1, by inverse
        document frequency (Spärck Jones 1972), times how much of its label they cover."""
        unique = sorted({stem for stem in stems if stem})
        scores = np.zeros(len(self._index), dtype=np.float32)
        if not unique:
            return scores
        total = 0.0
        for stem in unique:
            rows = self._index.skills_with_stem(stem)
            if len(rows):
                weight = float(np.log1p(len(self._index) / len(rows)))
                scores[rows] += weight
                total += weight
        if total:
            scores /= total
            scores *= self._label_cover(scores, set(unique))
        return scores

    def _label_cover(self, scores: npt.NDArray[np.float32], stems: set[int]) -> npt.NDArray[np.float32]:
        """How much of the label of the best skills the stems cover, 0.5..1; the others are left at 0.5."""
        cover = np.full(len(scores), 0.5, dtype=np.float32)
        for row in _smallest(-scores, 200).tolist():
            if scores[row] <= 0:
                break
            label = [self._index.words.word(word).stem for word in tokenize(self._index.label(row)).words]
            if label:
                cover[row] = 0.5 + 0.5 * sum(stem in stems for stem in label) / len(label)
        return cover


def _smallest(values: npt.NDArray[np.float32], count: int) -> npt.NDArray[np.intp]:
    """The places of the smallest values, in order, ties by place."""
    if len(values) <= count:
        return np.argsort(values, kind="stable")
    cut = np.partition(values, count - 1)[count - 1]
    places = np.flatnonzero(values <= cut)
    return places[np.argsort(values[places], kind="stable")][:count]


def label_key(text: str) -> str:
    """A text as one folded phrase, to tell whether it equals a name."""
    return SEPARATOR.join(fold(word)[1] for word in tokenize(text).words)
