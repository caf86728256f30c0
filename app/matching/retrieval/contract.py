"""The contract of retrieval: what is asked for, what is found; one in memory, one in the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from app.matching.retrieval.query import PostingQuery, WorkerQuery

Kind = Literal["worker", "posting"]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents may be found; None lets all pass. Numbers are codes of `profile_codes`.

    `organisation` is that of the caller's key: what it stored and nothing else. `posted_since` is a day as
    `date.toordinal()`; documents without a date are then left out.
    """

    organisation: int
    regions: frozenset[int] | None = None
    remote: bool | None = None
    occupations: frozenset[int] | None = None
    employers: frozenset[int] | None = None
    posted_since: int | None = None


class Found(NamedTuple):
    """A document, named by its change number, with its rating: the unrounded score in `query.scale` parts of a point."""

    change: int
    rating: int


class Retrieval(Protocol):
    """Finds the best documents of the stored ones: the highest rating first, of equals the one stored first.

    A document that has neither a wanted skill nor one near to it, or only such without a weight, is not found.
    Each gives at most `limit`.
    """

    def workers(self, query: PostingQuery, filters: Filters, limit: int) -> list[Found]:
        """The workers that fit a posting best."""

    def postings(self, query: WorkerQuery, filters: Filters, limit: int) -> list[Found]:
        """The postings that fit a worker best."""


class Moment(Retrieval, Protocol):
    """What was stored at one moment, ready to be searched."""

    @property
    def seen(self) -> int:
        """The last change that is in it."""


class Followed(Protocol):
    """Documents of one kind that are kept ready to be searched. Safe to use from several threads."""

    @property
    def is_ready(self) -> bool:
        """Whether all has been taken in that was stored when this was opened."""

    def fresh(self) -> Moment:
        """What may be searched: less than a second old. Raises NotReady before all was taken in once."""

    def catch_up(self) -> Moment:
        """Takes in all that is committed."""

    def settle(self) -> None:
        """Puts what is kept in better order where nothing has happened for a while; searches go on."""

    def close(self) -> None:
        """Lets another process do what one process must do for all."""
