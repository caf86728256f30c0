from __future__ import annotations

from app.text.language import detect_language
from app.text.language_names import is_language, language_name
from benchmarks.languages import read_texts


def test_codes_of_languages_and_others() -> None:
    assert all(map(is_language, ("en", "es", "zh", "ceb", "und")))
    assert not any(map(is_language, ("xx", "zz", "qqq", "", "EN", "auto", "english")))


def test_whatever_the_detector_tells_is_a_language() -> None:
    assert all(is_language(detect_language(text)) for _, _, text in read_texts())


def test_names_with_their_codes() -> None:
    assert (language_name("de"), language_name("ceb")) == ("German ('de')", "'ceb'")
