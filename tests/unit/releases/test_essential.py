from __future__ import annotations

import json

from app.releases.essential import read_essential
from app.vocabulary.terms import SkillLink, SkillName, SkillTerm
from tests.small_seed import ACTIVE_LISTENING, ESSENTIAL, LISTENING


def test_reads_skills_names_links_and_texts() -> None:
    essential = read_essential(json.dumps(ESSENTIAL).encode())
    assert essential.skills == [
        SkillTerm(
            LISTENING,
            "essential",
            "essential",
            "urn:parlance:skill:essential:listening",
            "Listening well",
            "You hear what people mean.",
        )
    ]
    assert SkillName(LISTENING, "es", "label", "Escuchar bien") in essential.names
    assert SkillName(LISTENING, "en", "alternative", "good listener") in essential.names
    assert not [name for name in essential.names if (name.language, name.kind) == ("en", "label")]
    assert essential.links == [SkillLink(LISTENING, "exact_match", ACTIVE_LISTENING, "checked")]
    texts = essential.details[LISTENING]
    assert texts["definition"]["en"] == "You hear what people mean."
    assert texts["examples"]["en"] == [{"text": "You ask back.", "setting": "paid"}]
