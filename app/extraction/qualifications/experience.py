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
# In a résumé "Python (5 years)" is the experience with one skill.
_OF_ONE_SKILL = frozenset({"skills", "experience", "projects", "volunteer", "education", "certifications"})
NO_EXPERIENCE = "No experience needed"


def find_experience(low: str, start: int, end: int, section: str) -> list[Found]:
    """The lengths of experience that a segment names, and its saying that none is needed."""
    sentence = low[start:end]
    found: list[Found] = []
    for quantity in quantities(sentence, section):
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
