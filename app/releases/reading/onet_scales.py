"""The scales of O*NET's ratings: a value becomes 0..1 between the least and the most that its scale allows."""

from __future__ import annotations

import math

from app.releases.reading.onet_tables import OnetTables
from app.releases.reading.source import Row

IMPORTANCE, LEVEL, IMPACT = "IM", "LV", "WI"

# What the data dictionary says, for a release that comes without Scales Reference.txt.
_KNOWN = {IMPORTANCE: (1.0, 5.0), LEVEL: (0.0, 7.0), IMPACT: (-3.0, 3.0)} | dict.fromkeys(
    ("RL", "RW", "PT", "OJ"), (0.0, 100.0)
)
_DECIMALS = 4


class Scales:
    """The least and the most of every scale that a release uses."""

    def __init__(self, tables: OnetTables) -> None:
        self._ranges = dict(_KNOWN) if not tables.has("scales") else {}
        for row in tables.rows("scales"):
            least, most = _number(row, "Minimum"), _number(row, "Maximum")
            if least >= most:
                raise row.error(f"the minimum {least} is not below the maximum {most}")
            if row["Scale ID"] in self._ranges:
                raise row.error(f"has the scale {row['Scale ID']} a second time")
            self._ranges[row["Scale ID"]] = (least, most)

    def value(self, row: Row) -> float:
        """The data value of a row, checked against its scale."""
        scale = row["Scale ID"]
        if scale not in self._ranges:
            raise row.error(f"has the scale {scale or '(none)'}, which is in no Scales Reference.txt")
        least, most = self._ranges[scale]
        value = _number(row, "Data Value")
        if not least <= value <= most:
            raise row.error(f"Data Value {value} is outside its scale, {least:g} to {most:g}")
        return value

    def share(self, row: Row) -> float:
        """The data value of a row as a part of its scale, 0..1.

        Impact says how much a work style helps or, below zero, hinders; what does not help is of no importance.
        """
        least, most = self._ranges.get(row["Scale ID"], (0.0, 1.0))
        value = self.value(row)
        share = max(value, 0.0) / most if row["Scale ID"] == IMPACT else (value - least) / (most - least)
        return round(share, _DECIMALS)


def _number(row: Row, column: str) -> float:
    try:
        value = float(row[column])
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise row.error(f"{column} {row[column] or '(empty)'} is not a number")
    return value
