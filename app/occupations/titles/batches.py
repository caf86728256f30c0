"""A batch of titles: each is read by itself, and one that fails harms no other."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from app.errors import FieldProblem, InvalidInput, ParlanceError
from app.invalid_fields import field_problems
from app.limits import check_text
from app.occupations.titles.ranking import TitleRanker, candidates_json
from app.occupations.titles.schemas import TitleItem, TitleRequest
from app.problems import problem_body
from app.settings import Settings


def title_outcomes(ranker: TitleRanker, asked: TitleRequest, settings: Settings) -> list[dict[str, Any]]:
    """The outcome of each item, in their order."""
    return [_outcome(ranker, raw, asked, settings) for raw in asked.items]


def check_framework(ranker: TitleRanker, framework: str | None) -> None:
    """Raises InvalidInput where no occupation of the framework is loaded."""
    known = ranker.index.frameworks
    if framework is not None and framework not in known:
        detail = f"There are no occupations of '{framework}'. Use one of: {', '.join(known)}; or import a release of it."
        raise InvalidInput(detail, errors=[FieldProblem("/framework", detail)])


def _outcome(
    ranker: TitleRanker, raw: dict[str, Any], asked: TitleRequest, settings: Settings
) -> dict[str, Any]:
    try:
        item = _item(raw)
        _check(item, settings.max_text_characters)
    except ParlanceError as error:
        id_ = raw.get("id")
        return {"id": id_ if isinstance(id_, str) else None, "problem": problem_body(error)}
    ranked, stripped = ranker.rank(item.title, asked.limit, asked.framework, item.text)
    return {
        "id": item.id,
        "candidates": candidates_json(ranker.index, ranked),
        "stripped": [{"kind": piece.kind, "surface": piece.surface} for piece in stripped.pieces],
    }


def _item(raw: dict[str, Any]) -> TitleItem:
    try:
        return TitleItem.model_validate(raw)
    except ValidationError as error:
        found = [{**problem, "loc": ("body", *problem["loc"])} for problem in error.errors(include_url=False)]
        problems = field_problems(found, raw)
        raise InvalidInput(problems[0].detail, errors=problems) from None


def _check(item: TitleItem, maximum: int) -> None:
    check_text(item.title, maximum, "/title")
    check_text(item.text or "", maximum)
    if not any(map(str.isalnum, item.title)):
        detail = "Send a title with words in it; this one is empty."
        raise InvalidInput(detail, errors=[FieldProblem("/title", detail)])
