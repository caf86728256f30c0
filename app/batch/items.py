"""The items of a batch read into profiles, as JSON that holds no text: skills by id, months, occupations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from pydantic import ValidationError

from app.batch.schemas import BatchPosting, BatchWorker
from app.errors import FieldProblem, InvalidInput, ParlanceError
from app.invalid_fields import field_problems
from app.problems import problem_body
from app.profiles.profile import Held, PostingProfile, Role, Wanted, WorkerProfile
from app.profiles.side_texts import side_text
from app.profiles.sides import SideReader
from app.vocabulary.index.index import VocabularyIndex

SideName = Literal["posting", "worker"]
Json = dict[str, Any]

_NO_SKILLS = {
    "posting": "No skill that is wanted was found, so there is nothing to score. Send the posting's full text.",
    "worker": "No skill of the worker was found, so there is nothing to score. Send all that they have done.",
}
_REPEATED = "Give each item of a side an id of its own; this one was given before."


@dataclass(frozen=True, slots=True)
class Item:
    """One item as it was sent: its side, its number on that side, and whether its id was there before."""

    side: SideName
    number: int
    sent: Mapping[str, Any]
    is_repeated: bool = False

    @property
    def id(self) -> str | None:
        """The caller's own id, if it is one."""
        given = self.sent.get("id")
        return given if isinstance(given, str) else None


def read_item(reader: SideReader, item: Item, most: int) -> Json:
    """The profile of an item, or under `problem` why there is none; texts may have `most` characters."""
    try:
        if item.is_repeated:
            raise InvalidInput(_REPEATED, errors=[FieldProblem("/id", _REPEATED)])
        side = _side(item)
        said = side_text(side, item.side, most)
        if item.side == "posting":
            found = posting_json(reader.index, reader.posting(side, said))
        else:
            found = worker_json(reader.index, reader.worker(side, said))
        if not found["skills"]:
            raise InvalidInput(_NO_SKILLS[item.side])
    except ParlanceError as error:
        return {"problem": problem_body(_placed(error, f"/{item.side}s/{item.number}"))}
    return found


def _side(item: Item) -> Any:
    try:
        if item.side == "posting":
            return BatchPosting.model_validate(item.sent).posting
        return BatchWorker.model_validate(item.sent).worker
    except ValidationError as error:
        found = [{**problem, "loc": ("body", *problem["loc"])} for problem in error.errors(include_url=False)]
        problems = field_problems(found, item.sent)
        raise InvalidInput(problems[0].detail, errors=problems) from None


def _placed(error: ParlanceError, place: str) -> ParlanceError:
    """The error with pointers into the whole request."""
    problems = [replace(each, pointer=place + each.pointer) for each in error.errors]
    return type(error)(error.detail, errors=problems or [FieldProblem(place, error.detail)])


def posting_json(index: VocabularyIndex, profile: PostingProfile) -> Json:
    """What of a posting decides its scores."""
    skills = [
        [index.skill_id(item.skill), item.requirement, *item.weight.as_integer_ratio(), item.months]
        for item in profile.wanted
    ]
    return {"skills": skills, "months": profile.months, "roles": [role.id for role in profile.roles]}


def worker_json(index: VocabularyIndex, profile: WorkerProfile) -> Json:
    """What of a worker decides the scores."""
    skills = [[index.skill_id(item.skill), item.months] for item in profile.held]
    return {"skills": skills, "months": profile.months, "roles": [role.id for role in profile.roles]}


def posting_profile(index: VocabularyIndex, stored: Json) -> PostingProfile:
    """The profile that `posting_json` wrote, under the same releases."""
    wanted = tuple(
        Wanted(_row(index, id_), requirement, Fraction(part, whole), (), months)
        for id_, requirement, part, whole, months in stored["skills"]
    )
    return PostingProfile(wanted, stored["months"], _roles(stored))


def worker_profile(index: VocabularyIndex, stored: Json) -> WorkerProfile:
    """The profile that `worker_json` wrote, under the same releases."""
    held = tuple(Held(_row(index, id_), (), months) for id_, months in stored["skills"])
    return WorkerProfile(held, stored["months"], _roles(stored))


def _row(index: VocabularyIndex, skill_id: str) -> int:
    row = index.row(skill_id)
    if row is None:
        raise RuntimeError("a profile was read under other releases")
    return row


def _roles(stored: Json) -> tuple[Role, ...]:
    return tuple(Role(id_, id_) for id_ in stored["roles"])
