from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.text.folding import DETERMINERS, fold, plain, singular, stem

words = st.text(alphabet=st.characters(categories=("Ll", "Lu", "Lo", "Nd")), min_size=1, max_size=20)

SAME_PLAIN = [
    ("organise", "organize"),
    ("Organisation", "ORGANIZATION"),
    ("organising", "organizing"),
    ("analyse", "analyze"),
    ("catalysed", "catalyzed"),
    ("colour", "color"),
    ("behaviour", "behavior"),
    ("labour", "labor"),
    ("neighbourhood", "neighborhood"),
    ("centre", "center"),
    ("fibre", "fiber"),
    ("licence", "license"),
    ("programme", "program"),
    ("catalogue", "catalog"),
    ("cheque", "check"),
    ("tyres", "tires"),
    ("travelling", "traveling"),
    ("modeller", "modeler"),
    ("counsellor", "counselor"),
    ("enrol", "enroll"),
    ("jewellery", "jewelry"),
    ("paediatrics", "pediatrics"),
    ("ageing", "aging"),
    ("café", "cafe"),
    ("naïve", "naive"),
    ("ﬁre", "fire"),
    ("straße", "strasse"),
    ("driver's", "driver"),
    ("driver’s", "driver"),
    ("don't", "dont"),
    ("o'clock's", "oclock"),
    ("&", "and"),
]
DIFFERENT_PLAIN = [
    ("four", "for"),
    ("hour", "hor"),
    ("tour", "tor"),
    ("flour", "flor"),
    ("rise", "rize"),
    ("wise", "wize"),
    ("filling", "filing"),
    ("milling", "miling"),
    ("polling", "poling"),
    ("analyses", "analyzes"),
    ("C", "C++"),
    ("C++", "C#"),
]
SAME_STEM = [
    ("operate", "operating"),
    ("operates", "operated"),
    ("manage", "managing"),
    ("carry", "carried"),
    ("carries", "carrying"),
    ("plan", "planning"),
    ("stop", "stopped"),
    ("sell", "selling"),
    ("drill", "drilled"),
    ("install", "installing"),
    ("upskill", "upskilling"),
    ("enrol", "enrolled"),
    ("fulfil", "fulfilled"),
    ("recall", "recalled"),
    ("control", "controlling"),
    ("patrol", "patrolled"),
    ("travel", "travelling"),
    ("model", "modelled"),
    ("counsel", "counselling"),
    ("marshal", "marshalling"),
    ("fuel", "fuelling"),
    ("dial", "dialling"),
    ("weld", "welding"),
    ("box", "boxes"),
    ("class", "classes"),
    ("company", "companies"),
    ("child", "children"),
    ("shelf", "shelves"),
    ("knife", "knives"),
    ("write", "written"),
    ("drive", "drove"),
    ("lead", "led"),
    ("build", "built"),
    ("teach", "taught"),
    ("use", "using"),
    ("organise", "organizing"),
    ("forklift", "Forklifts"),
]
DIFFERENT_STEM = [
    ("manage", "manager"),
    ("manage", "management"),
    ("clean", "cleaner"),
    ("operate", "operation"),
    ("new", "news"),
    ("physic", "physics"),
    ("anal", "analysis"),
    ("mathematic", "mathematics"),
    ("sale", "sales"),
    ("thing", "th"),
    ("ring", "r"),
    ("red", "r"),
    ("need", "ne"),
    ("morn", "morning"),
    ("bus", "bu"),
    ("process", "proces"),
]


@pytest.mark.parametrize(("one", "other"), SAME_PLAIN)
def test_spellings_meet(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT_PLAIN)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert plain(one) != plain(other)


@pytest.mark.parametrize(("one", "other"), SAME_STEM)
def test_inflections_meet(one: str, other: str) -> None:
    assert fold(one)[1] == fold(other)[1]


@pytest.mark.parametrize(("one", "other"), DIFFERENT_STEM)
def test_derivations_and_lookalikes_stay_apart(one: str, other: str) -> None:
    assert fold(one)[1] != fold(other)[1]


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("trucks", "truck"),
        ("boxes", "box"),
        ("dishes", "dish"),
        ("churches", "church"),
        ("quizzes", "quizz"),
        ("companies", "company"),
        ("ties", "tie"),
        ("men", "man"),
        ("criteria", "criterion"),
        ("analysis", "analysis"),
        ("status", "status"),
        ("glass", "glass"),
        ("gas", "gas"),
        ("news", "news"),
        ("is", "is"),
    ],
)
def test_singular(plural: str, expected: str) -> None:
    assert singular(plural) == expected


@given(words)
@example("İstanbul")
@example("ΌΔΟΣ")
def test_case_makes_no_difference_to_ascii_words(word: str) -> None:
    if word.isascii():
        assert plain(word.upper()) == plain(word.lower()) == plain(word)


@given(words)
def test_folding_is_repeatable_and_what_its_parts_say(word: str) -> None:
    assert fold(word) == (plain(word), stem(plain(word)))


@given(words)
def test_a_stem_is_never_empty_where_the_plain_form_is_not(word: str) -> None:
    form, root = fold(word)
    assert bool(root) == bool(form)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14))
def test_a_plural_meets_its_singular(word: str) -> None:
    assert singular(singular(word) + "s") in (singular(word), singular(word) + "s")


@given(words)
def test_a_plain_form_stays_what_it_is(word: str) -> None:
    """Folding what is folded already must not move it: the index folds names, search folds folded words."""
    form = plain(word)
    assert plain(form) == form


def test_determiners_are_in_lower_case() -> None:
    assert all(word == word.lower() for word in DETERMINERS)
