"""Profiles as bags of words for search engines: the skill with code 123 is the word s123."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from benchmarks.scale.corpus import Workers

_LOT = 50_000


def bags(workers: Workers) -> Iterator[list[str]]:
    """The words of each profile, in order."""
    words = [f"s{code}" for code in range(len(workers.skill_ids))]
    for start in range(0, len(workers), _LOT):
        offsets = workers.offsets[start : start + _LOT + 1].tolist()
        codes = workers.codes[offsets[0] : offsets[-1]].tolist()
        for begin, end in pairwise(offsets):
            yield [words[code] for code in codes[begin - offsets[0] : end - offsets[0]]]
