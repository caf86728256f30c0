"""Decides whether two postings are one job, shown twice: re-posted, re-formatted or with a paragraph more.

Two postings of one employer are one job when neither title, level nor place speaks against it and what each text says
that the other does not is next to nothing. Many jobs written on one template share most of their words, but each has
words of its own: that difference in both directions decides, where a paragraph more is a difference in one.

Where an employer is not known, only texts that are nearly identical count as one, and only long ones: many short ads
read alike. Skills are not compared: they are read from the same words, and more or fewer by the effort of reading.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.postings.fingerprint import Fingerprint

# The share of a text's words that the other lacks, in both directions: more means another job.
MOST_OWN = 0.04
MOST_OWN_UNTITLED = 0.02
MOST_OWN_WORDS = 8  # and no more than these, however long the text around them is
LEAST_ALIKE = 0.35  # similarity by shingles of a text and the same with other paragraphs around it
LEAST_ALIKE_UNTITLED = 0.7
# For postings whose employer is not known.
NEARLY_IDENTICAL = 0.9
MOST_OWN_OF_STRANGERS = 0.01
LEAST_WORDS_OF_STRANGERS = 40


@dataclass(frozen=True, slots=True)
class Sighting:
    """A posting to be compared: `employer` is 0 and `region` empty where it is not known."""

    print: Fingerprint
    employer: int
    region: str = ""


def is_same_job(one: Sighting, other: Sighting) -> bool:
    """Whether two postings are the same job; the same whichever comes first."""
    if one.employer and other.employer and one.employer != other.employer:
        return False
    if _contradict(one, other):
        return False
    first, second = one.print, other.print
    alike = similarity(first, second)
    shared = len(np.intersect1d(first.words, second.words, assume_unique=True))
    sizes = len(first.words), len(second.words)
    own = min(sizes) - shared  # what the one with fewer words says, and the other does not
    if not (one.employer and other.employer):
        more = max(sizes) - shared
        long = min(sizes) >= LEAST_WORDS_OF_STRANGERS
        return long and alike >= NEARLY_IDENTICAL and more <= MOST_OWN_OF_STRANGERS * max(sizes)
    titled = bool(first.title and second.title)
    least, most = (LEAST_ALIKE, MOST_OWN) if titled else (LEAST_ALIKE_UNTITLED, MOST_OWN_UNTITLED)
    return alike >= least and own <= min(most * min(sizes), MOST_OWN_WORDS)


def similarity(one: Fingerprint, other: Fingerprint) -> float:
    """The Jaccard similarity of two texts by shingles, 0..1, as the sketches estimate it."""
    return float(np.mean(one.sketch == other.sketch))


def _contradict(one: Sighting, other: Sighting) -> bool:
    """Whether title, level or place of two postings say that they are two jobs."""
    first, second = one.print, other.print
    if first.title and second.title and (_differ(first.title, second.title) or first.levels != second.levels):
        return True
    return _differ(first.place, second.place) or _apart(one.region, other.region)


def _differ(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether each has a word that the other lacks: one that says more does not contradict."""
    return not (one <= other or other <= one)


def _apart(one: str, other: str) -> bool:
    """Whether two regions exclude each other: US-TX lies in US, but not in US-CA."""
    if not one or not other:
        return False
    return not (f"{one}-".startswith(f"{other}-") or f"{other}-".startswith(f"{one}-"))
