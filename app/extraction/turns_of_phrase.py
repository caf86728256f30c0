"""Turns of phrase: wordings of ads that happen to be another name of a skill, and ask for none."""

from __future__ import annotations

from app.extraction.candidates.candidate import Candidate
from app.extraction.document import Document

_ANYTHING: frozenset[str] = frozenset()
# Without articles and possessives, which are no tokens; with the words of which one must follow.
_TURNS = {
    "be responsible": frozenset({"for"}),  # what follows is the duty
    "enjoy working": _ANYTHING,
    "shape future": _ANYTHING,
    "shaping future": _ANYTHING,
    # Of the ad itself: how to answer it, and until when.
    "application process": _ANYTHING,
    "complete application": _ANYTHING,
    "receiving application": _ANYTHING,
    "receive application": _ANYTHING,
    "after deadline": _ANYTHING,
}
_OPENINGS = frozenset({"and", *(turn.split()[0] for turn in _TURNS)})  # most names begin with none of these


def is_turn_of_phrase(document: Document, candidate: Candidate) -> bool:
    """Whether the words of a candidate are only the way ads speak, or half of a name that was cut in two."""
    if candidate.length == 1:
        return False
    words = document.tokens.words
    if words[candidate.first].lower() not in _OPENINGS:
        return False
    wording = " ".join(words[candidate.first : candidate.last]).lower()
    if wording.startswith("and "):
        return True  # "and procedures"
    needed = _TURNS.get(wording)
    if needed is None:
        return False
    return not needed or (candidate.last < len(words) and words[candidate.last].lower() in needed)
