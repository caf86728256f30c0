"""Runs migrations on the connection that `parlance migrate` hands over; for Alembic's command, on its own."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from app.database import make_engine
from app.settings import Settings
from app.tables import load_metadata


def run(connection: Connection) -> None:
    """Migrates one connection; SQLite changes a table by copying it, so it needs batch mode."""
    context.configure(
        connection=connection,
        target_metadata=load_metadata(),
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        compare_server_default=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
elif context.is_offline_mode():
    raise SystemExit("Migrations run on a database, not offline. Leave out --sql.")
else:
    with make_engine(Settings.from_environment()).connect() as own:
        run(own)
        own.commit()
