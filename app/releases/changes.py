"""What changed between two stored releases: computed once for a pair, since a finished release never changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.releases.planning import FIELDS_OF_THE_SEED, Change, Plan, plan
from app.releases.rows import ReleaseRows
from app.releases.shelf import SEED
from app.releases.store import list_events, official_replacements, read_release_rows
from app.vocabulary.store import StoredRelease

_MOST_PAIRS = 8

Skill = dict[str, str]


def compare_stored(session: Session, old: StoredRelease | None, new: StoredRelease) -> Plan:
    """What changed from one release to another; from none, everything is added."""
    return plan(*_both(session, old, new), only=_comparable(old, new))


def previous_of(
    session: Session, known: Sequence[StoredRelease], release: StoredRelease
) -> StoredRelease | None:
    """The release that was active before this one was, or else the one that came before it."""
    versions = {each.version: each for each in known if each.framework == release.framework}
    for event in reversed(list_events(session, release.framework)):
        before = versions.get(event.detail.get("previous") or "")
        if event.action == "activated" and event.version == release.version and before is not None:
            return before
    earlier = [each for each in versions.values() if each.id < release.id]
    return max(earlier, key=lambda each: each.id, default=None)


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of skills between two releases, and the skills in them as answers show them."""

    changes: tuple[Change, ...]
    skills: Mapping[str, Skill]

    def items(self, changes: Sequence[Change]) -> list[dict[str, Any]]:
        """Some of the changes, as the answer shows them."""
        return [
            {
                "kind": change.kind,
                "skill": self.skills[change.id],
                "replaced_by": [self.skills[id_] for id_ in change.replaced_by],
                "fields": list(change.fields),
            }
            for change in changes
        ]


class ChangesCache:
    """The changes of the pairs that were asked for last. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: OrderedDict[tuple[str, str], Changes] = OrderedDict()

    def get(self, session: Session, old: StoredRelease | None, new: StoredRelease) -> Changes:
        """The changes from one release to another; whoever asks for the same at once waits for the first."""
        pair = ("" if old is None else old.checksum, new.checksum)
        with self._lock:
            found = self._found.get(pair)
            if found is None:
                found = self._found[pair] = _changes(session, old, new)
                while len(self._found) > _MOST_PAIRS:
                    self._found.popitem(last=False)
            self._found.move_to_end(pair)
            return found


def _changes(session: Session, old: StoredRelease | None, new: StoredRelease) -> Changes:
    before, after = _both(session, old, new)
    changes = plan(before, after, only=_comparable(old, new)).skills.changes
    shown = {id_ for change in changes for id_ in (change.id, *change.replaced_by)}
    skills = {
        skill.id: {
            "id": skill.id,
            "uri": skill.uri,
            "label": skill.label,
            "framework": new.framework,
            "type": skill.type,
        }
        for rows in (before, after)
        for skill in rows.skills
        if skill.id in shown
    }
    return Changes(changes, skills)


def _both(session: Session, old: StoredRelease | None, new: StoredRelease) -> tuple[ReleaseRows, ReleaseRows]:
    before = ReleaseRows(new.framework, "") if old is None else read_release_rows(session, old)
    after = read_release_rows(session, new)
    after.replacements = official_replacements(session, [new])
    return before, after


def _comparable(old: StoredRelease | None, new: StoredRelease) -> frozenset[str] | None:
    of_the_seed = new.origin == SEED or (old is not None and old.origin == SEED)
    return FIELDS_OF_THE_SEED if of_the_seed else None
