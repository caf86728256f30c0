"""One search: a side is read, retrieval finds the documents that may be best, the scorer of a pair ranks them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from app.matching.grid import PostingPlan
from app.matching.many import Scored
from app.matching.retrieval.codes import Groups
from app.matching.retrieval.compiling import compile_posting, compile_worker
from app.matching.retrieval.contract import Filters, Found, Kind, Retrieval
from app.matching.search.listing import Document, Judge, listed, ranked
from app.matching.search.offers import Offers
from app.profiles.profile import PostingProfile, Role, SideWarning, WorkerProfile

# Held while a search works on the processor. Several at once would take it from each other at every NumPy call, and
# each gets it back only when Python next takes it from another, 5 ms later: all of them together would be done later
# than one after the other.
Turn = AbstractContextManager[object]
# More than asked for are scored: ratings of postings are rounded, and a document may be gone a moment later.
_SPARE = 8

NOTHING_FOUND = SideWarning(
    "nothing_found",
    "No stored document passes the filters and has a wanted skill or one near to it. Widen the filters, "
    "or look at warnings of the side that was read.",
)


class Places(Protocol):
    """Where a search looks: what stored codes mean, and how close occupations are."""

    def groups(self) -> Groups:
        """The skills of stored documents in the vocabulary that answers."""

    def closeness(self, roles: Sequence[Role]) -> dict[int, int]:
        """By code of an occupation, how close it is to these, in hundredths."""

    def documents(self, kind: Kind, changes: Sequence[int], *, shown: bool) -> list[Document]:
        """The documents with these change numbers that are still there."""

    def offers(self, changes: Sequence[int], limit: int) -> Offers:
        """The first so many workers with these change numbers that are still there, in this order."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How many are wanted, of which, and whether each is to be explained."""

    limit: int
    filters: Filters
    explain: bool


@dataclass(frozen=True, slots=True)
class Searcher:
    """Finds and ranks documents."""

    retrieval: Retrieval
    places: Places
    judge: Judge
    turn: Turn

    def workers(self, posting: PostingProfile, wish: Wish) -> list[dict[str, Any]]:
        """The workers that fit a posting best, as items of the answer."""
        judge = self.judge
        closeness = self.places.closeness(posting.roles)
        with self.turn:
            query = compile_posting(judge.index, posting, judge.weights, self.places.groups(), closeness)
            if query is None:
                return []
            found = self.retrieval.workers(query, wish.filters, wish.limit + _SPARE)
        if wish.explain or not query.is_exact:
            return self._items("worker", found, judge.for_posting(posting), wish)
        offers = self.places.offers([each.change for each in found], wish.limit)
        with self.turn:
            plan = PostingPlan(judge.index, posting, judge.weights)
            return offers.items(plan, self.places.groups().of_code, closeness)

    def postings(self, worker: WorkerProfile, wish: Wish) -> list[dict[str, Any]]:
        """The postings that fit a worker best, as items of the answer."""
        judge = self.judge
        closeness = self.places.closeness(worker.roles)
        with self.turn:
            query = compile_worker(judge.index, worker, judge.weights, self.places.groups(), closeness)
            if query is None:
                return []
            found = self.retrieval.postings(query, wish.filters, wish.limit + _SPARE)
        return self._items("posting", found, judge.for_worker(worker), wish)

    def _items(
        self, kind: Kind, found: Sequence[Found], scored: Callable[[Document], Scored], wish: Wish
    ) -> list[dict[str, Any]]:
        changes = [each.change for each in found]
        documents = self.places.documents(kind, changes, shown=wish.explain)
        with self.turn:
            return listed(self.judge.index, ranked(documents, scored, wish.limit), explain=wish.explain)
