"""Keys for tests: makes one in the database of an application, as `parlance keys create` would."""

from __future__ import annotations

from fastapi import FastAPI

from app.auth.store import create_key


def key_for(app: FastAPI, organisation: str, *scopes: str) -> dict[str, str]:
    """The header of a new key of an organisation with these scopes."""
    with app.state.sessions.begin() as session:
        return {"Authorization": f"Bearer {create_key(session, organisation, scopes).key}"}
