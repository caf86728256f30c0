"""A catalogue of O*NET and ESCO with a crosswalk, as rows and as built."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.occupations.building import build_catalogue
from app.occupations.catalogue import Catalogue
from app.occupations.terms import MatchRow, NeedRow, OccupationRows, OccupationTerm, TitleRow
from app.vocabulary.terms import ReleaseKey

COOKS, SHORT_ORDER, DRIVERS, OFFICERS = (
    "onet:35-2014.00",
    "onet:35-2015.00",
    "onet:53-7051.00",
    "onet:55-1011.00",
)
COOK, GRILL, FORKLIFT, POET = "esco:cook", "esco:grill-cook", "esco:forklift", "esco:poet"

RELEASES = (
    ReleaseKey("esco", "1.1.0", "a"),
    ReleaseKey("onet", "29.0", "b"),
    ReleaseKey("esco-onet", "1.0", "c"),
)
OCCUPATIONS = [
    OccupationTerm(COOK, "esco", "https://example.org/cook", "cook", "5120.1"),
    OccupationTerm(FORKLIFT, "esco", "https://example.org/forklift", "forklift operator", "8344.1"),
    OccupationTerm(GRILL, "esco", "https://example.org/grill", "grill cook", "5120.1.4"),
    OccupationTerm(POET, "esco", "https://example.org/poet", "poet", "2641.9"),
    OccupationTerm(COOKS, "onet", "https://example.org/35-2014.00", "Cooks, Restaurant", "35-2014.00", 2),
    OccupationTerm(
        SHORT_ORDER, "onet", "https://example.org/35-2015.00", "Cooks, Short Order", "35-2015.00", 1
    ),
    OccupationTerm(DRIVERS, "onet", "https://example.org/53-7051.00", "Truck Operators", "53-7051.00", 2),
    OccupationTerm(OFFICERS, "onet", "https://example.org/55-1011.00", "Air Crew Officers", "55-1011.00"),
]
TITLES = [
    TitleRow(COOK, "line cook"),
    TitleRow(COOK, "cocinero", "es", "label"),
    TitleRow(COOK, "kitchen porter", "en", "hidden"),
    TitleRow(DRIVERS, "Forklift Driver"),
]
NEEDS = [
    NeedRow(COOK, "esco:knives", "essential", None),
    NeedRow(COOK, "esco:stock", "essential", None),
    NeedRow(COOK, "esco:menus", "optional", None),
    NeedRow(GRILL, "esco:knives", "essential", None),
    NeedRow(GRILL, "esco:grills", "essential", None),
    NeedRow(FORKLIFT, "esco:trucks", "essential", None),
    NeedRow(FORKLIFT, "esco:stock", "optional", None),
    NeedRow(POET, "esco:rhymes", "essential", None),
    NeedRow(COOKS, "onet:listening", "rated", 0.5, 0.4),
    NeedRow(COOKS, "onet:dexterity", "rated", 0.9, 0.7, suppressed=True),
    NeedRow(COOKS, "onet:tech.excel", "technology", None, hot=True),
    NeedRow(COOKS, "onet:tech.menus", "technology", None, hot=False, in_demand=True),
    NeedRow(COOKS, "esco:guessed", "derived", 0.6),
    NeedRow(SHORT_ORDER, "onet:listening", "rated", 0.7, 0.6),
    NeedRow(SHORT_ORDER, "onet:dexterity", "rated", 0.8, 0.5),
    NeedRow(SHORT_ORDER, "esco:guessed", "derived", 0.6),
    NeedRow(DRIVERS, "onet:listening", "rated", 0.2, 0.2),
    NeedRow(DRIVERS, "onet:dexterity", "rated", 0.3, 0.3),
]
MATCHES = [
    MatchRow(COOKS, "close_match", COOK, "esco-onet"),
    MatchRow(COOKS, "broad_match", GRILL, "esco-onet"),
    MatchRow(SHORT_ORDER, "close_match", COOK, "esco-onet"),
    MatchRow(DRIVERS, "exact_match", FORKLIFT, "esco-onet"),
    MatchRow(DRIVERS, "exact_match", "esco:isco/C83", "esco-onet"),
]


def rows(matches: Sequence[MatchRow] = MATCHES) -> OccupationRows:
    """The rows as the database would give them."""
    return OccupationRows(RELEASES, OCCUPATIONS, TITLES, NEEDS, list(matches))


def built(folder: Path, matches: Sequence[MatchRow] = MATCHES) -> Catalogue:
    """The catalogue of these rows."""
    build_catalogue(rows(matches), folder)
    return Catalogue(folder)
