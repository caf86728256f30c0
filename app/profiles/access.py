"""What one process keeps for stored profiles: the codes it knows; and what it does after it has written some."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from threading import Lock
from typing import cast, get_args

from fastapi import FastAPI

from app.database import Sessions
from app.profiles.keeping.access import Eraser
from app.profiles.store import CodeKind, DocumentKind, codes_of, names_of

_MAKING = Lock()


class CodeBook:
    """The codes of skills, occupations, regions and employers, as far as this process has seen them.

    They never change, so what is here stays right. Safe to use from several threads.
    """

    def __init__(self, sessions: Callable[[], Sessions]) -> None:
        self._sessions = sessions
        self._lock = Lock()
        self._codes: dict[CodeKind, dict[str, int]] = {kind: {} for kind in get_args(CodeKind)}
        self._names: dict[CodeKind, list[str]] = {kind: [""] for kind in get_args(CodeKind)}

    def codes(self, kind: CodeKind, names: Collection[str]) -> Mapping[str, int]:
        """The codes of a kind, with those of `names` among them; allots in a transaction of its own.

        Call it before the transaction that writes the documents: that one should be short.
        """
        known = self._codes[kind]
        if not known.keys() >= set(names):
            self._learn(kind, names)
        return known

    def code(self, kind: CodeKind, name: str | None) -> int:
        """The code of a name; 0 for None."""
        return self.codes(kind, (name,))[name] if name is not None else 0

    def names(self, kind: CodeKind, codes: Iterable[int]) -> list[str]:
        """What codes stand for."""
        listed = list(codes)
        if max(listed, default=0) >= len(self._names[kind]):
            with self._lock:
                self._load(kind)
        names = self._names[kind]
        return [names[code] for code in listed]

    def all_names(self, kind: CodeKind) -> Sequence[str]:
        """Every name that is known here, at the place of its code; the first is none."""
        return self._names[kind]

    def refresh(self) -> None:
        """Takes in what other processes have allotted."""
        with self._lock:
            for kind in get_args(CodeKind):
                self._load(kind)

    def _learn(self, kind: CodeKind, names: Collection[str]) -> None:
        with self._lock:
            self._load(kind)
            missing = [name for name in names if name not in self._codes[kind]]
            if missing:
                with self._sessions().begin() as session:
                    codes_of(session, kind, missing)
                self._load(kind)

    def _load(self, kind: CodeKind) -> None:
        names = self._names[kind]
        with self._sessions()() as session:
            found = names_of(session, kind, after_code=len(names) - 1)
        for code, name in found:
            assert code == len(names), "codes are allotted without gaps"
            names.append(name)
            self._codes[kind][name] = code


def code_book(app: FastAPI) -> CodeBook:
    """The codes that an application knows."""
    found = getattr(app.state, "profile_codes", None)
    if found is None:
        with _MAKING:
            found = getattr(app.state, "profile_codes", None)
            if found is None:
                found = app.state.profile_codes = CodeBook(lambda: app.state.sessions)
    return cast(CodeBook, found)


def written(app: FastAPI, kind: DocumentKind) -> None:
    """Called after documents of a kind were written and committed: who asked to be told looks at once."""
    for told in getattr(app.state, "told_of_writing", ()):
        told(kind)


def tell_of_writing(app: FastAPI, told: Callable[[DocumentKind], None]) -> None:
    """Has a function called after every writing in this process."""
    app.state.told_of_writing = (*getattr(app.state, "told_of_writing", ()), told)


def erase_leftovers(app: FastAPI) -> None:
    """Called after somebody's data was deleted and committed: has the database drop what is left of it in its files."""
    found = getattr(app.state, "eraser", None)
    if found is None:
        with _MAKING:
            found = getattr(app.state, "eraser", None)
            if found is None:
                found = app.state.eraser = Eraser(app.state.engine)
    cast(Eraser, found).erase()
