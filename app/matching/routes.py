"""The matching routes. Nothing they are sent is kept or logged."""

from __future__ import annotations

from fastapi import Request, Response

from app.dependencies import CurrentSettings
from app.extraction.access import readers_of
from app.extraction.routes import json_response
from app.matching.features import FEATURES
from app.matching.matcher import answer_match
from app.matching.schemas import FeatureAnswer, FeaturesAnswer, MatchAnswer, MatchRequest
from app.occupations.access import catalogue_for
from app.routing import Router

router = Router(prefix="/matches", tags=["matching"])


@router.post("", response_model=MatchAnswer)
def match(body: MatchRequest, request: Request, settings: CurrentSettings) -> Response:
    """Scores how well a posting and a worker fit, with the words in both that show it.

    The points of the parts add up to the score, and the points of the skills to their parts. Where no skill
    is found in the posting or for the worker there is no score: `insufficient_evidence`, never 0.
    """
    readers = readers_of(request)
    view = readers.vocabulary.registry.view(body.vocabulary)
    catalogue = catalogue_for(request.app, view.chosen)
    return json_response(answer_match(readers.extractor(view.index), catalogue, body, settings))


@router.get("/features", response_model=FeaturesAnswer)
async def features() -> FeaturesAnswer:
    """The features of the score: what each means and its default weight."""
    items = [
        FeatureAnswer(
            feature=feature.name,
            role=feature.role,
            weight=float(feature.weight),
            description=feature.documentation,
        )
        for feature in FEATURES
    ]
    return FeaturesAnswer(items=items)
