"""Makes a release the active one of its framework: everything it needs is built first, then one transaction switches."""

from __future__ import annotations

from collections.abc import Sequence
from time import sleep

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.releases.planning import replacements
from app.releases.progress import Progress
from app.releases.rows import ReleaseRows
from app.releases.shelf import Shelf
from app.releases.store import official_replacements, read_labels, read_release_rows, record_event
from app.releases.writing import ROWS_AT_ONCE, insert_rows
from app.vocabulary.models import Release, SkillReplacement
from app.vocabulary.registry import find_release
from app.vocabulary.store import StoredRelease

PREPARED = "prepared"  # the event before a switch


def activate(shelf: Shelf, pin: str, actor: str, progress: Progress) -> bool:
    """Makes a release active, forward or back; says whether it was not yet. Readers go on without a pause."""
    with shelf.importing(lambda: progress.say("waiting for another import to end")):
        release = find_release(finished(shelf), pin, "/release")
        if release.state == "active":
            return False
        with shelf.sessions() as session:
            rows = read_release_rows(session, release)
        write_replacements(shelf, release, rows)
        prepare(shelf, release, progress)
        switch_with_notice(shelf, release, actor)
    return True


def switch_with_notice(shelf: Shelf, release: StoredRelease, actor: str) -> None:
    """Tells the servers what is coming, leaves them a moment to open it, and switches in one transaction."""
    with shelf.sessions.begin() as session:
        record_event(session, release, PREPARED, actor)
    sleep(shelf.notice)
    active = shelf.active()
    with shelf.sessions.begin() as session:
        switch(session, active, release, actor)


def finished(shelf: Shelf) -> list[StoredRelease]:
    """The releases that can be pinned or made active."""
    return [release for release in shelf.releases() if release.state != "building"]


def upcoming(active: Sequence[StoredRelease], release: StoredRelease) -> list[StoredRelease]:
    """The active releases, with this one in the place of that of its framework."""
    others = [each for each in active if each.framework != release.framework]
    return [*others, release]


def prepare(shelf: Shelf, release: StoredRelease, progress: Progress) -> None:
    """Builds what answers would need if the release were active."""
    progress.stage("building the index")
    built = shelf.prepare(upcoming(shelf.active(), release))
    progress.finish("" if built else "it is there already")


def switch(session: Session, active: Sequence[StoredRelease], release: StoredRelease, actor: str) -> None:
    """Makes the release active, within a transaction of the caller. Servers look for the event that this writes."""
    previous = next((each for each in active if each.framework == release.framework), None)
    if previous is not None:
        session.execute(update(Release).where(Release.id == previous.id).values(state="kept"))
    session.execute(update(Release).where(Release.id == release.id).values(state="active"))
    record_event(session, release, "activated", actor, previous=previous.version if previous else None)


def write_replacements(shelf: Shelf, release: StoredRelease, rows: ReleaseRows) -> None:
    """Stores what replaces the skills that other releases of the framework have and this one lacks."""
    others = [
        each for each in finished(shelf) if each.framework == release.framework and each.id != release.id
    ]
    with shelf.sessions() as session:
        labels = read_labels(session, others)
        official = [*rows.replacements, *official_replacements(session, [*others, release])]
        known = set(
            session.scalars(
                SkillReplacement.__table__.select()
                .with_only_columns(SkillReplacement.skill_id)
                .where(SkillReplacement.release_id == release.id)
            )
        )
    found = replacements(labels, rows, official)
    pairs = {(gone, successor): origin for gone, known_as in found.items() for successor, origin in known_as}
    values = [(release.id, *pair, origin) for pair, origin in sorted(pairs.items()) if pair[0] not in known]
    for first in range(0, len(values), ROWS_AT_ONCE):
        insert_rows(shelf.sessions, SkillReplacement, values[first : first + ROWS_AT_ONCE])
