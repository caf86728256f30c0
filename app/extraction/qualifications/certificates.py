"""Degrees, certifications and licences: the known names, and those that only their form gives away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extraction.models import QualificationKind
from app.extraction.qualifications import names
from app.extraction.qualifications.found import Found
from app.text.labelled import Hit, wordings, words

_KINDS: dict[QualificationKind, dict[str, str]] = {
    "degree": names.DEGREES,
    "certification": names.CERTIFICATIONS,
    "licence": names.LICENCES,
}
_LABELS = {f"{kind}|{label}": (kind, label) for kind, labels in _KINDS.items() for label in labels}

_DEGREE_NEAR = re.compile(r"bachelor|ph\.? ?d|doctorate|degree|diploma|\bb\.?sc|\bm\.?sc|university|college")
_DEGREE_AFTER = re.compile(
    r"\s*(?:degree|level|in [a-z]|of [a-z]|or (?:master|ph|higher|equivalent|bachelor|similar|comparable)|/|"
    r"required|preferred|\(hons|hons\b)"
)
_LETTERS_AFTER = re.compile(
    r"\s*(?:degree|/|\(hons|\(?hons\b|or (?:bs|ms|ba|bsc|ma|msc|higher|equivalent|phd|b\.|m\.)|in (?!the |"
    r"our |a |an |boston|this |order )[a-z])"
)
_NOT_DEGREE_BEFORE = re.compile(
    r"(?:\b(?:high|some|large|great|greater|certain|varying|lesser|third|second|significant|any|what|that|"
    r"this|good|strong|exceptional)|\d)[ -]?$"
)
_NOT_DEGREE_AFTER = re.compile(
    r"[ -](?:of (?!science|arts|engineering)|celsius|fahrenheit|feedback|view|angle|camera|evaluation|"
    r"programme?s?\b|apprentice|marketing feedback)"
)
_PHD_OTHER = re.compile(
    r"[ -](?:students?|candidates?|thesis|project|scholarship|position|programme?|supervis|fellow|"
    r"defen[cs]e|degree programme|research fellow)"
)
_FIRST_AID_OTHER = re.compile(r" (?:kits?|box(?:es)?|supplies|room|equipment|to )")
_MARKETING = re.compile(r"\b(?:cpc|cpm|ppc|roas|cpl|ctr|campaigns?|acquisition|adwords|paid)\b")
# Short names that are ordinary words or other things in lower case.
_CAPITALS = words("""
    ba bs ms ma ged bsc msc mba bba bfa llb beng meng msw mph bsn bcom cpr bls acls cna stna emt cpa cfa pmp
    cissp cism cisa qts ccna ccnp rics mrics tefl tesol celta csm psm cspo phr sphr pasma ipaf iosh nebosh
    smsts sssts cpcs npors cscs cdl rn lcsw lmsw rgn rmn cka ckad cpht btec nvq svq hgv lgv itil twic sia
