"""The scores of `/v1/matches` for pairs of texts, each text read once, by the same steps as there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fastapi.testclient import TestClient

from app.extraction.access import application_readers
from app.extraction.models import Effort
from app.main import create_app
from app.matching.comparison import compare
from app.matching.scorer import PER_POINT, score
from app.matching.weights import read_weights
from app.occupations.access import application_catalogue
from app.profiles.profile import PostingProfile, WorkerProfile
from app.profiles.schemas import Side
from app.profiles.side_texts import SideText
from app.profiles.sides import SideReader
from app.settings import Settings

AS_OF = date(2026, 1, 15)
UNSCORED = -1.0  # what a pair without evidence ranks by: below any score


class PairScorer:
    """Scores pairs of texts against the vocabulary of a data folder."""

    def __init__(self, folder: Path) -> None:
        app = create_app(Settings(data_dir=folder, log_level="warning"))
        readers = application_readers(app)
        extractor = readers.extractor(readers.vocabulary.registry.index())
        catalogue = application_catalogue(app)
        efforts: tuple[Effort, ...] = ("thorough", "fast")
        self._readers = {effort: SideReader(extractor, catalogue, effort, AS_OF) for effort in efforts}
        self._weights = read_weights(None)
        self._client = TestClient(app)
        self._postings: dict[tuple[Effort, str], PostingProfile] = {}
        self._workers: dict[tuple[Effort, str], WorkerProfile] = {}

    def score(self, effort: Effort, posting: str, worker: str) -> float:
        """The score of a pair, 0..100; `UNSCORED` where there is no evidence to score."""
        reader, key = self._readers[effort], (effort, posting)
        if key not in self._postings:
            self._postings[key] = reader.posting(Side(text=posting), SideText(posting))
        if (effort, worker) not in self._workers:
            self._workers[effort, worker] = reader.worker(Side(text=worker), SideText(worker))
        wanted, held = self._postings[key], self._workers[effort, worker]
        found = score(compare(reader.index, wanted, held, reader.catalogue.closeness), self._weights)
        return UNSCORED if found is None else found.points / PER_POINT

    def check(self, effort: Effort, posting: str, worker: str) -> None:
        """Raises AssertionError where `POST /v1/matches` says another score."""
        sides = {"posting": {"text": posting}, "worker": {"text": worker}}
        answer = self._client.post("/v1/matches", json={**sides, "effort": effort, "as_of": str(AS_OF)})
        said = answer.raise_for_status().json()["score"]
        assert (UNSCORED if said is None else said) == self.score(effort, posting, worker)
