"""Years of experience: how many are asked for or held, and which skills of the segment they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.extraction.models import Years


class Quantity(NamedTuple):
    """A length of experience named at `start:end`."""

    start: int
    end: int
    years: Years


class YearsScope(NamedTuple):
    """A stretch of text whose skills have these years."""

    start: int
    end: int
    years: Years


_NUMERALS = """
    zero|one a an un|two couple dos|three tres|four cuatro|five cinco|six seis|seven siete|eight ocho|
    nine nueve|ten diez|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty
"""
_WORDS = {word: float(number) for number, names in enumerate(_NUMERALS.split("|")) for word in names.split()}
_NUMBER = (
    r"(?:(?:a\ )?couple\ of|\d{1,2}(?:[.,]\d)?(?:½)?|½|"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")"
)
_AMOUNT = re.compile(
    rf"""(?:(?P<bound>at\ least|(?:a\ )?minimum(?:\ of)?|min\.?(?:\ of)?|over|more\ than|up\ to
        |(?:not|no)\ less\ than|(?:a\ )?maximum(?:\ of)?|max\.?|less\ than|under|no\ more\ than
        |fewer\ than|between|from|>=?|≥|mindestens|al\ menos|m[ií]nimo(?:\ de)?|más\ de)\ ?)?
    (?<![\w.,$£€/])(?P<low>{_NUMBER})\ ?(?:\(\d{{1,2}}\+?\)\ ?)?(?P<more>\+|plus|or\ more|and\ above|\(\+\))?
    (?:\ ?(?:-|to|and|or|/|a|bis|y)\ ?(?P<high>{_NUMBER})\ ?(?:\(\d{{1,2}}\)\ ?)?(?P<more_high>\+)?)?
    (?:\ (?:full|complete|solid|further|consecutive|whole))?[\ -]?
    (?P<unit>years?|yrs?\b\.?|(?<=\d)y\b|(?<=\+)y\b|months?|mos\b|años?|meses|jahren?)(?![a-z])""",
    re.X,
)
_AT_MOST = ("up to", "max", "less", "under", "no more", "fewer", "a max")
_OR_MORE = re.compile(r"'? ?(?:or more|or over|or above|plus\b|\+|and above|and over|and up|minimum\b|min\b)")
# What follows a length of time that is not experience: an age, a contract, a guarantee, a period of pay.
_NOT_EXPERIENCE = re.compile(
    r"[ -]*(?:old\b|of age|ago\b|warrant|guarantee|anniversar|contract|fixed|term\b|apprentice|degree|"
    r"program|course|scholarship|plan\b|in business|history|in a row|young|lease|period|appointment|"
    r"duration|long\b|college|university|vocational|training\b|diploma|study|studies|phd|project\b|"
    r"position\b|assignment|post\b|internship|or older|and older|or younger|probation|notice|master|"
    r"bachelor|ftc\b|strateg|prior to|during\b|with (?:a |the |high )?(?:possib|likel|potential)|and "
    r"continuing|with us\b|after\b|after hire|from (?:hire|start)|following|later|per\b|/|visa|residen)"
)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:past|last|next|first|every|each|within|previous|coming|aged?|age of|since|recent|final|ages|"
    r"per|this|after|before|until|our|in under|celebrating|spans?|spanning|valid for|period of|position is "
    r"for|duration (?:is|of)|contract (?:is|of)|founded|term of|employment (?:is|of)|assignment of|spread "
    r"over|(?:position|contract|project) (?:for|is for|is)|during the|duration of the \w+ is)\b)(?: the| "
    r"only| about| around| approximately)?(?: at least| over| more than)?\s*$"
)
_EMPLOYER = re.compile(
    r"\b(?:we|we've|our|company|business|firm|family|agency|clinic|group|organi[sz]ation|brand|serving|has "
    r"been|have been|been)\b[^.]*$"
)
_WORKER = re.compile(
    r"\b(?:you|your|you'll|candidates?|applicants?|must|need|needs|requires?|required|looking for|seeking|"
    r"seek|expect|want|wants|hiring|someone|i|i've|my|preferred|ideally|experience (?:in|with|of))\b"
)
_EVIDENCE = re.compile(
    r"experience|\bexp\b|experienced|background|track record|worked|working as|in a similar|practice|"
    r"experiencia|erfahrung"
)
_FIELD = re.compile(
    r"'? ?(?:of|as|as an?) (?!age|service to|the |history|our |this|operation|growth|trust|trading|success|"
    r"tradition|excellence|innovation)\w|'? (?!serving|running|during|including|following|being|growing|making|providing|"
    r"delivering|helping)\w{3,}ing\b|'? in (?:an? |the )?(?!a row|business|total|operation|advance|length|duration)\w"
)
_BOUND = re.compile(r"at least|a minimum|minimum|min\b|over \d+ years' |mindestens|mínimo|al menos")
_SILENT = frozenset({"employer", "benefits", "equal_opportunity", "pay", "how_to_apply"})
_ASKING = frozenset({"requirements", "preferred"})
_POSTING_PROSE = frozenset({"title", "summary", "responsibilities", "other", "prose"})
_INCLUDING = re.compile(
    rf"\b(?:including|of which|with|at least) (?:at least |a minimum of )?(?P<low>{_NUMBER})(?: (?:years?|yrs?))?"
    r"(?: of (?:them|those|these|which))?(?= (?:in|as|of|with|leading|managing|working|at|spent|supervising)\b)"
)
_INCLUDED = ("including", "of which", "with", "at least")  # one of which it begins with
_YEAR_OR_TWO = re.compile(r" or (?P<high>two|three|so|more)(?= (?:of|in|with|as|on|at|working)\b)")
_ARTICLES = frozenset({"a", "an", "un"})
_OF_EXPERIENCE = (" of exp", "'s exp", " experience", "'s of exp")
_LOOK_BACK = 160
_ADULT = 16.0
_LONGEST = 25.0


def quantities(low: str, section: str) -> list[Quantity]:
    """The lengths of experience in a lower-case segment; ages, contracts and a firm's history are none."""
    if section in _SILENT or not names_time(low):
        return []
    has_evidence = _EVIDENCE.search(low) is not None
    found: list[Quantity] = []
    for amount in _AMOUNT.finditer(low):
        quantity = _quantity(low, amount)
        if quantity is not None and _is_experience(low, quantity, section, has_evidence):
            found.append(quantity)
    return sorted(found + list(_included(low, found))) if found else []


