"""How routes get at the overlays of an occupation: those that apply, what they say, whether they are still fresh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Annotated, Any, Literal

import orjson
from fastapi import Depends, Query, Request
from sqlalchemy.orm import Session

from app.authorization import Caller, identify
from app.errors import FieldProblem, InvalidInput, NotFound
from app.occupations.access import OccupationView, profile_of
from app.occupations.overlays.applying import apply_overlays
from app.occupations.overlays.freshness import Snapshot, moves, review_reasons
from app.occupations.overlays.localizing import Place, localize
from app.occupations.overlays.store import list_overlays, read_replacements, read_snapshot
from app.occupations.overlays.terms import (
    Change,
    ChosenOverlay,
    OverlayRecord,
    OverlayScope,
    ProfileSkill,
    Revision,
    read_scope,
    scopes_for,
)
from app.occupations.profile_answers import Localized
from app.occupations.store import read_occupation, read_skill_terms
from app.vocabulary.negotiation import entity_tag
from app.vocabulary.store import StoredRelease

JSON = "application/json"
_WRITE_SECTOR = "Write a sector in small letters, digits and hyphens, such as health-care."


@dataclass(frozen=True)
class Desk:
    """What a request about the overlays of one occupation works with: one moment, one set of releases."""

    session: Session
    view: OccupationView
    occupation_id: str
    now: datetime

    @property
    def today(self) -> date:
        """The day, in UTC."""
        return self.now.date()

    @property
    def active(self) -> list[StoredRelease]:
        """The active releases."""
        return [release for release in self.view.skills.known if release.state == "active"]

    @property
    def versions(self) -> dict[str, str]:
        """The version of each active release by framework."""
        return {release.framework: release.version for release in self.active}

    @cached_property
    def occupation(self) -> dict[str, str]:
        """The occupation as every answer shows it, retired or not; raises NotFound for one that never was."""
        stored = read_occupation(self.session, self.active, self.occupation_id, self.view.skills.known)
        if stored is None:
            raise NotFound(
                "No release has an occupation with this id. Look it up by title: GET /v1/occupations?q=TITLE."
            )
        return stored.json()

    def check_active(self) -> None:
        """Raises NotFound where no active release has the occupation, or has it only as a group of others."""
        if self.occupation_id not in self.view.catalogue:
            raise NotFound(
                "No active release has an occupation with this id, so its profile cannot be changed. "
                "Look it up by title: GET /v1/occupations?q=TITLE."
            )

    def profile_without(self, scope: OverlayScope) -> list[ProfileSkill]:
        """The profile that an overlay of this scope changes: national, with the broader overlays in force."""
        stored = read_occupation(self.session, self.active, self.occupation_id)
        assert stored is not None
        national = profile_of(self.session, self.view, stored)
        broader = [each for each in scopes_for(scope.region, scope.sector) if each != scope]
        return apply_overlays(national.skills, self.chosen(broader), self.is_skill)[0]

    def is_skill(self, skill_id: str) -> bool:
        """Whether an id is a skill of the releases that answer, not a group and not retired."""
        return self.view.skills.index.row(skill_id) is not None

    def chosen(
        self, scopes: Sequence[OverlayScope], previewed_by: Caller | None = None
    ) -> list[ChosenOverlay]:
        """The overlays to apply: those in force, and for a preview the latest of the caller's organisation instead."""
        found = []
        for record in list_overlays(self.session, self.occupation_id, scopes) if scopes else ():
            own = previewed_by is not None and previewed_by.organisation_id == record.organisation_id
            revision = record.in_force(self.today)
            if own and record.latest.state in ("draft", "in_review"):
                revision = record.latest
            if revision is not None:
                found.append(
                    ChosenOverlay(record.scope, record.organisation, revision, self.reasons(revision))
                )
        return found

    def reasons(self, revision: Revision) -> tuple[str, ...]:
        """Why a revision needs another look, given what is active now; empty where it does not."""
        moved = moves(revision.releases, self.versions)
        if not moved:
            return ()
        by_version = {(each.framework, each.version): each.id for each in self.view.skills.known}
        made_for = [by_version.get(item) for item in revision.releases.items()]
        before_ids = [each for each in made_for if each is not None]
        after_ids = [release.id for release in self.active]
        skill_ids = [change.skill_id for change in revision.changes]
        missing = tuple(
            f"{move.framework} {move.before}"
            for move in moved
            if (move.framework, move.before) not in by_version
        )
        before = read_snapshot(self.session, before_ids, self.occupation_id, skill_ids)
        after = read_snapshot(self.session, after_ids, self.occupation_id, skill_ids)
        replaced = read_replacements(self.session, after_ids, skill_ids)
        before = Snapshot(before.title, before.skills, before.weights, missing)
        return review_reasons(moved, before, after, revision.changes, replaced)

    def answer(self, record: OverlayRecord, revision: Revision) -> dict[str, Any]:
        """An overlay as the API shows it, in one of its revisions."""
        in_force = record.in_force(self.today)
        reasons = self.reasons(revision)
        return {
            "occupation": self.occupation,
            "region": record.scope.region,
            "sector": record.scope.sector,
            "organisation": record.organisation,
            "revision": revision.number,
            "state": revision.state_on(self.today),
            "author": revision.authors[-1],
            "changed_at": revision.changed_at,
            "changes": self._changes(revision.changes),
            "certification": _certification(revision),
            "revision_in_force": in_force and in_force.number,
            "needs_review": bool(reasons),
            "review_reasons": list(reasons),
        }

    def _changes(self, changes: Sequence[Change]) -> list[dict[str, Any]]:
        skills = self._skills([change.skill_id for change in changes])
        return [
            {
                "action": change.action,
                "skill": skills[change.skill_id],
                "reason": change.reason,
                "importance": change.importance,
                "level": change.level,
                "relation": change.relation,
            }
            for change in changes
        ]

    def _skills(self, ids: Sequence[str]) -> dict[str, dict[str, str]]:
        """Skills as every answer shows them; a retired one as of the newest release that had it."""
        index = self.view.skills.index
        found = {id_: index.skill_json(row) for id_ in ids if (row := index.row(id_)) is not None}
        for release in sorted(self.view.skills.known, key=lambda release: -release.id):
            missing = [id_ for id_ in ids if id_ not in found]
            if not missing:
                break
            found |= read_skill_terms(self.session, [release.id], missing)
        return {id_: found.get(id_) or _unknown(id_) for id_ in ids}


