"""Comparison: pair each wanted skill with what the worker has for it."""

from __future__ import annotations

from collections.abc import Callable

from app.matching.closeness import counted
from app.matching.matches import WHOLE, Comparison, Found
from app.matching.nearness import Nearest
from app.profiles.profile import PostingProfile, Role, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex

Closeness = Callable[[str, str], float]


def compare(
    index: VocabularyIndex, posting: PostingProfile, worker: WorkerProfile, closeness: Closeness
) -> Comparison:
    """Both sides laid against each other; profiles name each group of linked terms once, by its own row."""
    return Comparer(index, posting, closeness).compare(worker)


class Comparer:
    """Lays workers against one posting: what stands near its skills is looked up once for all of them."""

    def __init__(self, index: VocabularyIndex, posting: PostingProfile, closeness: Closeness) -> None:
        self.posting = posting
        self._closeness = closeness
        self._closest_role: dict[str, tuple[float, str, Role]] = {}
        self._places = {wanted.skill: place for place, wanted in enumerate(posting.wanted)}
        self._nearest = Nearest(index, list(self._places))

    def compare(self, worker: WorkerProfile) -> Comparison:
        """The posting and one worker laid against each other."""
        held = {item.skill: item for item in worker.held}
        found = {self._places[skill]: Found(held[skill]) for skill in self._places.keys() & held.keys()}
        for place, near in self._nearest.among(held).items():
            if place not in found:
                found[place] = Found(held[near.held], near.hundredths, near.relation)
        return Comparison(self.posting, worker, found, *self._closest(worker.roles))

    def _closest(self, own: tuple[Role, ...]) -> tuple[int | None, tuple[Role, Role] | None]:
        """What the nearest pair of occupations counts for, in hundredths, and the pair (worker's, posting's)."""
        if not own or not self.posting.roles:
            return None, None
        mine, (distance, _, theirs) = min(
            ((role, self._closest_to(role)) for role in own),
            key=lambda pair: (pair[1][0], pair[0].id, pair[1][1]),
        )
        return round(counted(-distance) * WHOLE), (mine, theirs)

    def _closest_to(self, own: Role) -> tuple[float, str, Role]:
        """The posting's occupation that is nearest to one of a worker, the closeness below 0 for the order."""
        known = self._closest_role.get(own.id)
        if known is None:
            each = ((-self._closeness(own.id, role.id), role.id, role) for role in self.posting.roles)
            known = self._closest_role[own.id] = min(each, key=lambda one: one[:2])
        return known
