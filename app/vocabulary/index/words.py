"""The words of all names, as numbers: plain forms, singulars and stems share one dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.text.folding import fold, singular
from app.text.tokens import words_of
from app.vocabulary.index.strings import StringTable

SEPARATOR = " "  # between the plain forms of a folded name
UNKNOWN = 0  # the number of a form that stands in no name
_CACHE_LIMIT = 100_000


class Word(NamedTuple):
    """The numbers of one word as it stands in a text; 0 where no name has that form."""

    plain: int
    singular: int
    stem: int


class WordTable:
    """Looks words up by their folded forms; remembers the words of texts, since texts repeat each other's."""

    def __init__(self, forms: StringTable, ordinary: npt.NDArray[np.int32], of_names: int) -> None:
        self._of_names = of_names
        listed = forms.all()
        self._numbers = dict(zip(listed, range(len(listed)), strict=True))
        self._forms = forms
        self._ordinary = ordinary
        self._seen: dict[str, Word] = {}

    def __len__(self) -> int:
        return len(self._forms)

    def word(self, surface: str) -> Word:
        """The numbers of a word of a text."""
        found = self._seen.get(surface)
        if found is None:
            plain, stem = fold(surface)
            number = self._numbers.get
            found = Word(number(plain, UNKNOWN), number(singular(plain), UNKNOWN), number(stem, UNKNOWN))
            if len(self._seen) >= _CACHE_LIMIT:
                self._seen.clear()
            self._seen[surface] = found
        return found

    def each(self, surfaces: Iterable[str]) -> list[Word]:
        """The numbers of all words of a text."""
        surfaces = list(surfaces)
        known = list(map(self._seen.get, surfaces))
        if all(known):
            return known  # type: ignore[return-value]
        return [word or self.word(surface) for word, surface in zip(known, surfaces, strict=True)]

    def form(self, number: int) -> str:
        """The form that has this number."""
        return self._forms[number]

    def is_name_word(self, number: int) -> bool:
        """Whether the form stands in a name, rather than only in everyday text."""
        return number < self._of_names

    def ordinary_count(self, number: int) -> int:
        """How often the form stands in lower case in everyday running text (0: it is no ordinary word)."""
        return int(self._ordinary[number])


class WordNumbers:
    """Numbers forms while an index is built."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": UNKNOWN}
        self._seen: dict[str, tuple[int, int]] = {}

    def number(self, form: str) -> int:
        """The number of a form, a new one where it has none yet."""
        return self._numbers.setdefault(form, len(self._numbers))

    def name(self, name: str) -> tuple[list[int], list[int]]:
        """The plain forms and the stems of the words of a name."""
        known = [self._seen.get(surface) or self._see(surface) for surface in words_of(name)]
        return [plain for plain, _ in known], [stem for _, stem in known]

    def _see(self, surface: str) -> tuple[int, int]:
        plain, stem = fold(surface)
        number = self.number(plain)
        self.number(singular(plain))
        found = self._seen[surface] = number, self.number(stem)
        return found

    def __len__(self) -> int:
        return len(self._numbers)

    def keys(self, plains_of_names: Iterable[Sequence[int]]) -> list[str]:
        """The folded form of each name, from the numbers of its plain forms."""
        forms = self.forms()
        return [SEPARATOR.join([forms[plain] for plain in plains]) for plains in plains_of_names]

    def forms(self) -> list[str]:
        """Every form in the order of its number."""
        return list(self._numbers)

    def counts(self, ordinary: Iterable[tuple[str, int]]) -> npt.NDArray[np.int32]:
        """How often each form (n,) is an ordinary word; ordinary words are numbered along, so that they are known."""
        known = [(self.number(fold(word)[0]), count) for word, count in ordinary]
        counts = np.zeros(len(self._numbers), dtype=np.int32)
        for number, count in known:
            counts[number] += count
        return counts


def ragged(rows: Sequence[Sequence[int]]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Rows of different lengths as (starts (n + 1,), values): compressed sparse rows."""
    starts = np.zeros(len(rows) + 1, dtype=np.int32)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    return starts, np.array([value for row in rows for value in row], dtype=np.int32)
