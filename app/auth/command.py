"""The command `parlance keys create|list|revoke`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.auth.store import StoredKey

# As in `app.authorization`, which the command line does not load before a command runs; a test compares them.
SCOPES = ("read", "write", "reports", "admin")


def register(subparsers: Any) -> None:
    """Adds `keys` to the command line."""
    parser = subparsers.add_parser("keys", help="make, list and revoke API keys")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=type(parser))
    creating = commands.add_parser("create", help="make a key; it is shown once")
    creating.add_argument("--organisation", required=True, metavar="NAME", help="whose key it is")
    creating.add_argument(
        "--scope",
        action="append",
        required=True,
        choices=SCOPES,
        help="what it may do; give it once for each scope",
    )
    creating.set_defaults(command=create)
    listing = commands.add_parser("list", help="list the keys, without their secrets")
    listing.add_argument("--json", action="store_true", help="print them as JSON")
    listing.set_defaults(command=list_all)
    revoking = commands.add_parser("revoke", help="end a key for good")
    revoking.add_argument("id", metavar="ID", help="the id of the key, as parlance keys list shows it")
    revoking.set_defaults(command=revoke)


def create(arguments: argparse.Namespace, settings: Settings) -> int:
    """`parlance keys create`: the key alone on standard output, what to know about it on standard error."""
    from app.auth.store import create_key, find_key

    with _transaction(settings) as session:
        new = create_key(session, arguments.organisation, arguments.scope)
        stored = find_key(session, new.id)
    assert stored is not None
    print(
        f"Key {stored.id} of {stored.organisation} with {', '.join(stored.scopes)}. "
        "It is shown only this once; keep it like a password. It ends with: parlance keys revoke "
        + stored.id,
        file=sys.stderr,
    )
    print(new.key)
    return 0


def list_all(arguments: argparse.Namespace, settings: Settings) -> int:
    """`parlance keys list`."""
    from app.auth.store import list_keys

    with _transaction(settings, writes=False) as session:
        keys = list_keys(session)
    if arguments.json:
        import orjson

        sys.stdout.write(
            orjson.dumps([_as_json(key) for key in keys], option=orjson.OPT_INDENT_2).decode() + "\n"
        )
        return 0
    for key in keys:
        print(_line(key))
    if not keys:
        print("There are no keys yet. Make one with: parlance keys create", file=sys.stderr)
    return 0


def revoke(arguments: argparse.Namespace, settings: Settings) -> int:
    """`parlance keys revoke`."""
    from app.auth.access import REMEMBERED_SECONDS
    from app.auth.keys import given_id
    from app.auth.store import revoke_key

    with _transaction(settings) as session:
        key = revoke_key(session, given_id(arguments.id) or arguments.id)
    assert key.revoked_at is not None
    print(
        f"{key.id} of {key.organisation} was revoked at {_moment(key.revoked_at)}. "
        f"Servers that are running know it within {REMEMBERED_SECONDS:.0f} seconds."
    )
    return 0


@contextmanager
def _transaction(settings: Settings, *, writes: bool = True) -> Iterator[Session]:
    """One transaction on the database of the settings, brought up to date first."""
    from app.database import make_engine, make_sessions
    from app.migrating import migrate

    migrate(settings)
    engine = make_engine(settings)
    try:
        sessions = make_sessions(engine)
        with sessions.begin() if writes else sessions() as session:
            yield session
    finally:
        engine.dispose()


def _line(key: StoredKey) -> str:
    parts = [key.id, key.organisation, ",".join(key.scopes), f"made {_moment(key.created_at)}"]
    parts.append(f"last used {_moment(key.last_used_at)}" if key.last_used_at else "never used")
    if key.revoked_at:
        parts.append(f"revoked {_moment(key.revoked_at)}")
    return "  ".join(parts)


def _as_json(key: StoredKey) -> dict[str, Any]:
    return {
        "id": key.id,
        "organisation": key.organisation,
        "scopes": key.scopes,
        "created_at": key.created_at,
        "last_used_at": key.last_used_at,
        "revoked_at": key.revoked_at,
    }


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
