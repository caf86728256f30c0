"""Notices, in a thread beside the requests, that a release was switched somewhere, and has this process follow."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from app.database import Sessions
from app.releases.store import Event, last_event

SECONDS_BETWEEN_LOOKS = 0.25

_log = logging.getLogger("parlance.releases")


class Follower:
    """Looks at the audit trail, whose numbers only rise, and calls `follow` with the newest event if it is new.

    `follow` opens what is new and only then gives it to requests. Where it fails (the database is away, the disk
    is full) requests go on with what they have, and it is called again at the next look.
    """

    def __init__(self, sessions: Sessions, follow: Callable[[Event], None]) -> None:
        self._sessions = sessions
        self._follow = follow
        self._stop = threading.Event()
        self._seen: int | None = None
        self._failing = False
        self._thread = threading.Thread(target=self._run, name="releases", daemon=True)

    def start(self) -> None:
        """Begins to look. What was active before this call is taken to be known."""
        self.look()
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread and waits for it, if it runs."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def look(self) -> bool:
        """Looks once; says whether there was something to follow."""
        try:
            with self._sessions() as session:
                newest = last_event(session)
            number = 0 if newest is None else newest.id
            followed = newest is not None and self._seen is not None and number != self._seen
            if followed and newest is not None:
                self._follow(newest)
        except (SQLAlchemyError, OSError, RuntimeError) as error:
            if not self._failing:
                _log.warning("cannot follow the releases", extra={"error": type(error).__name__})
            self._failing = True
            return False
        self._seen, self._failing = number, False
        return followed

    def _run(self) -> None:
        while not self._stop.wait(SECONDS_BETWEEN_LOOKS):
            self.look()
