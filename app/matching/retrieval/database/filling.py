"""Documents as rows of the tables that the database searches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from app.matching.retrieval.contract import Kind
from app.matching.retrieval.documents import Documents

Row = tuple[str | int, ...]


def document_rows(kind: Kind, documents: Documents) -> Iterator[Row]:
    """A row for each document."""
    postings = len(documents.weights) > 0
    masses = [
        documents.mass(preferred=each) if postings else np.zeros(len(documents)) for each in (False, True)
    ]
    columns: list[npt.NDArray[Any]] = [
        documents.changes,
        documents.organisations,
        documents.regions,
        documents.employers,
        documents.remote,
        documents.posted,
        documents.months,
        *(mass.astype(np.int64) for mass in masses),
    ]
    return ((kind, *row) for row in zip(*(column.tolist() for column in columns), strict=True))


def skill_rows(kind: Kind, documents: Documents) -> Iterator[Row]:
    """A row for each skill of each document."""
    months = np.full(len(documents.codes), -1, np.int64)
    months[documents.named_at] = documents.named_months
    postings = len(documents.weights) > 0
    weights = documents.weights if postings else np.zeros(len(months), np.int64)
    preferred = documents.preferred.astype(np.int64) if postings else weights
    changes = documents.changes[documents.owners]
    columns = (documents.codes, changes, weights, preferred, months)
    return ((kind, *row) for row in zip(*(column.tolist() for column in columns), strict=True))


def role_rows(kind: Kind, documents: Documents) -> Iterator[Row]:
    """A row for each occupation of each document."""
    changes = np.repeat(documents.changes, np.diff(documents.role_starts))
    return ((kind, *row) for row in zip(changes.tolist(), documents.role_codes.tolist(), strict=True))