""")
_ADJECTIVES = re.compile(
    r"(?<![\w'-])(?:(?:valid|full|clean|current|uk|eu|us|manual|state|active|unrestricted|provisional|own|"
    r"regular|non-commercial|good|appropriate|in[ -]date|up[ -]to[ -]date|texas|california|florida|"
    r"international|european|compact|multi-state|unencumbered|category b|class [a-e]|relevant|related|"
    r"honou?rs|hons|recogni[sz]ed|first[ -]class|technical|completed|numerate|engineering|nursing|science|"
    r"business|law|finance|marketing|accounting|education|design|stem|2:1|2\.1|three[ -]year|3[ -]year|"
    r"enhanced|clear|advanced|graduate) )+$"
)
_FIELD = re.compile(r" (?:in|of) (?:an? |the )?[^.;:()\n]{2,120}")
_FIELD_END = re.compile(
    r",? (?:or|and/or|and|with|plus|preferred|required|is|are|would|from|preferably|ideally|desirable|"
    r"essential|needed|necessary|who|that|but|as well|\+|combined|along|including)\b(?! (?:[a-z-]+ "
    r"){0,2}(?:science|engineering|management|administration|economics|arts|studies|related field|similar "
    r"field|technology|education|nursing|business|accounting|finance|mathematics|statistics|design|"
    r"psychology|marketing|law)\b)|,? \d|,\s*$"
)


# Where none of these stands, nothing looks like a certificate or licence by its form.
AWARDS = ("certif", "licen", "qualification", "registration", "ticket", "permit")


def certificate_names() -> dict[str, list[str]]:
    """The wordings of every known degree, certification and licence by "kind|label"."""
    return {
        f"{kind}|{label}": wordings(block)
        for kind, labels in _KINDS.items()
        for label, block in labels.items()
    }


def judge_certificates(text: str, low: str, start: int, end: int, hits: list[Hit[str]]) -> list[Found]:
    """Which of the names found in `text[start:end]` mean a qualification; `low` is the text in lower case."""
    found: list[Found] = []
    for hit in hits:
        kind, label = _LABELS[hit.label]
        if found and hit.start < found[-1].end:
            continue
        if _is_meant(text, low, hit, kind, label):
            after = _field_end(low, hit.end, end) if kind == "degree" else hit.end
            found.append(Found(_with_adjectives(low, start, hit.start), after, kind, label))
    return found


def _with_adjectives(low: str, start: int, position: int) -> int:
    """Where "a full clean UK" before "driving licence" begins, the article left out."""
    before = _ADJECTIVES.search(low[max(start, position - 60) : position])
    return position - len(before.group()) if before else position


def _is_meant(text: str, low: str, hit: Hit[str], kind: QualificationKind, label: str) -> bool:
    """Whether the words name the qualification and not something that is spelt alike."""
    name = low[hit.start : hit.end]
    surface = text[hit.start : hit.end]
    if (
        name in _CAPITALS
        and not surface.isupper()
        and surface not in ("BSc", "MSc", "BEng", "MEng", "BCom", "CPhT")
    ):
        return False
    if name == "a level" and surface[0] == "a":
        return False
    if kind == "degree":
        return _is_degree(low, hit, name, label)
    if label == "First aid certificate" and _FIRST_AID_OTHER.match(low, hit.end):
        return False
    if name in ("cpa", "cpr") and _MARKETING.search(low, max(0, hit.start - 60), hit.end + 60):
        return False
    return not (name == "scrum master" or low.startswith((" students", " agreement"), hit.end))


def _is_degree(low: str, hit: Hit[str], name: str, label: str) -> bool:
    before, after = low[max(0, hit.start - 30) : hit.start], low[hit.end : hit.end + 40]
    if name in ("master", "bachelor", "masters", "bachelors"):
        if before.endswith(("scrum ", "web", "the ", "to ", "quiz ", "head ")) and not _DEGREE_AFTER.match(
            after
        ):
            return False
        return (
            _DEGREE_AFTER.match(after) is not None
            or _DEGREE_NEAR.search(before + "|" + after[:25]) is not None
        )
    if name in ("ba", "bs", "ms", "ma"):
        return _LETTERS_AFTER.match(after) is not None or before.endswith(("/", "ba or ", "bs or "))
    if label == "Doctorate":
        return _PHD_OTHER.match(after) is None
    if label == "Degree":
        return _NOT_DEGREE_BEFORE.search(before) is None and _NOT_DEGREE_AFTER.match(after) is None
    return not (name == "mph" and before.rstrip()[-1:].isdigit())


def _field_end(low: str, position: int, end: int) -> int:
    """Where the field of study ends: "degree in Nursing or Social Work with two years" ends before "with"."""
    field = _FIELD.match(low, position, end)
    if field is None:
        return position
    stop = _FIELD_END.search(low, position + 4, field.end())
    reached = stop.start() if stop else field.end()
    while reached > position and low[reached - 1] in " ,":
        reached -= 1
    return reached


_TRADE = (
    "electrician|technician|operator|teacher|instructor|trainer|driver|mechanic|assistant|inspector|coach|"
    "therapist|counsell?or|interpreter|translator|arborist|planner|welder|plumber|installer|rigger|"
    "scaffolder|lifeguard|chef|optician|hygienist|practitioner|coder|coding specialist|bookkeeper|auditor"
)
_CERTIFIED = re.compile(
    rf"(?<!\w)[Cc]ertified (?P<name>(?:[A-Z][\w'+/-]*)(?: (?:[A-Z][\w'+/-]*|of|in)){{0,4}}|(?:[a-z-]+ "
    rf"){{0,3}}?(?:{_TRADE}))(?!\w)"
)
_LICENSED = re.compile(
    rf"(?<!\w)[Ll]icensed (?P<name>(?:[A-Za-z-]+ ){{0,3}}?(?:{_TRADE}|psychologist|pharmacist|nurse|"
    rf"architect|contractor|veterinar\w+|physician|dentist|agent|realtor))(?!\w)"
)
_NAMED = re.compile(
    r"(?<![\w-])(?P<name>(?:[A-Z0-9][\w+&/#.-]*\s){1,5}|"
    r"(?:[a-z][a-z'-]*\s){1,3})(?P<what>[Cc]ertifications?|[Cc]ertificates?|[Ll]icen[cs]es?|"
    r"[Ll]icensure|[Qq]ualification|[Rr]egistration|[Tt]ickets?|[Pp]ermits?)"
    r"(?!\w| (?:plates?|agreements?|fees?|keys?|checks?|management|renewals?|servers?|"
    r"authority|authorities|numbers?|holders?' details)|s? of )"
)
_SUBJECT = re.compile(
    r"(?<!\w)[Cc]ertifi(?:cation|cate|ed)s? (?:in|as an?) (?P<name>[A-Za-z][\w+&/'-]*(?: (?!(?:or|and|is|"
    r"are|preferred|required|with|from|a|an|the|to|would|will|as|on|for)\b)[A-Za-z][\w+&/'-]*){0,4})"
)
_PLAIN = words("""
    a an the any all some relevant valid current professional industry other related necessary have has hold
    holding obtain obtaining with or and your our their of in for to as is are be appropriate additional
    following required preferred active recognised recognized applicable proper specific formal including
    such equivalent training degree degrees diploma diplomas new full maintain must possess earn gain
    complete state national federal local up-to-date technical trade certification certifications license
    licenses licence licences certificate certificates one more accreditation qualifications qualification
    skills education experience licensure specialty special business company his her this these those no not
    without by from on at that which who either both clean good own field practice working physical first
    job role provide copy copies based advanced multiple ability desired able work proof relevant health
    safety if time within months days
