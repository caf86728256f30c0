"""Tables that the database searches: what is stored of documents, laid out by skill."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from app.tables import Base
from app.vocabulary.models import KEYED


class IndexedDocument(Base):
    """A stored document as filters and ratings see it, by its change number.

    `remote` is 0 where nothing is said, 1 for no, 2 for yes; `posted` a day's ordinal, 0 for none; `required` and
    `preferred` sum a posting's weights, in hundredths, of the skills that are preferred and of the others.
    """

    __tablename__ = "indexed_documents"
    __table_args__ = (KEYED,)

    kind: Mapped[str] = mapped_column(primary_key=True)
    change: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    organisation_id: Mapped[int]
    region_code: Mapped[int]
    employer_code: Mapped[int]
    remote: Mapped[int] = mapped_column(SmallInteger)
    posted: Mapped[int]
    months: Mapped[int]
    required: Mapped[int]
    preferred: Mapped[int]


class IndexedSkill(Base):
    """A skill of a document: for postings with its weight in hundredths; `months` are -1 where none are named."""

    __tablename__ = "indexed_skills"
    __table_args__ = (Index("ix_indexed_skills_document", "kind", "change"), KEYED)

    kind: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    change: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    weight: Mapped[int] = mapped_column(SmallInteger)
    is_preferred: Mapped[int] = mapped_column(SmallInteger)
    months: Mapped[int] = mapped_column(SmallInteger)


class IndexedRole(Base):
    """An occupation of a document."""

    __tablename__ = "indexed_roles"
    __table_args__ = (KEYED,)

    kind: Mapped[str] = mapped_column(primary_key=True)
    change: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    code: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
