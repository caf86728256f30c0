"""The essential skills framework keeps its promises: plain and fair words, both languages, real links."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from app.text.reading import reading_grade

SEED = Path(__file__).parents[3] / "seed_data"
FRAMEWORK = json.loads((SEED / "essential" / "skills.json").read_text(encoding="utf-8"))
SKILLS: list[dict[str, Any]] = FRAMEWORK["skills"]
LANGUAGES = ["en", "es"]
RELATIONS = {"exact_match", "close_match", "broader", "narrower"}

# Word beginnings found to draw or deter by gender in job ads: Gaucher, Friesen and Kay 2011, "Evidence that
# gendered wording in job advertisements exists and sustains gender inequality", JPSP 101(1), 109-128.
CODED_EN = """
active adventurous affectionate aggress agree ambitio analy assert athlet autonom battle boast challeng
champion cheer child co-operat collab commit communal compassion compet confident connect considerate
cooperat courag decid decision decisive defend depend determin domina driven emotiona empath enthusias
fearless feel fight flatterable force gentle greedy head-strong headstrong hierarch honest hostil
impulsive inclusive independen individual intellect inter-personal interdependen interpersona kind kinship
lead logic loyal modesty nag nurtur objective opinion outspoken persist pleasant polite principle quiet
reckless respon self-confiden self-relian self-sufficien sensitiv share sharin stubborn submissive
superior support sympath tender together trust understand unreasonab warm whin yield
"""
# No such study of Spanish is known to us: these are the plain counterparts that we keep out ourselves.
CODED_ES = """
agresiv ambicios cariños competitiv delicad dominan dulce feroz fuerte líder lider luchador maternal sumis
tierno tierna valiente
"""
JARGON_EN = """
action-oriented agile bandwidth benchmark best-in-class best-practice buy-in competenc cross-functional
deep-dive deliverable dynamic ecosystem empower enabl end-to-end facilitate fast-paced go-getter granular
guru hands-on hit-the-ground holistic impactful implement innovat kpi leverag low-hanging metric mindset
monetiz ninja on-board onboard optimi outcome paradigm passionate pivot proactiv prioriti result-driven
results-driven roadmap robust rockstar scalab seamless self-starter silo skillset solution stakeholder
strateg streamlin synerg touchpoint utilis utiliz value-add wheelhouse world-class
"""
JARGON_ES = """
apalanc benchmark competenc coadyuv dinámic eficientar empoder entregable escalab estratég estrateg
gestion holístic implement indicador innovad kpi ninja optimiz paradigma parte-interesada proactiv
proactív resiliente robust rockstar sinergi sinérgi stakeholder transversal utiliza
"""
CODED = {"en": tuple(CODED_EN.split()), "es": tuple(CODED_ES.split())}
JARGON = {"en": tuple(JARGON_EN.split()), "es": tuple(JARGON_ES.split())}
# Each of these means something else in most ads.
EVERYDAY = """
lead time driven care flexible reliable flexibility communication organized drive change support help
puntual liderazgo iniciativa flexibilidad redacción formalidad ingenio
"""
_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ARTICLES = re.compile(r"\b(?:an?|the|el|l[ao]s?|un[ao]?s?)\s")


def _text(skill: dict[str, Any], language: str) -> str:
    """All that a worker reads about a skill."""
    return "\n".join([skill["label"][language], skill["definition"][language], _examples(skill, language)])


def _examples(skill: dict[str, Any], language: str) -> str:
    return "\n".join(example["text"] for example in skill["examples"][language])


def _beginning_with(text: str, stems: tuple[str, ...]) -> list[str]:
    return [word for word in _WORDS.findall(text.lower()) if word.startswith(stems)]


def _matchable(name: str) -> str:
    """A name as phrase matching sees it: case, hyphens and articles do not count."""
    return _ARTICLES.sub("", re.sub(r"[^\w]+", " ", name.lower()).strip())


def _names(skill: dict[str, Any]) -> list[str]:
    return [_matchable(name) for language in LANGUAGES for name in skill["names"][language]]


@pytest.fixture(scope="module")
def vocabulary() -> dict[str, str]:
    """Label by id of every skill of the other frameworks in the seed."""
    with gzip.open(SEED / "skills.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["id"]: row["label"] for row in rows if row["framework"] != "essential"}


each_skill = pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill["id"])
each_language = pytest.mark.parametrize("language", LANGUAGES)


def test_framework_says_what_it_is() -> None:
    head = {key: value for key, value in FRAMEWORK.items() if key != "skills"}
    assert head == {
        "framework": "Parlance Essential Skills",
        "id": "essential",
        "version": "1.0.0",
        "licence": "CC BY 4.0",
        "languages": LANGUAGES,
    }
    assert 28 <= len(SKILLS) <= 34


def test_ids_and_labels_are_unique() -> None:
    assert len({skill["id"] for skill in SKILLS}) == len(SKILLS)
    for language in LANGUAGES:
        assert len({skill["label"][language].lower() for skill in SKILLS}) == len(SKILLS)


@each_skill
def test_skill_is_complete_in_both_languages(skill: dict[str, Any]) -> None:
    assert list(skill) == ["id", "label", "definition", "examples", "names", "links"]
    assert re.fullmatch(r"essential:[a-z]+(?:-[a-z]+)*", skill["id"])
    for part in ("label", "definition", "examples", "names"):
        assert list(skill[part]) == LANGUAGES
    for language in LANGUAGES:
        assert 1 <= len(skill["label"][language].split()) <= 5
        assert 10 <= len(skill["names"][language]) <= 25
        strings = [skill["label"][language], skill["definition"][language], *skill["names"][language]]
        assert all(string and string == " ".join(string.split()) for string in strings)


@each_skill
@each_language
def test_definition_is_one_or_two_sentences_to_the_reader(skill: dict[str, Any], language: str) -> None:
    definition = skill["definition"][language]
    assert definition.endswith(".")
    assert 1 <= len(re.findall(r"[.!?](?=\s|$)", definition)) <= 2
    assert {"you", "usted"} & set(_WORDS.findall(definition.lower()))


@each_skill
def test_three_examples_one_from_unpaid_work_in_the_same_place(skill: dict[str, Any]) -> None:
    settings = {
        language: [example["setting"] for example in skill["examples"][language]] for language in LANGUAGES
    }
    assert settings["en"] == settings["es"]
    assert sorted(settings["en"]) == ["paid", "paid", "unpaid"]
    for language in LANGUAGES:
        assert all(example["text"].endswith(".") for example in skill["examples"][language])


@each_skill
@each_language
def test_reading_level_is_grade_six_or_less(skill: dict[str, Any], language: str) -> None:
    assert reading_grade(skill["definition"][language], language) <= 6
    assert reading_grade(_examples(skill, language), language) <= 6


@each_skill
@each_language
def test_words_are_free_of_coding_and_jargon(skill: dict[str, Any], language: str) -> None:
    assert _beginning_with(_text(skill, language), CODED[language] + JARGON[language]) == []


def test_coded_words_and_jargon_would_be_found() -> None:
    assert _beginning_with("You Lead; they support the KPIs.", CODED["en"] + JARGON["en"]) == [
        "lead",
        "support",
        "kpis",
    ]
    assert _beginning_with("Sea Dinámica, un líder.", CODED["es"] + JARGON["es"]) == ["dinámica", "líder"]


def test_names_are_unique_across_the_framework() -> None:
    names = Counter(name for skill in SKILLS for name in _names(skill))
    assert [name for name, count in names.items() if count > 1] == []


def test_labels_are_not_names_of_another_skill() -> None:
    owner = {name: skill["id"] for skill in SKILLS for name in _names(skill)}
    for skill in SKILLS:
        for language in LANGUAGES:
            assert owner.get(_matchable(skill["label"][language]), skill["id"]) == skill["id"]


@pytest.mark.parametrize("word", EVERYDAY.split())
def test_no_everyday_word_is_a_name(word: str) -> None:
    assert word not in {name for skill in SKILLS for name in _names(skill)}


@each_skill
def test_links_lead_to_real_skills(skill: dict[str, Any], vocabulary: dict[str, str]) -> None:
    targets = [link["target"] for link in skill["links"]]
    assert targets
    assert len(set(targets)) == len(targets)
    assert [target for target in targets if target not in vocabulary] == []
    assert {link["relation"] for link in skill["links"]} <= RELATIONS


def test_a_skill_elsewhere_is_the_same_as_one_of_ours_at_most() -> None:
    exact = Counter(
        link["target"] for skill in SKILLS for link in skill["links"] if link["relation"] == "exact_match"
    )
    assert exact
    assert [target for target, count in exact.items() if count > 1] == []


def test_a_skill_of_ours_is_the_same_as_one_per_framework_at_most() -> None:
    for skill in SKILLS:
        exact = [link["target"] for link in skill["links"] if link["relation"] == "exact_match"]
        frameworks = [target.partition(":")[0] for target in exact]
        assert len(set(frameworks)) == len(frameworks), skill["id"]


def test_a_name_that_is_a_label_elsewhere_is_linked_to_it(vocabulary: dict[str, str]) -> None:
    elsewhere: dict[str, set[str]] = {}
    for target, label in vocabulary.items():
        elsewhere.setdefault(_matchable(label), set()).add(target)
    for skill in SKILLS:
        targets = {link["target"] for link in skill["links"]}
        for name in skill["names"]["en"]:
            homonyms = elsewhere.get(_matchable(name), set())
            assert not homonyms or homonyms & targets, f"{skill['id']}: {name} is also {sorted(homonyms)}"
