"""An extraction as the answer shows it: plain JSON values in the order of the contract."""

from __future__ import annotations

from typing import Any

from app.errors import FieldProblem, InvalidInput
from app.extraction.models import Extraction, FoundSkill, Mention, Qualification, Years
from app.vocabulary.index.index import VocabularyIndex


def check_framework(index: VocabularyIndex, framework: str | None) -> None:
    """Raises InvalidInput where no release of the framework is in the index."""
    if framework is not None and framework not in index.frameworks:
        detail = f"There is no framework '{framework}'. Use one of: {', '.join(index.frameworks)}."
        raise InvalidInput(detail, errors=[FieldProblem("/framework", detail)])


def extraction_answer(index: VocabularyIndex, text: str, extraction: Extraction) -> dict[str, Any]:
    """The answer without its receipt."""
    return {
        "language": extraction.language,
        "kind": extraction.kind,
        "mentions": [_mention(index, text, mention) for mention in extraction.mentions],
        "skills": [_skill(index, found) for found in extraction.skills],
        "qualifications": [_qualification(item) for item in extraction.qualifications],
        "warnings": [{"code": warning.code, "detail": warning.detail} for warning in extraction.warnings],
    }


def day_of(extraction: Extraction) -> str | None:
    """The day that a receipt names: what "present" was read as in a résumé; a posting is the same on every day."""
    return None if extraction.as_of is None else extraction.as_of.isoformat()


def _mention(index: VocabularyIndex, text: str, mention: Mention) -> dict[str, Any]:
    return {
        "skill": index.skill_json(mention.skill),
        "surface": text[mention.start : mention.end],
        "start": mention.start,
        "end": mention.end,
        "section": mention.section,
        "confidence": mention.confidence,
        "link_confidence": mention.link,
        "method": mention.method,
        "requirement": mention.requirement,
        "polarity": mention.polarity,
        "years": _years(mention.years),
        "level": mention.level,
    }


def _skill(index: VocabularyIndex, found: FoundSkill) -> dict[str, Any]:
    return {
        "skill": index.skill_json(found.skill),
        "confidence": found.confidence,
        "requirement": found.requirement,
        "polarity": found.polarity,
        "years": _years(found.years),
        "level": found.level,
        "mentions": list(found.mentions),
        "experience": None if found.experience is None else found.experience._asdict(),
    }


def _qualification(item: Qualification) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "label": item.label,
        "requirement": item.requirement,
        "surface": item.surface,
        "start": item.start,
        "end": item.end,
    }


def _years(years: Years | None) -> dict[str, float | None] | None:
    return None if years is None else {"min": years.min, "max": years.max}
