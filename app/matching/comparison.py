"""Comparison: pair each wanted skill with what the worker has for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from app.matching.closeness import counted
from app.matching.matches import WHOLE, Comparison, Found
from app.matching.nearness import Near, best_of, near_skills
from app.profiles.profile import Held, PostingProfile, Role, WorkerProfile
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
        self._near = near_skills(index, list(self._places))
        self._has_compared = False

    @cached_property
    def _stands_for(self) -> dict[int, list[tuple[int, Near]]]:
        """By skills of workers: the places of wanted skills that they stand for, and how near they are."""
        table: dict[int, list[tuple[int, Near]]] = {}
        for place, near in enumerate(self._near):
            for other, one in [*near.best.items(), *near.linked.items()]:
                table.setdefault(other, []).append((place, one))
        return table

    def compare(self, worker: WorkerProfile) -> Comparison:
        """The posting and one worker laid against each other."""
        held = {item.skill: item for item in worker.held}
        found = {self._places[skill]: Found(held[skill]) for skill in self._places.keys() & held.keys()}
        for place, offered in self._offered(held, found):
            near = best_of(offered)
            found[place] = Found(held[near.held], near.hundredths, near.relation)
        return Comparison(self.posting, worker, found, *self._closest(worker.roles))

    def _offered(
        self, held: Mapping[int, Held], had: Mapping[int, Found]
    ) -> Iterable[tuple[int, list[Near]]]:
        """The places of skills that a worker lacks, with what of the worker's stands near."""
        if not self._has_compared:
            # Turning the tables round pays from the second worker on.
            self._has_compared = True
            skills = held.keys()
            each = (
                (place, near.among(near.best.keys() & skills))
                for place, near in enumerate(self._near)
                if place not in had
            )
            return [(place, offered) for place, offered in each if offered]
        options: dict[int, list[Near]] = {}
        for skill in self._stands_for.keys() & held.keys():
            for place, near in self._stands_for[skill]:
                if place not in had:
                    options.setdefault(place, []).append(near)
        return options.items()

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
