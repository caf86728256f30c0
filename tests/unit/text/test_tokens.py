from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.folding import DETERMINERS
from app.text.tokens import tokenize

CASES = {
    "C++ and C# developers": ["C++", "and", "C#", "developers"],
    "C/C++ on Linux": ["C", "C++", "on", "Linux"],
    "F#, J# and A+ certified": ["F#", "J#", "and", "A+", "certified"],
    "C++11 and C+": ["C++", "11", "and", "C+"],
    "item #1 of 3+ years": ["item", "1", "of", "3+", "years"],
    ".NET and ASP.NET, not .net core": [".NET", "and", "ASP", "NET", "not", ".net", "core"],
    ".Network": ["Network"],
    "Python-based go-to-market": ["Python", "based", "go", "to", "market"],
    "Node.js and/or Vue.js": ["Node", "js", "and", "or", "Vue", "js"],
    "in the 1990's, 5'10 tall": ["in", "1990's", "5", "10", "tall"],
    "R&D and health & safety": ["R", "&", "D", "and", "health", "&", "safety"],
    "driver's licence": ["driver's", "licence"],
    "the drivers’ licences": ["drivers", "licences"],
    "operate a forklift": ["operate", "forklift"],
    "Operate An order, The end": ["Operate", "order", "end"],
    "Class A licence": ["Class", "A", "licence"],
    "hepatitis A vaccine, A team": ["hepatitis", "A", "vaccine", "team"],
    "OPERATE A FORKLIFT": ["OPERATE", "FORKLIFT"],
    "our team": ["team"],
    "soft\u00adware": ["soft\u00adware"],
    "café naïve Zürich": ["café", "naïve", "Zürich"],
    "cafe\u0301 au lait": ["cafe\u0301", "au", "lait"],
    "Qualität – 100 %": ["Qualität", "100"],
    "умение работать": ["умение", "работать"],
    "安全 第一": ["安全", "第一"],
    "snake_case names": ["snake", "case", "names"],
    "👷 build 🏗️ things": ["build", "things"],
    "a\x00b": ["b"],
    "": [],
    " \t\n": [],
    "--- ... !!!": [],
}


@pytest.mark.parametrize(("text", "words"), CASES.items())
def test_splits_into_words(text: str, words: list[str]) -> None:
    assert tokenize(text).words == words


@given(st.text())
def test_offsets_slice_to_the_words(text: str) -> None:
    tokens = tokenize(text)
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert len(tokens) == len(tokens.words)


@given(st.text())
def test_words_stand_in_the_order_of_the_text_and_apart(text: str) -> None:
    tokens = tokenize(text)
    places = [place for span in zip(tokens.starts, tokens.ends, strict=True) for place in span]
    assert places == sorted(places)
    assert all(start < end for start, end in zip(tokens.starts, tokens.ends, strict=True))


@given(st.text())
def test_determiners_are_left_out(text: str) -> None:
    assert not set(tokenize(text).words) & DETERMINERS


@given(st.text(alphabet="abcXYZ019 +#&./-_'\n,", max_size=40))
def test_an_accent_elsewhere_does_not_change_how_the_rest_is_split(text: str) -> None:
    assert tokenize(text + " é").words == [*tokenize(text).words, "é"]


@given(st.lists(st.sampled_from(["forklift", "C++", "C#", ".NET", "é", "don't", "Ω"]), max_size=8))
def test_words_between_spaces_come_back_as_they_were(words: list[str]) -> None:
    assert tokenize(" ".join(words)).words == words


@pytest.mark.parametrize("unit", ["a", "a'", "+", "#", ".net", "é", "e\u0301", "'", "&", "a+", "C++ "])
def test_time_is_linear_in_the_length(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.perf_counter()
    tokenize(text)
    assert time.perf_counter() - started < 2
