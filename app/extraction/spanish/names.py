"""Spanish names in their inflections: "cuidé niños" and "el cuidado de los niños" both name "cuidado de niños"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.extraction.candidates.candidate import Candidate, Grade
from app.extraction.candidates.phrases import KIND_ORDER
from app.extraction.document import Document
from app.text.spanish import LEFT_OUT, SpanishForms, spanish_forms
from app.text.tokens import words_of
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.terms import NAME_KINDS

SPANISH = "es"
_LONGEST_ALONE_FORM = 6  # letters; a shorter word that differs from the name is another word too often


class _Name(NamedTuple):
    """A Spanish name: its row, and the forms of the words that count."""

    row: int
    forms: tuple[SpanishForms, ...]


class SpanishNames:
    """Finds Spanish names in Spanish texts; its table is made at the first of them."""

    def __init__(self, index: VocabularyIndex) -> None:
        self._index = index
        self._table: dict[tuple[str, ...], list[_Name]] | None = None

    def find(self, document: Document) -> Iterator[Candidate]:
        """The names that stand in the text in other forms, one candidate for each place and skill."""
        if document.language != SPANISH:
            return
        if self._table is None:
            self._table = _read_names(self._index)
        if not self._table:
            return
        places, forms = _that_count(document.tokens.words)
        for at in range(len(forms)):
            for length in (1, 2):
                opening = tuple(form.root if length > 1 else form.neutral for form in forms[at : at + length])
                for name in self._table.get(opening, ()) if len(opening) == length else ():
                    grade = _grade(name.forms, forms[at : at + len(name.forms)])
                    if grade is not None:
                        last = places[at + len(name.forms) - 1] + 1
                        yield self._candidate(places[at], last, name, grade)

    def _candidate(self, first: int, last: int, name: _Name, grade: Grade) -> Candidate:
        index = self._index
        kind = NAME_KINDS[int(index.name_kind[name.row])]
        return Candidate(first, last, int(index.name_skill[name.row]), name.row, kind, grade, 1)


def _read_names(index: VocabularyIndex) -> dict[tuple[str, ...], list[_Name]]:
    """The names by the roots of their first two words; names of one word by its neutral form."""
    table: dict[tuple[str, ...], list[_Name]] = defaultdict(list)
    if SPANISH not in index.languages:
        return {}
    code = index.languages.index(SPANISH)
    best: dict[tuple[int, tuple[str, ...]], tuple[int, _Name]] = {}
    for row in (index.name_language == code).nonzero()[0].tolist():
        if bool(index.name_misleading[row]):
            continue
        _, forms = _that_count(words_of(index.names[row]))
        if not forms or (len(forms) == 1 and not _may_stand_alone(forms[0], index.names[row])):
            continue
        key = int(index.name_skill[row]), tuple(form.root for form in forms)
        order = KIND_ORDER.index(NAME_KINDS[int(index.name_kind[row])])
        if key not in best or order < best[key][0]:
            best[key] = order, _Name(row, tuple(forms))
    for _, name in best.values():
        opening = (
            tuple(form.root for form in name.forms[:2]) if len(name.forms) > 1 else (name.forms[0].neutral,)
        )
        table[opening].append(name)
    return dict(table)


def _may_stand_alone(form: SpanishForms, name: str) -> bool:
    """Whether one word may be believed in another number or gender: a long one that is all of its name."""
    return len(form.plain) >= _LONGEST_ALONE_FORM and " " not in name.strip()


def _that_count(words: Sequence[str]) -> tuple[list[int], list[SpanishForms]]:
    """The forms of the words that a name cannot do without, with their places."""
    found = [(at, spanish_forms(word)) for at, word in enumerate(words)]
    kept = [(at, forms) for at, forms in found if forms.plain not in LEFT_OUT]
    return [at for at, _ in kept], [forms for _, forms in kept]


def _grade(name: Sequence[SpanishForms], text: Sequence[SpanishForms]) -> Grade | None:
    """How close the words of a text stand to those of a name; None where they are others."""
    if len(name) != len(text):
        return None
    if all(a.neutral == b.neutral for a, b in zip(name, text, strict=True)):
        return "number"
    alike = len(name) > 1 and all(a.root == b.root for a, b in zip(name, text, strict=True))
    return "inflected" if alike else None