def _unknown(skill_id: str) -> dict[str, str]:
    """A skill of a release that is no longer kept here."""
    framework = skill_id.partition(":")[0]
    return {"id": skill_id, "uri": skill_id, "label": skill_id, "framework": framework, "type": "skill"}


def _certification(revision: Revision) -> dict[str, Any] | None:
    if revision.certified_by is None:
        return None
    against = [{"framework": name, "version": version} for name, version in sorted(revision.releases.items())]
    return {
        "by": revision.certified_by,
        "at": revision.certified_at,
        "until": revision.certified_until,
        "against": against,
    }


def content_and_tag(answer: dict[str, Any]) -> tuple[bytes, str]:
    """The bytes of an answer and their ETag."""
    content = orjson.dumps(answer)
    return content, entity_tag(content, JSON)


def right_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


# ---- for the profile of an occupation


@dataclass(frozen=True, slots=True)
class OverlaysAsked:
    """Which overlays a profile is to apply: those certified, none, or for a preview one's own drafts as well."""

    sector: str | None
    mode: Literal["certified", "draft", "none"]
    caller: Caller | None


async def overlays_asked(
    request: Request,
    sector: Annotated[
        str | None, Query(max_length=100, description=f"The trade the work is in. {_WRITE_SECTOR}")
    ] = None,
    overlays: Annotated[
        Literal["certified", "draft", "none"],
        Query(
            description="Which overlays to apply: those `certified` for the region and sector; with a key also the "
            "`draft`s of your organisation, as a preview; or `none`."
        ),
    ] = "certified",
) -> OverlaysAsked:
    """Reads `?sector=` and `?overlays=`; a preview needs a key that may read."""
    if sector is not None and read_scope(f"sector:{sector}") is None:
        raise InvalidInput(_WRITE_SECTOR, errors=[FieldProblem("/query/sector", _WRITE_SECTOR)])
    caller = None
    if overlays == "draft":
        caller = await identify(request.app, request.headers.get("authorization"))
        caller.check(["read"])
    return OverlaysAsked(sector, overlays, caller)


Overlays = Annotated[OverlaysAsked, Depends(overlays_asked)]


def localized_profile(
    desk: Desk, skills: Sequence[ProfileSkill], region: str | None, asked: OverlaysAsked
) -> Localized:
    """A national profile as its region and sector see it."""
    scopes = [] if asked.mode == "none" else scopes_for(region, asked.sector)
    chosen = desk.chosen(scopes, asked.caller)
    return localize(skills, chosen, Place(region, asked.sector, desk.today), desk.is_skill)
