"""Places that ask for a skill: which sentences are read, how sure a place is, and what stands for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.candidates import semantic
from app.extraction.candidates.candidate import Candidate
from app.extraction.candidates.semantic import (
    GATE,
    LEAST_LINK,
    LEAST_PLACE,
    MOST_SENTENCES,
    Sentences,
    find_meanings,
    place_confidence,
    ranked_segments,
    read_sentences,
)
from app.extraction.canonical import Canonical, Renamed
from app.extraction.document import Document, read_document
from app.extraction.linking.sentences import Asked, Found, Linked, Wanted
from app.extraction.ranking import Scored
from app.vocabulary.index.index import VocabularyIndex

if TYPE_CHECKING:
    from app.extraction.linking.sentences import SentenceReader

AD = "Requirements\n- operate a forklift\n- stack boxes\nBenefits\n- a pension\n"
PROBABILITY = st.floats(0, 1, width=32)


class ListingReader:
    """Remembers what it was asked to read and whose skills were wanted, and finds one place in each."""

    def __init__(self, place: Asked | None = None) -> None:
        self.sentences: list[str] = []
        self.wanted: list[str] = []
        self._places = () if place is None else (place,)

    def read_all(self, sentences: Sequence[str], *, wanted: Wanted) -> list[Found]:
        self.sentences += sentences
        self.wanted += [text for n, text in enumerate(sentences) if wanted(n, self._places)]
        return [Found((), self._places)] * len(sentences)


def document_of(index: VocabularyIndex, text: str) -> Document:
    return read_document(text, "posting", "en", index.words)


def sentences_read(document: Document, gate: list[float] | np.ndarray) -> list[str]:
    reader = ListingReader()
    kept: SentenceReader = reader  # type: ignore[assignment]
    found = read_sentences(document, np.array(gate, dtype=np.float32), kept)
    assert len(found.read) == len(reader.sentences)
    return reader.sentences


def test_a_sentence_that_the_gate_keeps_silent_is_not_read(index: VocabularyIndex) -> None:
    document = document_of(index, AD)
    texts = [AD[s.start : s.end] for s in document.segments]
    gate = [0.0] * len(texts)
    assert sentences_read(document, gate) == []
    gate[texts.index("stack boxes")] = GATE + 0.01
    gate[texts.index("operate a forklift")] = GATE - 0.01
    assert sentences_read(document, gate) == ["stack boxes"]


def test_skills_are_looked_for_where_a_place_may_become_a_mention_or_a_name_is_ranked(
    index: VocabularyIndex,
) -> None:
    document = document_of(index, AD)
    texts = [AD[s.start : s.end] for s in document.segments]
    boxes = texts.index("stack boxes")
    gate = np.full(len(texts), 0.5, dtype=np.float32)
    sure, unsure = Asked(0, len("stack boxes"), 0.9), Asked(0, len("stack boxes"), 0.31)
    assert place_confidence(unsure, 2, 0.5) < LEAST_PLACE < place_confidence(sure, 2, 0.5)
    for place, ranked, wanted in (
        (sure, frozenset(), ["operate a forklift", "stack boxes"]),
        (unsure, frozenset(), []),
        (None, frozenset(), []),
        (unsure, {boxes}, ["stack boxes"]),
        (None, {boxes}, ["stack boxes"]),
    ):
        reader = ListingReader(place)
        kept: SentenceReader = reader  # type: ignore[assignment]
        read_sentences(document, gate, kept, ranked=ranked)
        assert [text for text in reader.wanted if text in ("operate a forklift", "stack boxes")] == wanted


def test_the_ranking_has_nothing_to_say_of_products(index: VocabularyIndex) -> None:
    document = document_of(index, "Requirements\n- Python\n- operate a forklift\n- stack boxes\n")
    python, forklift = index.row("onet:tech.python"), index.row("esco:forklift")
    assert python is not None
    assert forklift is not None
    words = document.tokens.words
    chosen = [
        Scored(Candidate(at, at + 1, skill, skill, "label", "same", 1), 0.9)
        for at, skill in ((words.index("Python"), python), (words.index("forklift"), forklift))
    ]
    assert ranked_segments(index, document, chosen) == {document.segment_at(words.index("forklift"))}


def test_what_a_firm_offers_is_not_read_however_it_sounds(index: VocabularyIndex) -> None:
    document = document_of(index, AD)
    assert "a pension" not in sentences_read(document, [1.0] * len(document.segments))


def test_of_too_many_sentences_the_likeliest_are_read_in_order(index: VocabularyIndex) -> None:
    lines = [f"lift box {number}" for number in range(MOST_SENTENCES + 50)]
    document = document_of(index, "Requirements:\n" + "".join(f"- {line}\n" for line in lines))
    gate = np.full(len(document.segments), 0.5, dtype=np.float32)
    gate[-1], gate[-2] = 0.9, GATE / 2
    read = sentences_read(document, gate)
    assert len(read) == MOST_SENTENCES
    assert read[-1] == lines[-1]
    assert lines[-2] not in read
    numbers = [int(line.split()[-1]) for line in read if line in lines]
    assert numbers == sorted(numbers)
    assert numbers[:10] == list(range(10))  # of equals the first


@settings(max_examples=50, derandomize=True, deadline=None)
@given(PROBABILITY, PROBABILITY, st.integers(1, 60), st.integers(1, 60), PROBABILITY, PROBABILITY)
def test_a_place_is_surer_the_more_speaks_for_it(
    tag: float, tag_more: float, words: int, words_more: int, gate: float, gate_more: float
) -> None:
    low = place_confidence(Asked(0, 1, min(tag, tag_more)), min(words, words_more), min(gate, gate_more))
    high = place_confidence(Asked(0, 1, max(tag, tag_more)), max(words, words_more), max(gate, gate_more))
    assert 0 <= low <= high <= 1


def test_each_sign_of_a_place_counts() -> None:
    usual = place_confidence(Asked(0, 1, 0.5), 3, 0.5)
    assert place_confidence(Asked(0, 1, 0.8), 3, 0.5) > usual
    assert place_confidence(Asked(0, 1, 0.5), 6, 0.5) > usual
    assert place_confidence(Asked(0, 1, 0.5), 3, 0.8) > usual
    assert 0 < place_confidence(Asked(0, 1, 0.0), 0, 0.0) < place_confidence(Asked(0, 1, 1.0), 60, 1.0) < 1


TEXT = "stack boxes and drive lorries"
WHOLE = Asked(0, len(TEXT), 0.9)


def found_in(
    index: VocabularyIndex,
    skills: list[Linked],
    asked: Asked = WHOLE,
    *,
    named: set[int] | None = None,
    taken: set[int] | None = None,
) -> list[tuple[str, str]]:
    """(words, id) of what is found in the text where these skills were linked."""
    document = document_of(index, TEXT)
    gate = np.full(len(document.segments), 0.9, dtype=np.float32)
    sentences = Sentences(gate, {0: Found(tuple(skills), (asked,))})
    found = []
    for item in find_meanings(index, document, sentences, {0: named or set()}, taken or set()):
        candidate = item[0]
        assert candidate.method == "semantic"
        words = TEXT[document.tokens.starts[candidate.first] : document.tokens.ends[candidate.last - 1]]
        found.append((words, index.skill_id(candidate.skill)))
    return found


def linked(index: VocabularyIndex, skill_id: str, probability: float, words: str, **others: object) -> Linked:
    row = index.row(skill_id)
    assert row is not None
    start = TEXT.index(words)
    return Linked(row, probability, start, start + len(words), "semantic")._replace(**others)


def test_places_of_a_renamed_sentence_are_words_of_the_text(index: VocabularyIndex) -> None:
    """How sure the place is goes by the words that were read."""
    document = document_of(index, TEXT)
    name, named = "put boxes upon one another", "stack boxes"
    told = Canonical(name + TEXT[len(named) :], (Renamed(0, len(named), 0, len(name)),))
    first = told.text.index("drive")
    linked_there = linked(index, "esco:forklift", 0.9, "drive")._replace(start=first, end=len(told.text))
    found = Found((linked_there,), (Asked(0, len(told.text), 0.5),))
    sentences = Sentences(np.array([0.5], dtype=np.float32), {0: found}, (told,))
    (item,) = find_meanings(index, document, sentences, {}, {0, 1})
    tokens = document.tokens
    assert tokens.words[item.candidate.first : item.candidate.last] == ["drive", "lorries"]
    assert item.confidence == place_confidence(Asked(0, 1, 0.5), 8, 0.5)


def test_sentences_are_read_as_they_are_told_unless_they_are_names_alone(index: VocabularyIndex) -> None:
    document = document_of(index, "Requirements\n- stack boxes\n- drive lorries")
    texts = [document.text[segment.start : segment.end] for segment in document.segments]
    told = [Canonical(text) for text in texts]
    told[texts.index("stack boxes")] = Canonical("pile boxes", (Renamed(0, 11, 0, 10),))
    told[texts.index("drive lorries")] = Canonical("steer lorries", (Renamed(0, 5, 0, 5),))
    reader = ListingReader()
    kept: SentenceReader = reader  # type: ignore[assignment]
    found = read_sentences(document, np.ones(len(told), dtype=np.float32), kept, told)
    assert reader.sentences == ["Requirements", "steer lorries"]
    assert found.told is told


def test_one_skill_stands_for_the_whole_place(index: VocabularyIndex) -> None:
    skills = [linked(index, "esco:forklift", 0.9, "boxes")]
    assert found_in(index, skills) == [(TEXT, "esco:forklift")]


def test_the_words_of_a_name_do_not_stand_for_another_skill(index: VocabularyIndex) -> None:
    skills = [linked(index, "esco:forklift", 0.9, "drive lorries")]
    ((words, skill),) = found_in(index, skills, taken={0})
    assert skill == "esco:forklift"
    assert words.endswith("drive lorries")
    assert "stack" not in words
    assert found_in(index, skills, taken={99}) == [(TEXT, "esco:forklift")]


def test_several_sure_skills_share_a_place_each_by_its_own_words(index: VocabularyIndex) -> None:
    skills = [
        linked(index, "esco:forklift", 0.9, "drive lorries"),
        linked(index, "esco:organise", 0.8, "stack boxes"),
    ]
    assert found_in(index, skills) == [("drive lorries", "esco:forklift"), ("stack boxes", "esco:organise")]


@pytest.mark.parametrize(
    ("second", "words"), [(semantic._SECOND - 0.01, "stack boxes"), (0.89, "drive lorries")]
)
def test_an_unsure_or_overlapping_second_is_left_out(
    index: VocabularyIndex, second: float, words: str
) -> None:
    skills = [
        linked(index, "esco:forklift", 0.9, "drive lorries"),
        linked(index, "esco:organise", second, words),
    ]
    assert found_in(index, skills) == [(TEXT, "esco:forklift")]


def test_what_is_unlikely_named_or_elsewhere_is_not_found(index: VocabularyIndex) -> None:
    forklift = linked(index, "esco:forklift", 0.9, "drive lorries")
    assert found_in(index, [forklift._replace(probability=LEAST_LINK - 0.01)]) == []
    assert found_in(index, [forklift._replace(method="exact")]) == []  # names are read by their names
    assert found_in(index, [forklift], named={index.group(forklift.skill)}) == []
    assert found_in(index, [forklift], Asked(0, len("stack boxes"), 0.9)) == []
    assert found_in(index, []) == []


def test_a_product_is_not_meant_without_its_name(index: VocabularyIndex) -> None:
    assert found_in(index, [linked(index, "onet:tech.kubernetes", 0.9, "drive lorries")]) == []


def test_of_linked_terms_one_is_found(index: VocabularyIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(semantic, "_can_be_meant", lambda *_: True)
    skills = [
        linked(index, "esco:python", 0.9, "drive lorries"),
        linked(index, "onet:tech.python", 0.8, "stack boxes"),
    ]
    found = found_in(index, skills)
    assert len({index.group(index.row(skill)) for _, skill in found}) == len(found) == 1  # type: ignore[arg-type]
