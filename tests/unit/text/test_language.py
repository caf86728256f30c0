from __future__ import annotations

import pytest

from app.text.language import SAMPLE, UNDETERMINED, detect_language

TEXTS = {
    "en": "We are looking for a warehouse worker who can drive a forklift and keep the shelves in order.",
    "es": "Buscamos una persona para el almacén, conducir la carretilla y ordenar las estanterías.",
    "de": "Wir suchen eine Person für das Lager, die Gabelstapler fahren und Regale ordnen kann.",
    "fr": "Nous cherchons une personne pour l'entrepôt, qui sait conduire le chariot élévateur.",
    "pt": "Procuramos uma pessoa para o armazém, conduzir a empilhadora e arrumar as prateleiras.",
    "zh": "我们正在寻找一名仓库工人，会开叉车，能够保持货架整齐，并且能够在夜班和周末工作，工资面议。",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_tells_the_language_of_a_sentence(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_case_and_line_breaks_do_not_matter(language: str, text: str) -> None:
    assert detect_language(text.replace(" ", "\n\n")) == language


@pytest.mark.parametrize("text", ["", "   ", "12345 67890", "+++ --- ###", "👷👷👷", "\x00\x00"])
def test_a_text_without_letters_has_no_language(text: str) -> None:
    assert detect_language(text) == UNDETERMINED


@pytest.mark.parametrize("text", ["forklift", "Excel, SQL", "C++"])
def test_a_few_plain_words_count_as_english(text: str) -> None:
    assert detect_language(text) == "en"


def test_a_few_words_with_accents_are_not_guessed_at() -> None:
    assert detect_language("niño") == UNDETERMINED


def test_the_same_text_has_the_same_language_every_time() -> None:
    assert len({detect_language(TEXTS["es"]) for _ in range(20)}) == 1


def test_a_title_in_another_language_does_not_decide() -> None:
    assert detect_language("Sous-chef de cuisine\n" + TEXTS["en"] * 4) == "en"


def test_a_long_text_costs_no_more_than_its_sample() -> None:
    assert detect_language(TEXTS["es"] * (100_000 // SAMPLE)) == "es"
