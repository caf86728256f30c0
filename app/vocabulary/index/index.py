"""The index as the rest of the code reads it: skills by row, their names, groups and links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from app.vocabulary.index.files import IndexFiles
from app.vocabulary.index.phrases import PhraseTable
from app.vocabulary.index.postings import NamePostings
from app.vocabulary.index.prefixes import PrefixTable
from app.vocabulary.index.words import WordTable
from app.vocabulary.terms import NAME_KINDS, RELATIONS, SKILL_TYPES, NameKind, Relation, ReleaseKey


@dataclass(frozen=True, slots=True)
class Link:
    """A relation from one skill to another, both as rows."""

    relation: Relation
    target: int


class VocabularyIndex:
    """An immutable view of one set of releases. A skill is a row number here; its id is what callers see."""

    def __init__(self, folder: Path) -> None:
        files = IndexFiles(folder)
        self.key = folder.name
        self.releases = tuple(ReleaseKey(*release) for release in files.meta["releases"])
        self.frameworks: list[str] = files.meta["frameworks"]
        self.languages: list[str] = files.meta["languages"]
        self._ids = files.strings("skill_id").all()
        self._rows = {skill_id: row for row, skill_id in enumerate(self._ids)}
        self._uris = files.strings("skill_uri")
        self._labels = files.strings("skill_label")
        self.skill_framework = files.array("skill_framework")
        self.skill_type = files.array("skill_type")
        self.skill_group = files.array("skill_group")
        self.names = files.strings("name")
        self.name_skill = files.array("name_skill")
        self.name_kind = files.array("name_kind")
        self.name_misleading = files.array("name_misleading")
        self.name_language = files.array("name_language")
        self.words = WordTable(
            files.strings("form"), files.array("form_ordinary"), int(files.array("form_of_names")[0])
        )
        self.phrases = PhraseTable(
            *(files.array(f"phrase_{part}") for part in ("keys", "values", "starts", "names"))
        )
        self._plains = (files.array("plain_starts"), files.array("plains"))
        self.name_lengths: npt.NDArray[np.int32] = np.diff(self._plains[0])
        self._links = tuple(files.array(f"link_{part}") for part in ("starts", "targets", "kinds"))
        self.prefixes = PrefixTable(
            files.strings("prefix"),
            *(files.array(f"prefix_{part}") for part in ("names", "ranks", "before")),
        )
        self.postings = NamePostings(
            files.array("name_posting_starts"),
            files.array("name_postings"),
            files.array("stem_weights"),
            files.array("name_weights"),
        )
        self.prominence: npt.NDArray[np.float32] = files.array("skill_prominence")
        self.vectors: npt.NDArray[np.float32] = files.array("vectors")
        self.text_vectors: npt.NDArray[np.float32] = files.array("text_vectors")
        self.read_vectors: npt.NDArray[np.float32] = files.array("read_vectors")
        self.read_text_vectors: npt.NDArray[np.float32] = files.array("read_text_vectors")
        # Asked for one by one, a number of an array costs five times one of a list.
        self._types: list[str] = [SKILL_TYPES[number] for number in self.skill_type.tolist()]
        self._groups: list[int] = self.skill_group.tolist()
        self._members = self._group_members()
        self._shown: dict[str | None, npt.NDArray[np.int32]] = {}
        self.skill_json = lru_cache(maxsize=100_000)(self._skill_json)

    def __len__(self) -> int:
        return len(self._ids)

    def row(self, skill_id: str) -> int | None:
        """The row of a skill id, or None where no such skill is in these releases."""
        return self._rows.get(skill_id)

    def skill_id(self, row: int) -> str:
        """The id of a row."""
        return self._ids[row]

    def label(self, row: int) -> str:
        """The preferred label of a row."""
        return self._labels[row]

    def type(self, row: int) -> str:
        """The type of a row, one of SKILL_TYPES."""
        return self._types[row]

    def framework(self, row: int) -> str:
        """The framework of a row."""
        return self.frameworks[int(self.skill_framework[row])]

    def _skill_json(self, row: int) -> dict[str, str]:
        """The skill as every answer shows it."""
        return {
            "id": self._ids[row],
            "uri": self._uris[row],
            "label": self._labels[row],
            "framework": self.framework(row),
            "type": self.type(row),
        }

    def group(self, row: int) -> int:
        """The representative of the linked terms that this row belongs to (itself where it has none)."""
        return self._groups[row]

    def members(self, row: int) -> list[int]:
        """All linked terms of a row, itself included, the representative first."""
        group = self.group(row)
        return self._members.get(group, [group])

    def in_framework(self, row: int, framework: str | None) -> int | None:
        """The row by which an answer names this skill: the asked framework's member, or the representative."""
        if framework is None:
            return self.group(row)
        return next((member for member in self.members(row) if self.framework(member) == framework), None)

    def shown_in(self, framework: str | None) -> npt.NDArray[np.int32]:
        """`in_framework` of every row (n,), -1 where it is None; made once for each framework."""
        found = self._shown.get(framework)
        if found is None:
            group = self.skill_group.astype(np.int32)
            by_group = np.arange(len(group), dtype=np.int32)
            if framework is not None:
                number = self.frameworks.index(framework) if framework in self.frameworks else -1
                own = np.flatnonzero(self.skill_framework == number).astype(np.int32)
                by_group = np.full(len(group), -1, dtype=np.int32)
                # The last one assigned stays: the first member, before it the representative.
                by_group[group[own[::-1]]] = own[::-1]
                heads = own[group[own] == own]
                by_group[heads] = heads
            found = self._shown[framework] = by_group[group]
        return found

    def _group_members(self) -> dict[int, list[int]]:
        own = np.arange(len(self._ids), dtype=self.skill_group.dtype)
        members: dict[int, list[int]] = {}
        for row in np.flatnonzero(self.skill_group != own).tolist():
            members.setdefault(int(self.skill_group[row]), [int(self.skill_group[row])]).append(row)
        return members

    def name_rows(self, row: int) -> list[int]:
        """The rows of the names of a skill, its label first."""
        # The labels come first, in the order of the skills; the other names follow in that order too.
        count = len(self._ids)
        first, past = np.searchsorted(self.name_skill[count:], [row, row + 1]).tolist()
        return [row, *range(count + first, count + past)]

    def names_of(self, row: int) -> Iterator[tuple[NameKind, str, str]]:
        """(kind, language, name) of every name of a skill, its label first."""
        for name in self.name_rows(row):
            yield NAME_KINDS[self.name_kind[name]], self.languages[self.name_language[name]], self.names[name]

    def plain_forms(self, name: int) -> list[int]:
        """The plain forms of the words of a name, as numbers."""
        starts, plains = self._plains
        forms: list[int] = plains[starts[name] : starts[name + 1]].tolist()
        return forms

    def label_stems(self, row: int) -> set[int]:
        """The stems of the words of a skill's label."""
        return {self.words.word(self.words.form(plain)).stem for plain in self.plain_forms(row)}

    def name_words(self) -> list[str]:
        """Every plain form that stands in a name, in the order of their numbers."""
        return [self.words.form(number) for number in np.unique(self._plains[1]).tolist()]

    def links(self, row: int) -> list[Link]:
        """The relations of a skill within and across frameworks."""
        starts, targets, kinds = self._links
        part = slice(starts[row], starts[row + 1])
        pairs = zip(kinds[part].tolist(), targets[part].tolist(), strict=True)
        return [Link(RELATIONS[kind], target) for kind, target in pairs]

    def link_counts(self) -> npt.NDArray[np.int64]:
        """The number of links of every skill."""
        return np.diff(self._links[0]).astype(np.int64)

    def receipt_vocabulary(self) -> list[dict[str, Any]]:
        """The releases as a receipt names them."""
        return [{"framework": release.framework, "version": release.version} for release in self.releases]
