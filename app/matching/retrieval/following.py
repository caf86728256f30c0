"""How an index follows the database: new documents come in, removed ones go, and lots are written and merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from app.matching.retrieval.documents import Documents, joined, select
from app.matching.retrieval.gather import Indices
from app.matching.retrieval.living import Snapshot
from app.matching.retrieval.lots import Lot, erase, open_lot, sync, write_lot
from app.matching.retrieval.manifest import MANIFEST, Manifest, read_manifest, write_manifest

MOST_RECENT = 2_048  # documents kept in memory before they become a lot
WORTH_WRITING = 256  # fewer are read from the database at every start
_LARGEST = 262_144  # documents of a lot: its sums stay in the cache, and merging takes 100 MB
_GROWTH = 4  # so many lots of one size become one of the next
# What opening a lot raises that is not there, or was cut off or overwritten.
UNUSABLE = (FileNotFoundError, ValueError, KeyError, TypeError)


def opened(folder: Path, database: int) -> tuple[Manifest, Snapshot]:
    """What the files hold, nothing if a lot cannot be used; a manifest replaced meanwhile is read again."""
    while True:
        manifest = read_manifest(folder, database)
        try:
            lots = tuple(open_lot(folder, name) for name in manifest.lots)
        except UNUSABLE:
            if read_manifest(folder, database) == manifest:
                return manifest, Snapshot()
            continue
        return manifest, Snapshot(lots, seen=manifest.covered)


def with_changes(snapshot: Snapshot, new: Documents, gone: Indices, seen: int) -> Snapshot:
    """The index after more changes: new documents, removed numbers."""
    recent = new if snapshot.recent is None else joined([snapshot.recent, new])
    all_gone = np.union1d(snapshot.gone, gone)
    recent = select(recent, np.flatnonzero(~np.isin(recent.changes, all_gone)))
    return Snapshot(snapshot.lots, recent, all_gone, seen)


def switched(snapshot: Snapshot, manifest: Manifest, lots: tuple[Lot, ...]) -> Snapshot:
    """The index on other lots, that hold everything up to `manifest.covered`."""
    recent = snapshot.recent
    if recent is not None:
        recent = select(recent, np.flatnonzero(recent.changes > manifest.covered))
    still = [
        lot.documents.changes[places[lot.documents.alive[places]]]
        for lot in lots
        if len(places := lot.documents.places(snapshot.gone))
    ]
    gone = np.unique(np.concatenate([np.zeros(0, np.int64), *still]))
    return Snapshot(lots, recent, gone, max(snapshot.seen, manifest.covered))


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Writes the files of one index. Only one process at a time may do this."""

    folder: Path

    def erase(self, manifest: Manifest, gone: Indices) -> None:
        """Overwrites what the lots hold of removed documents, for good; passes over lots that cannot be used."""
        for name in manifest.lots if len(gone) else ():
            try:
                erased = erase(open_lot(self.folder, name, writable=True), gone)
            except UNUSABLE:
                continue
            if erased:
                sync(self.folder / name)

    def write(self, manifest: Manifest, snapshot: Snapshot) -> Manifest:
        """Makes lots of the recent documents, merges lots, and says so in a new manifest."""
        lots = list(snapshot.lots)
        made = manifest.made
        if snapshot.recent is not None and len(snapshot.recent):
            made += 1
            lots.append(self._make(f"{made:09d}", snapshot.recent))
        while merging := _to_merge(lots):
            new = self.merge(replace(manifest, made=made), merging)
            made += 1
            lots = [lot for lot in lots if lot not in merging] + ([new] if new else [])
        manifest = replace(manifest, covered=snapshot.seen, made=made, lots=tuple(lot.name for lot in lots))
        write_manifest(self.folder, manifest)
        self.tidy(manifest)
        return manifest

    def merge(self, manifest: Manifest, lots: Sequence[Lot]) -> Lot | None:
        """A lot of those documents of some lots that are still there, in no manifest yet; None where none are.

        Beside it others may be written and erased: it does not have the name of any that `write` would make.
        """
        merged = joined([lot.documents for lot in lots])
        kept = np.flatnonzero(merged.alive)
        kept = kept[np.argsort(merged.changes[kept], kind="stable")]
        return self._make(f"{manifest.made + 1:09d}-merged", select(merged, kept)) if len(kept) else None

    def replace(self, manifest: Manifest, old: Sequence[Lot], new: Lot | None, gone: Indices) -> Manifest:
        """Puts a merged lot in place of those it was made of; `gone` are numbers that went meanwhile, or before."""
        names = {lot.name for lot in old}
        kept = [name for name in manifest.lots if name not in names] + ([new.name] if new else [])
        manifest = replace(manifest, made=manifest.made + 1, lots=tuple(kept))
        self.erase(replace(manifest, lots=(new.name,) if new else ()), gone)
        write_manifest(self.folder, manifest)
        self.tidy(manifest)
        return manifest

    def drop(self, lot: Lot | None) -> None:
        """Removes a lot that is in no manifest."""
        if lot is not None:
            (self.folder / lot.name).unlink(missing_ok=True)

    def tidy(self, manifest: Manifest) -> None:
        """Removes what no manifest names: lots that were merged, and what a stopped process left."""
        for path in self.folder.iterdir() if self.folder.exists() else ():
            if path.name[:1].isdigit() and path.name not in manifest.lots:
                path.unlink(missing_ok=True)

    def forget(self) -> None:
        """Removes all files of the index."""
        (self.folder / MANIFEST).unlink(missing_ok=True)
        self.tidy(Manifest(0))

    def _make(self, name: str, documents: Documents) -> Lot:
        write_lot(self.folder, name, documents)
        return open_lot(self.folder, name)


def to_merge_calmly(lots: Sequence[Lot]) -> list[Lot]:
    """Lots that are better one, where there is time for it: as many of the smallest as fit.

    The largest of them is not much larger than the others together: no document is written again for a few new ones.
    """
    smallest = _fitting(sorted(lots, key=_size))
    while len(smallest) > 1 and _size(smallest[-1]) > _GROWTH * sum(map(_size, smallest[:-1])):
        smallest.pop()
    return smallest if len(smallest) > 1 else []


def _to_merge(lots: Sequence[Lot]) -> list[Lot]:
    """Lots of one size that there are too many of; one of which most documents are gone is rewritten.

    Where fewer than usual would fill one, these are merged: each lot costs a search some time of its own.
    """
    by_size: dict[int, list[Lot]] = {}
    for lot in lots:
        count = len(lot.documents)
        if int(lot.documents.alive.sum()) * 2 < count:
            return [lot]
        size = int(np.log(max(count, MOST_RECENT) / MOST_RECENT) / np.log(_GROWTH) + 1e-9)
        by_size.setdefault(size, []).append(lot)
    for same in by_size.values():
        together = _fitting(sorted(same, key=_size))
        if len(together) >= _GROWTH or 1 < len(together) < len(same):
            return together[:_GROWTH]
    return []


def _size(lot: Lot) -> int:
    return len(lot.documents)


def _fitting(lots: Sequence[Lot]) -> list[Lot]:
    """As many of these lots as fit into one, from the first on."""
    sizes = np.cumsum([_size(lot) for lot in lots])
    return list(lots[: int(np.count_nonzero(sizes <= _LARGEST + _LARGEST // 2))])
