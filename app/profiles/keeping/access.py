"""Where a page of a list of stored documents begins; and how what was deleted leaves the files of a database."""

from __future__ import annotations

import time
from threading import Lock, Thread

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from app.database import compact, empty_log
from app.errors import FieldProblem, InvalidInput
from app.paging import PageRequest

# Deletions often come in groups: the database is written anew this long after one.
QUIET_SECONDS = 1.0
_BUSY_SECONDS = 1.0
_MOST_TRIES = 600
# Of the time, at most a fiftieth goes into writing it anew, however large it is.
_SHARE = 50


def page_start(page: PageRequest, mark: str) -> int:
    """The change number after which a page begins; raises InvalidInput for a cursor of another list."""
    match page.after:
        case None:
            return 0
        case (str(own), int(change)) if own == mark:
            return change
    detail = "Use the next_cursor of the page before as it is, or leave cursor out to start anew."
    raise InvalidInput(detail, errors=[FieldProblem("/query/cursor", detail)])


class Eraser:
    """Has a SQLite database keep nothing of what was deleted: its log is emptied at once, then it is written anew.

    PostgreSQL needs none of it. Safe to use from several threads.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._wanted = False
        self._thread: Thread | None = None

    def erase(self) -> None:
        """Empties the log now, unless somebody is in the way, and has the rest done in a while."""
        if self._engine.dialect.name != "sqlite":
            return
        empty_log(self._engine)
        with self._lock:
            self._wanted = True
            if self._thread is None:
                self._thread = Thread(target=self._work, name="eraser", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        for _ in range(_MOST_TRIES):
            time.sleep(QUIET_SECONDS)
            with self._lock:
                self._wanted = False
            started = time.monotonic()
            done = self._compact()
            time.sleep(_SHARE * (time.monotonic() - started) if done else _BUSY_SECONDS)
            with self._lock:
                if done and not self._wanted:
                    self._thread = None
                    return
        with self._lock:
            self._thread = None

    def _compact(self) -> bool:
        try:
            return compact(self._engine)
        except SQLAlchemyError:
            return True  # the database is gone, and all of it with it
