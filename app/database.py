"""The database connection, and every difference between SQLite and PostgreSQL."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from app.settings import Settings, SettingsError

SQLITE_BUSY_MILLISECONDS = 10_000
POSTGRESQL_CONNECT_SECONDS = 5
# What one process at a time may do. PostgreSQL names advisory locks by number, so each has a fixed one of ours.
MIGRATION = "migration"
IMPORT = "import"
_LOCK_KEYS = {MIGRATION: 7_213_904_115, IMPORT: 7_213_904_116}
_WRITES = {"parlance_writes": True}


def database_url(settings: Settings) -> URL:
    """The URL with its driver filled in; raises SettingsError when it cannot be understood."""
    try:
        url = make_url(settings.database_url)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError):
        raise SettingsError(
            "PARLANCE_DATABASE_URL cannot be read. Write it as sqlite:///data/parlance.db or postgresql://user@host/name."
        ) from None
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database and url.database != ":memory:":
        return url
    raise SettingsError(
        "PARLANCE_DATABASE_URL must name a SQLite file or a PostgreSQL database, "
        "for example sqlite:///data/parlance.db or postgresql://user@host/name."
    )


def make_engine(settings: Settings) -> Engine:
    """An engine for the database of the settings; nothing is opened until it is used."""
    url = database_url(settings)
    # Values are kept out of error messages: they may be words of a posting or a résumé.
    if url.get_backend_name() == "sqlite":
        engine = create_engine(
            url, hide_parameters=True, connect_args={"timeout": SQLITE_BUSY_MILLISECONDS / 1000}
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    arguments = {"connect_timeout": POSTGRESQL_CONNECT_SECONDS}
    return create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args=arguments)


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """Sessions of an engine; what was read stays usable after the commit."""
    return sessionmaker(engine, expire_on_commit=False)


def declare_write(session: Session) -> None:
    """Says before the first statement that this transaction will write.

    SQLite then takes the write lock at once and waits its turn. A transaction that first reads and writes
    later cannot wait: what it has read may be out of date, so SQLite refuses it. PostgreSQL needs nothing.
    """
    session.connection(execution_options=_WRITES)


@contextmanager
def impatiently(session: Session, milliseconds: int) -> Iterator[None]:
    """Inside, what would have to wait longer for another transaction raises OperationalError instead."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL lock_timeout = {milliseconds:d}"))
        yield
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {milliseconds:d}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {SQLITE_BUSY_MILLISECONDS}")


def insert_or_skip(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    """Inserts rows and passes over those that are there already."""
    if rows:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(dialect.insert(table).on_conflict_do_nothing(), rows)


def bulk_insert(connection: Connection, table: Table, rows: Iterable[tuple[Any, ...]]) -> int:
    """Inserts many rows, each with a value for every column in the order of the table, and says how many.

    Values go to the driver as they are: JSON as text, moments with their time zone.
    """
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    if connection.dialect.name == "postgresql":
        count = 0
        driver: Any = connection.connection.driver_connection
        with (
            driver.cursor() as cursor,
            cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy,
        ):
            for count, row in enumerate(rows, start=1):  # noqa: B007
                copy.write_row(row)
        return count
    listed = list(rows)
    if listed:
        marks = ", ".join("?" * len(table.columns))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", listed)  # noqa: S608
    return len(listed)


def ensure_folder(settings: Settings) -> Path:
    """Makes the data folder, and that of a SQLite file; raises SettingsError when it cannot be written."""
    folders = [settings.data_dir]
    url = database_url(settings)
    if url.get_backend_name() == "sqlite" and url.database:
        folders.append(Path(url.database).absolute().parent)
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            writable = os.access(folder, os.W_OK | os.X_OK)
        except OSError:
            writable = False
        if not writable:
            raise SettingsError(
                f"The folder {folder} cannot be written. "
                "Set PARLANCE_DATA_DIR to a folder that this user may write to."
            )
    return settings.data_dir


def is_unavailable(error: OperationalError) -> bool:
    """Whether the database is out of reach or busy; SQLite calls a wrong statement operational too."""
    return getattr(error.orig, "sqlite_errorname", "") != "SQLITE_ERROR"


@contextmanager
def exclusively(
    connection: Connection,
    settings: Settings,
    what: str = MIGRATION,
    *,
    waiting: Callable[[], None] | None = None,
) -> Iterator[None]:
    """Lets one process at a time do this; the others wait here until it is done, and `waiting` says so.

    The end of the process gives the lock back, however it ends.
    """
    if connection.dialect.name == "postgresql":
        with _advisory_lock(connection, _LOCK_KEYS[what], waiting):
            yield
        return
    with (ensure_folder(settings) / f"{what}.lock").open("a") as file:
        _lock_file(file, waiting)
        yield


@contextmanager
def _advisory_lock(connection: Connection, key: int, waiting: Callable[[], None] | None) -> Iterator[None]:
    taken = waiting and connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": key})
    if not taken:
        if waiting:
            waiting()
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": key})
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})
        connection.commit()


@contextmanager
def changing_tables(connection: Connection) -> Iterator[None]:
    """Inside, tables may be rebuilt. SQLite would take the dropped old copy for a deletion of all its rows.

    The connection must not be in a transaction. Foreign keys are checked once at the end instead.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
        broken = driver.execute("PRAGMA foreign_key_check").fetchone()
    finally:
        driver.execute("PRAGMA foreign_keys = ON")
        driver.close()
    if broken:
        raise RuntimeError(f"A migration left rows of {broken[0]} that point to missing rows of {broken[2]}.")


def _lock_file(file: IO[str], waiting: Callable[[], None] | None) -> None:
    """Waits for an exclusive lock on the file, which closing it (or the end of the process) gives back."""
    if waiting:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
    return fcntl.flock(file, fcntl.LOCK_EX)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # Transactions begin where SQLAlchemy says, not where the driver guesses.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {SQLITE_BUSY_MILLISECONDS}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("parlance_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")
