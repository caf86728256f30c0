"""Scopes: how far the word that requires, prefers, waives or denies something reaches in its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

Value = Literal["required", "preferred", "learnable", "mentioned", "not_required", "negated"]


class Cue(NamedTuple):
    """A word at `start:end` that speaks of what is before it or, `ahead`, of what follows.

    One that is an `item` speaks of a single item of a list: "(preferred)"; one that is `closed` of nothing after it.
    """

    start: int
    end: int
    value: Value
    ahead: bool
    item: bool = False
    closed: bool = False


class Scope(NamedTuple):
    """A stretch of text and what is said of it."""

    start: int
    end: int
    value: Value


_LETTER = re.compile(r"[^\W_]")
_LIST_HEAD = re.compile(
    r"\b(?:experience|knowledge|familiar(?:ity)?|understanding|proficien(?:cy|t)|fluen(?:cy|t)|background|skills?|"
    r"expertise)\s+(?:with|of|in|using)\b"
)
_JOINED = re.compile(r"\b(?:or|and|&|nor|o|ni|y)\b|/")
_BEFORE_ITEM = re.compile(r" (?:on|in|with|of|using|and|or|as|including|like|to|for|e\.g\.) |: ")
_CONTINUED = re.compile(
    r"\s*(?::|,? ?(?:such as|like|especially|including|in particular|e\.g\.|in|with|of|using)\b)"
)
# What cannot go on a denied list: "no weekends, competitive pay".
_NEW_PHRASE = re.compile(
    r"\s*(?:(?:and|but|we|you|they|it|our|your|must|should|will|can|is|are|has|have|great|good|strong|"
    r"excellent|competitive|full|training|just|then|so|however|please|proven|solid|relevant|valid|with|plus|"
    r"free|only|rather|instead|simply|merely)\b)"
)
_NEW_CLAUSE = re.compile(
    r" (?:so|because|where|since|if|unless|when|as we|and we|and you|please|you(?:'ll| will| must| can| "
    r"are)|we(?:'re| are| create| offer| provide)) "
)
# "without supervision on the till": the till is there.
_BESIDE = re.compile(r" (?:on|at|while|during|to|when|in the|in a|for|by) ")
_COMPLEMENT = re.compile(r"\b(?:of|with|in|for|using)\b")


def reach(low: str, start: int, end: int, cues: Sequence[Cue]) -> list[Scope]:
    """The scopes of the cues of one clause `low[start:end]`, those of single items first: they say more."""
    items: list[Scope] = []
    scopes: list[Scope] = []
    done = closed = start
    for index, cue in enumerate(cues):
        following = cues[index + 1] if index + 1 < len(cues) else None
        limit = end if following is None else _limit(low, cue, following)
        if cue.item:
            items.append(Scope(_list_start(low, closed, cue), cue.end, cue.value))
            done = closed = cue.end
        elif not cue.ahead and _LETTER.search(low, done, cue.start):
            scopes.append(Scope(_list_start(low, done, cue), cue.end, cue.value))
            done = closed = cue.end
            if _goes_on(low, cue, limit):
                scopes.append(Scope(cue.end, limit, cue.value))
                done = closed = limit
        else:
            limit = cue.end if cue.closed else limit
            done = _denied_end(low, cue, limit) if cue.value in ("negated", "not_required") else limit
            scopes.append(Scope(cue.start, done, cue.value))
    return items + scopes


def _goes_on(low: str, cue: Cue, limit: int) -> bool:
    """Whether a list follows: "Useful extras: Docker"; after "Docker is not needed:" comes something else."""
    denied = cue.value in ("negated", "not_required", "mentioned")
    return not (denied and low.startswith(":", cue.end)) and _CONTINUED.match(low, cue.end, limit) is not None


def _limit(low: str, cue: Cue, following: Cue) -> int:
    """Where the words of one cue end and those of the next begin."""
    if following.ahead or not cue.ahead:
        return following.start
    comma = low.rfind(",", cue.end, following.start)
    if comma >= 0 and _LETTER.search(low, comma, following.start):
        return comma
    joint = max(low.rfind(" and ", cue.end, following.start), low.rfind(" or ", cue.end, following.start))
    return joint if joint >= 0 else following.start


def _list_start(low: str, start: int, cue: Cue) -> int:
    """Where the list that the cue closes begins: "Friendly, Spanish preferred" speaks of Spanish alone."""
    first = low.rfind(",", start, cue.start)
    if first < 0:
        return _item_start(low, start, cue) if cue.item else start
    last_item = low[first + 1 : cue.start]
    if not _LETTER.search(last_item):
        first = low.rfind(",", start, first)
        if first < 0:
            return start
        last_item = low[first + 1 : cue.start]
    joined = _JOINED.search(last_item.strip(" (")) is not None
    headed = _LIST_HEAD.search(low, start, first) is not None and _LIST_HEAD.search(last_item) is None
    if not joined and not headed:
        return first + 1
    longest = 3 if headed else 2
    while first >= 0:
        before = low.rfind(",", start, first)
        item = low[max(before, start - 1) + 1 : first]
        if item.count(" ") > longest and not (headed and _LIST_HEAD.search(item)):
            return first + 1
        first = before
    return start


def _item_start(low: str, start: int, cue: Cue) -> int:
    """Where the thing before a "(preferred)" begins, in a sentence without commas."""
    if low.count(" ", start, cue.start) < 6:
        return start
    joints = list(_BEFORE_ITEM.finditer(low, start, cue.start))
    return joints[-1].end() if joints else start


def _denied_end(low: str, cue: Cue, limit: int) -> int:
    """Where a denial ends: at a comma, unless the list it denies goes on to an "or"."""
    clause = _NEW_CLAUSE.search(low, cue.end, limit)
    if clause is not None:
        limit = clause.start()
    if low.startswith("without", cue.start):
        beside = _BESIDE.search(low, cue.end, limit)
        limit = beside.start() if beside else limit
    complemented = _COMPLEMENT.search(low, cue.start, cue.end + 40) is not None
    stop = low.find(" and ", cue.end, limit)
    if stop < 0:
        stop = low.find(" y ", cue.end, limit)  # Spanish
    if stop >= 0 and not complemented:
        limit = stop
    comma = low.find(",", cue.end, limit)
    if comma < 0:
        return limit
    while comma >= 0:
        after = low.find(",", comma + 1, limit)
        item = _JOINED.split(low[comma + 1 : after if after >= 0 else limit], maxsplit=1)[0]
        if item.count(" ") > 5 or _NEW_PHRASE.match(item) or not _JOINED.search(low, comma, limit):
            return comma
        comma = after
    return limit
