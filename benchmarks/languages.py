"""How often the language of a short text is told right, by language and by kind of text; texts of our own.

    python -m benchmarks.languages [--wrong]

Prints the accuracy for each language and kind, the time for each text, and with `--wrong` each mistake.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from app.text.language import detect_language

TEXTS = Path(__file__).parent / "texts" / "languages.tsv"
_ROUNDS = 5


def read_texts(path: Path = TEXTS) -> Iterator[tuple[frozenset[str], str, str]]:
    """The right answers (several where a text could be either), the kind and the text of each line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            languages, kind, text = line.split("\t")
            yield frozenset(languages.split("|")), kind, text.replace("\\n", "\n")


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="print each mistake")
    arguments = parser.parse_args()
    texts = list(read_texts())
    detect_language(texts[0][2])  # the model is loaded once
    told = [(right, kind, text, detect_language(text)) for right, kind, text in texts]
    counts: dict[str, list[bool]] = defaultdict(list)
    for right, kind, _, found in told:
        for group in ("|".join(sorted(right)), f"kind: {kind}", "all"):
            counts[group].append(found in right)
    for group in sorted(counts, key=lambda name: (name == "all", name.startswith("kind"), name)):
        print(
            f"{group:20} {sum(counts[group]):4} of {len(counts[group]):4}  {sum(counts[group]) / len(counts[group]):6.1%}"
        )
    begun = time.perf_counter()
    for _ in range(_ROUNDS):
        for _, _, text in texts:
            detect_language(text)
    print(f"{(time.perf_counter() - begun) / _ROUNDS / len(texts) * 1e6:.0f} µs a text")
    for wanted, kind, text, found in told if arguments.wrong else ():
        if found not in wanted:
            print(f"{found} for {'|'.join(sorted(wanted))} ({kind}): {text!r}")


if __name__ == "__main__":
    main()
