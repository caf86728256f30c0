"""How often ordinary words stand in running text: counted in task statements and descriptions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from seed_data.building.esco import rows

MINIMUM_COUNT = 5

_BRACKETED = re.compile(r"\([^()]*\)")
_LOWER_CASE_WORD = re.compile(r"(?<![\w'’./+#&@-])[a-z]+(?:['’][a-z]+)?(?![\w'’/+#&@-])")


def task_statements(tasks: bytes) -> list[str]:
    """The O*NET task statements in the package's task list."""
    return [row["name"] for row in rows(tasks) if row["taxonomy"] == "onet_task"]


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands there in lower case, outside brackets and not joined to another word."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_LOWER_CASE_WORD.findall(_BRACKETED.sub(" ", text)))
    return counts


def table(counts: Counter[str], always: Iterable[str]) -> list[tuple[str, str]]:
    """The words seen often enough, and those of our own list whatever their count, in alphabetical order."""
    words = {word for word, count in counts.items() if count >= MINIMUM_COUNT} | set(always)
    return [(word, str(counts[word])) for word in sorted(words)]
