"""Characters that nobody sees, taken out for reading, and the way back to the text as it was sent."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

# Soft hyphen, zero-width and direction marks, fillers, variation selectors and tags.
_UNSEEN = (
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\U000e0000-\U000e0fff"
)
# Joiners shape words of some scripts and emoji; next to an ASCII character they only hide.
_JOINERS = r"(?<![^\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f])"
_REMOVED = re.compile(rf"[\u00ad\ufe00-\ufe0f{_UNSEEN}]+|{_JOINERS}")
# A quick look for any of them: most texts have none.
_ANY = re.compile(rf"[\u00ad\ufe00-\ufe0f{_UNSEEN}\u200c\u200d]")
# What may well be meant to hide something; soft hyphens and the selectors of emoji are ordinary typography.
_HIDING = re.compile(rf"[{_UNSEEN}]|{_JOINERS}")
_BEYOND = re.compile(r"[^\x00-\x7f]")
_MANY = 5


@dataclass(frozen=True, slots=True)
class VisibleText:
    """A text without what nobody sees, and where something was taken out of it."""

    text: str
    cuts: list[int]  # places in `text`
    removed: list[int]  # how many characters were taken out up to there

    def start(self, place: int) -> int:
        """Where the character at a place stood in the text as it was sent."""
        at = bisect_right(self.cuts, place)
        return place + (self.removed[at - 1] if at else 0)

    def end(self, place: int) -> int:
        """Where a stretch that ends before a place ended."""
        return self.start(place - 1) + 1 if place else 0


def visible_text(text: str) -> VisibleText | None:
    """The text without invisible characters; None where it has none. A soft hyphen that breaks a line is a hyphen."""
    if text.isascii():
        return None
    # The few different signs that are not ASCII, instead of all signs of the text.
    if _ANY.search("".join(set(_BEYOND.findall(text)))) is None or _REMOVED.search(text) is None:
        return None
    text = text.replace("\u00ad\n", "-\n")
    parts, cuts, removed = [], [], []
    past = kept = 0
    for match in _REMOVED.finditer(text):
        parts.append(text[past : match.start()])
        kept += match.start() - past
        past = match.end()
        cuts.append(kept)
        removed.append(past - kept)
    return VisibleText("".join([*parts, text[past:]]), cuts, removed)


def has_many_invisible(text: str) -> bool:
    """Whether so many characters cannot be seen that something may be hidden; those within emoji are none."""
    return not text.isascii() and len(_HIDING.findall(text)) >= _MANY