""")
_FOREIGN = re.compile(
    r"\b(?:work|residence|planning|school|vehicle|patient|customer|guest|event|parking|train|bus|concert|support|domain|online|user|"
    r"birth|gift|ssl|tls|digital|stock|marriage|death|medical|iso|b corp|corp|organic|product|software|"
    r"open[- ]source|mit|gpl|apache|liquor|site|plates?|user|office|microsoft 365|creative commons|vehicle "
    r"registration|tax|building|quality|security certificates?|root|server|client|conformity|compliance|"
    r"insurance|great place|energy star|halal|kosher|fair ?trade|rainforest|payroll|mail|pre-owned|fsc|ce|"
    r"bcorp|management|renewal|music|image|font|manufacturer|warranty)\b"
)
_NOT_CERTIFIED = re.compile(
    r"\b(?:mail|letters?|copy|copies|check|checks|pre-owned|payroll|organic|b corp|corporation|used|"
    r"refurbished|compan|organi[sz]ation|great place|translation|great|product|translations|carbon|fair)\b"
)


def certificates_by_form(text: str, start: int, end: int, known: list[Found]) -> list[Found]:
    """Certificates and licences that no list knows: "Certified Arborist", "a crane operator licence"."""
    taken = [(item.start, item.end) for item in known]
    found: list[Found] = []
    for item in _shaped(text, start, end):
        if not any(a < item.end and item.start < b for a, b in taken):
            taken.append((item.start, item.end))
            found.append(item)
    return found


def _shaped(text: str, start: int, end: int) -> Iterator[Found]:
    for match in _CERTIFIED.finditer(text, start, end):
        if not _NOT_CERTIFIED.search(match["name"].lower()):
            yield Found(match.start(), match.end(), "certification", f"Certified {_words(match['name'])}")
    for match in _LICENSED.finditer(text, start, end):
        yield Found(match.start(), match.end(), "licence", f"Licensed {_words(match['name'])}")
    for match in _SUBJECT.finditer(text, start, end):
        if not _NOT_CERTIFIED.search(match["name"].lower()) and match["name"].lower() not in _PLAIN:
            yield Found(
                match.start(),
                match.end(),
                "certification",
                f"Certification in {' '.join(match['name'].split())}",
            )
    for match in _NAMED.finditer(text, start, end):
        named = _named(match)
        if named is not None:
            yield named


def _named(match: re.Match[str]) -> Found | None:
    """A certificate or licence by the words before it, fillers left out: "a valid crane operator licence"."""
    kept: list[str] = []
    for word in reversed(match["name"].split()):
        if word.lower().strip(",.()") in _PLAIN or word.endswith((",", ".")):
            break
        kept.insert(0, word)
    name = " ".join(kept)
    if len(name) < 2 or _FOREIGN.search(name.lower()):
        return None
    what = match["what"].lower()
    start = match.end() - len(match.group()) + match["name"].rfind(kept[0])
    if what.startswith(("ticket", "permit")):
        return Found(start, match.end(), "licence", f"{_words(name)} {what}")
    if what.startswith("qualif"):
        return Found(start, match.end(), "certification", f"{_words(name)} {what}")
    if what.startswith("registr"):
        return Found(start, match.end(), "licence", f"{_words(name)} registration")
    if what.startswith("licen"):
        return Found(start, match.end(), "licence", f"{_words(name)} licence")
    return Found(
        start,
        match.end(),
        "certification",
        f"{_words(name)} {'certificate' if 'certificate' in what else 'certification'}",
    )


def _words(name: str) -> str:
    plain = " ".join(name.split())
    return plain[0].upper() + plain[1:]
