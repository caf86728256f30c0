"""A few occupations of two frameworks and the ranker of their titles, with the encoder that is carried."""

from __future__ import annotations

import pytest

from app.occupations.titles.index import TitleIndex
from app.occupations.titles.laying_out import NamedOccupation, lay_out
from app.occupations.titles.ranking import TitleRanker, Weights
from app.occupations.titles.registry import ENCODER_FOLDER
from app.text.encoder import StaticEncoder

NAMES: dict[str, tuple[str, ...]] = {
    "esco:cashier": ("cashier", "check-out operator", "supermarket cashier"),
    "esco:nurse": ("nurse responsible for general care", "registered nurse", "staff nurse"),
    "esco:warehouse": ("warehouse worker", "warehouse operative", "stockroom operative"),
    "onet:cashiers": ("Cashiers", "Check-Out Clerk", "Crew Member"),
    "onet:cooks": ("Cooks, All Other", "Banquet Cook"),
    "onet:cooks-restaurant": ("Cooks, Restaurant", "Line Cook", "Fry Cook"),
    "onet:fast-food": ("Fast Food and Counter Workers", "Crew Member", "Barista", "Sandwich Artist"),
    "onet:managers": ("Advertising and Promotions Managers", "Promotions Director"),
    "onet:nurses": ("Registered Nurses", "RN", "Staff Nurse"),
    "onet:ships": ("Sailors and Marine Oilers", "Deckhand", "Crew Member"),
    "onet:software": ("Software Developers", "Software Engineer", "Cloud Engineer", "Systems Engineer"),
    "onet:warehouse": ("Stockers and Order Fillers", "Warehouse Associate", "Stock Clerk"),
}
ABOUT = {
    "onet:fast-food": ("Take orders at the counter, prepare burgers and fries, brew coffee.",),
    "onet:ships": ("Stand watch at sea, handle mooring lines, lubricate engines of a vessel.",),
    "onet:cashiers": ("Receive payment by cash and card, count the till.",),
}


@pytest.fixture(scope="session")
def title_encoder() -> StaticEncoder:
    return StaticEncoder.load(ENCODER_FOLDER)


@pytest.fixture(scope="session")
def occupations() -> list[NamedOccupation]:
    return [
        NamedOccupation(id_, f"https://example.org/{id_}", id_.partition(":")[0], names, ABOUT.get(id_, ()))
        for id_, names in NAMES.items()
    ]


@pytest.fixture(scope="session")
def title_index(
    occupations: list[NamedOccupation],
    title_encoder: StaticEncoder,
    tmp_path_factory: pytest.TempPathFactory,
) -> TitleIndex:
    folder = tmp_path_factory.mktemp("titles") / "index"
    lay_out(occupations, [], title_encoder, folder)
    return TitleIndex(folder)


@pytest.fixture(scope="session")
def ranker(title_index: TitleIndex, title_encoder: StaticEncoder) -> TitleRanker:
    return TitleRanker(title_index, title_encoder, Weights.load())
