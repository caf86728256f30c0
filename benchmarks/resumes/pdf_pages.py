"""Résumés as PDF: one column, a sidebar left or right, and a sidebar written line by line across the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.resumes.content import Worker
from benchmarks.resumes.plain import ASIDE, Drawn, contact, drawn, head, section_lines
from benchmarks.resumes.wrapping import points, wrapped
from tests.documents.pdf_writer import Placed, page_content, write_pdf

_TOP, _BOTTOM = 790.0, 50.0
_LEADING = 13.0
_SIZES = {"name": 18.0, "heading": 13.0}
_BODY = 10.0
_INDENT = 10.0
_GAPS = {"heading": 12.0, "head": 5.0}


@dataclass(frozen=True, slots=True)
class _Column:
    left: float
    right: float


_WHOLE = _Column(50, 545)
_NARROW_LEFT, _WIDE_RIGHT = _Column(40, 185), _Column(210, 555)
_WIDE_LEFT, _NARROW_RIGHT = _Column(40, 320), _Column(350, 555)


def one_column(worker: Worker) -> bytes:
    """Everything in one column, dates at the right margin."""
    return _written([_pages(drawn(worker), _WHOLE)])


def sidebar_left(worker: Worker) -> bytes:
    """Skills and the like in a narrow column at the left, written before the main one."""
    aside, main = _parted(worker)
    return _written([_pages(aside, _NARROW_LEFT), _pages(main, _WIDE_RIGHT)])


def sidebar_right(worker: Worker) -> bytes:
    """The narrow column at the right, written after the main one."""
    aside, main = _parted(worker)
    return _written([_pages(main, _WIDE_LEFT), _pages(aside, _NARROW_RIGHT)])


def sidebar_by_row(worker: Worker) -> bytes:
    """A narrow column at the left in a file that goes back and forth between the columns, row by row."""
    aside, main = _parted(worker)
    return _written([_pages(aside, _NARROW_LEFT), _pages(main, _WIDE_RIGHT)], by_row=True)


def _parted(worker: Worker) -> tuple[list[Drawn], list[Drawn]]:
    aside = [Drawn("heading", "Contact"), *contact(worker)]
    main = head(worker)[:2]
    for section in worker.sections:
        (aside if section.heading in ASIDE else main).extend(section_lines(section))
    return aside, main


def _pages(lines: Iterable[Drawn], column: _Column) -> list[list[Placed]]:
    """The lines of one column, on as many pages as they take."""
    pages: list[list[Placed]] = [[]]
    y = _TOP
    for line in lines:
        y -= _GAPS.get(line.kind, 0.0)
        for placed in _placed(line, column):
            if y < _BOTTOM:
                pages.append([])
                y = _TOP
            pages[-1] += [Placed(run.x, y, run.text, run.size) for run in placed]
            y -= _LEADING + (run_size(line) - _BODY) / 2
    return pages


def run_size(line: Drawn) -> float:
    """The size of type of a line."""
    return _SIZES.get(line.kind, _BODY)


def _placed(line: Drawn, column: _Column) -> list[list[Placed]]:
    """The rows of one line, each of one or more runs; where they stand is filled in later."""
    size = run_size(line)
    measure = points(size)
    indent = _INDENT if line.kind == "item" else 0.0
    rows = wrapped(line.text, column.right - column.left - indent, measure)
    found = [[Placed(column.left + indent, 0, row, size)] for row in rows]
    if line.kind == "item":
        found[0].insert(0, Placed(column.left, 0, "\N{BULLET}", size))
    if line.beside:
        found[0].append(Placed(column.right - measure(line.beside), 0, line.beside, size))
    return found


def _written(columns: Sequence[list[list[Placed]]], *, by_row: bool = False) -> bytes:
    contents = []
    for number in range(max(map(len, columns))):
        runs = [run for column in columns for run in (column[number] if number < len(column) else [])]
        if by_row:
            runs.sort(key=lambda run: (-run.y, run.x))
        contents.append(page_content(runs))
    return write_pdf(contents)
