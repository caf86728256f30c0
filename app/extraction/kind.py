"""Posting or résumé: what kind of text lies before us."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.extraction.models import Kind
from app.text.labelled import wordings
from app.text.lowering import lowered
from app.text.segments import Segment

# Both kinds show themselves early; the rest of a long text adds nothing.
_READ = 8_000
_TOP = 400

_POSTING = {
    4: wordings("""
        looking for a  looking for an  are looking for  are seeking  is seeking  is looking for  we are hiring
        join our  join us  ideal candidate  successful candidate  apply now  to apply  how to apply  send your
        equal opportunity  we offer  your application  what you'll  who you are  now hiring  about the role
        job description  wanted  hiring  se busca  ofrecemos"""),
    2: wordings("""
        applicants  candidates  must have  must be  nice to have  per hour  job type  salary  the role
        requirements  your profile  your tasks  what we  benefits  responsibilities  our team  you have
        is required  preferred  needed  full-time  full time  part-time  requisitos"""),
}  # fmt: skip
_RESUME = {
    5: wordings("""
        curriculum vitae  references available  references upon request  references on request
        linkedin.com/in/  hoja de vida  currículum  currently unemployed  worked as
        i worked  i have worked"""),
    3: wordings("""
        work experience  work history  employment history  professional experience  career history
        volunteer experience  references:  date of birth  professional summary  personal statement
        experiencia laboral  datos personales"""),
}  # fmt: skip
_RESUME_HEADINGS = frozenset(
    wordings("""
        education  skills  experience  profile  summary  objective  references  certifications  volunteering
        languages  projects  interests  employment  awards  hobbies  educación  formación  habilidades
        idiomas  contacto""")
)  # fmt: skip
_MAIL = re.compile(r"@[\w-]+\.")
_PHONE = re.compile(r"\d[\d ().-]{7,}\d")
_SPELL = re.compile(
    r"(?:19|20)\d\d ?(?:-|—|to|until|/)+ ?(?:[a-z]{3,10}\.? ?|\d\d?[/.])?(?:(?:19|20)\d\d|present|now|today|"
    r"current|date|actual)"
)
_MOST_PROSE, _MOST_DONE = 9, 4
_FIRST_PERSON = (" i ", "i've ", "i'm ", " my ", "\ni ", " me ")
_SECOND_PERSON = ("you ", "your ", "you'll", "you're", "you've")
_DID = re.compile(
    r"(?:^|\n)[^a-z\n]{0,4}(?:[a-z]{3,10}ed|led|ran|built|made|taught|drove|kept|sold|wrote|oversaw) "
)


def guess_kind(text: str, segments: Sequence[Segment]) -> Kind:
    """A résumé where more speaks for one than for a posting; a text that says nothing is a posting."""
    low = lowered(text[:_READ])
    resume = _outline_score(text, low, segments)
    posting = _posting_score(low, resume + _MOST_PROSE)
    if resume + _MOST_PROSE > posting:
        resume += _prose_score(low)
    return "resume" if resume > posting else "posting"


def _posting_score(low: str, enough: int) -> int:
    """What the text says for a posting, counted up to `enough`."""
    score = 2 * min(sum(low.count(word) for word in _SECOND_PERSON), 6)
    for weight, phrases in _POSTING.items():
        for phrase in phrases:
            if score >= enough:
                return score
            if phrase in low:
                score += weight
    return score


def _outline_score(text: str, low: str, segments: Sequence[Segment]) -> int:
    """What the headings, dates and set phrases of a text say for a résumé."""
    top = low[:_TOP]
    score = sum(weight * sum(phrase in low for phrase in phrases) for weight, phrases in _RESUME.items())
    score += 3 * (_MAIL.search(top) is not None) + 2 * (_PHONE.search(top) is not None)
    score += 5 * (top.lstrip().startswith(("cv", "resume", "résumé", "lebenslauf")))
    score += 4 * min(sum(1 for _ in _SPELL.finditer(low)), 4)
    return score + 2 * min(_lone_headings(text, segments), 4)


def _prose_score(low: str) -> int:
    """What its sentences say for a résumé, at most `_MOST_PROSE`: somebody speaks of what they did."""
    score = min(sum(low.count(word) for word in _FIRST_PERSON), _MOST_PROSE - _MOST_DONE)
    return score + min(sum(1 for _ in _DID.finditer(low)), _MOST_DONE)


def _lone_headings(text: str, segments: Sequence[Segment]) -> int:
    lines = (
        text[s.start : s.end].rstrip(":").lower()
        for s in segments[:200]
        if s.end - s.start < 20 and not s.bullet
    )
    return sum(line in _RESUME_HEADINGS for line in lines)
