"""Bulk store of postings from text, extraction included, by four connections to a server of two processes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from benchmarks.scale.ads import real_ads, synthetic_ads, text_lines
from benchmarks.scale.bench import Bench
from benchmarks.scale.lines import shares
from benchmarks.scale.reasons import NotThere
from benchmarks.scale.sending import Sent, send
from benchmarks.scale.servers import CONNECTIONS, new_store

TITLE = "Bulk store of postings from text"
POSTINGS = 4_000
_WARM = 400  # so many go before, so that both processes have read some


def run(bench: Bench) -> None:
    """Stores synthetic ads, and real ones where the folder with the public data sets is given."""
    count = min(POSTINGS, len(bench.postings) - _WARM)
    for name in ("synthetic", "real") if bench.data is not None else ("synthetic",):
        with new_store(bench, "postings") as store, store.served(workers=2) as running:
            url, key = f"http://127.0.0.1:{running.port}", store.key()
            for first, last in ((count, count + _WARM), (0, count)):
                parts = [
                    _lines(bench, name, first + a, first + b) for a, b in shares(last - first, CONNECTIONS)
                ]
                sent = send(url, key, "/v1/postings/bulk", parts)
                _check(sent)
        length = sum(map(len, islice(_texts(bench, name, 0, 200), 200))) / 200
        what = f"bulk store of postings from {name} ads of {length:,.0f} letters, {store.kind}"
        bench.add(what, sent.per_second, "/s", least=150)


def _texts(bench: Bench, name: str, first: int, last: int) -> Iterator[str]:
    if name == "real" and bench.data is not None:
        return real_ads(bench.data)
    return synthetic_ads(bench.postings, first, last)


def _lines(bench: Bench, name: str, first: int, last: int) -> Iterator[bytes]:
    return text_lines(bench.postings, _texts(bench, name, first, last), first, last)


def _check(sent: Sent) -> None:
    if sent.refused:
        raise NotThere(f"{sent.refused:,} postings were refused, the first with {sent.problem}")
