"""The table of figures: what, target, measured, and how the one stands to the other."""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

_ROW = "| {:<70} | {:>9} | {:>13} | {:>6} | {:<3} |"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `target` is the least that is to be reached, or the most to keep under; None: to compare with."""

    what: str
    measured: float
    unit: str
    target: float | None = None
    least: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times the target it is; None without one."""
        return self.measured / self.target if self.target else None

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None without one."""
        if self.target is None:
            return None
        return self.measured >= self.target if self.least else self.measured <= self.target

    def __str__(self) -> str:
        target = "" if self.target is None else f"{'≥' if self.least else '≤'} {self.target:,g}"
        digits = (
            0
            if self.measured >= 1000 or self.measured == int(self.measured)
            else 1
            if self.measured >= 10
            else 2
        )
        measured = f"{self.measured:,.{digits}f} {self.unit}".rstrip()
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return _ROW.format(self.what, target, measured, ratio, {True: "yes", False: "NO", None: ""}[self.met])


def keep(row: Row, file: Path) -> None:
    """Prints a row and adds it to those of the run."""
    print(row, flush=True)
    with file.open("a", encoding="utf-8") as rows:
        rows.write(json.dumps(asdict(row)) + "\n")


def kept(file: Path) -> list[Row]:
    """The rows of the run so far."""
    if not file.exists():
        return []
    return [Row(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def table(rows: Iterable[Row]) -> str:
    """All rows under their heads, and under what machine and day they were measured."""
    lines = [
        _ROW.format("what", "target", "measured", "ratio", "met"),
        _ROW.format("-" * 70, *["-" * n for n in (9, 13, 6, 3)]),
    ]
    return "\n".join([machine(), "", *lines, *map(str, rows)])


def machine() -> str:
    """Processor, cores, memory and the date."""
    cpu = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.M)
    name = cpu.group(1) if cpu else platform.machine()
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{name}, {os.cpu_count()} cores, {gigabytes:.0f} GB; Python {platform.python_version()}; {date.today()}"
