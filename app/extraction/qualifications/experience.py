"""Lengths of experience as qualifications: "3+ years of experience"."""

from __future__ import annotations

import re

from app.extraction.models import Years
from app.extraction.qualifications.found import Found
from app.extraction.years import quantities

_TAIL = re.compile(
    r"(?:'s|'|s')?\s*(?:of\s+)?(?:[\w/+#&'-]+\s+){0,5}?(?:experience|exp\b|experiencia|background|track "
    r"record)"
)
_VAGUE = re.compile(
    r"\b(?:several|many|a few|some|multiple|numerous|varios) (?:years?'?|años)(?: of| de)? (?:[\w/-]+ "
    r"){0,3}?(?:experience|experiencia)"
)
_LABELS = {
    "several": "Several",
    "many": "Many",
    "a few": "A few",
    "some": "Some",
    "multiple": "Several",
    "numerous": "Many",
    "varios": "Several",
}
_NONE_NEEDED = re.compile(
    r"\b(?:no (?:prior |previous |work |formal |specific )*experience(?: (?:is |at all )?(?:required|needed|"
    r"necessary|at all))|(?:prior |previous |work )*experience (?:is )?(?:not|isn't) (?:required|needed|"
    r"necessary|essential)|no se requiere experiencia|sin experiencia)"
)
# "8+ years of nursing, including 2 in charge" is one length of experience.
_PART_OF_IT = ("including", "of which", "with ")
# A kind of experience: "experience in a similar role", "sales background", "a season in cosmetics".
_MODIFIER = (
    "(?:no |any |some |previous |prior |proven |relevant |recent |hands-on |practical |solid |good |strong |extensive |"
    "first |earlier |similar |demonstrable )"
)
_NO_FIELD = (
    "(?!(?:or|and|of|equivalent|your|our|their|the|while|when|if|because|since|that|with|have|has|an?)\\b)"
)
_GOING_ON = "in|of|with|as|within|using|at|on|working|from|operating|handling|managing"
_SPAN = "(?:stint|spell|season|time|summer|winter|while|career|past|decade)"
_SPANS = "(?:years|months|seasons|summers|winters|harvests|terms)"
_KIND = re.compile(
    rf"\b(?:(?P<modifier>{_MODIFIER}*)(?P<what>{_NO_FIELD}(?:[\w/&'-]+ ){{0,3}}?)"
    r"(?P<noun>experience|background|track record)\b(?! (?:level|day|team|manager|design|the|a|our|your)\b)"
    rf"(?P<rest> (?:{_GOING_ON}) [^,.;:()]{{2,60}})?"
    rf"|(?:an? |some )?{_SPAN} (?:in|at|on|with|spent|of working|of) [^,.;:()]{{2,40}}"
    rf"|(?:several|many|a few|some|two|three|four) {_SPANS} (?:in|at|on|of|as|with|spent|working) [^,.;:()]{{2,40}}"
    r"|an? (?:year|month)s? or (?:two|so|more) (?:in|of|with|as|on|at) [^,.;:()]{2,40})"
)
_OWN_SPAN = re.compile(
    r"(?:an? |some )?(?:time|while|past|career|decade) "
)  # "time at work", "career in retail"
_IN_PLACE = ("equivalent ", "comparable ", "or relevant ", "or related ", "or similar ")
KIND_SIGNS = (
    "experience", "background", "track record", "stint", "spell", "season", "some time", "year or", "decade",
    "summer", "winter", "few years", "years spent",
)  # fmt: skip
_NOT_ASKED = re.compile(
    r"equivalent|comparable|commensurate|combination|customer|user|guest|patient|client|visitor|learning|shopping|dining|"
    r"passenger|member|resident|gain|educat|diverse|all|every|any$|digital|employee|candidate|developer|quality|great|"
    r"unforgettable|best|first-class|buying|brand|life|lived|student|passionate|criminal|share|enhance|and $"
)
_KIND_END = re.compile(
    r" (?:is|are|was|would|will|isn't|preferred|required|needed|essential|desirable|desired|necessary|helpful|useful|"
    r"handy|but|though|although|so|because|as we|not|a plus|an advantage|advantageous|welcome|mandatory|plus|"
    r"preferably|ideally|and (?:an?|the|you|must)|or (?:an?|equivalent))\b"
)
# In a résumé "Python (5 years)" is the experience with one skill.
_OF_ONE_SKILL = frozenset({"skills", "experience", "projects", "volunteer", "education", "certifications"})
NO_EXPERIENCE = "No experience needed"


