from __future__ import annotations

import pytest

from app.text.spanish import spanish_forms

ALIKE = [
    ("cuidado", "cuidé"), ("cuidar", "cuidando"), ("manejo", "manejar"), ("atención", "atender"),
    ("limpieza", "limpiar"), ("resolución", "resolviendo"), ("clientes", "cliente"), ("niños", "ninos"),
    ("planificación", "planificar"), ("ATENCIÓN", "atencion"), ("conductores", "conductora"),
]  # fmt: skip
APART = [
    ("caja", "cajero"),
    ("leer", "lento"),
    ("trabajo", "trabajador"),
    ("calidad", "calor"),
    ("sol", "sal"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_forms_of_a_word_meet_in_its_root(one: str, other: str) -> None:
    assert spanish_forms(one).root == spanish_forms(other).root


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert spanish_forms(one).root != spanish_forms(other).root


@pytest.mark.parametrize(
    ("one", "other"), [("proactiva", "proactivos"), ("luces", "luz"), ("honesto", "honestas")]
)
def test_number_and_gender_alone_are_neutral(one: str, other: str) -> None:
    assert spanish_forms(one).neutral == spanish_forms(other).neutral


def test_another_tense_is_not_neutral() -> None:
    assert spanish_forms("cuidar").neutral != spanish_forms("cuidado").neutral
