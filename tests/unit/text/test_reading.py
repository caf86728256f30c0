"""Syllables are counted as a person counts them, and the grades follow the published formulas."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput
from app.text.reading import count_syllables, reading_grade

# Counted by hand from how the words are said in general American English.
ENGLISH = """
able 2 about 2 accident 3 account 2 actually 4 advice 2 afternoon 3 agency 3 allergy 3 apartment 3
appointment 3 area 3 assistant 3 audience 3 available 4 baby 2 backache 2 balance 2 bakery 3 bathe 1 being 2
bicycle 3 breathe 1 building 2 business 2 caregiver 3 carefully 3 carried 2 change 1 changes 2 choose 1
cleaned 1 client 2 coffee 2 colleague 2 community 4 computer 3 cooperate 4 create 2 customer 3 daily 2
danger 2 deadline 2 delivery 4 different 3 dirtier 3 doesn't 2 driver 2 easier 3 employee 3 employer 3
equipment 3 everyday 3 exercise 3 experience 4 familiar 3 family 3 finished 2 forklift 2 friendly 2 germs 1
handled 2 homework 2 household 2 idea 3 improve 2 individual 5 instructions 3 juice 1 kitchen 2 language 2
listened 2 lonely 2 machine 2 management 3 measure 2 medicine 3 needed 2 neighbor 2 nieces 2 nurses 2
organize 3 paid 1 passengers 3 patients 2 people 2 period 3 physical 3 planning 2 playing 2 problem 2
promise 2 quickly 2 quiet 2 radio 3 receipts 2 recipe 3 reliable 4 responsible 4 safety 2 schedule 2
science 2 scissors 2 shoulder 2 situation 4 someone 2 something 2 stairs 1 studying 3 supervise 3 table 2
teammates 2 temperature 4 therefore 2 towels 2 used 1 usually 4 variety 4 vegetables 4 video 3 violin 3
volunteer 3 walked 1 warehouse 2 washing 2 worries 2 yes 1 you're 1 organism 4 rhythm 2 museum 3 TV 2 HR 2
follow-up 3 24 2
"""
# Counted by hand by the spelling rules: y, qu, gu, diphthongs, hiatus with and without accent, silent h.
SPANISH = """
casa 2 agua 2 aéreo 4 ahora 3 leer 2 leído 3 oír 2 país 2 día 2 limpia 2 limpié 2 limpiáis 2 tenía 3 tío 2
río 2 rió 1 ciudad 2 cuidar 2 cuídate 3 huir 1 construir 2 jesuita 3 viuda 2 muy 1 rey 1 reyes 2 hoy 1 ley 1
y 1 yo 1 ayuda 3 mayor 2 buey 1 Uruguay 3 Guaymas 2 queso 2 quien 1 quién 1 aquí 2 guerra 2 guía 2
guitarra 3 pingüino 3 vergüenza 3 antigüedad 4 averigua 4 lengua 2 búho 2 vehículo 4 prohibir 2 ahijado 3
marihuana 4 paranoia 4 caoba 3 poeta 3 teatro 3 aula 2 baúl 2 Raúl 2 Europa 3 deuda 2 causa 2 peine 2 seis 1
boina 2 oigo 2 oía 3 dueño 2 trabajo 3 persona 3 higiene 3 cliente 2 paciencia 3 reunión 2 atención 3
energía 4 maestría 4 oceánico 5 antiinflamatorio 7 examen 3 cumpleaños 4 puntual 2 bilingüe 3 línea 3
contraseña 4 TV 2 7 2
"""


def _cases(table: str) -> list[tuple[str, int]]:
    words = table.split()
    return [(word, int(count)) for word, count in zip(words[::2], words[1::2], strict=True)]


@pytest.mark.parametrize(("word", "expected"), _cases(ENGLISH))
def test_english_syllables(word: str, expected: int) -> None:
    assert count_syllables(word, "en") == expected


@pytest.mark.parametrize(("word", "expected"), _cases(SPANISH))
def test_spanish_syllables(word: str, expected: int) -> None:
    assert count_syllables(word, "es") == expected


def test_english_grade_is_flesch_kincaid() -> None:
    text = "The cook cuts the onions. She heats the oil."  # 9 words, 2 sentences, 10 syllables
    assert reading_grade(text, "en") == pytest.approx(0.39 * 9 / 2 + 11.8 * 10 / 9 - 15.59)


def test_spanish_grade_is_crawford() -> None:
    text = "La cocinera corta la cebolla. Calienta el aceite."  # 8 words, 2 sentences, 18 syllables
    assert reading_grade(text, "es") == pytest.approx(0.049 * 100 * 18 / 8 - 0.205 * 100 * 2 / 8 - 3.407)


@pytest.mark.parametrize(
    ("language", "easy", "hard"),
    [
        (
            "en",
            "You wash your hands. You put on gloves. Then you cut the meat.",
            "Operatives demonstrate comprehensive familiarity with applicable contamination regulations.",
        ),
        (
            "es",
            "Usted se lava las manos. Se pone guantes. Luego corta la carne.",
            "El personal operativo demostrará conocimiento exhaustivo de las reglamentaciones sanitarias.",
        ),
    ],
)
def test_plain_text_grades_below_official_text(language: str, easy: str, hard: str) -> None:
    assert reading_grade(easy, language) < 5 < 10 < reading_grade(hard, language)


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("Bring milk, approx. one box.", "Bring milk, approx one box."),  # a small letter goes on
        ("It costs 3.50 a box.", "It costs 350 a box."),  # a point inside a number is no end
        ("Wash hands\nWear gloves", "Wash hands. Wear gloves."),  # list items are sentences
        ("Wash hands and\nwear gloves", "Wash hands and wear gloves"),  # a wrapped line is not an end
        ("Really?! Yes!", "Really. Yes."),
        ("Wait… “Stop!” Go.", "Wait. Stop. Go."),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, same_as: str) -> None:
    assert reading_grade(text, "en") == reading_grade(same_as, "en")


def test_decomposed_accents_read_like_composed_ones() -> None:
    assert count_syllables("pai\u0301s", "es") == count_syllables("país", "es") == 2


@pytest.mark.parametrize("text", ["", "  \n\t", "… — !?", "\u200b"])
def test_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="at least one word"):
        reading_grade(text, "en")


@pytest.mark.parametrize("language", ["fr", "", "EN", "english"])
def test_unknown_language_is_refused_by_name(language: str) -> None:
    with pytest.raises(InvalidInput, match="'en' and 'es'"):
        reading_grade("Hello.", language)
    with pytest.raises(InvalidInput, match="'en' and 'es'"):
        count_syllables("hello", language)


@pytest.mark.parametrize("piece", ["a", "ie", "\n", ".", ". ", ")", "a.", "a-", "é'", "ia ", "1", "…”\n"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_text_at_the_limit_takes_bounded_time(piece: str, language: str) -> None:
    text = "Go. " + (piece * 100_000)[:100_000] + "a"
    start = time.perf_counter()
    reading_grade(text, language)
    assert time.perf_counter() - start < 2


@given(st.text(max_size=300), st.sampled_from(["en", "es"]))
def test_any_text_is_graded_or_refused(text: str, language: str) -> None:
    try:
        grade = reading_grade(text, language)
    except InvalidInput:
        assert not any(character.isalnum() for character in text)
    else:
        assert grade == reading_grade(text, language)
        assert grade > -25


@given(st.from_regex(r"[a-záéíóúüñ]{1,30}", fullmatch=True), st.sampled_from(["en", "es"]))
def test_a_word_has_one_to_as_many_syllables_as_letters(word: str, language: str) -> None:
    assert 1 <= count_syllables(word, language) <= max(1, 3 * len(word))
