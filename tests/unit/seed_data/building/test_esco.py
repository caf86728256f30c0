from __future__ import annotations

import pytest

from seed_data.building import esco

URI = "http://data.europa.eu/esco/skill/"
COMBINED = f""",skill,addtional_notes,description,source_url,source
0,write Irish,"compose Irish
write Irish
 compose  Irish ",d,{URI}b,esco
1,Irish,,d,{URI}a,esco
2,understand spoken Irish,,d,{URI}c,esco
3,pour concrete,,d,{URI}d,esco
4,Ethics,,d,https://example.org/1,osn
""".encode()
TASKS = (
    b"name,description,taxonomy,action_verb\nwrite Irish,d,esco_task,write\npour concrete,d,esco_task,pour\n"
)
KNOWLEDGE = b"name,description,taxonomy,field\nIrish,d,esco_knowledge,w\n"


def test_concepts_of_esco_only_by_id() -> None:
    concepts = esco.concepts(COMBINED)
    assert [concept.id for concept in concepts] == ["esco:a", "esco:b", "esco:c", "esco:d"]


def test_types_come_from_the_lists_and_languages_from_their_uses() -> None:
    skills = esco.skills(esco.concepts(COMBINED), TASKS, KNOWLEDGE)
    types = {skill.label: skill.type for skill in skills}
    assert types["pour concrete"] == "skill"
    assert {types["Irish"], types["write Irish"], types["understand spoken Irish"]} == {"language"}


def test_a_skill_in_neither_list_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="pour concrete"):
        esco.skills(esco.concepts(COMBINED), b"name,description,taxonomy,action_verb\n", KNOWLEDGE)


def test_alternative_labels_are_tidy_and_repeat_nothing() -> None:
    names = esco.alternatives(esco.concepts(COMBINED))
    assert [(name.skill_id, name.kind, name.name) for name in names] == [
        ("esco:b", "alternative", "compose Irish")
    ]
