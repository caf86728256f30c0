"""From a request to the columns of a stored posting: its content is read, its fields completed, its fingerprint taken."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from app.errors import FieldProblem, InvalidInput
from app.extraction.models import Effort
from app.postings.employers import employer_name
from app.postings.fingerprint import Posted, fingerprint
from app.postings.job_fields import JobFields, read_job_fields
from app.postings.schemas import CONTENTS, PostingRequest
from app.profiles.access import CodeBook
from app.profiles.intake import Reading, ReadingDesk, check_storable, read_posting_side, reading_receipt
from app.profiles.keeping.identity import evidence_text
from app.profiles.packing import pack_posting
from app.profiles.profile import PostingProfile, Role, SideWarning
from app.profiles.schemas import Side
from app.profiles.side_texts import SideText
from app.text.markup import looks_like_html

_NO_SKILLS = SideWarning(
    "no_wanted_skills", "No skill was found in this posting, so no search finds it. Send its full text."
)
_NO_EMPLOYER = SideWarning(
    "no_employer",
    "Without an employer, only a nearly identical text is recognised as the same job. Send the employer's name.",
)
_HTML = SideWarning(
    "text_is_html",
    "This text is HTML, which is read as it stands, so skills are missed. "
    'Send it as {"job_posting": {"description": "<p>…"}}, and its text will be read.',
)


@dataclass(frozen=True, slots=True)
class ReadPosting:
    """A posting as read: the profile, and the columns that need no codes. `skill_ids` are those of `profile.wanted`."""

    profile: PostingProfile
    skill_ids: list[str]
    columns: dict[str, Any]

    @property
    def role_ids(self) -> list[str]:
        """The ids of `profile.roles`."""
        return [role.id for role in self.profile.roles]

    @property
    def employer(self) -> str | None:
        """The name by which the employer is known, however it is written."""
        name = self.columns["employer"]
        return None if name is None else employer_name(name)


def read_posting(desk: ReadingDesk, asked: PostingRequest, effort: Effort) -> ReadPosting:
    """Reads what a posting asks for, with this effort unless the request names one. Raises InvalidInput or TooLarge."""
    side = _content(asked)
    reading = Reading(asked.effort or effort, datetime.now(UTC).date())
    profile, said = read_posting_side(desk, side, reading)
    if asked.occupation is not None and side.kind != "occupation":
        profile = replace(profile, roles=(_role(desk, asked.occupation),))
    text = said.text if said is not None and asked.keep_text else None
    check_storable(f"/{side.kind}", text)
    found = read_job_fields(asked.job_posting, reading.as_of) if asked.job_posting else JobFields()
    columns = _fields(asked, found)
    print_ = _print(said, columns["title"], found.town)
    warned = [*_warnings(profile, found, has_employer=columns["employer"] is not None)]
    if asked.text is not None and looks_like_html(asked.text):
        warned.append(_HTML)
    columns |= {
        "evidence": evidence_text(item.evidence for item in profile.wanted),
        "text": text,
        "warnings": [{"code": each.code, "detail": each.detail} for each in warned] or None,
        "reading": reading_receipt(desk, side, said, reading, dated=False),
        "sketch": print_,
        "group_id": None,
    }
    index = desk.view.index
    return ReadPosting(profile, [index.skill_id(item.skill) for item in profile.wanted], columns)


def packed_columns(codes: CodeBook, postings: Sequence[ReadPosting]) -> list[dict[str, Any]]:
    """All columns of postings; codes that are missing are allotted for all of them at once."""
    skills = codes.codes("skill", {id_ for posting in postings for id_ in posting.skill_ids})
    roles = codes.codes("occupation", {id_ for posting in postings for id_ in posting.role_ids})
    regions = codes.codes("region", {posting.columns["region"] for posting in postings} - {None})
    named = {posting.employer for posting in postings}
    employers = codes.codes("employer", {name for name in named if name is not None})
    packed = []
    for posting in postings:
        columns = {
            **posting.columns,
            "region_code": regions.get(posting.columns["region"] or "", 0),
            "employer_code": employers.get(posting.employer or "", 0),
            "packed": pack_posting(
                posting.profile,
                [skills[id_] for id_ in posting.skill_ids],
                [roles[id_] for id_ in posting.role_ids],
            ),
        }
        packed.append({**columns, "content_sha256": _content_sha256(columns)})
    return packed


def _content(asked: PostingRequest) -> Side:
    given = [name for name in CONTENTS if getattr(asked, name) is not None and name != "occupation"]
    name = given[0] if given else "occupation"
    # Its parts were checked with the request.
    return Side.model_construct(**{name: getattr(asked, name)})


def _role(desk: ReadingDesk, occupation: str) -> Role:
    if occupation not in desk.catalogue:
        detail = (
            f"There is no occupation '{occupation}' in these releases. Use an id such as onet:53-7051.00."
        )
        raise InvalidInput(detail, errors=[FieldProblem("/occupation", detail)])
    return Role(occupation, desk.catalogue.title(occupation))


def _fields(asked: PostingRequest, found: JobFields) -> dict[str, Any]:
    """The fields of the request, completed by those of its JobPosting."""
    pay = asked.pay or found.pay
    posted_on: date | None = asked.posted_on or found.posted_on
    return {
        "external_id": asked.external_id,
        "title": asked.title or found.title,
        "employer": asked.employer or found.employer,
        "region": asked.region or found.region,
        "remote": found.remote if asked.remote is None else asked.remote,
        "posted_on": posted_on,
        "pay_min": pay and pay.min,
        "pay_max": pay and pay.max,
        "pay_unit": pay and pay.unit,
        "pay_currency": pay and pay.currency,
    }


def _print(said: SideText | None, title: str | None, town: str | None) -> bytes | None:
    found = None if said is None else fingerprint(Posted(said.text, title or "", town or ""))
    return None if found is None else found.pack()


def _content_sha256(columns: dict[str, Any]) -> str | None:
    """The same for postings that nothing tells apart: of one of them all is known that is known of the others."""
    if columns["sketch"] is None:
        return None
    place = f"{columns['employer_code']} {columns['region'] or ''} "
    return hashlib.sha256(place.encode() + columns["sketch"]).hexdigest()


def _warnings(profile: PostingProfile, found: JobFields, *, has_employer: bool) -> Iterator[SideWarning]:
    yield from profile.warnings
    if not profile.wanted:
        yield _NO_SKILLS
    if not has_employer:
        yield _NO_EMPLOYER
    if found.unread:
        names = ", ".join(found.unread)
        detail = f"What {names} of the job_posting says was not understood; send it in a field of the posting itself."
        yield SideWarning("fields_not_understood", detail)
