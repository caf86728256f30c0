"""The list of a search: what retrieval found, scored by the very scorer of a pair and put in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.matching.answers import ShownSkills, shown_parts
from app.matching.comparison import Closeness
from app.matching.entries import WrittenEntries
from app.matching.many import PostingScorer, Scored
from app.matching.scorer import PER_POINT
from app.matching.yardstick import Weights
from app.profiles.profile import PostingProfile, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex

_FINEST = 10**60  # parts of a point: no two scores are that near


@dataclass(frozen=True, slots=True)
class Document:
    """A stored document that was found: how callers know it, and its profile."""

    change: int
    id: str
    external_id: str | None
    version: int
    profile: PostingProfile | WorkerProfile


@dataclass(frozen=True, slots=True)
class Judge:
    """What pairs are scored with."""

    index: VocabularyIndex
    weights: Weights
    closeness: Closeness

    def for_posting(self, posting: PostingProfile) -> Callable[[Document], Scored]:
        """Scores workers by a posting."""
        scorer = PostingScorer(self.index, posting, self.weights, self.closeness)

        def scored(document: Document) -> Scored:
            assert isinstance(document.profile, WorkerProfile)
            return scorer.score(document.profile)

        return scored

    def for_worker(self, worker: WorkerProfile) -> Callable[[Document], Scored]:
        """Scores postings for a worker."""

        def scored(document: Document) -> Scored:
            assert isinstance(document.profile, PostingProfile)
            return PostingScorer(self.index, document.profile, self.weights, self.closeness).score(worker)

        return scored


def ranked(
    documents: Sequence[Document], scored: Callable[[Document], Scored], limit: int
) -> list[tuple[Document, Scored]]:
    """The best documents: the highest unrounded score first, of equals the one stored first."""
    pairs = [(document, scored(document)) for document in documents]
    keyed = [
        (found.score.whole(_FINEST), -document.change, document, found)
        for document, found in pairs
        if found.score is not None
    ]
    keyed.sort(key=lambda each: each[:2], reverse=True)
    return [(document, found) for _, _, document, found in keyed[:limit]]


def listed(
    index: VocabularyIndex, found: Sequence[tuple[Document, Scored]], *, explain: bool
) -> list[dict[str, Any]]:
    """The items of the answer, to be written as JSON."""
    entries, skills = WrittenEntries(index), None
    items = []
    for document, scored in found:
        assert scored.score is not None
        item: dict[str, Any] = {
            "id": document.id,
            "external_id": document.external_id,
            "version": document.version,
            "score": scored.score.points / PER_POINT,
            "reverse_score": None if scored.reverse is None else scored.reverse / PER_POINT,
        }
        if explain:
            comparison = scored.comparison
            if skills is None or skills.posting is not comparison.posting:
                skills = ShownSkills(comparison.posting, entries)
            item["parts"] = shown_parts(scored.score)
            item["skills"] = skills.of(comparison, scored.score)
        items.append(item)
    return items
