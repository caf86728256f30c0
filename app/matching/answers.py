"""A score as the answer shows it, with every skill of both sides in its list.

Points are whole units divided by a power of ten: the float that prints as their decimal number, so that sums
of what is shown are exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from app.matching.entries import Entries
from app.matching.matches import WHOLE, Comparison, Found
from app.matching.scorer import PER_POINT, SKILL_PER_POINT, Part, Score, reverse_score
from app.profiles.profile import Evidence, PostingProfile, Wanted
from app.vocabulary.index.index import VocabularyIndex

_NOTHING = Fraction(0)


def match_answer(index: VocabularyIndex, comparison: Comparison, found: Score | None) -> dict[str, Any]:
    """The answer without weights, warnings and receipt; without a score, skills have no points."""
    reverse = reverse_score(comparison) if found is not None else None
    return {
        "status": "insufficient_evidence" if found is None else "scored",
        "score": None if found is None else found.points / PER_POINT,
        "reverse_score": None if reverse is None else reverse / PER_POINT,
        "parts": shown_parts(found),
        "skills": ShownSkills(comparison.posting, Entries(index)).of(comparison, found),
    }


def shown_parts(found: Score | None) -> list[dict[str, Any]]:
    """The parts of a score; none without one."""
    return [] if found is None else [_part(part) for part in found.parts]


def _part(part: Part) -> dict[str, Any]:
    return {
        "feature": part.feature,
        "weight": round(float(part.weight), 6),
        "value": round(float(part.value), 6),
        "points": part.points / PER_POINT,
        "explanation": part.explanation,
    }


class ShownSkills:
    """The skills of a posting and of any number of workers, in four lists for each pair.

    All pairs must be scored by the same weights: what a missing skill is shown with is made once for all of them.
    """

    def __init__(self, posting: PostingProfile, entries: Entries) -> None:
        self.posting = posting
        self._entries = entries
        self._missing: dict[int, Any] = {}

    def of(self, comparison: Comparison, found: Score | None) -> dict[str, Any]:
        """The skills of one pair; without a score, they have no points."""
        points = {} if found is None else {place: own for part in found.parts for place, own in part.skills}
        matched, related, missing = [], [], []
        for place, wanted in enumerate(self.posting.wanted):
            had = comparison.found.get(place)
            if had is None:
                missing.append(
                    self._lacking(place, wanted, _NOTHING if found is None else found.worths[place])
                )
                continue
            entry = self._credited(wanted, had, points.get(place, 0))
            if had.relation is None:
                matched.append(entry)
            else:
                entry["via"] = {"skill": self._entries.skill(had.held.skill), "relation": had.relation}
                related.append(entry)
        extra = [
            {"skill": self._entries.skill(item.skill), "worker_evidence": _evidence(item.evidence)}
            if item.evidence
            else self._entries.unshown(item.skill)
            for item in comparison.extra
        ]
        return {"matched": matched, "related": related, "missing": missing, "extra": extra}

    def _credited(self, wanted: Wanted, found: Found, points: int) -> dict[str, Any]:
        return {
            "skill": self._entries.skill(wanted.skill),
            "requirement": wanted.requirement,
            "part": _part_of(wanted, found),
            "credit": found.credit / WHOLE,
            "points": points / SKILL_PER_POINT,
            "posting_evidence": _evidence(wanted.evidence),
            "worker_evidence": _evidence(found.held.evidence),
        }

    def _lacking(self, place: int, wanted: Wanted, worth: Fraction) -> Any:
        known = self._missing.get(place)
        if known is None:
            known = self._missing[place] = self._entries.keep(
                {
                    "skill": self._entries.skill(wanted.skill),
                    "requirement": wanted.requirement,
                    "points_lost": round(float(worth), 3),
                    "posting_evidence": _evidence(wanted.evidence),
                }
            )
        return known


def _part_of(wanted: Wanted, found: Found) -> str:
    if found.relation is not None:
        return "related_skills"
    return "preferred_skills" if wanted.is_preferred else "required_skills"


def _evidence(items: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [{"surface": item.surface, "start": item.start, "end": item.end} for item in items]
