"""Fingerprints: the same everywhere, small, and blind to what changes from one showing to the next."""

from __future__ import annotations

import time

import numpy as np
import pytest

from app.postings.fingerprint import BANDS, SKETCH, Fingerprint, Posted, fingerprint, unpack
from app.postings.plain_words import plain_text, word_hashes

TEXT = "We look for a baker who kneads dough, shapes loaves, watches the oven and cleans the bench at night."


def made(text: str = TEXT, title: str = "", place: str = "") -> Fingerprint:
    found = fingerprint(Posted(text, title, place))
    assert found is not None
    return found


def test_it_is_the_same_on_every_machine() -> None:
    """Fingerprints are stored: a change of this number makes all that are stored useless."""
    assert int(made().sketch.astype(np.uint64).sum()) == 26_776_056_412
    assert made().sketch.shape == (SKETCH,)
    assert len(made().bands()) == BANDS


def test_packing_keeps_everything() -> None:
    one = made(title="Senior Baker", place="Galveston, TX")
    other = unpack(one.pack())
    assert (one.sketch == other.sketch).all()
    assert (one.words == other.words).all()
    assert (one.title, one.levels, one.place) == (other.title, other.levels, other.place)
    assert frozenset() not in (one.title, one.levels, one.place)
    assert other.pack() == one.pack()
    assert other.bands() == one.bands()


@pytest.mark.parametrize(
    "text",
    [
        TEXT.upper(),
        TEXT.replace(", ", "\n- "),
        f"<div><p>{TEXT.replace('the', '<b>the</b>')}</p></div>",
        f"{TEXT} https://jobs.example/apply?id=7 12/03/2026 ref 8812-X me@bakery.example",
        f"{TEXT} We are an equal opportunity employer and welcome everybody.",
        TEXT.replace(" ", "\u00a0"),
    ],
)
def test_what_changes_with_the_showing_changes_nothing(text: str) -> None:
    assert (made(text).sketch == made().sketch).all()
    assert (made(text).words == made().words).all()


def test_other_words_are_other_words() -> None:
    assert (made(TEXT.replace("oven", "kiln")).words != made().words).any()
    assert len(word_hashes("C++ and Go, naïve café 北京")) == 4  # and, digits and single letters are left out


@pytest.mark.parametrize("text", ["", "Baker", "12 34 56", "!!! ???", "a b c d e f g h i j"])
def test_next_to_no_words_make_no_fingerprint(text: str) -> None:
    assert fingerprint(Posted(text)) is None


def test_only_the_sentence_that_promises_is_left_out() -> None:
    plain = plain_text("Knead dough. We offer reasonable accommodation to all. Clean the bench.")
    assert "knead dough" in plain
    assert "clean the bench" in plain
    assert "accommodation" not in plain


def test_place_is_read_from_its_line_up_to_the_comma() -> None:
    assert (
        made(f"Location: Galveston, TX\n{TEXT}").place == made(place="GALVESTON (Texas)").place != frozenset()
    )
    assert made().place == frozenset()


def test_hostile_texts_take_no_longer_than_others() -> None:
    texts = ("equal opportunity " * 5_000, "<p>" * 30_000, "@." * 50_000, "location " * 11_000, "x" * 100_000)
    began = time.perf_counter()
    for text in texts:
        fingerprint(Posted(text))
    assert time.perf_counter() - began < 3
