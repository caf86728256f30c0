"""The whole pipeline over a small vocabulary: what is found where, and the invariants of any answer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.models import Extraction
from app.extraction.pipeline import Extractor, Request

FOUND = [
    ("You will operate a forklift.", {"operate forklift"}),
    ("OPERATING FORKLIFTS every day", {"operate forklift"}),
    ("Experience with Python-based tools", {"Python (computer programming)"}),
    ("Experience with Go, Python and C++ required", {"Go", "Python (computer programming)", "C++"}),
    ("Going forward we go the extra mile", set()),
    ("Go to market plans and a go-getter", set()),
    ("Excel at teamwork and excel in service", set()),
    ("Good knowledge of Excel", {"Microsoft Excel"}),
    ("R&D and red flags", set()),
    ("Statistics with R, Python", {"R", "Python (computer programming)"}),
    ("Our spring of 2026 season", set()),
    ("Java, Spring Boot and Python", {"Spring Boot", "Python (computer programming)"}),
    ("You organize meetings", {"organise meetings"}),
    ("Pyhton scripts", {"Python (computer programming)"}),
    ("Kuberntes clusters", {"Kubernetes"}),
    ("light work", set()),
    ("We stand for innovation", set()),
    ("attention to detail", {"Attention to Detail"}),
    ("handle complaints of customers", set()),
]


def labels(extractor: Extractor, extraction: Extraction) -> set[str]:
    return {extractor.index.label(found.skill) for found in extraction.skills}


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_finds_names_and_leaves_ordinary_words(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert labels(extractor, extractor.extract(Request(text, "posting", "en", "fast"))) == expected


def test_answers_with_the_representative_or_in_the_framework_asked_for(extractor: Extractor) -> None:
    def ids(framework: str | None) -> list[str]:
        found = extractor.extract(Request("Python and C++", "posting", "en", "fast", framework)).skills
        return sorted(extractor.index.skill_id(item.skill) for item in found)

    assert ids(None) == ["esco:python", "onet:tech.cpp"]
    assert ids("onet") == ["onet:tech.cpp", "onet:tech.python"]
    assert ids("esco") == ["esco:python"]


def test_reads_names_in_the_language_of_the_text(extractor: Extractor) -> None:
    spanish = extractor.extract(Request("Se requiere trabajar en equipo", "posting", "es", "fast"))
    assert labels(extractor, spanish) == {"work in teams"}
    english = extractor.extract(Request("trabajar en equipo", "posting", "en", "fast"))
    assert labels(extractor, english) == set()


def test_a_language_without_names_gives_products_and_a_warning(extractor: Extractor) -> None:
    found = extractor.extract(Request("Wir suchen welding und Kubernetes", "posting", "de", "fast"))
    assert labels(extractor, found) == {"Kubernetes"}
    assert found.warnings[0].code == "language_not_supported"


def test_a_name_does_not_run_over_the_end_of_a_line(extractor: Extractor) -> None:
    found = extractor.extract(Request("- operate\n- forklift trucks", "posting", "en", "fast"))
    assert "operate forklift" not in {
        extractor.index.label(m.skill) for m in found.mentions if m.end - m.start > len("forklift")
    }


def test_several_mentions_of_a_skill_are_one_skill(extractor: Extractor) -> None:
    found = extractor.extract(Request("Python required. We love Python.", "posting", "en", "fast"))
    assert len(found.mentions) == 2
    assert [skill.mentions for skill in found.skills] == [(0, 1)]
    assert found.skills[0].requirement == "required"


PLAIN = "operate a forklift Python C++ Go R no not required, Excel. organise 3+ years Kuberntes ; ( )"
WORDS = st.sampled_from([*PLAIN.split(), "meetings\n -", "\u00e9\u0301", "\U0001f642", "\x00"])


@settings(max_examples=150, derandomize=True, deadline=None)
@given(
    st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=200)),
    st.sampled_from(["fast", "thorough"]),
)
def test_invariants(extractor: Extractor, text: str, effort: str) -> None:
    request = Request(text, "auto", "en", effort)  # type: ignore[arg-type]
    found = extractor.extract(request)
    assert found == extractor.extract(request)
    ends = 0
    for mention in found.mentions:
        assert ends <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        assert 0 <= mention.confidence <= 1
        ends = mention.end
    listed = sorted(number for skill in found.skills for number in skill.mentions)
    assert listed == list(range(len(found.mentions)))
    for qualification in found.qualifications:
        assert text[qualification.start : qualification.end] == qualification.surface


def test_a_language_named_wrongly_is_read_as_asked_with_a_warning(extractor: Extractor) -> None:
    german = "Wir suchen eine Person für das Lager, die Gabelstapler fahren und mit Python umgehen kann."
    found = extractor.extract(Request(german, "posting", "en", "fast"))
    assert (found.language, found.warnings[0].code) == ("en", "language_differs")
    assert "German ('de')" in found.warnings[0].detail
    told = extractor.extract(Request(german, "posting", "auto", "fast"))
    assert told.warnings[0].code == "language_not_supported"
    assert "English ('en'), Spanish ('es')" in told.warnings[0].detail


SPANISH_FORMS = [
    ("Trabajamos en equipo con trabajadores", {"work in teams"}),
    ("El trabajo en un equipo joven", {"work in teams"}),
    ("Trabajando en los equipos de la tienda", {"work in teams"}),
    ("El equipo de trabajo está en Madrid", set()),
    ("Sin trabajo ni equipo", set()),
]


@pytest.mark.parametrize(("text", "expected"), SPANISH_FORMS)
def test_spanish_names_are_found_in_their_inflections(
    extractor: Extractor, text: str, expected: set[str]
) -> None:
    assert labels(extractor, extractor.extract(Request(text, "posting", "es", "fast"))) == expected


def test_spanish_inflections_are_read_in_spanish_texts_only(extractor: Extractor) -> None:
    assert (
        labels(extractor, extractor.extract(Request("trabajando en equipo", "posting", "en", "fast")))
        == set()
    )
