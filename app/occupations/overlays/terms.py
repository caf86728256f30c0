"""What overlays are made of: places and sectors, changes, revisions, and the skills of a profile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from app.occupations.terms import NeedRelation

ChangeAction = Literal["add", "remove", "reweight"]
State = Literal["draft", "in_review", "certified", "expired", "superseded", "withdrawn"]

_REGION = r"[A-Z]{2}(?:-[A-Z0-9]{1,20}){0,4}"
_SECTOR = r"[a-z0-9]+(?:-[a-z0-9]+){0,9}"
_SCOPE = re.compile(rf"(?:(?P<region>{_REGION})(?::(?=sector:)|$))?(?:sector:(?P<sector>{_SECTOR}))?")
MAXIMUM_SCOPE = 100


@dataclass(frozen=True, slots=True)
class OverlayScope:
    """Where an overlay holds: a region (`US`, `US-TX`, `US-TX-AUSTIN`), a sector (`health-care`), or both."""

    region: str | None
    sector: str | None

    def __str__(self) -> str:
        parts = (self.region, self.sector and f"sector:{self.sector}")
        return ":".join(part for part in parts if part)

    @property
    def breadth(self) -> tuple[int, int, str]:
        """Sorts broad scopes before narrow ones: by the parts of the region, then those without a sector."""
        return len(self.region.split("-")) if self.region else 0, int(self.sector is not None), str(self)


def read_scope(text: str) -> OverlayScope | None:
    """The scope that is written `US-TX`, `sector:health-care` or `US-TX:sector:health-care`; None for others."""
    found = _SCOPE.fullmatch(text) if 0 < len(text) <= MAXIMUM_SCOPE else None
    return found and OverlayScope(found["region"], found["sector"])


def scopes_for(region: str | None, sector: str | None) -> list[OverlayScope]:
    """Every scope whose overlays hold in a region and sector, the broadest first: US, US-TX, US-TX-AUSTIN."""
    parts = region.split("-") if region else []
    regions = [None, *("-".join(parts[: count + 1]) for count in range(len(parts)))]
    sectors = [None] if sector is None else [None, sector]
    found = [OverlayScope(each, kind) for each in regions for kind in sectors if each or kind]
    return sorted(found, key=lambda scope: scope.breadth)


@dataclass(frozen=True, slots=True)
class ProfileSkill:
    """That an occupation needs a skill: importance and level 0..1 where known, and who says so."""

    skill_id: str
    relation: NeedRelation
    importance: float | None
    level: float | None
    source: str
    suppressed: bool = False
    overlay: str | None = None  # the scope of the overlay that added or reweighted it


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a profile: None leaves what the profile says."""

    action: ChangeAction
    skill_id: str
    reason: str
    importance: float | None = None
    level: float | None = None
    relation: NeedRelation | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of an overlay as it is stored; `releases` are those it was written for or certified against."""

    number: int
    state: State
    changes: tuple[Change, ...]
    authors: tuple[str, ...]  # everybody who edited it, the last one last
    changed_at: datetime
    releases: Mapping[str, str]
    certified_by: str | None = None
    certified_at: datetime | None = None
    certified_until: date | None = None

    def state_on(self, today: date) -> State:
        """The state on a day: a certified revision expires by itself after its last day."""
        over = self.state == "certified" and self.certified_until is not None and self.certified_until < today
        return "expired" if over else self.state


@dataclass(frozen=True, slots=True)
class OverlayRecord:
    """An overlay with all its revisions, the oldest first; there is at least one."""

    id: int
    occupation_id: str
    scope: OverlayScope
    organisation_id: int
    organisation: str
    revisions: tuple[Revision, ...]

    @property
    def latest(self) -> Revision:
        """The revision that is worked on, or was last."""
        return self.revisions[-1]

    @property
    def is_withdrawn(self) -> bool:
        """Whether its organisation took it back; only its history is left."""
        return self.latest.state == "withdrawn"

    def public(self) -> Revision | None:
        """The revision that everybody may read: the one certified last, whether it has expired or not."""
        return next(
            (each for each in reversed(self.revisions) if each.state in ("certified", "expired")), None
        )

    def in_force(self, today: date) -> Revision | None:
        """The certified revision that applies on a day."""
        return next((x for x in reversed(self.revisions) if x.state_on(today) == "certified"), None)

    def seen_by(self, organisation_id: int | None) -> Revision | None:
        """The revision that an organisation is shown: its own latest one, of others the public one."""
        if self.is_withdrawn:
            return None
        return self.latest if organisation_id == self.organisation_id else self.public()


@dataclass(frozen=True, slots=True)
class ChosenOverlay:
    """A revision of an overlay that is to be applied, and why it needs another look (empty where it does not)."""

    scope: OverlayScope
    organisation: str
    revision: Revision
    review_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AppliedOverlay:
    """What an overlay did to a profile; `without_effect` are changes that no longer meet what they change."""

    overlay: ChosenOverlay
    added: tuple[str, ...]
    removed: tuple[str, ...]
    reweighted: tuple[str, ...]
    without_effect: tuple[str, ...]
