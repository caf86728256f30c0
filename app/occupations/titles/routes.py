"""The route that finds occupations for job titles. Nothing it is sent is kept or logged."""

from __future__ import annotations

import orjson
from fastapi import Request, Response

from app.dependencies import CurrentSettings
from app.occupations.titles.access import ranker_for
from app.occupations.titles.batches import check_framework, title_outcomes
from app.occupations.titles.schemas import TitleRequest, TitlesAnswer
from app.routing import Router
from app.vocabulary.access import vocabulary_of
from app.vocabulary.receipt import make_receipt

router = Router(prefix="/occupations", tags=["occupations"])


@router.post("/normalize", response_model=TitlesAnswer)
def normalize(body: TitleRequest, request: Request, settings: CurrentSettings) -> Response:
    """Ranks the occupations that job titles may mean, best first, and says what else the titles held.

    Seniority, shift, pay, place and marketing words are taken out first and returned as they were written. With its
    ad a title is decided between close occupations. An item that cannot be read has a problem; the others succeed.
    """
    view = vocabulary_of(request).registry.view(body.vocabulary)
    ranker = ranker_for(request.app, view.chosen)
    check_framework(ranker, body.framework)
    items = title_outcomes(ranker, body, settings)
    receipt = make_receipt(view.index, body.model_dump(mode="json"))
    return Response(orjson.dumps({"items": items, "receipt": receipt}), media_type="application/json")
