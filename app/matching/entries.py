"""Entries that the answers of many pairs have in common: plain values, or written as JSON once for all of them."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import orjson

from app.vocabulary.index.index import VocabularyIndex

_MOST_WRITTEN = 20_000  # entries of one index, some 250 bytes each
_WORKER_EVIDENCE = "worker_evidence"


class Entries:
    """Entries as plain values."""

    def __init__(self, index: VocabularyIndex) -> None:
        self._index = index

    def keep(self, entry: dict[str, Any]) -> Any:
        """An entry that several answers will show."""
        return entry

    def skill(self, row: int) -> Any:
        """A skill."""
        return self._index.skill_json(row)

    def unshown(self, row: int) -> Any:
        """A skill of a worker of whom no words are known that show it."""
        return {"skill": self._index.skill_json(row), _WORKER_EVIDENCE: []}


class WrittenEntries(Entries):
    """Entries written as JSON, for answers that are written at once: a search shows thousands of skills."""

    def __init__(self, index: VocabularyIndex) -> None:
        super().__init__(index)
        self._skills, self._unshown = _written.setdefault(index, ({}, {}))

    def keep(self, entry: dict[str, Any]) -> Any:
        """An entry that several answers will show."""
        return orjson.Fragment(orjson.dumps(entry))

    def skill(self, row: int) -> Any:
        """A skill."""
        return self._skills.get(row) or self._remember(self._skills, row, super().skill(row))

    def unshown(self, row: int) -> Any:
        """A skill of a worker of whom no words are known that show it."""
        return self._unshown.get(row) or self._remember(self._unshown, row, super().unshown(row))

    def _remember(self, known: _Known, row: int, entry: dict[str, Any]) -> Any:
        if len(known) >= _MOST_WRITTEN:
            known.clear()
        made = known[row] = self.keep(entry)
        return made


_Known = dict[int, Any]
_written: WeakKeyDictionary[VocabularyIndex, tuple[_Known, _Known]] = WeakKeyDictionary()
