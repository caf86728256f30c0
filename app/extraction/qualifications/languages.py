"""Spoken languages that a text asks for or shows, with their level where it is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from app.extraction.qualifications.found import Found
from app.text.labelled import Hit, Labelled

_NAMES = (
    "English Spanish French German Italian Portuguese Dutch Polish Romanian Russian Ukrainian Turkish "
    "Arabic Hebrew Hindi Urdu Punjabi Bengali Tamil Gujarati Nepali Mandarin Cantonese Chinese Japanese "
    "Korean Vietnamese Thai Tagalog Swahili Somali Swedish Norwegian Danish Finnish Greek Czech Slovak "
    "Hungarian Bulgarian Serbian Croatian Bosnian Albanian Slovenian Lithuanian Latvian Estonian Icelandic "
    "Catalan Basque Galician Welsh Irish Gaelic Farsi Persian Dari Pashto Kurdish Amharic Tigrinya Malay "
    "Indonesian Flemish Yoruba Hausa Igbo Hmong Burmese Khmer Lao Navajo"
)
_OTHERS = {
    "Haitian Creole": "(?:haitian )?creole",
    "Sign language": "(?:american |british )?sign[ -]language  asl  bsl",
    "English": "inglés  ingles  englisch",
    "Spanish": "español  espanol  castellano  spanisch",
    "French": "francés  französisch",
    "German": "alemán  deutsch",
    "Italian": "italiano",
    "Portuguese": "portugués  brazilian portuguese",
    "Catalan": "catalán  català",
    "Chinese": "chino",
    "Arabic": "árabe",
}
_LEVEL = {
    "native": "native  mother[ -]tongue  nativo  muttersprach\\w+  first language  home language",
    "fluent": "fluent(?:ly)?  fluency  fluido  fließend",
    "bilingual": "bilingual  bilingüe  zweisprachig",
    "proficient": "proficien(?:t|cy)  full professional  mastery",
    "advanced": "advanced  avanzado  very good  excellent  verhandlungssicher",
    "business level": "business(?:[ -]level)?  professional(?: working)?  negotiation",
    "intermediate": "intermediate  intermedio  upper[ -]intermediate",
    "conversational": "conversational  conversation",
    "basic": "basic  beginner  elementary  básico  grundkenntnisse",
    "good": "good  strong  solid  high level  alto  gute",
    "C2": "c2\\+?", "C1": "c1\\+?", "B2": "b2\\+?", "B1": "b1\\+?", "A2": "a2\\+?", "A1": "a1\\+?",
}  # fmt: skip
# What shows that a language is meant, not a country's food or law.
_BEFORE = re.compile(
    r"\b(?:fluent(?:ly)?|fluency|native|bilingual|trilingual|multilingual|proficien\w+|speaks?|speaking|"
    r"spoken|written|reads?|writes?|level|command|knowledge|understanding|conversational|business|"
    r"intermediate|advanced|basic|good|excellent|strong|working|mother tongue|at least one of|languages?|"
    r"skills? in|ability in|literate|communicat\w+|competen\w+|c1|c2|b1|b2|a2|nivel|dominio|idiomas?|"
    r"speak\w*|convers\w+|chat|talk|mastery|grasp|word of|phrases?|bit of|interpret\w*|translat\w*)\b[^.;:]{0,40}$"
)
_AFTER = re.compile(
    r"[ -]*(?:[(/:]\s*)?(?:speaking(?! (?:market|customers?|clients?|countr|region|world|audience|"
    r"communit))|speakers?\b|language|\(?(?:required|needed|necessary|preferred|native|fluent|basic|"
    r"intermediate|advanced|optional|professional|conversational|bilingual|good|excellent|desired|essential|"
    r"avanzado|intermedio|medio|alto|básico|nativo|fluido|hablado|imprescindible|obligatorio|requerido|deseable|"
    r"valorable|"
    r"a plus|c[12]|b[12]|a[12])\b|skills?\b|(?:is|are|would be|will be) (?:an? |also |highly |strongly "
    r")*(?:must|plus|required|mandatory|essential|preferred|advantage|asset|bonus|desirable|beneficial|"
    r"necessary|needed|not|optional|helpful)|proficiency|fluency|fluently|(?:at )?level|both written|in "
    r"word|written|and written|in writing|verbal|or native|as (?:a )?(?:first|native|second|mother)|nivel|"
    r"[-–:] ?(?:native|fluent|c1|b2)|(?:is|are|would|will|isn't|helps?|handy|useful|helpful|welcome|desirable|too)\b|"
    r"at (?:an? )?(?:\w+ ){0,2}(?:level|standard)|or equivalent|: (?:one|either|any) of)"
)
_NOT_LANGUAGE = re.compile(
    r"[ -]+(?:compan|cuisine|food|restaurant|markets?\b|law\b|customers?\b|clients?\b|literature|"
    r"teachers?\b|tutors?|tuition|department|class\b|driving|driver|national|citizen|border|embass|passport|"
    r"offices?\b|based|team\b|history|culture|government|wine|bakery|pastry|furniture|style|pub\b|water|"
    r"antilles|virgin|gardens?|speaking (?:market|customers?|clients?|countr|region|world|audience|"
    r"communit)|and culture|lessons|courses?\b|class(?:es)?\b|heritage|owned|brand|press|doors?|deadlift|"
    r"authorities|legislation|standards?|employment|labou?r|grading|schools?\b|universit)"
)
_LIST_ONLY = re.compile(
    r"[\s,;/|&()•·–:+-]*(?:(?:and|or|und|y|as well as|at least|one of|both|fluent|native|basic|advanced|"
    r"intermediate|conversational|good|excellent|required|preferred|speaker|speaking|spoken|written|"
    r"language|languages|level|in|is|c1|c2|b1|b2|a1|a2|very|of|command|a|an|knowledge|additional|another|"
    r"other|plus|proficient|business|professional|working|proficiency|fluency|mother|"
    r"tongue)\b[\s,;/|&()•·–:+-]*)*"
)


_JOINED = re.compile(r"(?:[\s,/&]|\b(?:and|or|und|y|both|as well as)\b)*")
_ADJACENT = re.compile(r"[\s:,-]*(?:(?:is|at|level|nivel|as|to|an?|very|language)\s+){0,3}")


# "Italian, a grasp of payroll": a demand that opens with a language means the language.
_OPENS = re.compile(r"(?:,| and (?!\w+ (?:food|cuisine|cooking|law|market))| or )|\s*[.;)]|\s*$")


def language_names() -> dict[str, list[str]]:
    """The wordings of each language's name, in lower case."""
    phrases = {name: [name.lower()] for name in _NAMES.split()}
    for name, pieces in _OTHERS.items():
        phrases.setdefault(name, []).extend(pieces.split("  "))
    return phrases


