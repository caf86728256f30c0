"""Choice: of candidates that overlap, the one that says most; of skills with the same name, one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.extraction.candidates.phrases import KIND_ORDER
from app.extraction.ranking import Scored
from app.vocabulary.index.index import VocabularyIndex

# Candidates below this are not worth a place, even alone.
FLOOR = 0.2
# A longer name covers a shorter one within it, unless the shorter is this much surer.
_LENGTH_BONUS = 0.35


def choose(index: VocabularyIndex, scored: Iterable[Scored], framework: str | None) -> list[Scored]:
    """At most one candidate per word, in the order of the text, each naming its skill in the framework asked for."""
    named = [item for item in (_named_in(index, item, framework) for item in scored) if item is not None]
    ordered = sorted(named, key=_preference)
    taken: set[int] = set()
    chosen: list[Scored] = []
    for item in ordered:
        span = range(item.candidate.first, item.candidate.last)
        if item.confidence >= FLOOR and taken.isdisjoint(span):
            taken.update(span)
            chosen.append(item)
    return sorted(chosen, key=lambda item: item.candidate.first)


def _named_in(index: VocabularyIndex, item: Scored, framework: str | None) -> Scored | None:
    row = index.in_framework(item.candidate.skill, framework)
    if row is None:
        return None
    return (
        item if row == item.candidate.skill else item._replace(candidate=item.candidate._replace(skill=row))
    )


def _preference(item: Scored) -> tuple[float, int, int]:
    """Sort key, best first: sure and long, then the preferred label, then the order of the index.

    The index has the well-known frameworks first, and each one's skills by id.
    """
    candidate = item.candidate
    worth = item.confidence * (1 + _LENGTH_BONUS * (candidate.length - 1))
    kind = KIND_ORDER.index(candidate.kind)
    return -round(worth, 6), kind, candidate.skill


def spans(chosen: Sequence[Scored]) -> set[int]:
    """The tokens that chosen candidates cover."""
    return {token for item in chosen for token in range(item.candidate.first, item.candidate.last)}
