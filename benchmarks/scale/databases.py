"""Databases of a benchmark's own on a PostgreSQL server that is given."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from benchmarks.scale.reasons import NotThere

VARIABLE = "PARLANCE_BENCH_POSTGRES_URL"


@contextmanager
def new_database(server: str | None) -> Iterator[str]:
    """The address of an empty database that is there only inside the block; raises NotThere where no server is given."""
    if server is None:
        raise NotThere(f"no PostgreSQL is given: --postgres postgresql://user@host/database (or {VARIABLE})")
    url = create(server)
    try:
        yield url
    finally:
        drop(server, url)


@contextmanager
def make_database(server: str | None) -> Iterator[str | None]:
    """The same, or None where no server is given."""
    if server is None:
        yield None
        return
    with new_database(server) as url:
        yield url


def create(server: str) -> str:
    """The address of a new empty database."""
    name = f"parlance_scale_{uuid.uuid4().hex[:12]}"
    _administrate(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def drop(server: str, url: str) -> None:
    """Drops a database that `create` made."""
    name = urlsplit(url).path.removeprefix("/")
    _administrate(server, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def given_server(option: str | None) -> str | None:
    """The address on the command line, or of the environment."""
    return option or os.environ.get(VARIABLE) or None


def _administrate(server: str, statement: sql.Composed) -> None:
    try:
        with psycopg.connect(server, autocommit=True, connect_timeout=3) as connection:
            connection.execute(statement)
    except psycopg.OperationalError as problem:
        raise NotThere(
            f"PostgreSQL does not answer at the address given: {str(problem).splitlines()[0]}"
        ) from problem
