"""Says whose key a request carries: looked up in the database, and remembered for a few seconds."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock

from fastapi import FastAPI
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from starlette.datastructures import Headers

from app.auth.keys import id_of, is_key
from app.auth.store import StoredKey, find_key, note_use
from app.authorization import Caller, InvalidKey, identify, install_authenticator
from app.database import Sessions, impatiently
from app.limits import Application, Receive, Scope, Send
from app.routing import BASE_PATH

REMEMBERED_SECONDS = (
    5.0  # so long at most does a revoked key go on working in a process that has just seen it
)
MOST_REMEMBERED = 10_000
NOTED_EVERY = timedelta(minutes=1)
_NOTING_MILLISECONDS = 50
_GATED_SCOPE = "read"
_NOT_KNOWN = "This API key is not known here. Check that it was copied whole, or ask for another one."


def install_keys(app: FastAPI) -> None:
    """Has the routes of an application know the keys in its database."""
    install_authenticator(app, KeyAuthenticator(lambda: app.state.sessions))


class KeyAuthenticator:
    """Knows the keys in the database. Safe to use from several threads."""

    def __init__(self, sessions: Callable[[], Sessions]) -> None:
        self._sessions = sessions
        self._lock = Lock()
        self._recent: OrderedDict[bytes, tuple[float, Caller]] = OrderedDict()

    def recent(self, token: str) -> Caller | None:
        """The caller, if the key was looked up in the last seconds."""
        found = self._recent.get(_digest(token))
        return found[1] if found and time.monotonic() < found[0] else None

    def authenticate(self, token: str) -> Caller:
        """Looks the key up; raises InvalidKey, which says what is wrong with it."""
        asked = time.monotonic()
        with self._sessions()() as session:
            stored = _stored(session, token)
        self._note_use(stored)
        caller = Caller(stored.id, stored.organisation_id, stored.organisation, frozenset(stored.scopes))
        self._remember(token, asked, caller)
        return caller

    def _remember(self, token: str, asked: float, caller: Caller) -> None:
        digest = _digest(token)
        with self._lock:
            self._recent[digest] = (asked + REMEMBERED_SECONDS, caller)
            self._recent.move_to_end(digest)
            while len(self._recent) > MOST_REMEMBERED:
                self._recent.popitem(last=False)

    def _note_use(self, stored: StoredKey) -> None:
        now = datetime.now(UTC)
        if stored.last_used_at is not None and now - stored.last_used_at < NOTED_EVERY:
            return
        try:
            # Not `begin`, which would wait for its turn before it is told to be impatient.
            with self._sessions()() as session:
                with impatiently(session, _NOTING_MILLISECONDS):
                    note_use(session, stored.id, now, NOTED_EVERY)
                session.commit()
        except OperationalError:
            pass  # the database is busy, for example with an import: a request does not wait for this


def _stored(session: Session, token: str) -> StoredKey:
    key_id = id_of(token)
    if key_id is None:
        raise InvalidKey(
            "This is no API key of Parlance: one begins with pk_. Check that it was copied whole."
        )
    stored = find_key(session, key_id)
    if stored is None or not is_key(token, stored.key_sha256):
        raise InvalidKey(_NOT_KNOWN)
    if stored.revoked_at is not None:
        raise InvalidKey(f"This API key was revoked on {stored.revoked_at:%Y-%m-%d}. Use another one.")
    return stored


def _digest(token: str) -> bytes:
    """What stands for a key in memory, so that a dump of it holds none."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


class KeyGate:
    """ASGI middleware: asks for a key that may read on every call of the API, as PARLANCE_REQUIRE_KEY wants it."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on if it carries such a key, or is about the service itself."""
        if scope["type"] == "http" and _is_gated(scope["path"]):
            caller = await identify(scope["app"], Headers(scope=scope).get("authorization"))
            caller.check([_GATED_SCOPE])
        await self.app(scope, receive, send)


def _is_gated(path: str) -> bool:
    return path == BASE_PATH or path.startswith(f"{BASE_PATH}/")
