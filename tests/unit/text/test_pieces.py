"""Word pieces: how words are split, where they stand, and texts that are long, odd or empty."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seed_data
from app.text.pieces import WordPieces
from app.text.reader import LONGEST, VOCABULARY_FILE

VOCABULARY = [
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]"),
    *("fork", "forklift", "##lift", "##s", "##t", "cafe", "resume", "c", "+", "#", "-", "_", "日", "本", "e"),
]
NUMBER = {piece: number for number, piece in enumerate(VOCABULARY)}
CARRIED = (Path(seed_data.__file__).parent / "reader" / VOCABULARY_FILE).read_text("utf-8").splitlines()
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(["forklifts", "naïve", "C++", "日本語", "\u0301", "x" * 120, "-", "\n"])).map(
        " ".join
    ),
)


@pytest.fixture(scope="module")
def small() -> WordPieces:
    return WordPieces(VOCABULARY, longest=12)


@pytest.fixture(scope="module")
def carried() -> WordPieces:
    return WordPieces(CARRIED, LONGEST)


def pieces_of(small: WordPieces, text: str) -> list[str]:
    return [VOCABULARY[number] for number in small.spell(text).numbers[1:-1]]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("forklift", ["forklift"]),
        ("FORKlifts", ["forklift", "##s"]),  # not fork, lift, s
        ("forkt", ["fork", "##t"]),
        ("Café", ["cafe"]),
        ("Cafe\u0301", ["cafe"]),  # the accent as a sign of its own
        ("re\u0301sume\u0301s", ["resume", "##s"]),
        ("c++ c#", ["c", "+", "+", "c", "#"]),
        ("fork-lift_", ["fork", "-", "[UNK]", "_"]),  # "lift" only goes on
        ("日本", ["日", "本"]),
        ("fork日lift", ["fork", "日", "[UNK]"]),
        ("forkx", ["[UNK]"]),  # one part unknown, all unknown
        ("e" * 101, ["[UNK]"]),
        ("\u0301", ["[UNK]"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_words_become_the_longest_pieces_there_are(small: WordPieces, text: str, pieces: list[str]) -> None:
    assert pieces_of(small, text) == pieces


def test_a_text_stands_between_two_marks_without_a_place(small: WordPieces) -> None:
    empty = small.spell("")
    assert empty.numbers == [NUMBER["[CLS]"], NUMBER["[SEP]"]]
    assert empty.places == [(0, 0), (0, 0)]


def test_every_piece_has_the_place_of_its_word(small: WordPieces) -> None:
    text = "  a Forklifts, Cafe\u0301!"
    spelled = small.spell(text)
    surfaces = [text[start:end] for start, end in spelled.places]
    assert surfaces == ["", "a", "Forklifts", "Forklifts", ",", "Cafe\u0301", "!", ""]


@pytest.mark.parametrize("text", ["fork " * 9, "fork " * 10, "fork " * 11, "fork " * 500, "forklifts " * 7])
def test_what_is_too_long_is_cut_and_still_ends_with_its_mark(small: WordPieces, text: str) -> None:
    whole = WordPieces(VOCABULARY, longest=100_000).spell(text)
    cut = small.spell(text)
    kept = min(len(whole.numbers) - 1, 11)
    assert cut.numbers == [*whole.numbers[:kept], NUMBER["[SEP]"]]
    assert cut.places == [*whole.places[:kept], (0, 0)]


@settings(max_examples=60, derandomize=True, deadline=None)
@given(TEXTS)
def test_places_slice_words_in_order(carried: WordPieces, text: str) -> None:
    spelled = carried.spell(text)
    assert len(spelled.numbers) == len(spelled.places) <= LONGEST
    assert all(0 <= number < len(CARRIED) for number in spelled.numbers)
    assert spelled.places[0] == spelled.places[-1] == (0, 0)
    inner = spelled.places[1:-1]
    assert inner == sorted(inner)
    for start, end in inner:
        assert 0 <= start < end <= len(text)
        assert not any(sign.isspace() for sign in text[start:end])
    assert spelled == carried.spell(text)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzé0123456789", min_size=1, max_size=30))
def test_pieces_of_a_known_word_spell_it(carried: WordPieces, word: str) -> None:
    pieces = [CARRIED[number] for number in carried.spell(word).numbers[1:-1]]
    assert pieces == ["[UNK]"] or "".join(p.removeprefix("##") for p in pieces) == word.replace("é", "e")


def test_the_cache_of_words_is_bounded_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.text.pieces._CACHED_WORDS", 2)
    forgetful = WordPieces(VOCABULARY, longest=50)
    text = "forklifts cafe forkt resume c forklifts cafe"
    assert forgetful.spell(text) == WordPieces(VOCABULARY, longest=50).spell(text)
    assert len(forgetful._known) <= 2


@pytest.mark.parametrize("unit", ["x", "日", "\u0301", "e\u0301", "forklift ", "-", "\u0301 ", "_", "ß1"])
def test_100_kilobytes_of_anything_are_read_in_no_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    for longest in (LONGEST, 200_000):
        spell = WordPieces(CARRIED, longest).spell
        began = time.process_time()
        spelled = spell(text)
        assert time.process_time() - began < 1
        assert 3 <= len(spelled.numbers) <= longest
