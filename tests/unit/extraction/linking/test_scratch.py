"""Arrays that are used again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from app.extraction.linking.scratch import Scratch


def test_an_array_is_used_again_by_its_name_even_if_smaller() -> None:
    scratch = Scratch()
    first = scratch.array("a", 3, 4)
    first.fill(7)
    again = scratch.array("a", 2, 5)
    assert again.shape == (2, 5)
    assert (again == 7).all()
    assert scratch.array("b", 3, 4).base is not first.base
    assert scratch.array("a", 5, 5).shape == (5, 5)


def test_each_thread_has_its_own() -> None:
    scratch, together = Scratch(), Barrier(2)

    def fill(value: float) -> bool:
        own = scratch.array("a", 1, 1_000)
        own.fill(value)
        together.wait()
        return bool((own == value).all())

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(fill, [1.0, 2.0])) == [True, True]