def find_experience(low: str, start: int, end: int, section: str, *, timed: bool = True) -> list[Found]:
    """The lengths of experience that a segment names, and its saying that none is needed.

    `timed` is false of a segment that is known to name no unit of time.
    """
    sentence = low[start:end]
    found: list[Found] = []
    for quantity in quantities(sentence, section) if timed else ():
        if sentence.startswith(_PART_OF_IT, quantity.start):
            continue
        tail = _TAIL.match(sentence, quantity.end)
        if tail is None and section in _OF_ONE_SKILL:
            continue
        stop = tail.end() if tail else quantity.end
        found.append(
            Found(start + quantity.start, start + stop, "experience", experience_label(quantity.years))
        )
    if "experien" in sentence:
        for match in _VAGUE.finditer(sentence) if "year" in sentence or "año" in sentence else ():
            much = next(label for word, label in _LABELS.items() if match.group().startswith(word))
            found.append(
                Found(start + match.start(), start + match.end(), "experience", f"{much} years of experience")
            )
        found += [
            Found(start + match.start(), start + match.end(), "experience", NO_EXPERIENCE)
            for match in (_NONE_NEEDED.finditer(sentence) if _denies(sentence) else ())
        ]
    return found


def find_kinds(text: str, low: str, start: int, end: int, found: list[Found]) -> list[Found]:
    """Kinds of experience named without a length, outside what was found already."""
    kinds: list[Found] = []
    for match in _KIND.finditer(low, start, end):
        if not _is_kind(low, match, start):
            continue
        if low.endswith(_IN_PLACE, 0, match.start()):
            continue
        stop = _KIND_END.search(low, match.start() + 3, match.end())
        last = stop.start() if stop else match.end()
        if not any(item.start < last and match.start() < item.end + 2 for item in found):
            label = " ".join(text[match.start() : last].split())
            kinds.append(Found(match.start(), last, "experience", label[0].upper() + label[1:]))
    return kinds


def _is_kind(low: str, match: re.Match[str], start: int) -> bool:
    """Whether experience is meant, and more is said of it than the word, unless the sentence opens with it."""
    if match["noun"] is None:
        return not _OWN_SPAN.match(match.group()) or match.group().startswith("some ")
    if _NOT_ASKED.search(match["what"]):
        return False
    told = match["what"] or match["rest"] or match["modifier"]
    return bool(told) or (
        match["noun"] == "experience"
        and match.start() == start
        and ":" not in low[match.end() : match.end() + 2]
    )


def _denies(sentence: str) -> bool:
    """A quick look for any word that may say that no experience is needed."""
    return "no " in sentence or "not " in sentence or "n't " in sentence or "sin " in sentence


def experience_label(years: Years) -> str:
    """The label, least number first: "3+ years of experience", "3-5 years of ...", "18+ months of ..."."""
    least, most = years.min, years.max
    bounds = [number for number in (least, most) if number]
    if any(number * 2 % 1 for number in bounds) or (
        bounds and max(bounds) < 2 and any(number % 1 for number in bounds)
    ):
        return f"{_range(_in_months(least), _in_months(most))} months of experience"
    text = _range(least, most)
    return f"{text} year{'' if text in ('1', '1+') else 's'} of experience"


def _in_months(years: float | None) -> float | None:
    return None if years is None else float(round(years * 12))


def _range(least: float | None, most: float | None) -> str:
    if most is None:
        return f"{least or 0:g}+"
    return f"{least or 0:g}-{most:g}"
