"""A score as the answer shows it, with every skill of both sides in its list."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from app.matching.profiles import Comparison, Evidence, Match
from app.matching.scorer import POINT_UNIT, SCORE_UNIT, Part, Score, reverse_score
from app.vocabulary.index.index import VocabularyIndex


def match_answer(index: VocabularyIndex, comparison: Comparison, found: Score | None) -> dict[str, Any]:
    """The answer without weights, warnings and receipt."""
    if found is None:
        return _insufficient(index, comparison)
    return {
        "status": "scored",
        "score": _decimal(found.points, POINT_UNIT),
        "reverse_score": _decimal(reverse_score(comparison), SCORE_UNIT),
        "parts": [_part(part) for part in found.parts],
        "skills": _skills(index, comparison, found),
    }


def _insufficient(index: VocabularyIndex, comparison: Comparison) -> dict[str, Any]:
    missing = [_missing(index, match, None) for match in comparison.matches]
    extra = _extra(index, comparison)
    return {
        "status": "insufficient_evidence",
        "score": None,
        "reverse_score": None,
        "parts": [],
        "skills": {"matched": [], "related": [], "missing": missing, "extra": extra},
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "feature": part.feature,
        "weight": round(float(part.weight), 6),
        "value": round(float(part.value), 6),
        "points": _decimal(part.points, POINT_UNIT),
        "explanation": part.explanation,
    }


def _skills(index: VocabularyIndex, comparison: Comparison, found: Score) -> dict[str, Any]:
    earned = {match.wanted.skill: (part, points) for part in found.parts for match, points in part.skills}
    matched, related, missing = [], [], []
    for match in found.matches:
        if match.held is None:
            missing.append(_missing(index, match, match.worth))
            continue
        part, points = earned.get(match.wanted.skill, (None, 0))
        entry = _credited(index, match, part, points)
        if match.credit == 1:
            matched.append(entry)
        else:
            entry["via"] = {"skill": index.skill_json(match.held.skill), "relation": match.relation}
            related.append(entry)
    return {"matched": matched, "related": related, "missing": missing, "extra": _extra(index, comparison)}


def _credited(index: VocabularyIndex, match: Match, part: Part | None, points: int) -> dict[str, Any]:
    return {
        "skill": index.skill_json(match.wanted.skill),
        "requirement": match.wanted.requirement,
        "part": part.feature if part else "required_skills",
        "credit": float(match.credit),
        "points": _decimal(points, POINT_UNIT),
        "posting_evidence": _evidence(match.wanted.evidence),
        "worker_evidence": _evidence(match.held.evidence if match.held else ()),
    }


def _missing(index: VocabularyIndex, match: Match, worth: Fraction | None) -> dict[str, Any]:
    return {
        "skill": index.skill_json(match.wanted.skill),
        "requirement": match.wanted.requirement,
        "points_lost": round(float(worth or 0), 3),
        "posting_evidence": _evidence(match.wanted.evidence),
    }


def _extra(index: VocabularyIndex, comparison: Comparison) -> list[dict[str, Any]]:
    return [
        {"skill": index.skill_json(item.skill), "worker_evidence": _evidence(item.evidence)}
        for item in comparison.extra
    ]


def _evidence(items: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [{"surface": item.surface, "start": item.start, "end": item.end} for item in items]


def _decimal(units: int, unit: Fraction) -> float:
    """Whole units as the decimal number they stand for, so that sums of what is shown are exact as decimals."""
    return round(float(units * unit), 3)
