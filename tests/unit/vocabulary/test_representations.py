from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from app.vocabulary.details import skill_detail
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.representations import RSD_CONTEXT, csv_row, json_ld
from app.vocabulary.skill_page import page, page_address
from app.vocabulary.store import SkillDetail, StoredFramework, StoredRelease
from app.vocabulary.terms import SkillName

FRAMEWORKS = {
    name: StoredFramework(name, f"The {name} <list>", "Somebody & Sons", "CC BY 4.0", "https://example.org")
    for name in ("esco", "onet", "essential")
}


def release(framework: str, version: str, state: str = "active") -> StoredRelease:
    return StoredRelease(1, framework, version, "c", "seed", state, datetime(2026, 1, 1, tzinfo=UTC), {})


MONEY = SkillDetail(
    id="essential:money",
    uri="urn:example:money",
    label="Handling <money>",
    type="essential",
    release=release("essential", "1"),
    names=(
        SkillName("essential:money", "en", "alternative", "count cash"),
        SkillName("essential:money", "en", "derived", "cash & coins"),
        SkillName("essential:money", "es", "label", "Manejar dinero"),
        SkillName("essential:money", "es", "alternative", "contar dinero"),
    ),
    classes=("Everyday, plain",),
    details={
        "definition": {"en": 'You "count" money.', "es": "Usted cuenta dinero."},
        "examples": {"en": [{"text": "You give change <fast>.", "setting": "paid"}], "es": []},
    },
    history=(release("essential", "0.9", "kept"), release("essential", "1")),
)
PYTHON = SkillDetail(
    id="onet:python",
    uri="https://example.org/o-python",
    label="Python",
    type="technology",
    release=release("onet", "3"),
    names=(),
    classes=(),
    details={},
    history=(release("onet", "3"),),
)


@pytest.fixture(scope="module")
def money(small_index: VocabularyIndex) -> dict[str, object]:
    return skill_detail(small_index, MONEY)


@pytest.fixture(scope="module")
def python(small_index: VocabularyIndex) -> dict[str, object]:
    return skill_detail(small_index, PYTHON)


def test_detail_has_names_and_texts_by_language(money: dict[str, object]) -> None:
    assert money["labels"] == {"en": "Handling <money>", "es": "Manejar dinero"}
    assert money["alternative_labels"] == {"en": ["cash & coins", "count cash"], "es": ["contar dinero"]}
    assert money["plain_language"] == money["definition"] == MONEY.details["definition"]
    assert money["status"] == "active"
    assert [entry["state"] for entry in money["release_history"]] == ["kept", "active"]  # type: ignore[attr-defined]


def test_detail_keeps_links_within_and_across_frameworks_apart(
    money: dict[str, object], python: dict[str, object]
) -> None:
    assert [(match["skill"]["id"], match["relation"]) for match in money["matches"]] == [  # type: ignore[attr-defined]
        ("esco:cash", "broader")
    ]
    assert money["broader"] == money["narrower"] == []
    assert [match["relation"] for match in python["matches"]] == ["exact_match"]  # type: ignore[attr-defined]
    assert python["definition"] == python["plain_language"] == {}


def test_a_skill_that_the_index_lacks_is_shown_without_links(small_index: VocabularyIndex) -> None:
    retired = replace(PYTHON, id="onet:gone", history=(release("onet", "2", "kept"),))
    detail = skill_detail(small_index, retired)
    assert detail["status"] == "retired"
    assert detail["broader"] == detail["narrower"] == detail["matches"] == []
    assert b"retired" in page(detail, FRAMEWORKS, str)
    assert json.loads(json_ld(detail, FRAMEWORKS))["status"] == "archived"


def test_json_ld_is_a_rich_skill_descriptor(money: dict[str, object]) -> None:
    descriptor = json.loads(json_ld(money, FRAMEWORKS))
    assert descriptor["@context"] == RSD_CONTEXT
    assert descriptor["type"] == "RichSkillDescriptor"
    assert descriptor["id"] == "urn:example:money"
    assert descriptor["skillName"] == "Handling <money>"
    assert descriptor["skillStatement"] == 'You "count" money.'
    assert descriptor["keywords"] == ["cash & coins", "count cash"]
    assert descriptor["alignments"] == [
        {
            "id": "https://example.org/cash",
            "skillName": "manage cash desk",
            "isPartOf": {"name": "The esco <list>"},
        }
    ]


def test_json_ld_states_the_label_where_nothing_is_defined(python: dict[str, object]) -> None:
    assert json.loads(json_ld(python, FRAMEWORKS))["skillStatement"] == "Python"


def test_csv_is_one_row_below_a_header(money: dict[str, object], python: dict[str, object]) -> None:
    (row,) = csv.DictReader(io.StringIO(csv_row(money).decode(), newline=""))
    assert row["id"] == "essential:money"
    assert row["definition"] == 'You "count" money.'
    assert row["alternative_labels"] == "cash & coins | count cash"
    assert row["classes"] == "Everyday, plain"
    assert row["matches"] == "esco:cash"
    header = csv_row(money).split(b"\r\n")[0]
    assert csv_row(python).split(b"\r\n")[0] == header
    assert csv_row(python).endswith(b"\r\n")


class Outline(HTMLParser):
    """The tags of a page in order, those left open, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "link", "img"):
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def outline(money: dict[str, object]) -> Outline:
    return Outline(page(money, FRAMEWORKS, lambda skill_id: page_address("/base", skill_id)).decode())


def test_the_page_is_well_formed_and_says_its_language(outline: Outline) -> None:
    assert outline.opened == []
    assert outline.tags[0] == ("html", {"lang": "en"})
    names = [tag for tag, _ in outline.tags]
    assert names.count("h1") == names.count("title") == names.count("main") == 1
    assert ("section", {"lang": "es"}) in outline.tags
    assert ("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}) in outline.tags


def test_the_page_loads_nothing_and_runs_nothing(outline: Outline) -> None:
    assert not {tag for tag, _ in outline.tags} & {"script", "img", "link", "iframe", "form"}
    assert not any(
        name.startswith("on") or name == "src" for _, attributes in outline.tags for name in attributes
    )


def test_the_page_shows_texts_as_they_are(outline: Outline) -> None:
    text = "".join(outline.words)
    for shown in (
        "Handling <money>",
        "You give change <fast>.",
        'You "count" money.',
        "Somebody & Sons",
        "cash & coins",
    ):
        assert shown in text
    assert "None" not in text


def test_headings_do_not_skip_a_level(outline: Outline) -> None:
    levels = [int(tag[1]) for tag, _ in outline.tags if tag in ("h1", "h2", "h3")]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_page_links_to_the_pages_of_other_skills(outline: Outline) -> None:
    assert ("a", {"href": "/base/v1/skills/esco:cash"}) in outline.tags


def test_addresses_are_safe() -> None:
    assert page_address("", 'a/b?"c"') == "/v1/skills/a%2Fb%3F%22c%22"


def test_a_page_without_anything_to_tell_has_no_empty_sections(python: dict[str, object]) -> None:
    html = page({**python, "matches": []}, FRAMEWORKS, str).decode()
    assert "<ul>\n</ul>" not in html
    assert "Other names" not in html
