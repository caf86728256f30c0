"""What is known of a skill whatever the sentence."""

from __future__ import annotations

import numpy as np

from app.extraction.linking.plain import FEATURES, skill_features
from app.vocabulary.index.index import VocabularyIndex


def test_each_skill_is_described_by_its_label_names_links_and_type(index: VocabularyIndex) -> None:
    found = skill_features(index)
    assert found.shape == (len(index), len(FEATURES))
    assert found.dtype == np.float32
    for row in range(len(index)):
        told = dict(zip(FEATURES, found[row].tolist(), strict=True))
        assert told["label_words"] == len(index.plain_forms(row))
        assert np.isclose(told["names"], np.log1p(len(index.name_rows(row))))
        assert np.isclose(told["links"], np.log1p(len(index.links(row))))
        assert {name for name in FEATURES if name.startswith("type_") and told[name]} == {
            f"type_{index.type(row)}"
        }


def test_linked_and_unlinked_skills_differ(index: VocabularyIndex) -> None:
    links = skill_features(index)[:, FEATURES.index("links")]
    linked = {index.skill_id(row) for row in np.flatnonzero(links).tolist()}
    assert linked == {"esco:python", "onet:tech.python"}
