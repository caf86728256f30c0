"""Loads the rows of the seed into the tables, inside a transaction of the caller."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from app.database import bulk_insert, insert_or_skip
from app.occupations.models import Occupation, OccupationSkill, OccupationTitle, OccupationWage
from app.releases import seed_rows
from app.releases.frameworks import framework_note
from app.releases.seed_files import SeedFiles
from app.releases.writing import OF_A_RELEASE, counts_of
from app.tables import Base
from app.vocabulary.models import (
    AmbiguousName,
    Framework,
    OrdinaryWord,
    Release,
    Skill,
    SkillClass,
    SkillLink,
    SkillName,
)
from app.vocabulary.terms import ReleaseKey, VocabularyRows

_SOURCES = {"rated": "onet", "derived": "parlance"}

Report = Callable[[str], None]


class Loader:
    """Loads some of the seed's releases; says what, how many and how long as it goes."""

    def __init__(self, connection: Connection, files: SeedFiles, *, origin: str, report: Report) -> None:
        self._connection = connection
        self._files = files
        self._origin = origin
        self._report = report
        self.counts: dict[str, int] = {}

    def load(self, keys: Sequence[ReleaseKey]) -> None:
        """Loads these releases and makes them active; the tables of no release are filled anew."""
        release_of = {key.framework: self._release(key) for key in keys}
        rows = seed_rows.vocabulary_rows(self._files)
        self._load_skills(rows, release_of)
        self._load_occupations(release_of)
        self._replace(OrdinaryWord, rows.ordinary_words.items())
        self._replace(OccupationWage, seed_rows.wages(self._files))
        for release_id in release_of.values():
            counts = counts_of(self._connection, release_id)
            finished = update(Release).where(Release.id == release_id)
            self._connection.execute(finished.values(counts=counts, state="active"))

    def _release(self, key: ReleaseKey) -> int:
        """The id of a release that is about to be loaded: a new one, or that of the same version, emptied."""
        note = asdict(framework_note(key.framework))
        insert_or_skip(self._connection, Framework.__table__, [{"id": key.framework, **note}])
        same_framework = Release.framework_id == key.framework
        active = update(Release).where(same_framework, Release.state == "active")
        self._connection.execute(active.values(state="kept"))
        values = {
            "checksum": key.checksum,
            "origin": self._origin,
            "state": "building",
            "created_at": datetime.now(UTC),
            "counts": {},
        }
        same_version = select(Release.id).where(same_framework, Release.version == key.version)
        found = self._connection.scalar(same_version)
        if found is None:
            new = insert(Release).values(framework_id=key.framework, version=key.version, **values)
            return int(self._connection.execute(new.returning(Release.id)).scalar_one())
        for model in OF_A_RELEASE:
            self._connection.execute(delete(model).where(model.release_id == found))
        self._connection.execute(update(Release).where(Release.id == found).values(**values))
        return found

    def _load_skills(self, rows: VocabularyRows, release_of: dict[str, int]) -> None:
        texts = self._files.essential.details
        details = {id_: json.dumps(text, ensure_ascii=False) for id_, text in texts.items()}
        home = {x.id: release_of[x.framework] for x in rows.skills if x.framework in release_of}
        self._insert(
            Skill,
            (
                (home[x.id], x.id, x.type, x.uri, x.label, details.get(x.id), False)
                for x in rows.skills
                if x.id in home
            ),
        )
        self._insert(
            SkillName,
            (
                (home[x.skill_id], x.skill_id, x.language, x.kind, x.name)
                for x in rows.names
                if x.skill_id in home
            ),
        )
        ambiguous = seed_rows.ambiguous_names(self._files)
        self._insert(
            AmbiguousName, ((home[id_], id_, name, why) for id_, name, why in ambiguous if id_ in home)
        )
        classes = seed_rows.skill_classes(self._files)
        self._insert(SkillClass, ((home[id_], id_, title) for id_, title in classes if id_ in home))
        links = (x for x in rows.links if x.source_id in home)
        self._insert(
            SkillLink, ((home[x.source_id], x.source_id, x.relation, x.target_id, x.origin) for x in links)
        )

    def _load_occupations(self, release_of: dict[str, int]) -> None:
        listed = [row for row in seed_rows.occupations(self._files) if row[1] in release_of]
        home = {id_: release_of[framework] for id_, framework, *_ in listed}
        self._insert(
            Occupation,
            (
                (home[id_], id_, uri, title, zone, id_.partition(":")[2], False, None)
                for id_, _, uri, title, zone in listed
            ),
        )
        titles = seed_rows.occupation_titles(self._files)
        self._insert(
            OccupationTitle,
            ((home[id_], id_, "en", kind, title) for id_, kind, title in titles if id_ in home),
        )
        self._insert(
            OccupationSkill,
            (
                (
                    home[x.occupation_id],
                    x.occupation_id,
                    x.relation,
                    x.skill_id,
                    x.importance,
                    None,
                    _SOURCES[x.relation],
                    False,
                )
                for x in seed_rows.occupation_needs(self._files)
                if x.occupation_id in home
            ),
        )

    def _replace(self, model: type[Base], rows: Iterable[tuple[Any, ...]]) -> None:
        self._connection.execute(delete(model))
        self._insert(model, rows)

    def _insert(self, model: type[Base], rows: Iterable[tuple[Any, ...]]) -> None:
        started = perf_counter()
        table = model.__table__
        assert isinstance(table, Table)
        count = self.counts[table.name] = bulk_insert(self._connection, table, rows)
        self._report(f"{table.name}: {count:,} rows in {perf_counter() - started:.1f} s")
