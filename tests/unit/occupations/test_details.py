from __future__ import annotations

import pytest

from app.occupations.details import job_zone, technology_flags, texts, work

TASK = {"id": "1", "text": "Cook.", "kind": "core", "activities": ["4.A"]}


def test_empty_details_are_answered_with_empty_lists() -> None:
    found = work({})
    assert found["tasks"] == found["activities"] == found["tools"] == found["work_styles"] == []
    assert set(found["education"]) == {"education", "experience", "on_site_training", "training"}
    assert texts({}) == {"description": {}, "definition": {}, "scope_note": {}}
    assert technology_flags({}) == (frozenset(), frozenset())


def test_only_what_the_schema_names_is_shown() -> None:
    details = {
        "tasks": [TASK],
        "activities": [{"id": "4.A", "label": "Cook food", "skill": "onet:4", "part_of": "Prepare"}],
        "education": [{"category": 2, "label": "High school", "percent": 40.0, "suppressed": True}],
        "tools": ["knives"],
    }
    found = work(details)
    assert found["tasks"] == [{"id": "1", "text": "Cook.", "kind": "core"}]
    assert found["activities"] == [{"id": "4.A", "label": "Cook food"}]
    assert found["education"]["education"][0]["suppressed"] is True
    assert found["tools"] == ["knives"]


def test_a_definition_stands_for_the_description_where_there_is_no_other() -> None:
    both = texts({"definition": {"en": "A.", "es": "B."}, "description": {"en": "C."}})
    assert both["description"] == {"en": "C.", "es": "B."}
    assert both["definition"] == {"en": "A.", "es": "B."}


@pytest.mark.parametrize("zone", [1, 2, 3, 4, 5])
def test_job_zones_are_in_plain_words(zone: int) -> None:
    found = job_zone(zone, "onet 29.0")
    assert found is not None
    assert found.json()["zone"] == zone
    assert "usually" in found.meaning


@pytest.mark.parametrize("zone", [None, 0, 6])
def test_there_is_no_other_job_zone(zone: int | None) -> None:
    assert job_zone(zone, "onet 29.0") is None
