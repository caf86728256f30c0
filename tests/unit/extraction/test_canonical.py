"""Résumés as they are read by meaning: a skill is called by its label, and places lead back to the text."""

from __future__ import annotations

import pytest

from app.extraction.candidates.candidate import Candidate
from app.extraction.canonical import Canonical, canonical_sentences
from app.extraction.document import Document, read_document
from app.extraction.linking.sentences import Asked
from app.extraction.pipeline import Extractor
from app.extraction.ranking import Scored
from app.extraction.telling import told_sentences

HEADED = "Ana Example\n\nWork history\nHelper, Example Ltd, 2018 - 2020\n- "


def resume(extractor: Extractor, text: str) -> Document:
    return read_document(text, "resume", "en", extractor.index.words)


def canonical(extractor: Extractor, sentence: str) -> Canonical:
    """How the last line of a résumé is read."""
    document = resume(extractor, HEADED + sentence)
    told = told_sentences(document, [], [])
    assert told[-1] == sentence
    return canonical_sentences(extractor.index, document, extractor.named(document, None), told)[-1]


@pytest.mark.parametrize(
    ("sentences", "read"),
    [
        (
            (
                "Operate forklift in the yard",
                "Operated a forklift in the yard",
                "forklift operating in the yard",
            ),
            "Operate forklift in the yard",
        ),
        (
            ("Learnt to operate forklifts, welding", "Learnt to Forklift Operating, Welding"),
            "Learnt to operate forklift, welding",
        ),
        (("Made reports in Excel", "Made reports in Microsoft Excel"), "Made reports in Microsoft Excel"),
        (("- Forklift operating", "operating forklifts"), "Operate forklift"),
    ],
)
def test_a_sentence_is_read_alike_by_whichever_name(
    extractor: Extractor, sentences: tuple[str, ...], read: str
) -> None:
    assert {canonical(extractor, sentence.removeprefix("- ")).text for sentence in sentences} == {read}


def test_linked_terms_are_called_by_the_label_of_their_group(extractor: Extractor) -> None:
    read = canonical(extractor, "Wrote scripts in Python")
    assert read.text == "Wrote scripts in Python (computer programming)"


def test_without_a_name_a_sentence_is_read_as_it_stands(extractor: Extractor) -> None:
    document = resume(extractor, HEADED + "sold tickets at the door, operating forklifts")
    told = told_sentences(document, [], [])
    read = canonical_sentences(extractor.index, document, [], told)
    assert read == [Canonical(one) for one in told]
    place = Asked(5, 12, 0.5)
    assert read[-1].in_text(place) == place


def test_a_name_that_stands_in_no_segment_is_left(extractor: Extractor) -> None:
    """Two items of a list are never one name; were they taken for one, nothing could be put in its place."""
    document = resume(extractor, "Ana Example\n\nSkills\n- welding\n- plumbing")
    word = document.tokens.words.index("welding")
    item = Scored(Candidate(word, word + 2, 5, 5, "label", "same", 1), 0.9)
    told = told_sentences(document, [], [])
    assert [one.text for one in canonical_sentences(extractor.index, document, [item], told)] == told


@pytest.mark.parametrize(
    ("sentence", "more"),
    [
        ("Forklift operating", False),
        ("Forklift operating, welding & JavaScript.", False),
        ("Forklift operating daily", True),
        ("Daily forklift operating", True),
        ("Welding by hand, JavaScript", True),
        ("Sold tickets", True),
    ],
)
def test_a_sentence_of_names_alone_says_no_more(extractor: Extractor, sentence: str, more: bool) -> None:
    assert canonical(extractor, sentence).says_more() is more


SENTENCE = "Forklift operating, welding and JavaScript daily"
READ = "Operate forklift, welding and JavaScript daily"


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("Operate forklift", "Forklift operating"),
        ("Operate", "Forklift operating"),  # a part of a name is all of it
        ("forklift, welding", "Forklift operating, welding"),
        (", welding", ", welding"),
        ("welding", "welding"),
        ("and", "and"),
        ("Script", "JavaScript"),
        ("forklift, welding and JavaScript daily", SENTENCE),
        ("daily", "daily"),
        (READ, SENTENCE),
    ],
)
def test_places_lead_back_to_the_words_of_the_text(extractor: Extractor, read: str, words: str) -> None:
    sentence = canonical(extractor, SENTENCE)
    assert sentence.text == READ
    start = READ.index(read)
    place = sentence.in_text(Asked(start, start + len(read), 0.7))
    assert SENTENCE[place.start : place.end] == words
    assert place == Asked(place.start, place.end, 0.7)


def test_every_place_leads_back_to_what_the_text_has(extractor: Extractor) -> None:
    """Whatever its ends, a place is within the sentence, no place shrinks to nothing, and order is kept."""
    sentence = canonical(extractor, SENTENCE)
    ends = []
    for start in range(len(READ)):
        for end in range(start + 1, len(READ) + 1):
            place = sentence.in_text(Asked(start, end, 0.5))
            assert 0 <= place.start < place.end <= len(SENTENCE)
        ends.append(sentence.in_text(Asked(start, start + 1, 0.5)).end)
    assert ends == sorted(ends)


def test_letters_of_a_brand_stay_as_they_are(extractor: Extractor) -> None:
    assert canonical(extractor, "welding of frames").text == "Welding of frames"
    assert canonical(extractor, "JavaScript for web pages").text == "JavaScript for web pages"
    assert canonical(extractor, "C++ for games").text == "C++ for games"
