"""The database connection, and every difference between SQLite and PostgreSQL."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from sqlite3 import Error as DriverError
from typing import IO, Any

import orjson
from sqlalchemy import (
    URL,
    BigInteger,
    Connection,
    Engine,
    RootTransaction,
    Row,
    Select,
    Table,
    TableValuedAlias,
    Text,
    any_,
    bindparam,
    column,
    create_engine,
    event,
    func,
    make_url,
    select,
    text,
)
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


class Sessions(sessionmaker[Session]):
    """Makes sessions: `sessions()` to read, and `sessions.begin()` for a transaction that writes.

    SQLite then takes the write lock at once and waits its turn. A transaction that first reads and writes
    later cannot wait: what it has read may be out of date, so SQLite refuses it. PostgreSQL needs nothing.
    """

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """One transaction that writes: committed at the end, rolled back where it raises."""
        with super().begin() as session:
            session.connection(execution_options=_WRITES)
            yield session


def make_sessions(bind: Engine | Connection, **options: Any) -> Sessions:
    """Sessions of an engine or a connection; what was read stays usable after the commit."""
    return Sessions(bind, expire_on_commit=False, **options)


def begin_write(connection: Connection) -> RootTransaction:
    """Begins a transaction that writes on a connection that has not begun one; as `Sessions.begin`."""
    return connection.execution_options(**_WRITES).begin()


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


def bulk_insert(
    connection: Connection,
    table: Table,
    rows: Iterable[tuple[Any, ...]],
    columns: Sequence[str] | None = None,
) -> int:
    """Inserts many rows, each with a value for every column in the order of the table, and says how many.

    `columns` names other columns, or another order. Values go to the driver as they are: JSON as text, moments with
    their time zone.
    """
    listed_columns = columns or [column.name for column in table.columns]
    names = ", ".join(f'"{name}"' for name in listed_columns)
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
        marks = ", ".join("?" * len(listed_columns))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", listed)  # noqa: S608
    return len(listed)


def texts_as_rows(connection: Connection, texts: Sequence[str]) -> TableValuedAlias:
    """Texts as rows with a column `value`. All are sent as one value: the statement is the same for any number of them.

    Each text as a value of its own would cost ten times as much to put together, to send and to plan.
    """
    if connection.dialect.name == "postgresql":
        given = func.unnest(bindparam(None, list(texts), postgresql.ARRAY(Text)))
        return given.table_valued(column("value", Text), name="given").render_derived()
    listed = orjson.dumps(list(texts)).decode()
    return func.json_each(bindparam(None, listed, Text)).table_valued(column("value", Text), name="given")


def rows_of(engine: Engine, columns: Sequence[Any], key: Any, numbers: Sequence[int]) -> Sequence[Row[Any]]:
    """The rows whose key is one of some numbers, in no order; the columns are read as they are at one moment.

    PostgreSQL is asked outside a transaction, and is given the numbers as one value: a hundred rows take 0.6 ms of the
    processor instead of 2.
    """
    if engine.dialect.name == "postgresql":
        statement = _by_number(key, *columns)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            return connection.execute(statement, {"numbers": list(numbers)}).all()
    with engine.connect() as connection:
        return connection.execute(select(*columns).where(key.in_(numbers))).all()


@lru_cache
def _by_number(key: Any, *columns: Any) -> Select[Any]:
    numbers: Any = bindparam("numbers", None, postgresql.ARRAY(BigInteger))
    return select(*columns).where(key == any_(numbers))


def renew_statistics(engine: Engine, *tables: str) -> None:
    """Has PostgreSQL count what is in tables that have just grown, by which it plans queries; SQLite needs no help.

    PostgreSQL does so by itself after a minute or so. Until then the middle of a first load looks like an empty table.
    """
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in tables:
                connection.exec_driver_sql(f"ANALYZE {table}")


def empty_log(engine: Engine, milliseconds: int = 200) -> bool:
    """Empties the file in which SQLite keeps what was written last, so that what was deleted is not found there either.

    Waits so long at most for those who are reading or writing, and says whether it could be done. PostgreSQL has no
    such file of its own tables.
    """
    return _maintain(engine, milliseconds, "PRAGMA wal_checkpoint(TRUNCATE)")


def compact(engine: Engine, milliseconds: int = 200) -> bool:
    """Writes a SQLite database anew, without what is free in it, and says whether it could be done; as `empty_log`.

    Where rows move from page to page, a copy may stay behind in the free part of the old one, which
    `secure_delete` does not overwrite. PostgreSQL does this by itself.
    """
    return _maintain(engine, milliseconds, "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")


def _maintain(engine: Engine, milliseconds: int, *statements: str) -> bool:
    if engine.dialect.name != "sqlite":
        return True
    connection = engine.raw_connection()
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds:d}")
        answers = [cursor.execute(statement).fetchone() for statement in statements]
    except DriverError:
        return False
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {SQLITE_BUSY_MILLISECONDS}")
        cursor.close()
        connection.close()
    # A checkpoint answers whether somebody was in its way.
    return not any(answer[0] for answer in answers if answer is not None)


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
    # What is deleted is overwritten: it may be somebody's skills, or words of their résumé.
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.execute(f"PRAGMA busy_timeout = {SQLITE_BUSY_MILLISECONDS}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("parlance_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")
