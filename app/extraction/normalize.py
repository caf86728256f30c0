"""Normalization: a phrase or sentence ranked against the whole vocabulary, by words and by meaning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from app.extraction.linking.models import Models
from app.extraction.linking.sentences import Linked, SentenceReader
from app.extraction.models import Effort, Method
from app.text.segments import split
from app.vocabulary.index.index import VocabularyIndex

_LONGEST_TEXT = 2_000  # characters of an item that are read; longer texts belong to extraction
_SENTENCE = 300  # a longer text is read sentence by sentence


@dataclass(frozen=True, slots=True)
class Ranked:
    """A skill that a text may mean, with how likely it does, 0..1."""

    skill: int
    score: float
    method: Method


class Normalizer:
    """Ranks skills for phrases and sentences. Scores are probabilities, calibrated on held-out labelled sentences."""

    def __init__(
        self,
        index: VocabularyIndex,
        models: Callable[[], Models],
        thorough: Callable[[], SentenceReader] | None = None,
    ) -> None:
        """`models` gives the models to read with, `thorough` a reader that another shares; both asked on first use."""
        self._index = index
        self._models = models
        self._shared = thorough

    def rank(
        self, text: str, limit: int, framework: str | None = None, effort: Effort = "thorough"
    ) -> list[Ranked]:
        """The best skills for a text, at most `limit`, best first; ties are broken by id."""
        text = text[:_LONGEST_TEXT]
        reader = self._thorough if effort == "thorough" else self._fast
        parts = [text]
        if len(text) > _SENTENCE:
            parts = [text[segment.start : segment.end] for segment in split(text)]
        best: dict[int, Linked] = {}
        shown_in = self._index.shown_in(framework)
        for part in parts:
            seen: set[int] = set()
            least = 0.0
            for linked in reader.read(part, framework).skills:
                # They come likeliest first; of those that are equal to four digits, their ids decide.
                if round(linked.probability, 4) < least:
                    break
                shown = int(shown_in[linked.skill])
                if shown < 0:
                    continue
                if shown not in best or best[shown].probability < linked.probability:
                    best[shown] = linked
                seen.add(shown)
                if len(seen) == limit and not least:
                    least = round(linked.probability, 4)
        order = sorted(best, key=lambda row: (-round(best[row].probability, 4), self._index.skill_id(row)))
        return [Ranked(row, round(best[row].probability, 4), best[row].method) for row in order[:limit]]

    @cached_property
    def _thorough(self) -> SentenceReader:
        if self._shared is not None:
            return self._shared()
        return SentenceReader(self._index, self._models(), "thorough")

    @cached_property
    def _fast(self) -> SentenceReader:
        return SentenceReader(self._index, self._models(), "fast")
