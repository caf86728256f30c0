"""How a match is computed from a request: the one path of the route, the batch and the command line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Protocol

from app.extraction.pipeline import Extractor
from app.matching.answers import match_answer
from app.matching.comparison import compare
from app.matching.receipt import match_receipt
from app.matching.schemas import MatchRequest
from app.matching.scorer import Score, score
from app.matching.weights import read_weights
from app.occupations.catalogue import Catalogue
from app.profiles.profile import PostingProfile, SideWarning, WorkerProfile
from app.profiles.side_texts import SideText, side_text
from app.profiles.sides import SideReader, StoredSides
from app.settings import Settings

# Extraction says this too; here the sentences of `_missing` say it.
_SAID_BY_MATCHING = "no_skills_found"


class NamedSides(StoredSides, Protocol):
    """Stored documents that a request names; `versions` then says which version of each answered."""

    versions: dict[str, dict[str, Any]]


def answer_match(
    extractor: Extractor,
    catalogue: Catalogue,
    asked: MatchRequest,
    settings: Settings,
    stored: NamedSides | None = None,
) -> dict[str, Any]:
    """The whole answer to a match request. Raises InvalidInput or TooLarge for what cannot be used.

    `stored` gives what sides name by their ids.
    """
    weights = read_weights(asked.weights)
    most = settings.max_text_characters
    texts = side_text(asked.posting, "posting", most), side_text(asked.worker, "worker", most)
    as_of = asked.as_of or today()
    reader = SideReader(extractor, catalogue, asked.effort, as_of, stored)
    posting, worker = reader.posting(asked.posting, texts[0]), reader.worker(asked.worker, texts[1])
    comparison = compare(extractor.index, posting, worker, catalogue.closeness)
    found = score(comparison, weights)
    answer = match_answer(extractor.index, comparison, found)
    applied = weights if found is None else found.weights
    answer["weights"] = {name: round(float(weight), 6) for name, weight in applied.items()}
    answer["warnings"] = _warnings(posting, worker, found)
    versions = stored.versions if stored is not None else {}
    answer["receipt"] = match_receipt(extractor.index, asked, as_of, versions)
    answer["texts"] = _composed_texts(*texts)
    return answer


def today() -> date:
    """What "present" means where a caller names no day; the receipt names it, so answers can be had again."""
    return datetime.now(UTC).date()


def _warnings(posting: PostingProfile, worker: WorkerProfile, found: Score | None) -> list[dict[str, str]]:
    sides = ("posting", posting.warnings), ("worker", worker.warnings)
    read = [
        (side, warning)
        for side, warnings in sides
        for warning in warnings
        if warning.code != _SAID_BY_MATCHING
    ]
    listed = [*_missing(posting, worker, found), *read]
    return [{"code": warning.code, "detail": warning.detail, "side": side} for side, warning in listed]


def _missing(
    posting: PostingProfile, worker: WorkerProfile, found: Score | None
) -> list[tuple[str, SideWarning]]:
    """Why there is no score."""
    if found is not None:
        return []
    missing = []
    if not posting.wanted:
        detail = (
            "The posting names no skill that is wanted, so there is nothing to score. Send its full text."
        )
        missing.append(("posting", SideWarning("no_wanted_skills", detail)))
    if not worker.held:
        detail = (
            "No skill of the worker was found, so there is nothing to score. Send all that they have done."
        )
        missing.append(("worker", SideWarning("no_held_skills", detail)))
    if not missing:
        detail = "Nothing that the posting asks for has a weight. Give required_skills a weight above 0."
        missing.append(("posting", SideWarning("nothing_weighed", detail)))
    return missing


def _composed_texts(posting: SideText | None, worker: SideText | None) -> dict[str, str] | None:
    """The texts that offsets refer to, of sides that were not sent as text."""
    sides = {"posting": posting, "worker": worker}
    texts = {
        name: said.text for name, said in sides.items() if said is not None and said.composed is not None
    }
    return texts or None