@cache
def _levels() -> Labelled[str]:
    return Labelled({level: pieces.split("  ") for level, pieces in _LEVEL.items()})


def judge_languages(
    low: str, start: int, end: int, hits: list[Hit[str]], is_listed: Callable[[], bool]
) -> list[Found]:
    """Which of the languages named in a segment a speaker needs, with their levels.

    `is_listed` tells whether the segment's section or heading is one of languages.
    """
    alone = is_listed() or _is_list(low, start, end, hits)
    opens = _OPENS.match(low, hits[0].end, end) if hits[0].start - start < 3 else None
    accepted: list[Hit[str]] = []
    for hit in hits:
        if _NOT_LANGUAGE.match(low, hit.end, end):
            continue
        shown = (
            alone
            or (opens and hit is hits[0])
            or _AFTER.match(low, hit.end, end)
            or _BEFORE.search(low[max(start, hit.start - 70) : hit.start])
        )
        if shown or (accepted and _LIST_ONLY.fullmatch(low, accepted[-1].end, hit.start)):
            accepted.append(hit)
    if (
        accepted and accepted[0] is not hits[0]
    ):  # "German and English (fluent)": the first shares what follows
        accepted = _with_first(low, hits, accepted)
    return list(_levelled(low, start, end, accepted))


def _levelled(low: str, start: int, end: int, accepted: list[Hit[str]]) -> Iterator[Found]:
    level: str | None = None
    for index, hit in enumerate(accepted):
        before = accepted[index - 1].end if index else start
        after = accepted[index + 1].start if index + 1 < len(accepted) else end
        shared = level if index and _JOINED.fullmatch(low, before, hit.start) else None
        level = _level_before(low, before, hit) or shared
        named = _level_after(low, hit, after) or level
        yield Found(hit.start, hit.end, "language", f"{hit.label} ({named})" if named else hit.label)


def _is_list(low: str, start: int, end: int, hits: list[Hit[str]]) -> bool:
    """Whether the segment holds nothing but languages and their levels."""
    position = start
    for hit in hits:
        if not _LIST_ONLY.fullmatch(low, position, hit.start):
            return False
        position = hit.end
    return _LIST_ONLY.fullmatch(low, position, end) is not None and end - start < 200


def _with_first(low: str, hits: list[Hit[str]], accepted: list[Hit[str]]) -> list[Hit[str]]:
    first = hits.index(accepted[0])
    while first > 0 and _LIST_ONLY.fullmatch(low, hits[first - 1].end, hits[first].start):
        first -= 1
    return [*hits[first : hits.index(accepted[0])], *accepted]


def _level_after(low: str, hit: Hit[str], after: int) -> str | None:
    """The level in brackets or right behind the language: "English (at least B2)", "Spanish - native"."""
    limit = min(after, hit.end + 40)
    bracket = low[hit.end : hit.end + 2].strip().startswith("(")
    close = low.find(")", hit.end, limit) if bracket else -1
    named = next(iter(_levels().find(low, hit.end, close if close >= 0 else limit)), None)
    if named is None or not (
        bracket or (named.label != "good" and _ADJACENT.fullmatch(low, hit.end, named.start))
    ):
        return None
    return named.label


def _level_before(low: str, before: int, hit: Hit[str]) -> str | None:
    start = max(before, low.rfind(")", before, hit.start) + 1, hit.start - 60)
    leading = list(_levels().find(low, start, hit.start))
    return leading[-1].label if leading else None
