"""Tables of stored postings, and of what tells which of them are the same."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    DateTime,
    Float,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.tables import Base
from app.vocabulary.models import KEYED

CHANGE = BigInteger().with_variant(
    Integer, "sqlite"
)  # on SQLite the number of the row itself, which has 64 bits


class PostingRow(Base):
    """The newest version of a posting. Every version has a change number of its own, which is the key.

    `packed` holds the skills (packing.py), `evidence` the words that show each. Postings that are the same job have
    the same `group_id`; `content_sha256` and `sketch` tell it.
    """

    __tablename__ = "postings"
    __table_args__ = (
        Index("uq_postings_external", "organisation_id", "external_id", unique=True),
        Index("ix_postings_listed", "organisation_id", "change"),
        Index("ix_postings_employer", "organisation_id", "employer_code", "change"),
        Index("ix_postings_content", "organisation_id", "content_sha256"),
        Index("ix_postings_group", "organisation_id", "group_id"),
    )

    change: Mapped[int] = mapped_column(CHANGE, primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(unique=True)
    organisation_id: Mapped[int]
    external_id: Mapped[str | None]
    version: Mapped[int]
    title: Mapped[str | None]
    employer: Mapped[str | None]
    employer_code: Mapped[int]
    region: Mapped[str | None]
    region_code: Mapped[int]
    remote: Mapped[bool | None]
    posted_on: Mapped[date | None] = mapped_column(Date)
    pay_min: Mapped[float | None] = mapped_column(Float)
    pay_max: Mapped[float | None] = mapped_column(Float)
    pay_unit: Mapped[str | None]
    pay_currency: Mapped[str | None]
    packed: Mapped[bytes] = mapped_column(LargeBinary)
    evidence: Mapped[str | None] = mapped_column(Text)
    text: Mapped[str | None] = mapped_column(Text)
    warnings: Mapped[list[dict[str, str]] | None] = mapped_column(JSON(none_as_null=True))
    reading: Mapped[dict[str, Any]] = mapped_column(JSON)
    content_sha256: Mapped[str | None]
    sketch: Mapped[bytes | None] = mapped_column(LargeBinary)
    group_id: Mapped[str | None] = mapped_column(String)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class PostingNotDuplicate(Base):
    """A person's word that two postings are not the same; `first_id` is the smaller of the two ids."""

    __tablename__ = "posting_not_duplicates"
    __table_args__ = (Index("ix_posting_not_duplicates_second", "organisation_id", "second_id"), KEYED)

    organisation_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first_id: Mapped[str] = mapped_column(primary_key=True)
    second_id: Mapped[str] = mapped_column(primary_key=True)
    author: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class PostingBand(Base):
    """A part of a posting's sketch: near-same texts have the same value in some band."""

    __tablename__ = "posting_bands"
    __table_args__ = (Index("ix_posting_bands_posting", "posting_id"), KEYED)

    organisation_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    band: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    value: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    posting_id: Mapped[str] = mapped_column(primary_key=True)
