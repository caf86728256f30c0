"""A score as the answer shows it, with every skill of both sides in its list.

Points are whole units divided by a power of ten: the float that prints as their decimal number, so that sums
of what is shown are exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.matching.profiles import Comparison, Evidence, Match
from app.matching.scorer import PER_POINT, SKILL_PER_POINT, Part, Score, reverse_score
from app.vocabulary.index.index import VocabularyIndex


def match_answer(index: VocabularyIndex, comparison: Comparison, found: Score | None) -> dict[str, Any]:
    """The answer without weights, warnings and receipt; without a score, skills have no points."""
    reverse = reverse_score(comparison) if found is not None else None
    return {
        "status": "insufficient_evidence" if found is None else "scored",
        "score": None if found is None else found.points / PER_POINT,
        "reverse_score": None if reverse is None else reverse / PER_POINT,
        "parts": [] if found is None else [_part(part) for part in found.parts],
        "skills": _skills(index, comparison, found),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "feature": part.feature,
        "weight": round(float(part.weight), 6),
        "value": round(float(part.value), 6),
        "points": part.points / PER_POINT,
        "explanation": part.explanation,
    }


def _skills(index: VocabularyIndex, comparison: Comparison, found: Score | None) -> dict[str, Any]:
    parts = () if found is None else found.parts
    points = {match.wanted.skill: points for part in parts for match, points in part.skills}
    matched, related, missing = [], [], []
    for match in comparison.matches if found is None else found.matches:
        if match.held is None:
            missing.append(_missing(index, match))
            continue
        entry = _credited(index, match, points.get(match.wanted.skill, 0))
        if match.is_exact:
            matched.append(entry)
        else:
            entry["via"] = {"skill": index.skill_json(match.held.skill), "relation": match.relation}
            related.append(entry)
    return {"matched": matched, "related": related, "missing": missing, "extra": _extra(index, comparison)}


def _credited(index: VocabularyIndex, match: Match, points: int) -> dict[str, Any]:
    return {
        "skill": index.skill_json(match.wanted.skill),
        "requirement": match.wanted.requirement,
        "part": _part_of(match),
        "credit": float(match.credit),
        "points": points / SKILL_PER_POINT,
        "posting_evidence": _evidence(match.wanted.evidence),
        "worker_evidence": _evidence(match.held.evidence if match.held else ()),
    }


def _part_of(match: Match) -> str:
    if not match.is_exact:
        return "related_skills"
    return "preferred_skills" if match.wanted.is_preferred else "required_skills"


def _missing(index: VocabularyIndex, match: Match) -> dict[str, Any]:
    return {
        "skill": index.skill_json(match.wanted.skill),
        "requirement": match.wanted.requirement,
        "points_lost": round(float(match.worth), 3),
        "posting_evidence": _evidence(match.wanted.evidence),
    }


def _extra(index: VocabularyIndex, comparison: Comparison) -> list[dict[str, Any]]:
    return [
        {"skill": index.skill_json(item.skill), "worker_evidence": _evidence(item.evidence)}
        for item in comparison.extra
    ]


def _evidence(items: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [{"surface": item.surface, "start": item.start, "end": item.end} for item in items]
