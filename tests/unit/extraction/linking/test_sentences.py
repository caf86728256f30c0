"""Sentences read by either effort: what is found, what is remembered, and sentences that are odd or very long."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.linking import sentences
from app.extraction.linking.models import Models
from app.extraction.linking.sentences import Asked, Found, SentenceReader, _asked
from app.extraction.models import Effort
from app.text.reader import Reading
from app.text.tokens import tokenize
from app.vocabulary.index.index import VocabularyIndex

EFFORTS: tuple[Effort, ...] = ("fast", "thorough")
SENTENCE = "You will operate a forklift, organise meetings and write Python"
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from([*SENTENCE.split(), "C++", "naïve", "日本", "!", "\n", "R"])).map(" ".join),
)


@pytest.fixture(scope="module")
def readers(index: VocabularyIndex, models: Models) -> dict[Effort, SentenceReader]:
    return {effort: SentenceReader(index, models, effort) for effort in EFFORTS}


@pytest.fixture(params=EFFORTS)
def reader(request: pytest.FixtureRequest, readers: dict[Effort, SentenceReader]) -> SentenceReader:
    return readers[request.param]


def labels(index: VocabularyIndex, found: Found) -> list[str]:
    return [index.label(linked.skill) for linked in found.skills]


def test_named_skills_are_found_where_they_stand(index: VocabularyIndex, reader: SentenceReader) -> None:
    found = reader.read(SENTENCE)
    spans = {index.skill_id(x.skill): (SENTENCE[x.start : x.end], x.method) for x in found.skills}
    assert spans["esco:forklift"] == ("operate a forklift", "exact")
    assert spans["esco:organise"] == ("organise meetings", "exact")
    assert spans["onet:tech.python"] == ("Python", "exact")


def test_skills_come_likeliest_first_each_once(reader: SentenceReader) -> None:
    found = reader.read(SENTENCE).skills
    assert len(found) >= 3
    assert [x.probability for x in found] == sorted((x.probability for x in found), reverse=True)
    assert len({x.skill for x in found}) == len(found)


@settings(max_examples=40, derandomize=True, deadline=None)
@given(TEXTS, st.sampled_from(EFFORTS))
def test_what_is_found_stands_in_the_sentence(
    index: VocabularyIndex, models: Models, readers: dict[Effort, SentenceReader], text: str, effort: Effort
) -> None:
    found = readers[effort].read(text)
    for linked in found.skills:
        assert 0 <= linked.start < linked.end <= len(text)
        assert 0 <= linked.probability <= 1
        assert 0 <= linked.skill < len(index)
    past = 0
    for asked in found.asked:
        assert past <= asked.start < asked.end <= len(text)
        assert 0 <= asked.confidence <= 1
        past = asked.end
    assert readers[effort]._read({7: text}, None) == {7: found}


def test_sentences_read_together_are_read_as_each_alone(
    index: VocabularyIndex, models: Models, reader: SentenceReader
) -> None:
    texts = [f"{SENTENCE} {number}" for number in range(19)] + ["", SENTENCE, SENTENCE]
    fresh = SentenceReader(index, models, "thorough" if reader._thorough else "fast")
    together = fresh.read_all(texts)
    assert together == [reader.read(text) for text in texts]
    assert fresh.read_all(texts) == together  # now from memory
    assert fresh.read_all([]) == []


def test_skills_that_are_not_wanted_are_looked_for_when_they_are(
    index: VocabularyIndex, models: Models
) -> None:
    reader = SentenceReader(index, models, "thorough")
    whole = SentenceReader(index, models, "thorough").read(SENTENCE)
    asked_about: list[tuple[int, tuple[Asked, ...]]] = []

    def unwanted(number: int, asked: Sequence[Asked]) -> bool:
        asked_about.append((number, tuple(asked)))
        return False

    bare = Found((), whole.asked, linked=False)
    assert whole.skills
    assert reader.read_all(["", SENTENCE], wanted=unwanted) == [Found((), ()), bare]
    assert asked_about == [(1, whole.asked)]
    assert reader.read_all([SENTENCE], wanted=unwanted) == [bare]  # from memory
    assert reader.read_all([SENTENCE], wanted=lambda *_: True) == [whole]
    assert reader.read_all([SENTENCE], wanted=unwanted) == [whole]  # what is known is told
    again = SentenceReader(index, models, "thorough")
    again.read_all([SENTENCE], wanted=unwanted)
    assert again.read(SENTENCE) == whole


def test_a_sentence_is_read_once_and_the_cache_is_bounded(
    index: VocabularyIndex, models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentences, "_CACHED", 3)
    reader = SentenceReader(index, models, "fast")
    first = reader.read(SENTENCE)
    assert reader.read(SENTENCE) is first
    for number in range(9):
        reader.read(f"Python {number}")
        assert len(reader._known) <= 3
    assert reader.read(SENTENCE) == first


@pytest.mark.slow
def test_threads_may_share_a_reader(
    index: VocabularyIndex, models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentences, "_CACHED", 2)
    reader = SentenceReader(index, models, "thorough")
    texts = [f"{SENTENCE} {number}" for number in range(6)]
    alone = [SentenceReader(index, models, "thorough").read(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(reader.read, texts * 4)) == alone * 4


@pytest.mark.parametrize("framework", ["esco", "onet"])
def test_with_a_framework_only_its_skills_and_linked_ones_are_found(
    index: VocabularyIndex, reader: SentenceReader, framework: str
) -> None:
    found = reader.read(SENTENCE, framework)
    assert found.skills
    for linked in found.skills:
        assert index.in_framework(linked.skill, framework) is not None
    python = {index.row("esco:python"), index.row("onet:tech.python")}
    assert python & {linked.skill for linked in found.skills}
    assert reader.read(SENTENCE, framework) == found
    assert reader.read(SENTENCE) != found  # what is remembered is remembered by framework


def test_a_framework_that_is_not_there_has_no_skills(reader: SentenceReader) -> None:
    assert reader.read(SENTENCE, "unheard").skills == ()


@pytest.mark.parametrize("text", ["", " \n", "... !? —", "\u200b", "•"])
def test_without_words_nothing_is_found(reader: SentenceReader, text: str) -> None:
    assert reader.read(text) == Found((), ())


@pytest.mark.parametrize("unit", ["operate ", "forklifts, ", "x", "日", "C++ ", "the "])
def test_a_sentence_without_an_end_is_read_in_bounded_time(reader: SentenceReader, unit: str) -> None:
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    found = reader.read(text)
    assert time.process_time() - began < 2
    assert len(found.skills) <= 17
    assert all(linked.end <= len(text) for linked in found.skills)


@pytest.mark.slow
def test_a_sentence_of_10000_words_is_that_of_its_first(index: VocabularyIndex, models: Models) -> None:
    words = ["stack", "boxes", "and", "operate", "forklifts"] * 2_000
    for effort in EFFORTS:
        reader = SentenceReader(index, models, effort)
        whole, beginning = reader.read(" ".join(words)), reader.read(" ".join(words[:300]))
        assert whole == beginning
        assert "operate forklift" in labels(index, whole)


def seen(text: str, begins: list[float], goes_on: list[float]) -> tuple[object, ...]:
    """What `_asked` is given, from the tags of each word."""
    tokens = tokenize(text)
    places = list(zip(tokens.starts, tokens.ends, strict=True))
    states = np.zeros((len(places), 4), dtype=np.float32)
    tags = np.array(begins, dtype=np.float32), np.array(goes_on, dtype=np.float32)
    return tags[0] + tags[1], tokens, Reading(states, places, *tags)


@pytest.mark.parametrize(
    ("begins", "goes_on", "expected"),
    [
        ([0.0] * 4, [0.1] * 4, []),
        ([0.9, 0, 0, 0], [0, 0.8, 0, 0], ["stack boxes"]),
        ([0, 0, 0, 0.9], [0] * 4, ["Python"]),  # the last word
        ([0.9, 0, 0.8, 0], [0, 0.9, 0, 0.9], ["stack boxes", "write Python"]),  # one right after the other
        ([0.1] * 4, [0.5] * 4, ["stack boxes write Python"]),
        ([0.9, 0, 0, 0.9], [0] * 4, ["stack", "Python"]),
    ],
)
def test_runs_of_asked_words_are_cut_where_another_begins(
    begins: list[float], goes_on: list[float], expected: list[str]
) -> None:
    text = "stack boxes write Python"
    found = _asked(*seen(text, begins, goes_on))  # type: ignore[arg-type]
    assert [text[asked.start : asked.end] for asked in found] == expected
    assert all(0.3 <= asked.confidence <= 1 for asked in found)


def test_only_thorough_reading_says_what_is_asked(readers: dict[Effort, SentenceReader]) -> None:
    sentence = "Good knowledge of Python is required."
    assert readers["fast"].read(sentence).asked == ()
    (asked,) = readers["thorough"].read(sentence).asked
    assert "Python" in sentence[asked.start : asked.end]
