from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from app.occupations.titles.features import FEATURES
from app.occupations.titles.index import TitleIndex
from app.occupations.titles.laying_out import NamedOccupation, lay_out
from app.occupations.titles.ranking import TitleRanker, Weights
from app.text.encoder import StaticEncoder


def ids(ranker: TitleRanker, title: str, limit: int = 5, **options: str) -> list[str]:
    return [ranker.index.ids[found.row] for found in ranker.rank(title, limit, **options)[0]]


# title, framework, best occupation, how it was found
BEST = [
    ("Sr. Wrhse Assoc (Nights) - $18/hr", "onet", "onet:warehouse", "alias"),
    ("Cashier", "onet", "onet:cashiers", "exact"),
    ("PT Cashier @ Dallas, TX", "esco", "esco:cashier", "exact"),
    ("RN - ICU", "onet", "onet:nurses", "semantic"),
    ("RN", "esco", "esco:nurse", "alias"),
    ("Software Enginer III (Remote)", "onet", "onet:software", "fuzzy"),
    ("Line Cook - 2nd shift", "onet", "onet:cooks-restaurant", "alias"),
    ("Promotions manager", "onet", "onet:managers", "semantic"),
]


@pytest.mark.parametrize(("title", "framework", "best", "method"), BEST)
def test_the_best_occupation_of_a_messy_title(
    ranker: TitleRanker, title: str, framework: str, best: str, method: str
) -> None:
    found, _ = ranker.rank(title, 3, framework)
    assert (ranker.index.ids[found[0].row], found[0].method) == (best, method)


def test_without_a_framework_all_are_in_one_ranking(ranker: TitleRanker) -> None:
    assert set(ids(ranker, "cashier", 2)) == {"esco:cashier", "onet:cashiers"}
    assert {each.partition(":")[0] for each in ids(ranker, "cashier", framework="esco")} == {"esco"}


def test_scores_fall_and_stay_within_bounds(ranker: TitleRanker) -> None:
    for title in (
        "cashier",
        "crew member",
        "warehouse nurse",
        "xqzt",
        "sofware develper",
        "Head of Everything",
    ):
        scores = [found.score for found in ranker.rank(title, 10)[0]]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("You take orders and prepare burgers and coffee for our guests.", "onet:fast-food"),
        ("Stand watch on our vessel, handle the mooring lines, lubricate the engines at sea.", "onet:ships"),
        ("Count the till and receive payment by card.", "onet:cashiers"),
    ],
)
def test_the_ad_decides_between_occupations_with_the_same_name(
    ranker: TitleRanker, text: str, best: str
) -> None:
    found, _ = ranker.rank("Crew Member", 3, "onet", text)
    assert ranker.index.ids[found[0].row] == best
    assert {ranker.index.ids[each.row] for each in found} == {"onet:fast-food", "onet:ships", "onet:cashiers"}


def test_the_ad_does_not_make_a_nurse_a_cook(ranker: TitleRanker) -> None:
    assert ids(ranker, "Registered Nurse", 1, framework="onet", text="fry cook, line cook, kitchen") == [
        "onet:nurses"
    ]


def test_an_occupation_of_what_is_left_over_is_not_meant_by_its_plain_noun(ranker: TitleRanker) -> None:
    found, _ = ranker.rank("Cook", 2, "onet")
    assert all(each.method != "exact" for each in found)


@pytest.mark.parametrize("title", ["", "!!!", "of the", "🔥🔥"])
def test_a_title_without_words_names_nothing(ranker: TitleRanker, title: str) -> None:
    assert ranker.rank(title, 5)[0] == []


def test_the_same_names_give_the_same_bytes(
    occupations: list[NamedOccupation], title_encoder: StaticEncoder, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        lay_out(occupations, [], title_encoder, tmp_path / name)
    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_the_weights_name_every_feature_and_their_encoder(
    title_encoder: StaticEncoder, tmp_path: Path
) -> None:
    weights = Weights.load()
    assert len(weights.values) == len(FEATURES)
    assert weights.encoder == title_encoder.checksum
    assert np.isfinite(weights.values).all()
    wanting = tmp_path / "weights.json"
    wanting.write_text(json.dumps({"features": {}}))
    with pytest.raises(KeyError):
        Weights.load(wanting)


def test_an_occupation_whose_title_cannot_be_read_is_still_there(
    title_encoder: StaticEncoder, tmp_path: Path
) -> None:
    named = [NamedOccupation("x:1", "u", "x", ("…",)), NamedOccupation("x:2", "u", "x", ("Baker",))]
    lay_out(named, [], title_encoder, tmp_path / "index")
    index = TitleIndex(tmp_path / "index")
    assert len(index) == 2
    found, _ = TitleRanker(index, title_encoder, Weights.load()).rank("baker", 5)
    assert index.occupation_json(found[0].row) == {
        "id": "x:2",
        "uri": "u",
        "label": "Baker",
        "framework": "x",
    }


def test_a_name_that_several_share_makes_less_sure(ranker: TitleRanker) -> None:
    shared, alone = ranker.rank("Crew Member", 1)[0][0], ranker.rank("Sandwich Artist", 1)[0][0]
    assert (shared.method, alone.method) == ("alias", "alias")
    assert 0.5 < shared.score < 0.9 <= alone.score
