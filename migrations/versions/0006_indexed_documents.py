"""Stored documents laid out by skill, for the retrieval that the database does itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | None = None
depends_on: str | None = None

_CLOCKS = ("indexed_worker", "indexed_posting")


def upgrade() -> None:
    """Makes the change."""
    clock = sa.table("change_clock", sa.column("kind", sa.String()), sa.column("last", sa.BigInteger()))
    op.bulk_insert(clock, [{"kind": kind, "last": 0} for kind in _CLOCKS])
    op.create_table(
        "indexed_documents",
        sa.Column("kind", sa.String(), primary_key=True),
        _key("change", sa.BigInteger()),
        *(_number(name) for name in ("organisation_id", "region_code", "employer_code")),
        sa.Column("remote", sa.SmallInteger(), nullable=False),
        *(_number(name) for name in ("posted", "months", "required", "preferred")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "indexed_skills",
        sa.Column("kind", sa.String(), primary_key=True),
        _key("code", sa.Integer()),
        _key("change", sa.BigInteger()),
        *(
            sa.Column(name, sa.SmallInteger(), nullable=False)
            for name in ("weight", "is_preferred", "months")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_indexed_skills_document", "indexed_skills", ["kind", "change"])
    op.create_table(
        "indexed_roles",
        sa.Column("kind", sa.String(), primary_key=True),
        _key("change", sa.BigInteger()),
        _key("code", sa.Integer()),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Takes the change back; the rows can be made again from the stored documents."""
    for table in ("indexed_roles", "indexed_skills", "indexed_documents"):
        op.drop_table(table)
    names = ", ".join(f"'{kind}'" for kind in _CLOCKS)
    op.execute(f"DELETE FROM change_clock WHERE kind IN ({names})")  # noqa: S608


def _key(name: str, kind: sa.types.TypeEngine[int]) -> sa.Column[int]:
    return sa.Column(name, kind, primary_key=True, autoincrement=False, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)
