"""What changed between two stored releases: computed once for a pair, since a finished release never changes."""

from __future__ import annotations

import hashlib
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy.orm import Session

from app.releases.planning import FIELDS_OF_THE_SEED, Change, Plan, plan
from app.releases.rows import ReleaseRows
from app.releases.shelf import SEED
from app.releases.store import list_events, official_replacements, read_release_rows
from app.vocabulary.store import StoredRelease

CHANGES_FOLDER = "changes"
_MOST_PAIRS = 8
_FORMAT = 1  # raised whenever other things count as a change

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


class ChangesShelf:
    """The changes of pairs of releases, kept as files that all server processes share, and the last few in memory.

    Safe to use from several threads. A finished release never changes, so neither does what is kept here.
    """

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / CHANGES_FOLDER
        self._lock = threading.Lock()
        self._found: OrderedDict[str, Changes] = OrderedDict()

    def get(self, session: Session, old: StoredRelease | None, new: StoredRelease) -> Changes:
        """The changes from one release to another; whoever asks for the same at once waits for the first."""
        key = _key(old, new)
        with self._lock:
            found = self._found.get(key)
            if found is None:
                found = self._read(key)
                if found is None:
                    before, after = _both(session, old, new)
                    found = changes_of(plan(before, after, only=_comparable(old, new)), before, after)
                    self._write(key, found)
                self._found[key] = found
                while len(self._found) > _MOST_PAIRS:
                    self._found.popitem(last=False)
            self._found.move_to_end(key)
            return found

    def put(self, old: StoredRelease | None, new: StoredRelease, changes: Changes) -> None:
        """Keeps changes that are known already."""
        self._write(_key(old, new), changes)

    def _read(self, key: str) -> Changes | None:
        try:
            content = orjson.loads((self._folder / f"{key}.json").read_bytes())
            changes = tuple(
                Change(kind, id_, tuple(fields), tuple(replaced_by))
                for kind, id_, fields, replaced_by in content["changes"]
            )
            return Changes(changes, content["skills"])
        except (OSError, ValueError, KeyError, TypeError):  # it is computed anew
            return None

    def _write(self, key: str, changes: Changes) -> None:
        """Writes beside and renames; where that fails, the changes are computed again another time."""
        rows = [(each.kind, each.id, each.fields, each.replaced_by) for each in changes.changes]
        content = orjson.dumps({"changes": rows, "skills": dict(changes.skills)})
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, prefix=f".{key}-", delete=False) as file:
                file.write(content)
            Path(file.name).replace(self._folder / f"{key}.json")


def _key(old: StoredRelease | None, new: StoredRelease) -> str:
    parts = [str(_FORMAT), "" if old is None else old.checksum, new.checksum, new.framework]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def changes_of(planned: Plan, before: ReleaseRows, after: ReleaseRows) -> Changes:
    """The changes of skills in a plan, with the skills that they show: of the newer release where it has them."""
    changes = planned.skills.changes
    shown = {id_ for change in changes for id_ in (change.id, *change.replaced_by)}
    skills = {
        skill.id: {
            "id": skill.id,
            "uri": skill.uri,
            "label": skill.label,
            "framework": after.framework,
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
