"""The table of figures: each row is printed as it is measured, and all of them once more at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.main_job import ROW

_RULE = ROW.format("-" * 66, "-" * 14, "-" * 12, "-" * 4)


@dataclass(frozen=True)
class Figure:
    """A measured value with its target, which is to be reached (`least`) or kept under; None where none is set."""

    name: str
    value: float
    unit: str
    target: float | None
    least: bool

    @property
    def reached(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.target is None:
            return None
        return self.value >= self.target if self.least else self.value <= self.target

    def row(self) -> str:
        """The figure as a row of the table."""
        digits = 3 if abs(self.value) < 2 and not self.unit else 1 if abs(self.value) >= 10 else 2
        target = "" if self.target is None else f"{'≥' if self.least else '≤'} {self.target:g}"
        met = {True: "yes", False: "NO", None: ""}[self.reached]
        return ROW.format(self.name, f"{self.value:,.{digits}f} {self.unit}".rstrip(), target, met)


@dataclass
class Table:
    """What was measured so far."""

    figures: list[Figure] = field(default_factory=list)

    def section(self, title: str, command: str) -> None:
        """Begins the figures of one section, with the command that prints it alone."""
        print(f"\n{title}\n  {command}\n", flush=True)

    def add(
        self,
        name: str,
        value: float,
        unit: str = "",
        *,
        least: float | None = None,
        most: float | None = None,
    ) -> None:
        """Prints and keeps a figure; it should be at `least` or at `most` this, or is there to compare with."""
        figure = Figure(name, value, unit, most if least is None else least, least is not None)
        self.figures.append(figure)
        print(figure.row(), flush=True)

    def print_summary(self) -> None:
        """Prints the figures that have a target, and how many of them reach it."""
        judged = [figure for figure in self.figures if figure.target is not None]
        print("\n" + ROW.format("what", "measured", "target", "met"))
        print(_RULE)
        for figure in judged:
            print(figure.row())
        print(f"\n{sum(bool(figure.reached) for figure in judged)} of {len(judged)} targets are reached.")
