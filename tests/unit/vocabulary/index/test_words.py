from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.text.folding import fold
from app.vocabulary.index.prefixes import folded
from app.vocabulary.index.strings import StringTable, pack
from app.vocabulary.index.words import UNKNOWN, Word, WordNumbers, WordTable, ragged


def table_of(names: list[str], ordinary: dict[str, int] | None = None) -> WordTable:
    numbers = WordNumbers()
    for name in names:
        numbers.name(name)
    of_names = len(numbers)
    counts = numbers.counts((ordinary or {}).items())
    return WordTable(StringTable(*pack(numbers.forms())), counts, of_names)


def test_forms_of_a_word_share_its_stem() -> None:
    table = table_of(["operate forklifts"])
    assert table.word("operating").stem == table.word("operates").stem == table.word("Operate").stem
    assert table.word("forklift").singular == table.word("forklifts").singular != UNKNOWN


def test_a_word_of_no_name_is_unknown() -> None:
    table = table_of(["operate forklifts"])
    assert table.word("welding") == Word(UNKNOWN, UNKNOWN, UNKNOWN)


def test_form_gives_back_what_was_numbered() -> None:
    table = table_of(["Organise shelves"])
    assert table.form(table.word("organise").plain) == "organize"
    assert table.form(UNKNOWN) == ""
    assert len(table) == len({table.form(number) for number in range(len(table))})


def test_ordinary_words_are_known_and_are_no_words_of_names() -> None:
    table = table_of(["excel"], {"excel": 40, "running": 3, "Running": 2})
    assert table.ordinary_count(table.word("Excel").plain) == 40
    assert table.is_name_word(table.word("excel").plain)
    running = table.word("running").plain
    assert table.ordinary_count(running) == 5
    assert not table.is_name_word(running)
    assert table.ordinary_count(UNKNOWN) == 0


@given(st.lists(st.text(alphabet="abelst '-", max_size=20), max_size=6))
def test_a_name_is_numbered_by_the_folded_forms_of_its_words(names: list[str]) -> None:
    numbers = WordNumbers()
    split = [numbers.name(name) for name in names]
    forms = numbers.forms()
    assert numbers.keys([plains for plains, _ in split]) == [folded(name) for name in names]
    for plains, stems in split:
        assert [fold(forms[plain])[1] for plain in plains] == [forms[stem] for stem in stems]


@given(st.lists(st.lists(st.integers(0, 1000))))
def test_ragged_rows_come_back(rows: list[list[int]]) -> None:
    starts, values = ragged(rows)
    assert [values[a:b].tolist() for a, b in pairwise(starts)] == rows
    assert starts.dtype == values.dtype == np.int32
