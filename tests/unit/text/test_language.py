from __future__ import annotations

import pytest

from app.text.language import SAMPLE, UNDETERMINED, detect_language
from benchmarks.languages import read_texts

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


@pytest.mark.parametrize("text", ["Trabajo en equipo", "Atención al cliente", "Limpieza de oficinas"])
def test_a_short_line_is_spanish_by_its_little_words(text: str) -> None:
    assert detect_language(text) == "es"


@pytest.mark.parametrize("text", ["Chef de partie", "Rio de Janeiro", "do it on site", "go to market"])
def test_foreign_names_in_plain_letters_count_as_english(text: str) -> None:
    assert detect_language(text) == "en"


SCRIPTS = {
    "ja": "調理スタッフを募集しています",
    "ko": "요리사를 찾고 있습니다",
    "zh": "收银和客户服务经验",
    "ru": "Опыт работы на кассе",
    "ar": "خبرة في خدمة العملاء",
    "el": "Αναζητούμε μάγειρα",
}


@pytest.mark.parametrize(("language", "text"), SCRIPTS.items())
def test_a_few_words_are_told_by_their_script(language: str, text: str) -> None:
    assert detect_language(text) == language


def test_names_of_programs_do_not_hide_the_script_around_them() -> None:
    assert detect_language("مطلوب مبرمج لديه خبرة في Python و Docker و PostgreSQL.") == "ar"


def test_a_foreign_word_among_english_ones_does_not_decide() -> None:
    assert detect_language("Ask for 東京 at the desk and tell them that you are here with your team.") == "en"


def test_nearly_all_short_texts_of_the_benchmark_are_told_right() -> None:
    texts = list(read_texts())
    wrong = [(text, detect_language(text)) for right, _, text in texts if detect_language(text) not in right]
    assert len(texts) >= 120
    assert len(wrong) <= 0.03 * len(texts), wrong
