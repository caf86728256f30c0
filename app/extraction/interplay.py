"""What neighbouring cues of a segment make of each other: "no" and "required", "a plus" and "but not needed"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.extraction.scopes import Cue, Value
from app.text.labelled import Hit

_VALUES: dict[str, Value] = {
    "required": "required", "minimum": "required", "preferred": "preferred",
    "softening": "preferred", "not_required": "not_required", "negated": "negated", "demanded": "required",
    "learnable": "learnable", "mentioned": "mentioned", "mirrored": "required", "mirrored_not": "not_required",
}  # fmt: skip
DENIALS = frozenset({"negated", "not_required"})
_WAIVERS = frozenset(
    "required needed necessary essential expected mandatory compulsory obligatory must vital".split()
)
# "No skills are needed for this packing job": the job is not what is waived.
_FOR_WHAT = re.compile(
    r" (?:for (?:this|these|the|our)|in (?:this|the|our)|to (?:start|begin|apply|do)|at|on)\b"
)


def settled_cues(low: str, hits: Iterable[Hit[str]], section: str) -> list[Cue]:
    """The cues of a segment in lower case, those that speak of one another made one."""
    cues: list[Cue] = []
    for hit in hits:
        if hit.label == "not_considered":
            if cues and cues[-1].value in DENIALS:
                cues[-1] = Cue(cues[-1].start, cues[-1].end, "required", True)
        elif hit.label == "same<":
            if cues and not cues[-1].ahead and cues[-1].value in ("preferred", "not_required"):
                cues.append(Cue(hit.start, hit.end, cues[-1].value, False))
        elif hit.label != "ignored" and not (hit.label == "minimum>" and section == "preferred"):
            _add(low, cues, hit)
    return cues


def _add(low: str, cues: list[Cue], hit: Hit[str]) -> None:
    """Adds a cue, which may take the place of the one before it or be told by it."""
    cue = Cue(hit.start, hit.end, _VALUES[hit.label[:-1]], hit.label[-1] == ">")
    if cues and hit.label == "not_required<":
        if _lacks(low, cues[-1], hit):
            cue = Cue(cues.pop().start, hit.end, "not_required", True)
        elif _taken_back(low, cues[-1], hit):
            cues.pop()
    elif cues and _replaces(cues[-1], hit.label):
        cues.pop()
    elif hit.label.startswith("mirrored") and not _contrasts(cues, cue):
        return
    elif cue.ahead and cues and _goes_on(low, cues[-1], cue):
        cue = cue._replace(value=cues[-1].value)
    while cues and _waives(low, cues[-1], hit):
        closed = _FOR_WHAT.match(low, hit.end) is not None
        cue = Cue(cues.pop().start, hit.end, "not_required", True, closed=closed)
    cues.append(cue)


def _replaces(before: Cue, label: str) -> bool:
    """Whether a wish, or something to be learnt, takes the place of the demand before it."""
    if label == "learnable<":
        return before.ahead and before.value == "required"
    return label == "softening<" and before.value in ("required", "not_required")


def _contrasts(cues: list[Cue], cue: Cue) -> bool:
    """Whether an "is" at the end repeats, turned round, what was said before: "X is not needed, Y is"."""
    opposed = DENIALS | {"preferred"} if cue.value == "required" else {"required", "preferred"}
    return bool(cues) and cues[-1].value in opposed


def _taken_back(low: str, before: Cue, hit: Hit[str]) -> bool:
    """Whether "you will not need it" takes back what was said before: "optional", "many of us hold one"."""
    if not low.startswith(("you ", "we "), hit.start):
        return False
    return before.value == "mentioned" or "optional" in low[before.start : before.end]


def _lacks(low: str, denial: Cue, hit: Hit[str]) -> bool:
    """Whether a denial is itself waived: "a lack of Excel is no obstacle"."""
    between = low[denial.end : hit.start]
    return denial.ahead and denial.value == "negated" and not any(sign in between for sign in ",;.")


def _goes_on(low: str, before: Cue, cue: Cue) -> bool:
    """Whether a "nor" goes on with the waiver before it: "You need no Java, nor Scala"."""
    return before.value == "not_required" and low.startswith("nor", cue.start)


def _waives(low: str, denial: Cue, hit: Hit[str]) -> bool:
    """Whether "no" and "required" belong together: "no experience in sales required"."""
    if not denial.ahead or denial.value not in DENIALS or hit.label != "required<":
        return False
    between = low[denial.end : hit.start]
    return (
        low[hit.start : hit.end].rsplit(maxsplit=1)[-1] in _WAIVERS
        and not any(sign in between for sign in ";.")
        and " but " not in between
    )
