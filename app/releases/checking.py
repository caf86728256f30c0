"""Whether the rows of a release may be loaded: not empty, whole, without duplicates, orphans and cycles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from app.errors import ParlanceError
from app.releases.rows import ReleaseRows

_FRAMEWORK = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")
_LONGEST_NAME = 40
# A key of PostgreSQL holds 2,700 bytes, and a character may take four.
_LONGEST_TEXT = 600
_SHOWN = 5


class ReleaseRefused(ParlanceError):
    """A release that must not be loaded as it is."""

    status, slug, title = 422, "release-refused", "The release cannot be loaded"


def check_names(framework: str, version: str) -> None:
    """Raises ReleaseRefused unless framework and version can be written as `framework:version` in an address."""
    if not _FRAMEWORK.fullmatch(framework) or len(framework) > _LONGEST_NAME:
        raise ReleaseRefused(
            f"{framework!r} cannot name a framework. Use small letters, digits and single hyphens, "
            f"a letter first, at most {_LONGEST_NAME} in all, such as acme-skills."
        )
    if not _VERSION.fullmatch(version) or len(version) > _LONGEST_NAME:
        raise ReleaseRefused(
            f"{version!r} cannot be a version. Use letters, digits, points, hyphens and underscores, such as 1.1.0."
        )


def check_rows(rows: ReleaseRows) -> None:
    """Raises ReleaseRefused, which names the first few rows at fault, for rows that do not hang together."""
    problems = [problem for problem in _problems(rows) if problem]
    if problems:
        raise ReleaseRefused(f"{rows.framework} {rows.version} was not loaded. " + " ".join(problems))


def check_size(rows: ReleaseRows, before: Mapping[str, int], *, force: bool) -> None:
    """Raises ReleaseRefused where the release has less than half of the skills or occupations of the one before."""
    now = {
        "skills": sum(not skill.is_group for skill in rows.skills),
        "occupations": sum(not row.is_group for row in rows.occupations),
    }
    for name, count in now.items():
        if 2 * count < before.get(name, 0) and not force:
            raise ReleaseRefused(
                f"{rows.framework} {rows.version} has {count:,} {name}, less than half of the {before[name]:,} of the "
                "release in use. Check that all of its files are there; --force loads it all the same."
            )


def _problems(rows: ReleaseRows) -> Iterator[str]:
    if not (rows.skills or rows.occupations or rows.occupation_links):
        yield "There is nothing in it: check that these are the files of a release."
    skills = {skill.id for skill in rows.skills}
    occupations = {row.id for row in rows.occupations}
    yield _listed("Ids given twice", _repeated([skill.id for skill in rows.skills]))
    yield _listed("Ids given twice", _repeated([row.id for row in rows.occupations]))
    yield _listed(f"Ids that do not begin with {rows.framework}:", _foreign(rows, skills | occupations))
    yield _listed(
        "Rows that speak of skills that are not in it",
        sorted(
            _orphans(rows.framework, skills, (link.source_id for link in rows.links), within=True)
            | _orphans(rows.framework, skills, (link.target_id for link in rows.links))
            | _orphans(rows.framework, skills, (name.skill_id for name in rows.names), within=True)
            | _orphans(rows.framework, skills, (skill_id for skill_id, _ in rows.classes), within=True)
            | _orphans(rows.framework, skills, (need.skill_id for need in rows.needs))
        ),
    )
    yield _listed(
        "Rows that speak of occupations that are not in it", sorted(_lost_occupations(rows, occupations))
    )
    broader = [(link.source_id, link.target_id) for link in rows.links if link.relation == "broader"]
    yield _listed("Skills that are broader than themselves, in a circle", cycle(broader))
    above = [(x.source_id, x.target_id) for x in rows.occupation_links if x.relation == "broader"]
    yield _listed("Occupations that are broader than themselves, in a circle", cycle(above))
    yield _listed("Names that are empty, too long or not text", _unusable(rows))


def _repeated(ids: Iterable[str]) -> list[str]:
    return sorted(id_ for id_, count in Counter(ids).items() if count > 1)


def _foreign(rows: ReleaseRows, ids: Iterable[str]) -> list[str]:
    return sorted(id_ for id_ in ids if not id_.startswith(f"{rows.framework}:"))


def _orphans(framework: str, known: set[str], mentioned: Iterable[str], *, within: bool = False) -> set[str]:
    """What is mentioned and not known; `within` where it must be of this framework, else others are passed over."""
    missing = set(mentioned) - known
    return missing if within else {id_ for id_ in missing if id_.startswith(f"{framework}:")}


def _lost_occupations(rows: ReleaseRows, known: set[str]) -> set[str]:
    ends = (end for link in rows.occupation_links for end in (link.source_id, link.target_id))
    return (
        _orphans(rows.framework, known, (title.occupation_id for title in rows.titles), within=True)
        | _orphans(rows.framework, known, (need.occupation_id for need in rows.needs), within=True)
        | _orphans(rows.framework, known, ends)
    )


def cycle(links: Iterable[tuple[str, str]]) -> list[str]:
    """The members of one circle of links, or none; the links may go from a thing to several."""
    following: dict[str, list[str]] = {}
    for source, target in links:
        following.setdefault(source, []).append(target)
    done: set[str] = set()
    for start in following:
        path: dict[str, Iterator[str]] = {} if start in done else {start: iter(following[start])}
        while path:
            last = next(reversed(path))
            step = next(path[last], None)
            if step is None:
                done.add(last)
                path.popitem()
            elif step in path:
                around = list(path)
                return around[around.index(step) :]
            elif step not in done:
                path[step] = iter(following.get(step, ()))
    return []


def _unusable(rows: ReleaseRows) -> list[str]:
    named = [(skill.id, skill.label) for skill in rows.skills]
    named += [(row.id, row.title) for row in rows.occupations]
    named += [(name.skill_id, name.name) for name in rows.names]
    named += [(title.occupation_id, title.title) for title in rows.titles]
    bad = (id_ for id_, name in named if not name.strip() or len(name) > _LONGEST_TEXT or "\x00" in name)
    return list(dict.fromkeys(islice(bad, 100)))


def _listed(problem: str, found: list[str]) -> str:
    if not found:
        return ""
    shown = ", ".join(found[:_SHOWN])
    more = f" and {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
    return f"{problem}: {shown}{more}."
