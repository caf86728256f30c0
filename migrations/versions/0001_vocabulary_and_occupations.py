"""The vocabulary by release, and occupations with titles, skills and wages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None

_ACTIVE = sa.text("state = 'active'")


def upgrade() -> None:
    """Makes the change."""
    _frameworks()
    _skills()
    _occupations()


def downgrade() -> None:
    """Takes the change back."""
    for table in ("occupation_wages", "occupation_skills", "occupation_titles", "occupations"):
        op.drop_table(table)
    for table in (
        "ordinary_words",
        "skill_links",
        "skill_classes",
        "ambiguous_names",
        "skill_names",
        "skills",
    ):
        op.drop_table(table)
    op.drop_table("releases")
    op.drop_table("frameworks")


def _frameworks() -> None:
    op.create_table(
        "frameworks",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
    )
    op.create_table(
        "releases",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("framework_id", sa.String(), sa.ForeignKey("frameworks.id"), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("checksum", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.CheckConstraint("state IN ('building', 'active', 'kept')", name="state"),
    )
    op.create_index("uq_releases_version", "releases", ["framework_id", "version"], unique=True)
    op.create_index(
        "uq_releases_active",
        "releases",
        ["framework_id"],
        unique=True,
        sqlite_where=_ACTIVE,
        postgresql_where=_ACTIVE,
    )


def _skills() -> None:
    op.create_table(
        "skills",
        sa.Column("release_id", sa.Integer(), sa.ForeignKey("releases.id"), primary_key=True),
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("uri", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(none_as_null=True), nullable=True),
        sqlite_with_rowid=False,
    )
    _rows_of("skill_names", "skills", ["skill_id", "language", "kind", "name"])
    reason: sa.Column[str] = sa.Column("reason", sa.String(), nullable=False)
    _rows_of("ambiguous_names", "skills", ["skill_id", "name"], reason)
    _rows_of("skill_classes", "skills", ["skill_id", "title"])
    origin: sa.Column[str] = sa.Column("origin", sa.String(), nullable=False)
    _rows_of("skill_links", "skills", ["source_id", "relation", "target_id"], origin)
    op.create_table(
        "ordinary_words",
        sa.Column("word", sa.String(), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )


def _occupations() -> None:
    op.create_table(
        "occupations",
        sa.Column("release_id", sa.Integer(), sa.ForeignKey("releases.id"), primary_key=True),
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("uri", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("job_zone", sa.Integer(), nullable=True),
        sqlite_with_rowid=False,
    )
    _rows_of("occupation_titles", "occupations", ["occupation_id", "kind", "title"])
    _rows_of(
        "occupation_skills",
        "occupations",
        ["occupation_id", "relation", "skill_id"],
        sa.Column("importance", sa.Double(), nullable=True),
        sa.Column("level", sa.Double(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
    )
    amounts = [
        "hourly_median",
        *(f"annual_{what}" for what in ("p10", "p25", "median", "p75", "p90", "mean")),
    ]
    op.create_table(
        "occupation_wages",
        sa.Column("soc_code", sa.String(), primary_key=True),
        sa.Column("area_type", sa.String(), primary_key=True),
        sa.Column("area", sa.String(), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True),
        sa.Column("employment", sa.Integer(), nullable=True),
        *(sa.Column(amount, sa.Double(), nullable=True) for amount in amounts),
        sa.Column("note", sa.String(), nullable=False),
        sqlite_with_rowid=False,
    )


def _rows_of(table: str, parent: str, key: list[str], *columns: sa.Column[object]) -> None:
    """A table of rows that belong to a row of the parent: the first column of the key names that row."""
    op.create_table(
        table,
        sa.Column("release_id", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.String(), primary_key=True) for name in key),
        *columns,
        sa.ForeignKeyConstraint(["release_id", key[0]], [f"{parent}.release_id", f"{parent}.id"]),
        sqlite_with_rowid=False,
    )
