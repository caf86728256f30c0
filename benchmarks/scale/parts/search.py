"""The best hundred workers for a posting, exactly, in this process and on one core."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from app.main import create_app
from app.matching.retrieval.codes import RoleCodes, SkillCodes
from app.matching.retrieval.compiling import compile_posting, compile_worker
from app.matching.retrieval.contract import Filters, Found
from app.matching.retrieval.living import Snapshot
from app.matching.weights import read_weights
from app.occupations.access import catalogue_for
from app.occupations.catalogue import Catalogue
from app.profiles.profile import PostingProfile, WorkerProfile
from app.settings import Settings
from app.vocabulary.access import application_vocabulary
from app.vocabulary.index.index import VocabularyIndex
from benchmarks.scale.bench import BEST, QUERIES, SLOW_QUERIES, Bench, Times, timed
from benchmarks.scale.corpus import Postings, Workers
from benchmarks.scale.documents import ORGANISATION, names_of, posting_profile, snapshot_of, worker_profile
from benchmarks.scale.servers import seeded_folder

TITLE = "Best hundred in process"

Side = TypeVar("Side", PostingProfile, WorkerProfile)


def run(bench: Bench) -> None:
    """Asks for the best workers of postings, and for the best postings of workers; both indexes are made in files."""
    vocabulary = _Vocabulary(seeded_folder(bench))
    with _indexed(bench, bench.workers, "workers") as snapshot:
        asking = _Asking(vocabulary, bench, snapshot)
        postings = [posting_profile(vocabulary.index, bench.postings, number) for number in range(QUERIES)]
        times = _times(asking.workers, [replace(posting, roles=()) for posting in postings])
        what = f"best 100 of {len(bench.workers):,} workers for 15 skills, exact, in process"
        bench.add_times(what, times, p50=15, p99=40)
        # Each occupation is compared with all others once, when it is first asked for: that takes its time here.
        bench.add_times("  with the posting's occupation", _times(asking.workers, postings[:SLOW_QUERIES]))
    with _indexed(bench, bench.postings, "postings") as snapshot:
        asking = _Asking(vocabulary, bench, snapshot)
        workers = [worker_profile(vocabulary.index, bench.workers, number) for number in range(SLOW_QUERIES)]
        what = f"best 100 of {len(bench.postings):,} postings for a worker, in process"
        bench.add_times(what, _times(asking.postings, workers))


@contextmanager
def _indexed(bench: Bench, corpus: Workers | Postings, name: str) -> Iterator[Snapshot]:
    folder = bench.work / f"lots-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    began = time.perf_counter()
    try:
        snapshot = snapshot_of(corpus, folder)
        bench.add(f"index of {len(corpus):,} {name}: building", time.perf_counter() - began, "s")
        bench.add("  its files", sum(file.stat().st_size for file in folder.iterdir()) / 1e6, "MB")
        yield snapshot
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Vocabulary:
    """The skills and occupations that come with Parlance."""

    def __init__(self, seeded: Path) -> None:
        app = create_app(Settings(data_dir=seeded))
        view = application_vocabulary(app).registry.view()
        self.index: VocabularyIndex = view.index
        self.catalogue: Catalogue = catalogue_for(app, view.chosen)


class _Asking:
    """All that a search takes besides the side that asks."""

    def __init__(self, vocabulary: _Vocabulary, bench: Bench, snapshot: Snapshot) -> None:
        self._vocabulary, self._snapshot = vocabulary, snapshot
        self._skills = SkillCodes(names_of(bench.workers.skill_ids))
        self._roles = RoleCodes(names_of(bench.workers.occupation_ids))
        self._weights = read_weights(None)

    def workers(self, posting: PostingProfile) -> list[Found]:
        """From the profile of a posting to the best workers, with their ratings."""
        index = self._vocabulary.index
        closeness = self._roles.closeness(self._vocabulary.catalogue, posting.roles)
        groups = self._skills.groups(index)
        query = compile_posting(index, posting, self._weights, groups, closeness)
        assert query is not None
        return self._snapshot.workers(query, Filters(ORGANISATION), BEST)

    def postings(self, worker: WorkerProfile) -> list[Found]:
        """From the profile of a worker to the best postings."""
        index = self._vocabulary.index
        closeness = self._roles.closeness(self._vocabulary.catalogue, worker.roles)
        groups = self._skills.groups(index)
        query = compile_worker(index, worker, self._weights, groups, closeness)
        assert query is not None
        return self._snapshot.postings(query, Filters(ORGANISATION), BEST)


def _times(ask: Callable[[Side], list[Found]], sides: Sequence[Side]) -> Times:
    """A first round fills caches of the vocabulary: a server has them after its first minutes."""
    assert min(len(ask(side)) for side in sides) > 0, "everyone finds somebody"
    return timed(sides, ask)
