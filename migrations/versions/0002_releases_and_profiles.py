"""Groups, replacements and events of releases; codes, details and links of occupations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None

_COPY_WITH_LANGUAGE = """
    INSERT INTO occupation_titles (release_id, occupation_id, language, kind, title)
    SELECT release_id, occupation_id, 'en', kind, title FROM occupation_titles_before
"""
_COPY_ENGLISH = """
    INSERT INTO occupation_titles (release_id, occupation_id, kind, title)
    SELECT release_id, occupation_id, kind, title FROM occupation_titles_before WHERE language = 'en'
"""


def upgrade() -> None:
    """Makes the change."""
    op.add_column("releases", sa.Column("notes", sa.JSON(), nullable=True))
    op.add_column("skills", _flag("is_group"))
    op.add_column("occupations", sa.Column("code", sa.String(), nullable=True))
    op.add_column("occupations", _flag("is_group"))
    op.add_column("occupations", sa.Column("details", sa.JSON(), nullable=True))
    op.add_column("occupation_skills", _flag("suppressed"))
    _titles(with_language=True)
    _new_tables()


def downgrade() -> None:
    """Takes the change back; titles in other languages than English go with their language."""
    for table in ("occupation_links", "skill_replacements", "release_events"):
        op.drop_table(table)
    _titles(with_language=False)
    for table, column in (
        ("occupation_skills", "suppressed"),
        ("occupations", "details"),
        ("occupations", "is_group"),
        ("occupations", "code"),
        ("skills", "is_group"),
        ("releases", "notes"),
    ):
        op.drop_column(table, column)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _titles(*, with_language: bool) -> None:
    """A key cannot gain or lose a column in place on SQLite: the table is made anew from its rows."""
    op.rename_table("occupation_titles", "occupation_titles_before")
    if op.get_bind().dialect.name == "postgresql":
        for name in ("pk_occupation_titles", "fk_occupation_titles_release_id_occupation_id_occupations"):
            op.execute(f"ALTER TABLE occupation_titles_before RENAME CONSTRAINT {name} TO {name}_before")
    language = [sa.Column("language", sa.String(), primary_key=True)] if with_language else []
    op.create_table(
        "occupation_titles",
        sa.Column("release_id", sa.Integer(), primary_key=True),
        sa.Column("occupation_id", sa.String(), primary_key=True),
        *language,
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("title", sa.String(), primary_key=True),
        sa.ForeignKeyConstraint(
            ["release_id", "occupation_id"], ["occupations.release_id", "occupations.id"]
        ),
        sqlite_with_rowid=False,
    )
    op.execute(_COPY_WITH_LANGUAGE if with_language else _COPY_ENGLISH)
    op.drop_table("occupation_titles_before")


def _new_tables() -> None:
    op.create_table(
        "release_events",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("framework_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
    )
    op.create_table(
        "skill_replacements",
        sa.Column("release_id", sa.Integer(), sa.ForeignKey("releases.id"), primary_key=True),
        sa.Column("skill_id", sa.String(), primary_key=True),
        sa.Column("replaced_by", sa.String(), primary_key=True),
        sa.Column("origin", sa.String(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "occupation_links",
        sa.Column("release_id", sa.Integer(), sa.ForeignKey("releases.id"), primary_key=True),
        sa.Column("source_id", sa.String(), primary_key=True),
        sa.Column("relation", sa.String(), primary_key=True),
        sa.Column("target_id", sa.String(), primary_key=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_occupation_links_target", "occupation_links", ["release_id", "target_id"])
