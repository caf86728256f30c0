"""Reads what a caller sends to be stored: the profile, with errors that point into the body as it was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast

from fastapi import FastAPI
from pydantic import ValidationError
from sqlalchemy.orm import Session

from app.database import Sessions
from app.errors import FieldProblem, InvalidInput, TooLarge
from app.extraction.access import application_readers
from app.extraction.models import Effort
from app.extraction.pipeline import Extractor
from app.invalid_fields import field_problems
from app.occupations.access import catalogue_for
from app.occupations.catalogue import Catalogue
from app.occupations.overlays.store import read_replacements
from app.occupations.store import read_skill_terms
from app.profiles.profile import PostingProfile, WorkerProfile
from app.profiles.ready import ReadySkills, group_ids
from app.profiles.schemas import Side, SideSkill
from app.profiles.side_texts import SideText, side_text
from app.profiles.sides import SideName, SideReader
from app.schemas import RequestModel
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.receipt import make_receipt
from app.vocabulary.registry import View
from app.vocabulary.store import StoredRelease, storable

Model = TypeVar("Model", bound=RequestModel)


@dataclass(frozen=True, slots=True)
class ReadingDesk:
    """What documents are read with, all of one moment; `groups` has the id of the group of every skill."""

    view: View
    extractor: Extractor
    catalogue: Catalogue
    groups: Mapping[str, str]
    sessions: Sessions
    most_characters: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a document is to be read: with which effort, and what "present" means in it."""

    effort: Effort
    as_of: date


def reading_desk(app: FastAPI) -> ReadingDesk:
    """What an application reads with now."""
    readers = application_readers(app)
    view = readers.vocabulary.registry.view()
    return ReadingDesk(
        view,
        readers.extractor(view.index),
        catalogue_for(app, view.chosen),
        _groups(app, view.index),
        app.state.sessions,
        app.state.settings.max_text_characters,
    )


def _groups(app: FastAPI, index: VocabularyIndex) -> Mapping[str, str]:
    """The groups of the skills of an index, kept for the one that was asked for last."""
    key, found = getattr(app.state, "skill_groups", ("", {}))
    if key != index.key:
        found = group_ids(index)
        app.state.skill_groups = (index.key, found)
    return cast("Mapping[str, str]", found)


def read_worker_side(
    desk: ReadingDesk, side: Side, reading: Reading
) -> tuple[WorkerProfile, SideText | None]:
    """The profile of a worker and the text it was read from. Raises InvalidInput or TooLarge, as for a match."""
    with _as_sent(desk, side, "worker"):
        said = side_text(side, "worker", desk.most_characters)
        return _reader(desk, reading).worker(side, said), said


def read_posting_side(
    desk: ReadingDesk, side: Side, reading: Reading
) -> tuple[PostingProfile, SideText | None]:
    """The profile of a posting and the text it was read from. Raises InvalidInput or TooLarge, as for a match."""
    with _as_sent(desk, side, "posting"):
        said = side_text(side, "posting", desk.most_characters)
        return _reader(desk, reading).posting(side, said), said


def reading_receipt(
    desk: ReadingDesk, side: Side, said: SideText | None, reading: Reading, *, dated: bool
) -> dict[str, Any]:
    """The receipt of a reading; the effort where a text was read, and the day where a text may say "present"."""
    content = getattr(side, side.kind)
    if side.kind == "skills":
        content = [skill.model_dump(exclude_unset=True) for skill in content]
    effort = reading.effort if said is not None else None
    as_of = reading.as_of.isoformat() if said is not None and dated else None
    return make_receipt(desk.view.index, {side.kind: content}, effort=effort, as_of=as_of)


def ready_receipt(desk: ReadingDesk, ready: ReadySkills) -> dict[str, Any]:
    """The receipt of skills that were sent by their ids, the same as `reading_receipt` gives."""
    return make_receipt(desk.view.index, {"skills": ready.content})


def checked(model: type[Model], sent: Mapping[str, Any]) -> Model:
    """A request made from its JSON; raises InvalidInput that names every field that is wrong."""
    try:
        return model.model_validate(sent)
    except ValidationError as error:
        found = [{**problem, "loc": ("body", *problem["loc"])} for problem in error.errors(include_url=False)]
        problems = field_problems(found, sent)
        raise InvalidInput(problems[0].detail, errors=problems) from None


def check_storable(pointer: str, text: str | None) -> None:
    """Raises InvalidInput for a text that a database cannot hold."""
    if text is not None and not storable(text):
        detail = "Leave out NUL characters."
        raise InvalidInput(detail, errors=[FieldProblem(pointer, detail)])


def _reader(desk: ReadingDesk, reading: Reading) -> SideReader:
    return SideReader(desk.extractor, desk.catalogue, reading.effort, reading.as_of)


@contextmanager
def _as_sent(desk: ReadingDesk, side: Side, name: SideName) -> Iterator[None]:
    """A document that is stored is a body of its own, no part of a match; a retired skill is told from an unknown one."""
    try:
        yield
    except (InvalidInput, TooLarge) as error:
        found = [FieldProblem(each.pointer.removeprefix(f"/{name}"), each.detail) for each in error.errors]
        named = _with_retired(desk, side.skills or [], found)
        raise type(error)(named[0].detail if named else error.detail, errors=named) from None


def _with_retired(
    desk: ReadingDesk, skills: Sequence[SideSkill], problems: Sequence[FieldProblem]
) -> list[FieldProblem]:
    ids = {f"/skills/{place}/id": skill.id for place, skill in enumerate(skills)}
    asked = [ids[problem.pointer] for problem in problems if problem.pointer in ids]
    said = _retired(desk, [id_ for id_ in asked if storable(id_)]) if asked else {}
    return [FieldProblem(each.pointer, said.get(ids.get(each.pointer, ""), each.detail)) for each in problems]


def _retired(desk: ReadingDesk, ids: Sequence[str]) -> dict[str, str]:
    """What to do about the ids that were skills of an earlier release."""
    active = [release.id for release in desk.view.chosen]
    with desk.sessions() as session:
        known = read_skill_terms(session, [release.id for release in desk.view.known], ids)
        replaced = read_replacements(session, active, list(known))
        others = sorted({other for found in replaced.values() for other in found})
        labels = read_skill_terms(session, active, others)
    return {
        id_: _sentence(term["label"], [f"{other} ({labels[other]['label']})" for other in by])
        for id_, term in known.items()
        for by in [[other for other in replaced.get(id_, ()) if other in labels]]
    }


def _sentence(label: str, replacements: Sequence[str]) -> str:
    retired = f"The skill '{label}' is retired or only a group of skills here."
    if not replacements:
        return f"{retired} Leave it out, or look for another with GET /v1/skills?q=."
    return f"{retired} Send {' or '.join(replacements)} instead."


def skill_answers(sessions: Sessions, view: View, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """Skills as every answer shows them; a retired one as of the newest release that had it."""
    rows = {id_: view.index.row(id_) for id_ in ids}
    found = {id_: view.index.skill_json(row) for id_, row in rows.items() if row is not None}
    missing = [id_ for id_ in rows if id_ not in found]
    if missing:
        with sessions() as session:
            found |= _retired_terms(session, view.known, missing)
    return found


def _retired_terms(
    session: Session, known: Sequence[StoredRelease], ids: Sequence[str]
) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for release in sorted(known, key=lambda release: -release.id):
        found = read_skill_terms(session, [release.id], ids) | found
    unknown = {
        id_: {"id": id_, "uri": id_, "label": id_, "framework": id_.partition(":")[0], "type": "skill"}
        for id_ in ids
    }
    return unknown | found
