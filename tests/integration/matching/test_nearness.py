"""The tables of what stands near a skill, against looking at each pair, in the vocabulary of the seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from app.main import create_app
from app.matching.nearness import Nearest
from app.profiles import reading
from app.settings import Settings
from app.vocabulary.access import application_vocabulary
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.plain_nearness import groups_near, near_groups, plain_nearest


@pytest.fixture(scope="module")
def seed(seeded_settings: Settings) -> Iterator[VocabularyIndex]:
    app = create_app(seeded_settings)
    yield application_vocabulary(app).registry.index()
    app.state.engine.dispose()


def test_the_tables_find_what_looking_at_each_pair_finds(seed: VocabularyIndex) -> None:
    draw = random.Random(7)
    groups = sorted({seed.group(row) for row in range(len(seed))})
    found = []
    for wanted in draw.sample(groups, 150):
        near = sorted(near_groups(seed, wanted))
        held = {*draw.sample(groups, 10), *draw.sample(near, min(len(near), draw.randrange(12)))} - {wanted}
        best = Nearest(seed, [wanted]).among(held).get(0)
        assert (best and (best.credit, *best[1:3])) == plain_nearest(seed, wanted, sorted(held))
        found.append(best)
        for other in [*near[:5], *held]:
            assert near_groups(seed, wanted).get(other) == groups_near(seed, other).get(wanted)
    assert 50 < sum(best is not None for best in found) < 150


def test_a_skill_has_some_near_ones_and_searches_can_carry_them(seed: VocabularyIndex) -> None:
    groups = sorted({seed.group(row) for row in range(len(seed))})
    named = [
        sum(near.relation == "similar" for near in near_groups(seed, group).values())
        for group in random.Random(8).sample(groups, 400)
        if seed.type(group) in ("skill", "knowledge")
    ]
    assert 100 < sum(named) / len(named) < 200


def test_what_weighs_half_because_everybody_has_it_is_in_the_vocabulary(seed: VocabularyIndex) -> None:
    common = {*reading._COMMON_SOFTWARE, *reading._LANGUAGE_IDS.values()}
    assert [id_ for id_ in sorted(common) if seed.row(id_) is None] == []
