"""The corpus as retrieval holds it, made without a database: codes are those of the corpus, and one more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import numpy as np

from app.matching.retrieval.documents import Documents
from app.matching.retrieval.living import Snapshot
from app.matching.retrieval.lots import open_lot, write_lot
from app.profiles.profile import Held, PostingProfile, Role, Wanted, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex
from benchmarks.scale.corpus import NOTHING, PREFERRED, UNKNOWN, Postings, Workers
from benchmarks.scale.lines import REQUIREMENTS

ORGANISATION = 1
LOT = 262_144  # the size that lots grow to (app/matching/retrieval/following.py)
_NO_MONTHS = 0


def snapshot_of(corpus: Workers | Postings, folder: Path) -> Snapshot:
    """All workers or postings in lots in a folder, opened as a server opens them."""
    folder.mkdir(parents=True)
    names = []
    for start in range(0, len(corpus), LOT):
        names.append(f"{start:09d}")
        end = min(start + LOT, len(corpus))
        if isinstance(corpus, Workers):
            documents = worker_documents(corpus, start, end)
        else:
            documents = posting_documents(corpus, start, end)
        write_lot(folder, names[-1], documents)
    return Snapshot(tuple(open_lot(folder, name) for name in names), seen=len(corpus))


def worker_documents(workers: Workers, first: int, last: int) -> Documents:
    """Those from first up to last; worker i has the change number i + 1."""
    offsets = workers.offsets[first : last + 1]
    roles = workers.roles[first:last]
    named = roles != NOTHING
    count = last - first
    months = np.asarray(workers.months[first:last])
    return Documents(
        changes=np.arange(first + 1, last + 1, dtype=np.int64),
        alive=np.ones(count, np.bool_),
        organisations=np.full(count, ORGANISATION, np.uint32),
        regions=workers.regions[first:last].astype(np.uint32) + 1,
        employers=np.zeros(count, np.uint32),
        remote=np.where(workers.remote[first:last], 2, 1).astype(np.uint8),
        posted=np.zeros(count, np.int32),
        months=np.where(months == UNKNOWN, _NO_MONTHS, months).astype(np.uint16),
        starts=np.asarray(offsets - offsets[0]),
        codes=(workers.codes[offsets[0] : offsets[-1]] + 1).astype(np.uint16),
        weights=np.zeros(0, np.uint8),
        preferred=np.zeros(0, np.bool_),
        named_at=np.zeros(0, np.int64),
        named_months=np.zeros(0, np.int16),
        role_starts=np.concatenate([[0], np.cumsum(named.sum(axis=1))]).astype(np.int64),
        role_codes=roles[named].astype(np.uint32) + 1,
    )


def posting_documents(postings: Postings, first: int, last: int) -> Documents:
    """Those from first up to last; posting i has the change number i + 1."""
    offsets = postings.offsets[first : last + 1]
    entries = slice(int(offsets[0]), int(offsets[-1]))
    count = last - first
    months = np.asarray(postings.months[first:last])
    return Documents(
        changes=np.arange(first + 1, last + 1, dtype=np.int64),
        alive=np.ones(count, np.bool_),
        organisations=np.full(count, ORGANISATION, np.uint32),
        regions=postings.regions[first:last].astype(np.uint32) + 1,
        employers=postings.employers[first:last].astype(np.uint32) + 1,
        remote=np.where(postings.remote[first:last], 2, 1).astype(np.uint8),
        posted=date.today().toordinal() - postings.days[first:last].astype(np.int32),
        months=np.where(months == UNKNOWN, _NO_MONTHS, months).astype(np.uint16),
        starts=np.asarray(offsets - offsets[0]),
        codes=(postings.codes[entries] + 1).astype(np.uint16),
        weights=np.asarray(postings.weights[entries]),
        preferred=np.asarray(postings.requirements[entries] == PREFERRED),
        named_at=np.zeros(0, np.int64),
        named_months=np.zeros(0, np.int16),
        role_starts=np.arange(count + 1, dtype=np.int64),
        role_codes=postings.roles[first:last, 0].astype(np.uint32) + 1,
    )


def names_of(ids: Sequence[str]) -> list[str]:
    """The names by their codes; code 0 means none."""
    return ["", *ids]


def posting_profile(index: VocabularyIndex, postings: Postings, number: int) -> PostingProfile:
    """A posting as it is read; months are asked for with all its experience."""
    begin, end = postings.offsets[number : number + 2].tolist()
    wanted = []
    for place in range(begin, end):
        row = index.row(postings.skill_ids[int(postings.codes[place])])
        assert row is not None, "the corpus has only skills of the seed"
        weight = Fraction(int(postings.weights[place]), 100)
        wanted.append(Wanted(index.group(row), REQUIREMENTS[int(postings.requirements[place])], weight))
    months = int(postings.months[number])
    role = postings.occupation_ids[int(postings.roles[number, 0])]
    return PostingProfile(tuple(wanted), months if months > 0 else None, (Role(role, role),))


def worker_profile(index: VocabularyIndex, workers: Workers, number: int) -> WorkerProfile:
    """A worker as it is read, with all occupations."""
    begin, end = workers.offsets[number : number + 2].tolist()
    rows = [index.row(workers.skill_ids[code]) for code in workers.codes[begin:end].tolist()]
    held = tuple(Held(index.group(row)) for row in rows if row is not None)
    months = int(workers.months[number])
    roles = [workers.occupation_ids[role] for role in workers.roles[number].tolist() if role != NOTHING]
    return WorkerProfile(held, months if months > 0 else None, tuple(Role(role, role) for role in roles))
