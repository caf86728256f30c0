"""How a route gets at the rankers of titles: the registry of this process, made on first use."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import cast

from fastapi import FastAPI

from app.database import make_sessions
from app.occupations.titles.ranking import TitleRanker
from app.occupations.titles.registry import TitleRegistry
from app.vocabulary.store import StoredRelease

_LOCK = threading.Lock()


def ranker_for(app: FastAPI, releases: Sequence[StoredRelease]) -> TitleRanker:
    """The ranker of exactly these releases: what goes with the index of a view."""
    found = getattr(app.state, "title_registry", None)
    if found is None:
        with _LOCK:
            found = getattr(app.state, "title_registry", None)
            if found is None:
                sessions = make_sessions(app.state.engine)
                found = app.state.title_registry = TitleRegistry(app.state.settings.data_dir, sessions)
    return cast(TitleRegistry, found).open(releases)
