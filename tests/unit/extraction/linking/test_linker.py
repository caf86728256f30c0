"""The candidates of a sentence and their features, over a small vocabulary."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.extraction.linking.linker import Linker, Pool, Query, feature_names
from app.extraction.linking.meanings import Meanings
from app.extraction.linking.models import Models
from app.extraction.linking.query import reading_query, see, static_query
from app.vocabulary.arranging import arranged
from app.vocabulary.index.build import build_index
from app.vocabulary.index.index import VocabularyIndex

VIEWS = ("static", "read")
NAMES = feature_names(VIEWS)
SENTENCE = "You will operate a forklift, organise meetings and write Python"


@pytest.fixture(scope="module")
def linker(index: VocabularyIndex) -> Linker:
    return Linker(index, [Meanings(index.vectors, None), Meanings(index.read_vectors, None)])


def query_of(linker: Linker, models: Models, text: str) -> Query:
    seen = see(text, models.reader)
    assert seen is not None
    return reading_query(text, seen, linker.index.words, models.encoder)


def pool_of(linker: Linker, models: Models, text: str, allowed: np.ndarray | None = None) -> Pool:
    query = query_of(linker, models, text)
    (pool,) = linker.pools([query], None if allowed is None else linker.allowing(allowed))
    return pool


def features_of(pool: Pool, linker: Linker, skill_id: str) -> dict[str, float]:
    at = pool.skills.tolist().index(linker.index.row(skill_id))
    return dict(zip(NAMES, pool.features[at].tolist(), strict=True))


def test_the_carried_rankings_know_these_very_features(models: Models) -> None:
    assert models.thorough.names == NAMES
    assert models.fast.names == feature_names(VIEWS[:1])
    for ranker in (models.thorough, models.fast):
        assert len(ranker.weights) == len(ranker.names)
        assert ranker.trees.feature.max() < len(ranker.names)


def test_every_candidate_has_every_feature_and_a_window(linker: Linker, models: Models) -> None:
    pool = pool_of(linker, models, SENTENCE)
    assert pool.skills.tolist() == sorted(set(pool.skills.tolist()))
    assert pool.features.shape == (len(pool.skills), len(NAMES))
    assert np.isfinite(pool.features).all()
    assert pool.windows.shape == (len(pool.skills), 2)
    assert (pool.windows[:, 0] < pool.windows[:, 1]).all()
    assert pool.features.tobytes() == pool_of(linker, models, SENTENCE).features.tobytes()


def test_no_sentence_takes_part_in_what_is_found_for_another(linker: Linker, models: Models) -> None:
    texts = [SENTENCE, "Go", "xylograph zzz", "good knowledge of spreadsheets, tables and reports"]
    together = linker.pools([query_of(linker, models, text) for text in texts])
    for text, pool in zip(texts, together, strict=True):
        alone = pool_of(linker, models, text)
        assert pool.skills.tolist() == alone.skills.tolist()
        assert pool.features.tobytes() == alone.features.tobytes()
    assert linker.pools([]) == []


def test_a_skill_that_is_named_says_so(linker: Linker, models: Models) -> None:
    pool = pool_of(linker, models, SENTENCE)
    forklift, meetings = (features_of(pool, linker, f"esco:{name}") for name in ("forklift", "organise"))
    assert forklift["named"] == forklift["named_label"] == meetings["named"] == 1
    assert forklift["named_words"] == meetings["named_words"] == 2
    assert forklift["name_share"] == forklift["label_share"] == 1
    assert forklift["words"] == meetings["words"] == 9
    assert forklift["candidates"] == len(pool.skills)
    excel = features_of(pool, linker, "onet:tech.excel")
    assert (excel["named"], excel["name_share"], excel["type_technology"]) == (0, 0, 1)
    assert {linker.index.skill_id(skill) for skill in pool.named} >= {"esco:forklift", "esco:organise"}


def test_a_name_that_is_all_there_is_stands_alone(linker: Linker, models: Models) -> None:
    assert features_of(pool_of(linker, models, "Go"), linker, "onet:tech.go")["named_alone"] == 1
    assert (
        features_of(pool_of(linker, models, "operate forklift"), linker, "esco:forklift")["named_alone"] == 1
    )
    assert features_of(pool_of(linker, models, SENTENCE), linker, "esco:forklift")["named_alone"] == 0


def test_only_what_is_allowed_is_a_candidate(linker: Linker, models: Models) -> None:
    index = linker.index
    allowed = np.array([index.framework(row) == "onet" for row in range(len(index))])
    pool = pool_of(linker, models, SENTENCE, allowed)
    assert {index.framework(skill) for skill in pool.skills.tolist()} == {"onet"}
    assert {index.framework(skill) for skill in pool.named} <= {"onet"}


def test_where_nothing_is_allowed_there_is_no_candidate(linker: Linker, models: Models) -> None:
    pool = pool_of(linker, models, SENTENCE, np.zeros(len(linker.index), dtype=bool))
    assert len(pool.skills) == 0
    assert pool.features.shape == (0, len(NAMES))
    assert models.thorough.probabilities(pool.features).shape == (0,)


def test_a_sentence_of_unknown_words_still_has_neighbours(linker: Linker, models: Models) -> None:
    pool = pool_of(linker, models, "xylograph zzz")
    assert len(pool.skills)
    assert np.isfinite(pool.features).all()
    assert not pool.named


def test_one_encoder_alone_gives_the_features_of_one(index: VocabularyIndex, models: Models) -> None:
    found = static_query(SENTENCE, index.words, models.encoder)
    assert found is not None
    (pool,) = Linker(index, [Meanings(index.vectors, None)]).pools([found[0]])
    assert pool.features.shape == (len(pool.skills), len(feature_names(VIEWS[:1])))


def test_a_vocabulary_without_skills_has_no_candidates(tmp_path: Path, models: Models) -> None:
    build_index(arranged([], [], [], [], {}), tmp_path / "empty", models.encoder, models.reader)
    empty = VocabularyIndex(tmp_path / "empty")
    linker = Linker(empty, [Meanings(empty.vectors, None), Meanings(empty.read_vectors, None)])
    assert len(pool_of(linker, models, SENTENCE).skills) == 0
