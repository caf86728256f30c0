"""Stored workers and postings: their tables, the codes of what they name, the clock of changes, idempotency keys."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None

_CHANGE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_CLOCKS = ("worker", "posting", "skill", "occupation", "region", "employer")


def upgrade() -> None:
    """Makes the change."""
    _shared()
    _workers()
    _postings()
    _duplicates()


def downgrade() -> None:
    """Takes the change back; stored workers and postings are lost."""
    for table in (
        "posting_bands", "posting_not_duplicates", "postings", "workers",
        "idempotency_keys", "profile_removals", "change_clock", "profile_codes",
    ):  # fmt: skip
        op.drop_table(table)


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _number(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), primary_key=key, autoincrement=False, nullable=False)


def _shared() -> None:
    op.create_table(
        "profile_codes",
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("code", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("uq_profile_codes_name", "profile_codes", ["kind", "name"], unique=True)
    clock = op.create_table(
        "change_clock",
        sa.Column("kind", sa.String(), primary_key=True),
        _number("last"),
        sqlite_with_rowid=False,
    )
    # This number tells one database from another: index files made from another one are not used.
    rows = [{"kind": kind, "last": 0} for kind in _CLOCKS] + [
        {"kind": "database", "last": secrets.randbits(62)}
    ]
    op.bulk_insert(clock, rows)
    op.create_table(
        "profile_removals",
        sa.Column("kind", sa.String(), primary_key=True),
        _number("change", key=True),
        _number("removed"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("organisation_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("key_sha256", sa.String(), primary_key=True),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("body_sha256", sa.String(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("stored_id", sa.String(), nullable=False),
        _moment("created_at"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_idempotency_keys_stored_id", "idempotency_keys", ["stored_id"])
    op.create_index("ix_idempotency_keys_created_at", "idempotency_keys", ["created_at"])


def _identity() -> list[sa.Column[object]]:
    return [
        sa.Column("change", _CHANGE, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(), nullable=False, unique=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
    ]


def _place() -> list[sa.Column[object]]:
    return [
        sa.Column("region", sa.String(), nullable=True),
        sa.Column("region_code", sa.Integer(), nullable=False),
        sa.Column("remote", sa.Boolean(), nullable=True),
    ]


def _read() -> list[sa.Column[object]]:
    return [
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("warnings", sa.JSON(), nullable=True),
        sa.Column("reading", sa.JSON(), nullable=False),
    ]


def _workers() -> None:
    op.create_table(
        "workers", *_identity(), *_place(), *_read(), _moment("created_at"), _moment("updated_at")
    )
    op.create_index("uq_workers_external", "workers", ["organisation_id", "external_id"], unique=True)
    op.create_index("ix_workers_listed", "workers", ["organisation_id", "change"])


def _postings() -> None:
    op.create_table(
        "postings",
        *_identity(),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("employer", sa.String(), nullable=True),
        sa.Column("employer_code", sa.Integer(), nullable=False),
        *_place(),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("pay_min", sa.Float(), nullable=True),
        sa.Column("pay_max", sa.Float(), nullable=True),
        sa.Column("pay_unit", sa.String(), nullable=True),
        sa.Column("pay_currency", sa.String(), nullable=True),
        *_read(),
        sa.Column("content_sha256", sa.String(), nullable=True),
        sa.Column("sketch", sa.LargeBinary(), nullable=True),
        sa.Column("group_id", sa.String(), nullable=True),
        _moment("created_at"),
        _moment("updated_at"),
    )
    op.create_index("uq_postings_external", "postings", ["organisation_id", "external_id"], unique=True)
    op.create_index("ix_postings_listed", "postings", ["organisation_id", "change"])
    op.create_index("ix_postings_employer", "postings", ["organisation_id", "employer_code", "change"])
    op.create_index("ix_postings_content", "postings", ["organisation_id", "content_sha256"])
    op.create_index("ix_postings_group", "postings", ["organisation_id", "group_id"])


def _duplicates() -> None:
    op.create_table(
        "posting_not_duplicates",
        sa.Column("organisation_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("first_id", sa.String(), primary_key=True),
        sa.Column("second_id", sa.String(), primary_key=True),
        sa.Column("author", sa.String(), nullable=False),
        _moment("created_at"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_posting_not_duplicates_second", "posting_not_duplicates", ["organisation_id", "second_id"]
    )
    op.create_table(
        "posting_bands",
        sa.Column("organisation_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("band", sa.SmallInteger(), primary_key=True, autoincrement=False),
        _number("value", key=True),
        sa.Column("posting_id", sa.String(), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_posting_bands_posting", "posting_bands", ["posting_id"])
