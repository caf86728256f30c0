"""Bulk store of ready skill profiles, over HTTP, by four connections to a server of two processes."""

from __future__ import annotations

from benchmarks.scale.bench import Bench
from benchmarks.scale.servers import load_store

TITLE = "Bulk store of skill profiles"


def run(bench: Bench) -> None:
    """Stores all profiles, which the parts after it search."""
    sent, store = load_store(bench)
    bench.add(f"bulk store of skill profiles, {store.kind}, two workers", sent.per_second, "/s", least=5_000)
    bench.add(f"  {sent.stored:,} profiles took", sent.seconds, "s")
