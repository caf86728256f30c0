"""The result of a task as lines, NDJSON or CSV, part by part: a million pairs never stand in memory at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from app.batch.matching import unpack_json
from app.batch.rows import unpack_rows
from app.batch.schemas import ResultFormat

MEDIA_TYPES: dict[ResultFormat, str] = {
    "ndjson": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
}
HEADER = "posting,worker,score,reverse_score,problem"

# A cell that begins so is a formula for a spreadsheet; an apostrophe makes it a text (OWASP: CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_QUOTED = frozenset('",\r\n')
# Every score there is, as it is written.
_TENTHS = tuple(f"{points / 10}" for points in range(1001))


class Lines:
    """Writes a result. Items with a problem come first, then the pairs: by posting, and of each the best first."""

    def __init__(self, head: bytes, form: ResultFormat) -> None:
        told = unpack_json(head)
        self._form: ResultFormat = form
        self._problems: list[tuple[str, int, str | None, dict[str, Any]]] = told["problems"]
        write = _json if form == "ndjson" else _cell
        self._postings = [write(id_) for id_ in told["postings"]]
        self._workers = [write(id_) for id_ in told["workers"]]

    def first(self) -> bytes:
        """What stands before the pairs."""
        if self._form == "csv":
            return "".join(f"{line}\r\n" for line in (HEADER, *self._problem_cells())).encode()
        return b"".join(
            orjson.dumps({side: id_, "item": f"/{side}s/{number}", "problem": problem}) + b"\n"
            for side, number, id_, problem in self._problems
        )

    def of_part(self, packed: bytes) -> bytes:
        """The pairs of one part."""
        rows = zip(*unpack_rows(packed).tolist(), strict=True)
        names, others, tenths = self._postings, self._workers, _TENTHS
        if self._form == "csv":
            lines = [
                f"{names[posting]},{others[worker]},{tenths[score]},{tenths[reverse]},\r\n"
                for posting, worker, score, reverse in rows
            ]
        else:
            lines = [
                f'{{"posting":{names[posting]},"worker":{others[worker]},'
                f'"score":{tenths[score]},"reverse_score":{tenths[reverse]}}}\n'
                for posting, worker, score, reverse in rows
            ]
        return "".join(lines).encode()

    def _problem_cells(self) -> Iterator[str]:
        for side, number, id_, problem in self._problems:
            name = _cell(id_)
            place = f"{name}," if side == "posting" else f",{name}"
            yield f"{place},,,{_cell(f'/{side}s/{number}: ' + problem['detail'])}"


def format_of(asked: ResultFormat | None, accept: str) -> ResultFormat:
    """The form that a request wants: what it says, else CSV where Accept names it before NDJSON."""
    if asked is not None:
        return asked
    kinds = [part.partition(";")[0].strip().lower() for part in accept.split(",")]
    return "csv" if _place(kinds, "text/csv") < _place(kinds, "application/x-ndjson") else "ndjson"


def _place(kinds: Sequence[str], kind: str) -> int:
    return kinds.index(kind) if kind in kinds else len(kinds)


def _json(id_: str | None) -> str:
    return orjson.dumps(id_).decode()


def _cell(text: str | None) -> str:
    """A text as a cell of CSV (RFC 4180) that no spreadsheet takes for a formula."""
    if not text:
        return ""
    if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if _QUOTED.intersection(text) else text
