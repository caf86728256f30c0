"""Stored profiles as columns: what retrieval knows of each document, in arrays that files can hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import numpy.typing as npt

from app.matching.retrieval.contract import Filters
from app.matching.retrieval.gather import starts_of, take_ranges

Array = npt.NDArray[np.generic]
Indices = npt.NDArray[np.int64]
REMOTE = {None: 0, False: 1, True: 2}


@dataclass(frozen=True, eq=False)
class Documents:
    """Documents in the order of their change numbers, n of them; `starts` has n + 1 places into `codes`.

    Per document: `changes` int64; `organisations`, `regions`, `employers` uint32 (0: none), `remote` uint8 (0 unknown,
    1 no, 2 yes), `posted` int32 (a day's ordinal, 0: none), `months` uint16 (0: none), `alive` bool.
    Per skill: `codes` uint16 or uint32; for postings `weights` uint8 (hundredths) and `preferred` bool.
    `named_at` are the places in `codes` whose skill has months named with it, `named_months` those months.
    `role_starts` has n + 1 places into `role_codes`.
    """

    changes: Indices
    alive: npt.NDArray[np.bool_]
    organisations: npt.NDArray[np.uint32]
    regions: npt.NDArray[np.uint32]
    employers: npt.NDArray[np.uint32]
    remote: npt.NDArray[np.uint8]
    posted: npt.NDArray[np.int32]
    months: npt.NDArray[np.uint16]
    starts: Indices
    codes: npt.NDArray[np.unsignedinteger]
    weights: npt.NDArray[np.uint8]
    preferred: npt.NDArray[np.bool_]
    named_at: Indices
    named_months: npt.NDArray[np.int16]
    role_starts: Indices
    role_codes: npt.NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.changes)

    @cached_property
    def owners(self) -> npt.NDArray[np.uint32]:
        """By place in `codes`, the document that the skill belongs to."""
        return np.repeat(np.arange(len(self), dtype=np.uint32), np.diff(self.starts))

    @cached_property
    def wished(self) -> Indices:
        """The places in `codes` of the preferred skills."""
        return np.flatnonzero(self.preferred)

    @cached_property
    def _masses(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        count = len(self)
        weights = self.weights.astype(np.float64)
        preferred = np.bincount(self.owners, weights * self.preferred, count).astype(np.float64)
        return np.bincount(self.owners, weights, count) - preferred, preferred

    def mass(self, *, preferred: bool) -> npt.NDArray[np.float64]:
        """By posting, the sum of the weights of its preferred or of its other skills, in hundredths."""
        return self._masses[preferred]

    @cached_property
    def code_count(self) -> int:
        """One more than the largest code of a skill."""
        return int(self.codes.max(initial=0)) + 1

    def arrays(self) -> dict[str, Array]:
        """Every column by its name, as files keep them."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def places(self, changes: Indices) -> Indices:
        """Where the documents with these change numbers are; those that are not here are left out."""
        found = np.searchsorted(self.changes, changes)
        found = found[found < len(self)] if not len(self) else np.minimum(found, len(self) - 1)
        return found[self.changes[found] == changes] if len(found) else found

    def without(self, gone: Indices) -> npt.NDArray[np.bool_]:
        """Which are alive but for the documents with these change numbers."""
        alive = self.alive.copy()
        alive[self.places(gone)] = False
        return alive

    def passing(self, filters: Filters, alive: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Which documents are alive and pass the filters."""
        passing: npt.NDArray[np.bool_] = alive & (self.organisations == filters.organisation)
        if filters.regions is not None:
            passing &= np.isin(self.regions, list(filters.regions))
        if filters.employers is not None:
            passing &= np.isin(self.employers, list(filters.employers))
        if filters.remote is not None:
            passing &= self.remote == REMOTE[filters.remote]
        if filters.posted_since is not None:
            passing &= self.posted >= filters.posted_since
        if filters.occupations is not None:
            named = np.isin(self.role_codes, list(filters.occupations))
            owners = np.repeat(np.arange(len(self)), np.diff(self.role_starts))
            having = np.zeros(len(self), bool)
            having[owners[named]] = True
            passing &= having
        return passing

    def named_of(self, at: Indices) -> Indices:
        """The months named with the skills at these flat places, -1 where none are."""
        if not len(self.named_at):
            return np.full(len(at), -1, np.int64)
        found = np.minimum(np.searchsorted(self.named_at, at), len(self.named_at) - 1)
        return np.where(self.named_at[found] == at, self.named_months[found], -1).astype(np.int64)

    def closeness(self, places: Indices, table: Indices) -> Indices:
        """The closeness (hundredths) of each document's nearest occupation, by `closeness_table`; 0 without any."""
        best = np.zeros(len(places), np.int64)
        lengths = self.role_starts[places + 1] - self.role_starts[places]
        naming = np.flatnonzero(lengths)
        if not len(naming):
            return best
        _, at = take_ranges(self.role_starts, places[naming])
        each = table[np.minimum(self.role_codes[at], len(table) - 1)]
        best[naming] = np.maximum.reduceat(each, starts_of(lengths[naming])[:-1])
        return best


def closeness_table(closeness: Mapping[int, int]) -> Indices:
    """Closeness in hundredths by code of an occupation; the last entry, 0, is that of all codes beyond."""
    table = np.zeros(max(closeness, default=0) + 2, np.int64)
    table[list(closeness)] = list(closeness.values())
    return table


def select(documents: Documents, places: Indices) -> Documents:
    """The documents at these places, in this order."""
    _, at = take_ranges(documents.starts, places)
    _, roles = take_ranges(documents.role_starts, places)
    named = np.full(len(documents.codes), -1, np.int16)
    named[documents.named_at] = documents.named_months
    named = named[at]
    named_at = np.flatnonzero(named >= 0)
    postings = len(documents.weights) > 0
    columns = ("changes", "alive", "organisations", "regions", "employers", "remote", "posted", "months")
    return Documents(
        **{name: getattr(documents, name)[places] for name in columns},
        starts=starts_of(np.diff(documents.starts)[places]),
        codes=documents.codes[at],
        weights=documents.weights[at] if postings else documents.weights,
        preferred=documents.preferred[at] if postings else documents.preferred,
        named_at=named_at,
        named_months=named[named_at],
        role_starts=starts_of(np.diff(documents.role_starts)[places]),
        role_codes=documents.role_codes[roles],
    )


def joined(parts: Sequence[Documents]) -> Documents:
    """Several lots of documents as one, in the order given."""
    skills = np.cumsum([0, *(len(part.codes) for part in parts)])
    roles = np.cumsum([0, *(len(part.role_codes) for part in parts)])
    moved = {
        "starts": [part.starts[1:] + skills[at] for at, part in enumerate(parts)],
        "role_starts": [part.role_starts[1:] + roles[at] for at, part in enumerate(parts)],
        "named_at": [part.named_at + skills[at] for at, part in enumerate(parts)],
    }
    columns: dict[str, Array] = {}
    for each in fields(Documents):
        pieces = moved.get(each.name) or [getattr(part, each.name) for part in parts]
        columns[each.name] = np.concatenate(pieces)
    for name in ("starts", "role_starts"):
        columns[name] = np.concatenate([np.zeros(1, np.int64), columns[name]])
    return Documents(**columns)  # type: ignore[arg-type]
