"""Which ESCO skills are narrower kinds of others, as far as their labels say so beyond doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seed_data.building.cleaning import word_set
from seed_data.building.records import Link, Skill

_PREPOSITIONS = word_set("across at during for from in of on through to under using when while with within")
_LANGUAGE_USES = ("understand spoken ", "understand written ", "interact verbally in ", "write ")

# Labels that only look like kinds of a shorter one.
_NOT_KINDS = frozenset(
    {
        "build devices into props",
        "check tickets throughout carriages",
        "digital camera sensors",
        "history of patient's psychotherapeutic problems",
        "intellectual property law",
        "manage air quality",
        "manage outsourced security",
        "manage performance light quality",
        "manage sound quality",
        "manage system security",
        "music literature",
        "natural history",
        "player logic",
        "quality control systems",
        "quantity surveying",
        "table tennis",
        "test leather chemistry",
        "track geometry",
        "translate keywords into full texts",
        "typology of meat parts",
    }
)

_EDGES = re.compile(r"^[(,]+|[),]+$")

Words = tuple[str, ...]


def links(skills: list[Skill]) -> list[Link]:
    """`broader` links between ESCO skills of one type; `source` is the narrower one."""
    found = [*_language_links(skills)]
    for kind in ("skill", "knowledge"):
        by_words = _by_words([skill for skill in skills if skill.type == kind])
        for words, narrower in by_words.items():
            broader = _broader_of(words, narrower, by_words, kind)
            if broader is not None:
                found.append(Link(narrower.id, "broader", broader.id, "derived"))
    return found


def _language_links(skills: list[Skill]) -> Iterator[Link]:
    languages = {skill.label: skill.id for skill in skills if skill.type == "language"}
    for label, skill_id in languages.items():
        use = next((use for use in _LANGUAGE_USES if label.startswith(use)), None)
        if use is not None:
            yield Link(skill_id, "broader", languages[label.removeprefix(use)], "derived")


def _by_words(skills: list[Skill]) -> dict[Words, Skill]:
    """Skills by the words of their labels; a spelling that two skills share is left out.

    Plurals are undone after a verb only: to `sell tickets` is to sell one, but medicines are not medicine.
    """
    found: dict[Words, list[Skill]] = {}
    for skill in skills:
        words = tuple(_EDGES.sub("", word) for word in skill.label.casefold().split())
        plain = tuple(_singular(word) for word in words) if skill.type == "skill" else words
        found.setdefault(plain, []).append(skill)
    return {words: sharing[0] for words, sharing in found.items() if len(sharing) == 1}


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ics"))
    return word[:-1] if plural else word


def _broader_of(words: Words, narrower: Skill, by_words: dict[Words, Skill], kind: str) -> Skill | None:
    for candidate in () if narrower.label in _NOT_KINDS else _candidates(words, kind):
        broader = by_words.get(candidate)
        if broader is not None and broader.id != narrower.id:
            return broader
    return None


def _candidates(words: Words, kind: str) -> Iterator[Words]:
    """Shorter labels that would be broader, the closest one first."""
    shortest = 2 if kind == "skill" else 1
    cuts = [at for at, word in enumerate(words) if word in _PREPOSITIONS and at >= shortest]
    if cuts or (len(words) > 1 and words[1] in _PREPOSITIONS):
        yield from (words[:at] for at in reversed(cuts))
        return
    start = 1 if kind == "skill" else 0
    for drop in range(start + 1, len(words)):
        yield words[:start] + words[drop:]
