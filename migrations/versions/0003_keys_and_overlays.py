"""Organisations and their API keys; local overlays with their revisions and audit trail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None

_STATES = "state IN ('draft', 'in_review', 'certified', 'expired', 'superseded', 'withdrawn')"


def upgrade() -> None:
    """Makes the change."""
    _keys()
    _overlays()


def downgrade() -> None:
    """Takes the change back; keys, overlays and their audit trail are lost."""
    for table in ("overlay_events", "overlay_revisions", "overlays", "api_keys", "organisations"):
        op.drop_table(table)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _keys() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False, unique=True),
        _moment("created_at"),
    )
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("organisation_id", sa.Integer(), sa.ForeignKey("organisations.id"), nullable=False),
        sa.Column("key_sha256", sa.String(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        _moment("created_at"),
        _moment("revoked_at", nullable=True),
        _moment("last_used_at", nullable=True),
    )
    op.create_index("ix_api_keys_organisation_id", "api_keys", ["organisation_id"])


def _overlays() -> None:
    op.create_table(
        "overlays",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("occupation_id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
    )
    op.create_index("uq_overlays_scope", "overlays", ["occupation_id", "scope"], unique=True)
    op.create_index("ix_overlays_organisation_id", "overlays", ["organisation_id"])
    op.create_table(
        "overlay_revisions",
        sa.Column("overlay_id", sa.Integer(), sa.ForeignKey("overlays.id"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        _moment("changed_at"),
        sa.Column("releases", sa.JSON(), nullable=False),
        sa.Column("certified_by", sa.String(), nullable=True),
        _moment("certified_at", nullable=True),
        sa.Column("certified_until", sa.Date(), nullable=True),
        sa.CheckConstraint(_STATES, name="state"),
    )
    op.create_table(
        "overlay_events",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("overlay_id", sa.Integer(), sa.ForeignKey("overlays.id"), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _moment("at"),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("request_key", sa.String(), nullable=True),
    )
    op.create_index("ix_overlay_events_overlay_id", "overlay_events", ["overlay_id"])
