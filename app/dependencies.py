"""What routes ask the frame for: the settings, and one database transaction per request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from app.database import Sessions
from app.settings import Settings


async def settings_of(request: Request) -> Settings:
    """The settings the application was made with."""
    return cast(Settings, request.app.state.settings)


def reading(request: Request) -> Iterator[Session]:
    """A session for reading only; nothing of it is kept."""
    with _sessions(request)() as session:
        yield session


# For a route that is asked often: as a dependency the session costs two more turns of the thread pool.
open_reading = contextmanager(reading)


def transaction(request: Request) -> Iterator[Session]:
    """One transaction for the whole request: committed when the route returns, rolled back when it raises."""
    with _sessions(request).begin() as session:
        yield session


# For a route that does slow work first: the transaction begins when there is something to write.
open_transaction = contextmanager(transaction)


def _sessions(request: Request) -> Sessions:
    return cast(Sessions, request.app.state.sessions)


CurrentSettings = Annotated[Settings, Depends(settings_of)]
# Scope "function": the commit is done before the answer is sent, so that a commit that fails is an error.
Reading = Annotated[Session, Depends(reading, scope="function")]
Transaction = Annotated[Session, Depends(transaction, scope="function")]