class TimeSigns(NamedTuple):
    """What may name a time in a text: words for units, and whether it may hold a figure with a short one ("5y")."""

    words: tuple[str, ...]
    short: bool


_UNITS = TimeSigns(("year", "month", "yr", "año", "meses", "jahr"), short=True)
_SHORT = re.compile(r"\d[^a-z]{0,3}(?:y|mos)\b")
_MAYBE_SHORT = re.compile(r"\d[^a-z]{0,3}(?:y|mos)")
_DIGIT = re.compile(r"\d")


def time_signs(low: str) -> TimeSigns:
    """The signs of a time in a whole text; its segments are then looked through for these alone."""
    return TimeSigns(
        tuple(word for word in _UNITS.words if word in low), _MAYBE_SHORT.search(low) is not None
    )


def names_time(low: str, signs: TimeSigns = _UNITS) -> bool:
    """A quick look for any unit: most segments name none, and then no length of experience.

    `signs` may be those of the text that the segment is of.
    """
    return any(map(low.__contains__, signs.words)) or (
        signs.short and _DIGIT.search(low) is not None and _SHORT.search(low) is not None
    )


def _quantity(low: str, amount: re.Match[str]) -> Quantity | None:
    least = _value(amount["low"])
    most = _value(amount["high"]) if amount["high"] else None
    if amount["low"] in _ARTICLES and most is not None:  # "Class A and three years"
        return Quantity(amount.start("high"), amount.end(), Years(most, None))
    bound = amount["bound"] or ""
    or_two = _YEAR_OR_TWO.match(low, amount.end())
    if or_two is not None and least == 1:
        most = _value(or_two["high"]) if or_two["high"] in _WORDS else None
        return Quantity(amount.start(), or_two.end(), Years(least, most))
    if (
        amount["low"] in _ARTICLES
        and not amount["high"]
        and not bound
        and not low.startswith(_OF_EXPERIENCE, amount.end())
    ):
        return None
    after = _OR_MORE.match(low, amount.end())
    if amount["unit"].startswith(("mo", "mes")):
        least, most = round(least / 12, 2), None if most is None else round(most / 12, 2)
    if amount["more_high"]:
        most = None
    years = Years(None, least) if most is None and bound.startswith(_AT_MOST) else Years(least, most)
    return Quantity(amount.start(), after.end() if after else amount.end(), years)


def _value(number: str) -> float:
    if number in _WORDS:
        return _WORDS[number]
    if "couple" in number:
        return 2.0
    half = 0.5 if number.endswith("½") else 0.0
    digits = number.rstrip("½").replace(",", ".")
    return (float(digits) if digits else 0.0) + half


def _is_experience(low: str, quantity: Quantity, section: str, has_evidence: bool) -> bool:
    if _NOT_EXPERIENCE.match(low, quantity.end) or _NOT_BEFORE.search(
        low[max(0, quantity.start - 50) : quantity.start]
    ):
        return False
    evidence = has_evidence or _names_field(low, quantity)
    number = quantity.years.min or quantity.years.max or 0.0
    if number == 0 or number > _LONGEST or (number >= _ADULT and not evidence):
        return False
    before = low[max(0, quantity.start - _LOOK_BACK) : quantity.start]
    if not evidence and before.endswith(" in "):
        return False
    if section not in _ASKING and _EMPLOYER.search(before[-80:]) and not _WORKER.search(before):
        return False
    if (
        section in _ASKING
        and low.startswith(("we have ", "we've ", "with over "))
        and not _WORKER.search(before)
    ):
        return False
    return evidence or section not in _POSTING_PROSE


