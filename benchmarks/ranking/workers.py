"""An invented worker, and the résumé that such a worker writes, in one of four layouts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

PRONOUNS = ("he", "she", "they")
LAYOUTS = 4

_MONTHS = "January February March April May June July August September October November December".split()
# "They has" is "they have"; other verbs lose their s.
_THIRD = {"has": "have", "does": "do", "is": "are"}
_VERB_AFTER_THEY = re.compile(r"\b([Tt]hey) (\w+?s)\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """One job, paid or not; `first` and `last` are months such as 2018-03, or "present"."""

    title: str
    place: str
    first: str
    last: str
    did: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Worker:
    """What a worker would say of themselves."""

    key: str
    name: str
    address: str
    about: str
    jobs: tuple[Entry, ...] = ()
    unpaid: tuple[Entry, ...] = ()
    skills: tuple[str, ...] = ()
    education: tuple[str, ...] = ()

    @classmethod
    def of(cls, key: str, said: dict[str, Any]) -> Worker:
        """A worker of a file of cases."""
        return cls(
            key,
            said["name"],
            said["address"],
            said["about"],
            _entries(said.get("jobs", ())),
            _entries(said.get("unpaid", ())),
            tuple(said["skills"]),
            tuple(said["education"]),
        )


def _entries(rows: Iterable[Sequence[Any]]) -> tuple[Entry, ...]:
    return tuple(Entry(title, place, first, last, tuple(did)) for title, place, first, last, did in rows)


def layout_of(worker: Worker) -> int:
    """The layout that a worker chose: always the same for the same one."""
    return crc32(worker.key.encode()) % LAYOUTS


def resume(worker: Worker, *, layout: int | None = None, pronoun: str | None = None) -> str:
    """The résumé as a text; layout and pronoun depend on the worker's key where none is given."""
    number = layout_of(worker) if layout is None else layout
    said = pronoun or PRONOUNS[crc32(worker.key.encode()) // LAYOUTS % len(PRONOUNS)]
    about = about_with(worker.about, worker.name.split()[0], said)
    write = (_bullets, _capitals, _labels, _skills_first)[number]
    return "\n\n".join(filter(None, write(worker, about)))


def about_with(about: str, name: str, pronoun: str) -> str:
    """The words about a worker, with the name and the pronoun in their places."""
    text = about.format(name=name, they=pronoun, They=pronoun.capitalize())
    if pronoun != "they":
        return text
    return _VERB_AFTER_THEY.sub(lambda hit: f"{hit[1]} {_THIRD.get(hit[2], hit[2][:-1])}", text)


def _bullets(worker: Worker, about: str) -> Iterator[str]:
    yield f"{worker.name}\n{worker.address}"
    yield about
    for heading, entries in (("Work experience", worker.jobs), ("Volunteering", worker.unpaid)):
        yield _block(
            heading,
            (
                f"{entry.title}, {entry.place}, {_long(entry.first)} – {_long(entry.last)}\n"
                + "\n".join(f"- {line}" for line in entry.did)
                for entry in entries
            ),
            "\n\n",
        )
    yield _block("Skills", [", ".join(worker.skills)])
    yield _block("Education", worker.education)


def _capitals(worker: Worker, about: str) -> Iterator[str]:
    yield f"{worker.name} | {worker.address}"
    yield _block("PROFILE", [about])
    for heading, entries in (("EXPERIENCE", worker.jobs), ("UNPAID WORK", worker.unpaid)):
        yield _block(
            heading,
            (
                f"{_numbers(entry.first)} - {_numbers(entry.last)} | {entry.title} | {entry.place}\n"
                + "\n".join(f"• {line}" for line in entry.did)
                for entry in entries
            ),
            "\n",
        )
    yield _block("SKILLS", (f"• {skill}" for skill in worker.skills))
    yield _block("EDUCATION", worker.education)


def _labels(worker: Worker, about: str) -> Iterator[str]:
    yield f"{worker.name}\n{worker.address}"
    yield f"Profile: {about}"
    if worker.skills:
        yield f"Skills: {', '.join(worker.skills)}"
    for heading, entries in (("Work history:", worker.jobs), ("Volunteer work:", worker.unpaid)):
        yield _block(
            heading,
            (
                f"{entry.title} at {entry.place} ({_numbers(entry.first)} to {_numbers(entry.last)})\n"
                + " ".join(f"{line}." for line in entry.did)
                for entry in entries
            ),
            "\n",
        )
    yield _block("Education:", worker.education)


def _skills_first(worker: Worker, about: str) -> Iterator[str]:
    yield worker.name
    yield worker.address
    yield _block("About me", [about])
    yield _block("Key skills", (f"* {skill}" for skill in worker.skills))
    for heading, entries in (("Employment history", worker.jobs), ("Community work", worker.unpaid)):
        yield _block(
            heading,
            (
                f"{entry.title}\n{entry.place}, {_long(entry.first)} to {_long(entry.last)}\n"
                + "\n".join(f"* {line}" for line in entry.did)
                for entry in entries
            ),
            "\n\n",
        )
    yield _block("Education", worker.education)


def _block(heading: str, items: Iterable[str], between: str = "\n") -> str:
    body = between.join(filter(None, items))
    return f"{heading}\n{body}" if body else ""


def _long(month: str) -> str:
    return "present" if month == "present" else f"{_MONTHS[int(month[5:]) - 1]} {month[:4]}"


def _numbers(month: str) -> str:
    return "present" if month == "present" else f"{month[5:]}/{month[:4]}"
