"""Tables of occupations: titles, the skills their work needs, and wages."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from app.occupations.terms import NeedRelation, OccupationRelation
from app.tables import Base
from app.vocabulary.models import KEYED

_OCCUPATION = ["occupations.release_id", "occupations.id"]


class Occupation(Base):
    """One occupation of one release, or a group of its classification; `details` holds what only answers show."""

    __tablename__ = "occupations"
    __table_args__ = KEYED

    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    uri: Mapped[str]
    title: Mapped[str]
    job_zone: Mapped[int | None]
    code: Mapped[str | None]
    is_group: Mapped[bool] = mapped_column(server_default=false())
    details: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class OccupationTitle(Base):
    """Another title of an occupation, or its own in another language."""

    __tablename__ = "occupation_titles"
    __table_args__ = (ForeignKeyConstraint(["release_id", "occupation_id"], _OCCUPATION), KEYED)

    release_id: Mapped[int] = mapped_column(primary_key=True)
    occupation_id: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(primary_key=True)


class OccupationSkill(Base):
    """That an occupation needs a skill, how much (importance and level 0..1), and who says so.

    The skill may be of another framework, so nothing ties it to a release.
    """

    __tablename__ = "occupation_skills"
    __table_args__ = (ForeignKeyConstraint(["release_id", "occupation_id"], _OCCUPATION), KEYED)

    release_id: Mapped[int] = mapped_column(primary_key=True)
    occupation_id: Mapped[str] = mapped_column(primary_key=True)
    relation: Mapped[NeedRelation] = mapped_column(String, primary_key=True)
    skill_id: Mapped[str] = mapped_column(primary_key=True)
    importance: Mapped[float | None]
    level: Mapped[float | None]
    source: Mapped[str]
    suppressed: Mapped[bool] = mapped_column(server_default=false())


class OccupationLink(Base):
    """A relation between two occupations, of one framework or (in a crosswalk) of two; `rank` 1 is the nearest.

    Either end may be of another release, so nothing ties them down.
    """

    __tablename__ = "occupation_links"
    __table_args__ = (Index("ix_occupation_links_target", "release_id", "target_id"), KEYED)

    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), primary_key=True)
    source_id: Mapped[str] = mapped_column(primary_key=True)
    relation: Mapped[OccupationRelation] = mapped_column(String, primary_key=True)
    target_id: Mapped[str] = mapped_column(primary_key=True)
    rank: Mapped[int | None]
    origin: Mapped[str]


class OccupationWage(Base):
    """What an occupation (a SOC code) pays in an area: US dollars an hour or a year."""

    __tablename__ = "occupation_wages"
    __table_args__ = KEYED

    soc_code: Mapped[str] = mapped_column(primary_key=True)
    area_type: Mapped[str] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    employment: Mapped[int | None]
    hourly_median: Mapped[float | None]
    annual_p10: Mapped[float | None]
    annual_p25: Mapped[float | None]
    annual_median: Mapped[float | None]
    annual_p75: Mapped[float | None]
    annual_p90: Mapped[float | None]
    annual_mean: Mapped[float | None]
    note: Mapped[str]
