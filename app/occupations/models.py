"""Tables of occupations: titles, the skills their work needs, and wages."""

from __future__ import annotations

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.occupations.terms import NeedRelation
from app.tables import Base
from app.vocabulary.models import KEYED

_OCCUPATION = ["occupations.release_id", "occupations.id"]


class Occupation(Base):
    """One occupation of one release of a framework."""

    __tablename__ = "occupations"
    __table_args__ = KEYED

    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    uri: Mapped[str]
    title: Mapped[str]
    job_zone: Mapped[int | None]


class OccupationTitle(Base):
    """Another title of an occupation."""

    __tablename__ = "occupation_titles"
    __table_args__ = (ForeignKeyConstraint(["release_id", "occupation_id"], _OCCUPATION), KEYED)

    release_id: Mapped[int] = mapped_column(primary_key=True)
    occupation_id: Mapped[str] = mapped_column(primary_key=True)
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
