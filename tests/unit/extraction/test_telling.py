"""Résumés as they are read by meaning: neither dates nor the person's name nor capitals are seen."""

from __future__ import annotations

import pytest

from app.extraction.document import Document, read_document
from app.extraction.telling import Place, about_work, kept_apart, name_places, places_of, told_sentences
from app.vocabulary.index.index import VocabularyIndex

RESUME = """{name}
4 Example Street, Sampleton

Profile
{first} is a calm worker. {first}'s friends trust {first}.

Work history
Cook, {place}, March 2018 - May 2020
- Cooked for {first}
"""


def resume(index: VocabularyIndex, text: str) -> Document:
    return read_document(text, "resume", "en", index.words)


@pytest.mark.parametrize("name", ["Will Mason", "Ruby Python", "Đặng Thị Hoa", "José María de la Cruz"])
def test_the_name_is_blank_where_the_text_speaks_of_the_person(index: VocabularyIndex, name: str) -> None:
    first = name.split()[0]
    document = resume(index, RESUME.format(name=name, first=first, place="Café Example"))
    told = told_sentences(document, [], name_places(document))
    sentences = {sentence.strip() for sentence in told}
    assert "is a calm worker." in sentences
    assert f"Cooked for {first}" in sentences, "in the work history a name may be the work"


def test_pronouns_are_blank_in_the_profile(index: VocabularyIndex) -> None:
    told = []
    for said in ("She likes to cook", "He likes to cook", "They like to cook"):
        document = resume(index, f"Ana Example\n\nProfile\n{said} for many guests.")
        told.append([one.split() for one in told_sentences(document, [], name_places(document))])
    assert told[0] == told[1] == told[2]


def test_sentences_keep_their_length(index: VocabularyIndex) -> None:
    document = resume(index, RESUME.format(name="Ana Cook", first="Ana", place="X").upper())
    dates = places_of([(document.text.index("MARCH"), document.text.index("2020") + 4)])
    told = told_sentences(document, dates, name_places(document))
    lengths = [segment.end - segment.start for segment in document.segments]
    assert [len(sentence) for sentence in told] == lengths
    assert not any("MARCH" in sentence.upper() for sentence in told)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("WASHED AND DRESSED RESIDENTS", "Washed and dressed residents"),
        ("SQL", "SQL"),
        ("Drove a VAN", "Drove a VAN"),
        ("İSTANBUL DEPOT", "İSTANBUL DEPOT"),  # its small letters are longer
    ],
)
def test_only_shouted_lines_are_written_small(index: VocabularyIndex, line: str, told: str) -> None:
    document = resume(index, f"Ana Example\n\nWork history\n- {line}")
    assert told_sentences(document, [], [])[-1] == told


def test_places() -> None:
    places = [Place(2, 4), Place(8, 9)]
    assert kept_apart(places, 4, 8)
    assert not kept_apart(places, 3, 5)


def test_what_is_about_work(index: VocabularyIndex) -> None:
    document = resume(index, RESUME.format(name="Ana Cook", first="Ana", place="X"))
    kept = about_work(document, {"experience"})
    assert [document.sections[number] for number in kept] == ["experience"] * len(kept)
    assert kept


@pytest.mark.parametrize(
    ("first", "section"),
    [
        ("TEAM PLAYER.", "profile"),
        ("STRONG AND ON TIME.", "profile"),
        ("Reliable.", "profile"),
        ("12 MAIN ST.", "contact"),
        ("Ruby Python | 4 Example Street", "contact"),
        ("Đặng Thị Hoa", "contact"),
        ("22 Rue des Boulangers, Lyon", "contact"),
    ],
)
def test_names_and_addresses_at_the_top_are_no_profile(
    index: VocabularyIndex, first: str, section: str
) -> None:
    assert resume(index, f"{first}\n\nWork history\n- Cooked").sections[0] == section
