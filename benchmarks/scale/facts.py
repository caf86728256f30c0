"""What a corpus is like: how many profiles name a skill, and how long the lists are that a posting meets."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from benchmarks.scale.corpus import Postings, Workers


def describe(workers: Workers, postings: Postings) -> Iterator[str]:
    """One line a fact."""
    lengths = np.diff(workers.offsets)
    counts = np.bincount(workers.codes, minlength=len(workers.skill_ids))
    named = counts[counts > 0]
    shares = np.sort(counts)[::-1] / len(workers)
    yield (
        f"{len(workers):,} profiles of {lengths.min()} to {lengths.max()} skills, "
        f"{lengths.mean():.2f} on average"
    )
    yield f"{len(named):,} of {len(counts):,} skills are named; half of them by fewer than {np.median(named):,.0f}"
    for share in (0.2, 0.1, 0.05, 0.01, 0.001):
        yield f"{np.count_nonzero(shares > share):6,} skills are in more than {100 * share:g} % of the profiles"
    yield "the ten most frequent: " + ", ".join(f"{100 * share:.1f} %" for share in shares[:10])
    yield from _met(counts, postings)


def _met(counts: NDArray[np.int64], postings: Postings) -> Iterator[str]:
    wanted = np.diff(postings.offsets)
    met = np.add.reduceat(counts[postings.codes], postings.offsets[:-1])
    asking = np.count_nonzero(postings.months > 0)
    yield f"{len(postings):,} postings of {wanted.min()} to {wanted.max()} skills, {asking:,} ask for months"
    yield (
        f"the lists of a posting hold {met.mean():,.0f} entries on average (median {np.median(met):,.0f}, "
        f"most {met.max():,}), {met.sum() / wanted.sum():,.0f} a skill"
    )
