"""Spanish inflection: the forms of a word under which its plural, gender and tenses meet, by rules alone.

As with `folding`, a form is only a key. It is used for names of several words, where a false meeting of one word
seldom makes a false name; single words may differ in number and gender only.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from app.text.folding import plain

# Words that a name may have or lack: "manejo de la caja", "manejo de caja", "manejar caja".
LEFT_OUT = frozenset(
    "el la los las lo un una unos unas de del a al en su sus tu tus mi mis nuestro nuestra nuestros nuestras".split()
)
# Nouns whose verb no rule finds; both meet in the root of the verb.
_VERBS = {
    "atencion": "atend", "atenciones": "atend", "atiende": "atend", "atiendo": "atend", "atienden": "atend",
    "conduccion": "conduc", "conduje": "conduc", "limpieza": "limpi", "limpiezas": "limpi", "resolucion": "resolv",
    "resuelvo": "resolv", "resuelve": "resolv", "reposicion": "repon", "repuse": "repon", "repuesto": "repuest",
    "venta": "vend", "ventas": "vend", "lectura": "leer", "lecturas": "leer", "escritura": "escrib",
    "redaccion": "redact", "aprendizaje": "aprend", "mantenimiento": "manten", "mantuve": "manten",
    "proteccion": "proteg", "cierre": "cerr", "cierres": "cerr", "cierro": "cerr",
    "direccion": "dirig", "desinfeccion": "desinfect", "cumplimiento": "cumpl", "seguimiento": "segu", "sigo": "segu",
    "sigue": "segu", "siguiendo": "segu", "busqueda": "busc", "toma": "tom", "uso": "us", "usar": "us", "usando": "us",
    "usos": "us", "usa": "us", "construccion": "constru", "construir": "constru", "produccion": "produc",
    "traduccion": "traduc", "correccion": "correg", "eleccion": "eleg", "prueba": "prob", "pruebas": "prob",
}  # fmt: skip
_ENDINGS = (
    "aciones", "acion", "amientos", "imientos", "amiento", "imiento", "iendo", "ando", "ieron", "aron", "abamos",
    "aban", "aba", "amos", "emos", "imos", "adas", "ados", "idas", "idos", "ada", "ado", "ida", "ido", "ar", "er",
    "ir",
)  # fmt: skip
_WHOLE = ("dad", "tad", "dades", "tades", "logia", "mente")  # endings of words that are no form of a verb
_LEAST = 3  # letters of a root


class SpanishForms(NamedTuple):
    """The forms of one word: without accents, without number and gender, and its root."""

    plain: str
    neutral: str
    root: str


@lru_cache(maxsize=100_000)
def spanish_forms(word: str) -> SpanishForms:
    """The forms of a word as it stands in a text."""
    form = plain(word)
    neutral = _neutral(form)
    return SpanishForms(form, neutral, _root(form, neutral))


def _neutral(word: str) -> str:
    """Without the ending of the plural and of gender: "proactivas" meets "proactivo", "luces" meets "luz"."""
    if len(word) < 5 or not word.isalpha():
        return word
    if word.endswith("ces"):
        return word[:-3] + "z"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word[:-1] if word[-1] in "aoe" and len(word) > 4 else word


def _root(word: str, neutral: str) -> str:
    if word in _VERBS:
        return _VERBS[word]
    if len(word) < 5 or word.endswith(_WHOLE):
        return neutral
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    return neutral[:-1] if neutral[-1] == "i" and len(neutral) > _LEAST + 1 else neutral
