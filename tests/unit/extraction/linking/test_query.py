"""A sentence made ready for linking: its clauses, its first words, and the states of its words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.linking.models import Models
from app.extraction.linking.query import (
    clause_bounds,
    piece_sums,
    reading_query,
    see,
    shortened,
    static_query,
)
from app.extraction.linking.windows import MOST_WORDS
from app.text.reader import LONGEST
from app.text.tokens import tokenize
from app.vocabulary.index.index import VocabularyIndex

TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(
        st.sampled_from(["operate", "the", "and", ",", "C++", "naïve", "(", "日本", "•", ".NET", "a/b"])
    ).map(" ".join),
)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("operate forklifts", []),
        ("", []),
        ("operate forklifts, count stock", ["operate forklifts", "count stock"]),
        ("wash and dress residents", ["wash", "dress residents"]),
        ("Python/Java (SQL)", ["Python", "Java", "SQL"]),
        ("and", []),
        ("tools such as Excel", ["tools", "Excel"]),
        ("self-service tills", []),  # a hyphen does not separate
        ("AND or, and", []),
    ],
)
def test_clauses_are_the_parts_between_punctuation_and_little_words(text: str, clauses: list[str]) -> None:
    tokens = tokenize(text)
    found = [text[tokens.starts[a] : tokens.ends[b - 1]] for a, b in clause_bounds(text, tokens)]
    assert found == clauses


@settings(max_examples=50, derandomize=True, deadline=None)
@given(TEXTS)
def test_clauses_are_in_order_apart_and_not_empty(text: str) -> None:
    tokens = tokenize(text)
    past = 0
    for first, end in clause_bounds(text, tokens):
        assert past <= first < end <= len(tokens)
        past = end


def test_only_the_first_words_are_read() -> None:
    tokens = tokenize("stack boxes " * 100)
    kept = shortened(tokens)
    assert len(kept) == len(kept.starts) == len(kept.ends) == MOST_WORDS
    assert kept.words == tokens.words[:MOST_WORDS]
    assert shortened(kept) is kept


def test_the_states_of_the_pieces_of_a_word_are_added() -> None:
    tokens = tokenize("operate forklifts, well")
    states = np.arange(14, dtype=np.float32).reshape(7, 2)
    places = [(0, 0), (0, 7), (8, 17), (8, 17), (17, 18), (19, 23), (0, 0)]
    asks = np.array([0.9, 0.1, 0.2, 0.6, 0.99, 0.3, 0.8], dtype=np.float32)
    sums, sure = piece_sums(tokens, places, states, asks)
    assert sums.tolist() == [[2, 3], [4 + 6, 5 + 7], [10, 11]]
    assert np.allclose(sure, [0.1, 0.6, 0.3])  # neither the marks nor the comma


def test_a_word_of_several_parts_has_them_all() -> None:
    tokens = tokenize("C++ don't")
    assert tokens.words == ["C++", "don't"]
    places = [(0, 0), (0, 1), (1, 2), (2, 3), (4, 7), (7, 8), (8, 9), (0, 0)]
    states = np.ones((8, 3), dtype=np.float32)
    sums, _ = piece_sums(tokens, places, states, np.zeros(8, dtype=np.float32))
    assert sums[:, 0].tolist() == [3, 3]


@settings(max_examples=50, derandomize=True, deadline=None)
@given(TEXTS)
def test_both_queries_have_a_view_of_the_same_words(
    index: VocabularyIndex, models: Models, text: str
) -> None:
    fast = static_query(text, index.words, models.encoder)
    seen = see(text, models.reader)
    if fast is None or seen is None:
        assert fast is seen is None
        assert not tokenize(text).words
        return
    query, tokens = fast
    read = reading_query(text, seen, index.words, models.encoder)
    assert tokens == seen.tokens
    assert len(query.views) == 1
    assert len(read.views) == 2
    assert query.views[0].words.tobytes() == read.views[0].words.tobytes()
    for view in read.views:
        assert view.asks.shape == (len(tokens),)
        assert len(view.lengths) == len(view.first) == len(read.views[0].first)
        assert np.isfinite(view.vectors(range(len(view.first)))).all()
    assert ((read.views[1].asks >= 0) & (read.views[1].asks <= 1 + 1e-5)).all()
    assert len(seen.reading.places) <= LONGEST
    assert len(query.words) == len(tokens)


@pytest.mark.parametrize(
    "text", ["stack boxes " * 5_000, "x" * 100_000, "forklifts, " * 9_000, "naïveté " * 9_000]
)
def test_of_a_long_sentence_the_beginning_is_read(index: VocabularyIndex, models: Models, text: str) -> None:
    seen = see(text, models.reader)
    assert seen is not None
    tokens = seen.tokens
    assert 1 <= len(tokens) <= MOST_WORDS
    assert tokens.ends[-1] <= max(end for _, end in seen.reading.places)
    assert len(reading_query(text, seen, index.words, models.encoder).views[0].first) < 600
    beginning = see(text[:5_000], models.reader)
    if len(text.split()[0]) < 100:
        assert beginning is not None
        assert beginning.sums.tobytes() == seen.sums.tobytes()


@pytest.mark.parametrize("text", ["", "  \n", "... !? —", "\u200b"])
def test_without_words_there_is_no_query(index: VocabularyIndex, models: Models, text: str) -> None:
    assert static_query(text, index.words, models.encoder) is None
    assert see(text, models.reader) is None
