from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.documents.pdf_lines import Run, reading_order, to_lines

LEFT = ("Responsible for the", "warehouse and its", "stock, with a team", "of eight people", "in two shifts")
RIGHT = ("Skills learnt at", "work include the", "forklift, handling", "of goods and some", "bookkeeping")


def run(text: str, left: float, top: float, size: float = 12) -> Run:
    return Run(text, left, top - size, left + size / 2 * len(text), top)


def column(texts: tuple[str, ...], left: float, top: float = 700) -> list[Run]:
    return [run(text, left, top - 14 * number) for number, text in enumerate(texts)]


def by_row(*columns: list[Run]) -> list[Run]:
    return sorted((run for side in columns for run in side), key=lambda run: (-run.top, run.left))


def texts(runs: list[Run]) -> tuple[str, ...]:
    return tuple(run.text for run in runs)


def test_columns_written_across_are_read_one_after_the_other() -> None:
    assert texts(reading_order(by_row(column(LEFT, 60), column(RIGHT, 320)))) == LEFT + RIGHT


def test_columns_need_not_share_their_lines() -> None:
    assert texts(reading_order(by_row(column(LEFT, 60), column(RIGHT, 320, top=693)))) == LEFT + RIGHT


def test_three_columns() -> None:
    third = ("More about the place", "and what we do there", "on an ordinary day", "of the week")
    runs = by_row(column(LEFT, 40), column(RIGHT, 230), column(third, 420))
    assert texts(reading_order(runs)) == LEFT + RIGHT + third


def test_headings_and_footers_over_both_columns_stay_around_them() -> None:
    heading = run("Team leader of the night shift in the warehouse", 60, 740, 18)
    footer = run("This line reaches over both of the columns of the page", 60, 600)
    runs = [heading, *by_row(column(LEFT, 60), column(RIGHT, 320)), footer]
    assert texts(reading_order(runs)) == (heading.text, *LEFT, *RIGHT, footer.text)


@pytest.mark.parametrize("first", [0, 1])
def test_the_order_of_the_file_is_kept_where_it_is_column_by_column(first: int) -> None:
    columns = [column(LEFT, 60), column(RIGHT, 320)]
    runs = columns[first] + columns[1 - first]
    assert reading_order(runs) == runs


def test_tables_are_read_row_by_row() -> None:
    names = ("English", "Spanish", "German", "French", "Polish")
    levels = ("Fluent", "Good", "Basic", "None", "None")
    runs = by_row(column(names, 60), column(levels, 320))
    assert reading_order(runs) == runs


def test_short_items_in_two_columns_are_no_table_where_their_lines_do_not_meet() -> None:
    skills = ("Skills", "• Forklift", "• First aid", "• Till", "• Languages")
    work = ("Experience", "Driver", "• Drove a van", "• Loaded goods", "• Kept the books")
    runs = by_row(column(skills, 60), column(work, 320, top=697))
    assert texts(reading_order(runs)) == skills + work


def test_dates_at_the_right_margin_stay_with_their_lines() -> None:
    runs = []
    for number in range(6):
        runs += [run("Care assistant", 60, 700 - 60 * number), run("2019", 500, 700 - 60 * number)]
        runs += [run("Helped people in their homes every day, with meals and more", 60, 680 - 60 * number)]
    assert reading_order(runs) == runs


def test_an_empty_page() -> None:
    assert reading_order([]) == []
    assert to_lines([]) == []


def test_a_page_of_very_many_pieces_keeps_its_order() -> None:
    places = random.Random(7)
    runs = [run("x", places.uniform(0, 500), places.uniform(0, 700)) for _ in range(6_000)]
    assert reading_order(runs) == runs


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 30), st.sampled_from(("a", "Word", "several words")))
    )
)
def test_no_run_is_lost_or_doubled(places: list[tuple[int, int, str]]) -> None:
    runs = [run(text, 100 * x, 20 * y) for x, y, text in places]
    ordered = reading_order(runs)
    assert sorted(map(id, ordered)) == sorted(map(id, runs))


def test_runs_beside_each_other_make_a_line() -> None:
    runs = [
        run("Care assistant", 60, 700),
        run("and driver", 150, 700),
        run("2019", 500, 700),
        run("next", 60, 686),
    ]
    assert [line.text for line in to_lines(runs)] == ["Care assistant and driver\t2019", "next"]


def test_gaps_sizes_and_jumps() -> None:
    runs = [
        run("Title", 60, 700, 20),
        run("first", 60, 675),
        run("second", 60, 661),
        run("after a gap", 60, 630),
        run("next column", 320, 675),
    ]
    lines = to_lines(runs)
    assert [line.apart for line in lines] == [False, True, False, True, False]
    assert [line.jumped for line in lines] == [True, False, False, False, True]
