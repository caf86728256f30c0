"""Brings the tables of the database to those of this version, with Alembic."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from app.database import changing_tables, ensure_folder, exclusively, make_engine
from app.errors import NotReady
from app.resources import resource_folder
from app.settings import Settings

if TYPE_CHECKING:
    from alembic.config import Config


def migrate(settings: Settings) -> None:
    """Runs every migration that the database has not had; safe to call from several processes at once."""
    ensure_folder(settings)
    engine = make_engine(settings)
    try:
        with _connected(engine) as connection, exclusively(connection, settings):
            upgrade(connection)
    finally:
        engine.dispose()


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Runs the migrations up to a revision on an open connection without a transaction, and commits them."""
    from alembic import command

    config = alembic_config()
    config.attributes["connection"] = connection
    with changing_tables(connection):
        command.upgrade(config, revision)
        connection.commit()


def _connected(engine: Engine) -> Connection:
    try:
        return engine.connect()
    except DatabaseError as error:
        reason = str(error.orig).strip().splitlines()[-1]
        raise NotReady(
            f"The database cannot be opened ({reason}). Check PARLANCE_DATABASE_URL and that it runs."
        ) from None


def is_current(engine: Engine) -> bool:
    """Whether the database has had every migration of this version."""
    from alembic.runtime.migration import MigrationContext

    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == _heads()


def alembic_config() -> Config:
    """Alembic's configuration, which finds the migrations beside or inside the package."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    return config


def migrations_folder() -> Path:
    """Where the migration scripts are."""
    return resource_folder("migrations")


@cache
def _heads() -> frozenset[str]:
    from alembic.script import ScriptDirectory

    return frozenset(ScriptDirectory.from_config(alembic_config()).get_heads())