def _names_field(low: str, quantity: Quantity) -> bool:
    """Whether the form itself says experience: "5 years of Java", "Java (5 years)", "minimum five years"."""
    bracketed = low[: quantity.start].endswith("(") and low.startswith(")", quantity.end)
    return (
        bracketed
        or _FIELD.match(low, quantity.end) is not None
        or _BOUND.match(low, quantity.start) is not None
    )


def _included(low: str, found: list[Quantity]) -> Iterator[Quantity]:
    """The "2" of "8+ years, including 2 in a lead role"."""
    if not any(map(low.__contains__, _INCLUDED)):
        return
    for match in _INCLUDING.finditer(low, found[0].end):
        if not any(quantity.start < match.end() and match.start() < quantity.end for quantity in found):
            yield Quantity(match.start(), match.end(), Years(_value(match["low"]), None))


_BARE = re.compile(
    r"[' ]*(?:s )?(?:of )?(?:(?:relevant |work |working |professional |related |solid |proven |minimum |min "
    r"|practical )*(?:experience|exp|experiencia)\b\.?)?(?: (?:required|preferred|needed|essential|desired|"
    r"desirable|minimum|is required|is preferred))?\s*(?=$|[().;,!|/])"
)
_NEW_ITEM = re.compile(
    r"\s*(?:and |or |& )?(?:excellent|strong|good|great|knowledge|ability|able|must|familiar|proficien|"
    r"fluen|experience|valid|degree|bachelor|master's|with|understanding|an? |the |some|basic|solid|proven|"
    r"you|we|is|are|preferably|ideally|plus|who|which|where|that|high|current|clean|full|willing|relevant|"
    r"certifi|positive|fast|team|attention)"
)
_AND_NEW = re.compile(
    r" (?:and|&|plus) (?=(?:excellent|strong|good|great|knowledge|ability|able|must|familiar|proficien|"
    r"fluen|experience|valid|degree|bachelor|an? |the |some |basic|solid|proven|you |high |current |full |"
    r"willing|certifi|\d))"
)


def read_years(low: str, section: str, offset: int = 0) -> list[YearsScope]:
    """Which stretches of a segment have how many years; `offset` is where the segment begins in its text."""
    found = quantities(low, section)
    if not found:
        return []
    scopes: list[YearsScope] = []
    done = 0
    for index, quantity in enumerate(found):
        limit = found[index + 1].start if index + 1 < len(found) else len(low)
        bare = _BARE.match(low, quantity.end)
        words_before = any(sign.isalnum() for sign in low[done : quantity.start])
        if bare is not None and words_before and _speaks_of_before(low, done, quantity.start):
            start = _item_start(low, done, quantity.start)
            scopes.append(YearsScope(offset + start, offset + bare.end(), quantity.years))
            done = bare.end()
        else:
            end = _phrase_end(low, bare.end() if bare else quantity.end, limit)
            scopes.append(YearsScope(offset + quantity.start, offset + end, quantity.years))
            done = end
    return scopes


# Words before the years that are no skill ("You must have at least"), and those that begin something new.
_LEAD_IN = re.compile(
    r"[\s,;:(-]*(?:(?:you|we|have|has|with|a|an|must|requires?|required|minimum|least|at|of|about|i|bring|"
    r"need|candidate|the|should|who|experience|years|ideally|preferably|over|and|including|your|for|is|are|"
    r"will|be|ideal|successful)[\s,:(]+)*$"
)
_JOINT = re.compile(r"(?:\b(?:and|plus|or|either)|&)\s+$")


def _speaks_of_before(low: str, start: int, end: int) -> bool:
    """Whether bare years ("Java, 5 years") belong to the words before them."""
    return _JOINT.search(low, start, end) is None and _LEAD_IN.match(low, start, end) is None


def _item_start(low: str, start: int, end: int) -> int:
    """Where the item before a "(5 years)" begins: behind the comma or semicolon before it."""
    body = low[start:end].rstrip(" ,(:-")
    cut = max(body.rfind(","), body.rfind(";"))
    return start + cut + 1


def _phrase_end(low: str, start: int, limit: int) -> int:
    semicolon = low.find(";", start, limit)
    if semicolon >= 0:
        limit = semicolon
    joint = _AND_NEW.search(low, start, limit)
    if joint:
        limit = joint.start()
    comma = low.find(",", start + 1, limit)
    while comma >= 0:
        if _NEW_ITEM.match(low, comma + 1):
            return comma
        comma = low.find(",", comma + 1, limit)
    return limit
