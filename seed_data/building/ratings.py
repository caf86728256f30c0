"""The ratings of occupations on the 120 O*NET elements, from the package `skillinfer`."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator

import numpy as np

from seed_data.building.cleaning import tidy
from seed_data.building.records import Occupation

MEMBER = "skillinfer/datasets/onet.csv.gz"
DECIMALS = 3


def table(content: bytes, occupations: list[Occupation], columns: dict[str, str]) -> list[list[str]]:
    """A header (`occupation_id`, element ids) and one row of values 0–1 for each rated occupation, by id.

    Raises ValueError when a title is no O*NET title, a column is no element, or a value is outside 0–1.
    """
    header, *lines = csv.reader(io.StringIO(gzip.decompress(content).decode("utf-8"), newline=""))
    unknown = set(header[1:]) ^ set(columns)
    if unknown:
        raise ValueError(f"The ratings and the elements differ in these columns: {sorted(unknown)}.")
    values = np.array([[float(cell) for cell in line[1:]] for line in lines])
    if not (np.isfinite(values).all() and values.min() >= 0 and values.max() <= 1):
        raise ValueError("A rating is missing or outside 0–1.")
    element_ids = [columns[name] for name in header[1:]]
    order = np.argsort(np.array(element_ids))
    rows = _rows([tidy(line[0]) for line in lines], values[:, order], occupations)
    return [["occupation_id", *(element_ids[at] for at in order)], *sorted(rows)]


def _rows(titles: list[str], values: np.ndarray, occupations: list[Occupation]) -> Iterator[list[str]]:
    id_of = {occupation.title: occupation.id for occupation in occupations}
    missing = [title for title in titles if title not in id_of]
    if missing:
        raise ValueError(f"These rated titles belong to no occupation: {missing}.")
    for title, line in zip(titles, values, strict=True):
        yield [id_of[title], *(f"{value:.{DECIMALS}f}" for value in line)]
