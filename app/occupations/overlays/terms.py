"""What overlays are made of: places and sectors, changes, revisions, and the skills of a profile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
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
class OverlayRevision:
    """One revision of an overlay, as it is applied: what it changes, and how far its review has come."""

    scope: OverlayScope
    number: int
    state: State
    organisation: str
    changes: tuple[Change, ...]
    certified_by: str | None = None
    certified_until: date | None = None
    needs_review: tuple[str, ...] = ()  # why it needs another look; empty where it does not


@dataclass(frozen=True, slots=True)
class AppliedOverlay:
    """What an overlay did to a profile; `without_effect` are changes that no longer meet what they change."""

    revision: OverlayRevision
    added: tuple[str, ...]
    removed: tuple[str, ...]
    reweighted: tuple[str, ...]
    without_effect: tuple[str, ...]
