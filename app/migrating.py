"""Brings the tables of the database to those of this version, with Alembic."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from app.database import changing_tables, ensure_folder, exclusively, make_engine
from app.errors import NotReady
from app.resources import resource_folder
from app.settings import Settings

_REVISION = re.compile(r"^revision(?:: [^=]+)? = ['\"](\w+)['\"]", re.M)
_BEFORE = re.compile(r"^down_revision(?:: [^=]+)? = ['\"](\w+)['\"]", re.M)

if TYPE_CHECKING:
    from alembic.config import Config


def migrate(settings: Settings) -> None:
    """Runs every migration that the database has not had; safe to call from several processes at once."""
    ensure_folder(settings)
    engine = make_engine(settings)
    try:
        with _connected(engine) as connection, exclusively(connection, settings):
            if _applied(connection) != _heads():
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
    with engine.connect() as connection:
        return _applied(connection) == _heads()


def _applied(connection: Connection) -> frozenset[str]:
    """The revisions that the database stands at; asked without Alembic, whose import takes half a second."""
    if not inspect(connection).has_table("alembic_version"):
        connection.rollback()
        return frozenset()
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    connection.rollback()
    return frozenset(found)


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
    """The revisions that no other one comes after, read from the scripts themselves."""
    scripts = [path.read_text("utf-8") for path in sorted((migrations_folder() / "versions").glob("*.py"))]
    named = {name for script in scripts for name in _REVISION.findall(script)}
    return frozenset(named - {name for script in scripts for name in _BEFORE.findall(script)})
