"""Levels of proficiency: "basic Excel", "expert in welding", "Spanish (B2)", and which words of a segment they govern."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Level = Literal["basic", "intermediate", "advanced", "expert"]


class LevelScope(NamedTuple):
    """A stretch of text whose skills have this level."""

    start: int
    end: int
    level: Level


_WORDS: dict[Level, str] = {
    "basic": "basics?|beginner'?s?|elementary|conversational|rudimentary|entry[ -]level|foundation[ -]level|a[12]",
    "intermediate": "intermediate|working knowledge|b[12]",
    "advanced": "advanced|proficien(?:t|cy)|fluen(?:t|tly|cy)|highly skilled|c1",
    "expert": "experts?|expertise|native|mastery|mother[ -]tongue|c2",
}
# Where none of these stands, no level is named.
LEVEL_SIGNS = (
    "basic", "beginner", "element", "convers", "rudiment", "entry", "foundation", "intermed", "working know",
    "advanced", "proficien", "fluen", "skilled", "expert", "native", "master", "mother",
    "a1", "a2", "b1", "b2", "c1", "c2",
)  # fmt: skip
_LEVEL = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{level}>{words})" for level, words in _WORDS.items()) + r")(?![\w'])"
)
_ORDER: tuple[Level, ...] = ("basic", "intermediate", "advanced", "expert")
# "native or fluent German": the weaker of the two is enough.
_OR = re.compile(r" or ")
# What makes the words after it, up to the end of the clause, its object: "fluent in", "basic knowledge of".
_OBJECT = re.compile(
    r"(?:[ -]?(?:level|user))?(?: (?:spoken|written|theoretical|practical|technical|and|or|in-depth|user))*"
    r"(?: (?:knowledge|understanding|grasp|command|skills?|use|user|experience|"
    r"proficiency|level|competence|competency|ability))?"
    r" (?:of|in|with|at|using|on) (?:the |using |all |both )?"
)
_OBJECT_END = re.compile(
    r"[;:.()]|,? (?:with|to|for|is|are|was|would|will|and (?:an?|the|good|strong|excellent|able|ability|must|some)|"
    r"but|plus|"
    r"preferred|required|desirable|essential|needed|ideally|preferably)\b|, (?:an?|good|strong|excellent|ideally|plus)\b"
)
# "advanced Excel": the next few words, and a further one only in a list of languages ("fluent English and Spanish").
_ITEM_END = re.compile(
    r"[,;:.()/]| (?:with|to|for|is|are|was|would|will|in|on|of|from|at|as|preferred|"
    r"required|desirable|essential|needed)\b"
)
_AND = re.compile(r" (?:and|or|&) ")
# "Excel (advanced)", "Spanish: fluent", "Japanese at a conversational level", "Excel to an advanced standard".
_LINK = re.compile(
    r"(?: skills?| knowledge)?(?:\s*(?:\(|: | [-–] ?| ?[-–] )(?:at |an? |at least |minimum |min\.? |level )*|"
    r" (?:at|to) (?:an? |the |least )*"
    r"|, (?:at|to) (?:an? )?| skills (?:is|are) |(?<!you)(?<!they)(?<!who)(?<!we)(?<!there) (?:is|are) )$"
)
_LONGEST_LINK = 40


def read_levels(low: str, offset: int = 0) -> list[LevelScope]:
    """Which stretches of a lower-case segment have which level; `offset` is where it begins in its text."""
    scopes: list[LevelScope] = []
    words = list(_LEVEL.finditer(low))
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else None
        level = _level(word)
        if following is not None and _OR.fullmatch(low, word.end(), following.start()):
            level = min(level, _level(following), key=_ORDER.index)
        limit = following.start() if following is not None else len(low)
        before = _LINK.search(low[max(0, word.start() - _LONGEST_LINK) : word.start()])
        if before is not None and before.group().strip():
            end = word.start() - len(before.group())
            scopes.append(LevelScope(offset + _item_start(low, end), offset + end, level))
        else:
            scopes.append(LevelScope(offset + word.end(), offset + _reach(low, word, limit), level))
    return _shared(low, words, scopes)


def _level(word: re.Match[str]) -> Level:
    return next(level for level in _ORDER if word[level] is not None)


def _item_start(low: str, end: int) -> int:
    """Where the item before an "(advanced)" begins."""
    cut = max(low.rfind(sign, 0, end) for sign in ",;:.(/")
    joint = max(low.rfind(" and ", 0, end), low.rfind(" or ", 0, end))
    return max(cut + 1, joint + 4 if joint >= 0 else 0, 0)


def _reach(low: str, word: re.Match[str], limit: int) -> int:
    """How far a level before its skill reaches."""
    taken = _OBJECT.match(low, word.end(), limit)
    if taken is not None:
        stop = _OBJECT_END.search(low, taken.end(), limit)
        return stop.start() if stop else limit
    stop = _ITEM_END.search(low, word.end(), limit)
    end = stop.start() if stop else limit
    joint = _AND.search(low, word.end() + 1, end)
    if joint is None or low.startswith(("fluent", "native", "conversational"), word.start()):
        return end
    return joint.start()


def _shared(low: str, words: list[re.Match[str]], scopes: list[LevelScope]) -> list[LevelScope]:
    """The scopes, the one of "native" in "native or fluent German" put in place of the other."""
    for index in range(len(words) - 1):
        if _OR.fullmatch(low, words[index].end(), words[index + 1].start()):
            scopes[index + 1] = scopes[index + 1]._replace(
                level=min(scopes[index].level, scopes[index + 1].level, key=_ORDER.index)
            )
    return scopes
