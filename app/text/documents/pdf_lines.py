"""Runs of text on a PDF page and the lines they make, with the reading order of pages in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_MIN_ROWS = 4
_MIN_GUTTER = 8.0  # points; a space in body text is about 3
_MOST_CANDIDATES = 40
_MOST_RUNS = 5_000  # a page of more pieces is no ordinary page, and keeps its order
_CONTINUED = 0.3  # share of lines that go on in lower case, as running text does and table cells do not
_ALIGNED = 0.6  # share of rows with something on both sides, as in a table


@dataclass(frozen=True, slots=True)
class Run:
    """Text without a wide gap on one line of a page; in points, y counted upwards."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The height of the line, at least one point."""
        return max(self.top - self.bottom, 1.0)

    def beside(self, other: Run) -> bool:
        """Whether both stand on the same line of the page."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return shared > 0.5 * min(self.height, other.height)


def reading_order(runs: Sequence[Run]) -> list[Run]:
    """The runs as a person reads them.

    Most programs write a page in this order already, so the order in the file is kept, unless two columns are
    written line by line across the gap between them: then the left one is read before the right one.
    """
    rows = _rows(runs) if len(runs) <= _MOST_RUNS else []
    gutter, first, last = _widest_gutter(rows)
    band = [run for row in rows[first:last] for run in row]
    if gutter is None or not _is_interleaved(runs, band, gutter) or _is_table(rows[first:last], gutter):
        return list(runs)
    above = {id(run) for row in rows[:first] for run in row}
    below = {id(run) for row in rows[last:] for run in row}
    left = [run for run in runs if id(run) not in above | below and run.left < gutter]
    right = [run for run in runs if id(run) not in above | below and run.left >= gutter]
    return [
        *reading_order([run for run in runs if id(run) in above]),
        *reading_order(left),
        *reading_order(right),
        *reading_order([run for run in runs if id(run) in below]),
    ]


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs side by side, from the top of the page down, each row from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.top, run.left)):
        if rows and rows[-1][0].beside(run):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def _widest_gutter(rows: Sequence[Sequence[Run]]) -> tuple[float | None, int, int]:
    """The right end of the empty strip that parts the most runs, with the rows that it reaches, half open."""
    best: tuple[float | None, int, int] = (None, 0, 0)
    most = 0
    for edge in _column_edges(rows):
        start = 0
        while start < len(rows):
            end, parted = _reach(rows, start, edge)
            if parted > most:
                most, best = parted, (edge, start, end)
            start = max(end, start + 1)
    return best


def _column_edges(rows: Sequence[Sequence[Run]]) -> list[float]:
    """Left edges that several runs share, other than the page's own: where a right-hand column may begin."""
    edges: dict[int, list[float]] = {}
    for row in rows:
        for run in row:
            edges.setdefault(round(run.left / 3), []).append(run.left)
    shared = sorted(
        (cluster for cluster in edges.values() if len(cluster) >= 3),
        key=lambda cluster: (-len(cluster), cluster),
    )
    leftmost = min((run.left for row in rows for run in row), default=0.0)
    return [
        edge - 1
        for cluster in shared[:_MOST_CANDIDATES]
        if (edge := min(cluster)) > leftmost + 3 * _MIN_GUTTER
    ]


def _reach(rows: Sequence[Sequence[Run]], start: int, edge: float) -> tuple[int, int]:
    """The row where the empty strip left of `edge` ends; how many runs it parts (0: too few to count)."""
    end, left, right = start, 0, 0
    for row in rows[start:]:
        if any(run.left < edge and run.right > edge - _MIN_GUTTER + 1 for run in row):
            break
        end += 1
        left += any(run.left < edge for run in row)
        right += any(run.left >= edge for run in row)
    return end, left + right if min(left, right) >= _MIN_ROWS else 0


def _is_interleaved(runs: Sequence[Run], band: Sequence[Run], gutter: float) -> bool:
    """Whether the file goes back and forth between the columns."""
    inside = {id(run) for run in band}
    sides = [run.left >= gutter for run in runs if id(run) in inside]
    return sum(one != other for one, other in pairwise(sides)) > len(sides) / 4


def _is_table(rows: Sequence[Sequence[Run]], gutter: float) -> bool:
    """Whether the sides belong together row by row."""
    lefts = [run for row in rows for run in row[:1] if run.left < gutter]
    rights = [run for row in rows for run in row[-1:] if run.left >= gutter]
    both = sum(row[0].left < gutter <= row[-1].left and _share_baseline(row[0], row[-1]) for row in rows)
    if both < _ALIGNED * min(len(lefts), len(rights)):
        return False
    return max(_continued(lefts), _continued(rights)) < _CONTINUED


def _share_baseline(one: Run, other: Run) -> bool:
    """Whether both stand on one line to a hair, as cells of a row do; lines of two columns meet by chance."""
    return abs(one.bottom - other.bottom) < 0.15 * min(one.height, other.height)


def _continued(side: Sequence[Run]) -> float:
    """The share of runs that begin in lower case, after the first."""
    return sum(run.text[:1].islower() for run in side[1:]) / max(len(side) - 1, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, with what tells whether it goes on from the line before."""

    text: str
    right: float
    character: float  # average width of a character, in points
    apart: bool = False  # a gap or another size of type parts it from the line before
    jumped: bool = False  # it stands elsewhere: in the next column or on the next page


def to_lines(runs: Sequence[Run]) -> list[Line]:
    """Joins runs that stand side by side in reading order: by a space, or by a tab over a wide gap."""
    rows: list[list[Run]] = []
    for run in runs:
        if rows and rows[-1][-1].beside(run) and run.left >= rows[-1][-1].right - 1:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_line(row, previous) for previous, row in zip([[], *rows], rows, strict=False)]


def _line(row: Sequence[Run], previous: Sequence[Run]) -> Line:
    text = row[0].text
    for before, run in pairwise(row):
        text += ("\t" if run.left - before.right > 2 * run.height else " ") + run.text
    width = (row[-1].right - row[0].left) / max(len(text), 1)
    if not previous:
        return Line(text, row[-1].right, width, jumped=True)
    above, first = previous[0], row[0]
    gap = above.bottom - first.top
    jumped = gap < -max(first.height, above.height) or gap > 20 * above.height
    resized = not 0.8 < first.height / above.height < 1.25
    apart = resized or (not jumped and gap > 0.75 * min(first.height, above.height))
    return Line(text, row[-1].right, width, apart, jumped)
