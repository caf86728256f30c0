"""The relations of an ESCO release: what is broader, what an occupation needs, what a collection holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import cast

from app.occupations.terms import NeedRelation
from app.releases.reading.esco_files import (
    BROADER_OCCUPATIONS,
    BROADER_SKILLS,
    NEEDS,
    RELATED_SKILLS,
    EscoFiles,
)
from app.releases.reading.file_errors import ReleaseFileError
from app.releases.reading.source import Row
from app.releases.rows import OccupationLinkRow, OccupationNeedRow
from app.vocabulary.terms import SkillLink

ORIGIN = "official"
# Official releases carry a few relations to concepts that they dropped (67 of 123,855 in ESCO 1.1.1).
_MOST_ORPHANS = 0.01
_NEED_RELATIONS = ("essential", "optional")
_COLLECTION = "Collection"
_ACRONYMS = {"ict": "ICT", "dig comp": "DigComp"}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")

Ids = Mapping[str, str]  # by URI


@dataclass(frozen=True, slots=True)
class End:
    """One end of a relation: the column of its URI, and the ids that may stand there."""

    column: str
    ids: Ids


class RelationReader:
    """Reads the relations of one release; those that lead nowhere are counted, and are an error when many.

    Where files are missing on purpose, many of them must lead nowhere.
    """

    def __init__(self, files: EscoFiles, warnings: list[str], *, incomplete: bool = False) -> None:
        self._files = files
        self._warnings = warnings
        self._incomplete = incomplete

    def broader_skills(self, ids: Ids) -> list[SkillLink]:
        """From a skill or group to those above it."""
        return [SkillLink(low, "broader", high, ORIGIN) for low, high in self._broader(BROADER_SKILLS, ids)]

    def broader_occupations(self, ids: Ids) -> list[OccupationLinkRow]:
        """From an occupation or ISCO group to the one above it."""
        pairs = self._broader(BROADER_OCCUPATIONS, ids)
        return [OccupationLinkRow(low, "broader", high, None, ORIGIN) for low, high in pairs]

    def related_skills(self, ids: Ids) -> list[SkillLink]:
        """From a skill to those that it builds on, be they essential or optional to it."""
        ends = End("originalSkillUri", ids), End("relatedSkillUri", ids)
        found = {(source, target) for _, source, target in self._joined(RELATED_SKILLS, ends)}
        return [SkillLink(source, "related", target, ORIGIN) for source, target in sorted(found)]

    def needs(self, occupations: Ids, skills: Ids) -> list[OccupationNeedRow]:
        """What each occupation needs, essential or optional."""
        ends = End("occupationUri", occupations), End("skillUri", skills)
        found: dict[tuple[str, str, str], None] = {}
        for row, occupation, skill in self._joined(NEEDS, ends, "relationType"):
            relation = row["relationType"].strip()
            if relation not in _NEED_RELATIONS:
                raise row.error(f"{relation!r} is neither essential nor optional")
            found[occupation, skill, relation] = None
        return [
            OccupationNeedRow(occupation, skill, cast(NeedRelation, relation))
            for occupation, skill, relation in found
        ]

    def collections(self, ids: Ids) -> dict[str, list[str]]:
        """The members of each collection, by its title: `green skills`."""
        found: dict[str, list[str]] = {}
        for base in self._files.bases(_COLLECTION):
            rows = self._files.table(base, required=("conceptUri",))
            members = {ids[uri]: None for row in rows if (uri := row["conceptUri"].strip()) in ids}
            if members:
                found[collection_title(base)] = list(members)
        return found

    def _broader(self, base: str, ids: Ids) -> list[tuple[str, str]]:
        lines: dict[tuple[str, str], int] = {}
        for row, low, high in self._joined(base, (End("conceptUri", ids), End("broaderUri", ids))):
            lines.setdefault((low, high), row.number)
        _check_circles(self._files.name(base) or base, lines)
        return list(lines)

    def _joined(self, base: str, ends: tuple[End, End], *others: str) -> Iterator[tuple[Row, str, str]]:
        """The rows with the ids at both ends, without those of which the release lacks an end."""
        (source, target), count = ends, 0
        orphans: list[tuple[Row, str]] = []
        for row in self._files.table(base, required=(source.column, target.column, *others)):
            count += 1
            source_uri, target_uri = row[source.column].strip(), row[target.column].strip()
            source_id, target_id = source.ids.get(source_uri), target.ids.get(target_uri)
            if source_id is None or target_id is None:
                orphans.append((row, source_uri if source_id is None else target_uri))
            else:
                yield row, source_id, target_id
        if orphans:
            self._say(orphans, count)

    def _say(self, orphans: list[tuple[Row, str]], count: int) -> None:
        (row, uri), lost = orphans[0], len(orphans)
        problem = f"{uri or 'nothing'} is no concept of this release, and so {lost:,} of {count:,} relations lead nowhere"
        if lost > _MOST_ORPHANS * count and not self._incomplete:
            raise row.error(f"{problem}; give the files of one release only")
        self._warnings.append(f"{row.file}, line {row.number}: {problem}; they were left out")


def collection_title(base: str) -> str:
    """`greenSkillsCollection` is about `green skills`."""
    words = " ".join(_WORD.findall(base.removesuffix(_COLLECTION))).lower()
    for word, acronym in _ACRONYMS.items():
        words = re.sub(rf"\b{word}\b", acronym, words)
    return words


def below(tops: Iterable[str], broader: Iterable[SkillLink]) -> set[str]:
    """Everything under these ids, however deep."""
    narrower: dict[str, list[str]] = {}
    for link in broader:
        narrower.setdefault(link.target_id, []).append(link.source_id)
    found: set[str] = set()
    waiting = list(tops)
    while waiting:
        for id_ in narrower.get(waiting.pop(), ()):
            if id_ not in found:
                found.add(id_)
                waiting.append(id_)
    return found


def _check_circles(file: str, lines: Mapping[tuple[str, str], int]) -> None:
    above: dict[str, list[str]] = {}
    for low, high in lines:
        above.setdefault(low, []).append(high)
    try:
        TopologicalSorter(above).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        # The sorter names them from the top down.
        members = circle[::-1]
        line = max(lines.get(step, 0) for step in pairwise(members))
        raise ReleaseFileError.at(
            file, line, f"closes a circle, each broader than the one before: {' → '.join(members)}"
        ) from error
