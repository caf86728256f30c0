"""Demand: how likely a named skill is asked for, told by its place and by what is said of it."""

from __future__ import annotations

import math
import re

from app.extraction.cues import Cues
from app.extraction.document import Document
from app.extraction.ranking import ASIDE

# A name that is called preferred, or for which years are asked, is asked for: nine of ten in SkillSpan dev and train, and
# of those that reading the sentence doubted 15 of 19. "Required" says no such thing of a name somewhere in its sentence
# (9 of 61: "the application must be in English"), only in brackets behind it.
_REQUIRED_BEHIND = re.compile(r"[^.;,()\n]{0,20}\(required\)", re.IGNORECASE)
ASKED_IN_WORDS = 0.75

_ASKING = frozenset({"requirements", "preferred", "skills"})
# Up to which a text is a note rather than an ad: whoever sends one asks about it, and it has no parts that do not ask.
_FEW_SEGMENTS = 5
# A logistic fit to the postings of SkillSpan train (seed_data/reader/make_names.py).
_WEIGHTS = {
    "own": 0.362,
    "asking": 0.883,
    "duty": 0.485,
    "aside": -0.304,
    "elsewhere": -1.255,
    "in_words": 1.241,
}
_BIAS = -0.193


def named_confidence(document: Document, number: int, own: float, *, in_words: bool) -> float:
    """How likely a name in a segment of a posting asks for its skill, 0..1; `own` is how sure it is that it names it."""
    if len(document.segments) <= _FEW_SEGMENTS:
        return max(own, ASKED_IN_WORDS) if in_words else own
    values = demand_features(document, number, own, in_words=in_words)
    total = _BIAS + sum(weight * value for weight, value in zip(_WEIGHTS.values(), values, strict=True))
    return 1.0 / (1.0 + math.exp(-total))


def demand_features(document: Document, number: int, own: float, *, in_words: bool) -> tuple[float, ...]:
    """The features (6,), in the order of the weights: the log odds of `own`, and where the name stands (0 or 1)."""
    section = document.sections[number]
    asking, duty, aside = section in _ASKING, section == "responsibilities", section in ASIDE
    kept = min(max(own, 1e-4), 1 - 1e-4)
    odds = math.log(kept / (1 - kept))
    return (odds, asking, duty, aside, not (asking or duty or aside), in_words)


def is_asked_in_words(document: Document, number: int, cues: Cues, start: int, end: int) -> bool:
    """Whether a posting says of a name, in so many words, that it is wanted or for how long."""
    if document.kind != "posting" or document.sections[number] in ASIDE:
        return False
    value, timed = cues.value(start, end), cues.years(start, end) is not None
    if value is None or value == "preferred":
        return timed or value == "preferred"
    return value == "required" and (timed or _REQUIRED_BEHIND.match(document.text, end) is not None)
