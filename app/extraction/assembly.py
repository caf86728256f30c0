"""Assembly: mentions with how they are asked for, and the skills of the whole text with their best evidence first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from app.extraction.cues import CueReader, Cues
from app.extraction.demand import ASKED_IN_WORDS, is_asked_in_words, named_confidence
from app.extraction.document import Document
from app.extraction.models import FoundSkill, Mention, Polarity, Requirement, Years
from app.extraction.ranking import ASIDE, Scored

_REQUIREMENT_ORDER: tuple[Requirement, ...] = ("required", "preferred", "mentioned")
_SPOKEN = 0.9  # how sure it is that a language is asked for that was read as a qualification
_SUREST = 0.99  # no skill of a text is surer
_POLARITY_ORDER: tuple[Polarity, ...] = ("asserted", "not_required", "negated")


def assemble_mentions(
    document: Document,
    chosen: Iterable[Scored],
    reader: CueReader,
    spoken: Collection[tuple[int, int]] = (),
) -> list[Mention]:
    """One mention per chosen candidate, in the order of the text.

    `spoken` are the characters of languages that the text asks people to speak: they are asked for whatever is said
    around them.
    """
    mentions = []
    for item in chosen:
        candidate = item.candidate
        number = document.segment_at(candidate.first)
        section = document.sections[number]
        cues = reader.cues(number, section)
        start, end = document.tokens.starts[candidate.first], document.tokens.ends[candidate.last - 1]
        sure = _sure_of(document, item, number, cues, (start, end))
        if (start, end) in spoken:
            sure = max(sure, _SPOKEN)
        mentions.append(
            Mention(
                skill=candidate.skill,
                start=start,
                end=end,
                section=section,
                confidence=round(sure, 3),
                method=candidate.method,
                requirement=_requirement(document, number, cues, start, end),
                polarity=cues.polarity(start, end),
                years=cues.years(start, end),
                level=cues.level(start),
                link=round(item.confidence if item.link is None else item.link, 3),
            )
        )
    return mentions


def _sure_of(document: Document, item: Scored, number: int, cues: Cues, place: tuple[int, int]) -> float:
    """How likely the words of a candidate ask for its skill."""
    if document.kind != "posting" or item.candidate.method == "semantic":
        return item.confidence
    in_words = is_asked_in_words(document, number, cues, *place)
    if item.link is None:  # nothing was read around it
        return named_confidence(document, number, item.confidence, in_words=in_words)
    return max(item.confidence, ASKED_IN_WORDS) if in_words else item.confidence


def _requirement(document: Document, number: int, cues: Cues, start: int, end: int) -> Requirement:
    if document.kind == "resume" or document.sections[number] in ASIDE:
        return "mentioned"
    return cues.requirement(start, end)


def assemble_skills(mentions: Sequence[Mention]) -> list[FoundSkill]:
    """One entry per skill, surest first; its mentions best evidence first.

    What is asserted anywhere counts as asserted; the strongest wording among those mentions decides the requirement.
    Independent mentions make a skill surer: the confidence is 1 minus the product of the doubts, at most 0.99.
    """
    by_skill: dict[int, list[int]] = {}
    for number, mention in enumerate(mentions):
        by_skill.setdefault(mention.skill, []).append(number)
    skills = [_skill(skill, numbers, mentions) for skill, numbers in by_skill.items()]
    return sorted(skills, key=lambda found: (-found.confidence, found.mentions[0]))


def _skill(skill: int, numbers: list[int], mentions: Sequence[Mention]) -> FoundSkill:
    if len(numbers) == 1:
        only = mentions[numbers[0]]
        confidence = min(_sure(only), _SUREST)
        return FoundSkill(
            skill, confidence, only.requirement, only.polarity, only.years, (numbers[0],), level=only.level
        )
    polarity = min((mentions[n].polarity for n in numbers), key=_POLARITY_ORDER.index)
    deciding = [n for n in numbers if mentions[n].polarity == polarity]
    requirement = min((mentions[n].requirement for n in deciding), key=_REQUIREMENT_ORDER.index)
    doubt = 1.0
    for text in {(mentions[n].section, mentions[n].start): n for n in deciding}.values():
        doubt *= 1 - _sure(mentions[text])
    best = max(_sure(mentions[n]) for n in deciding)
    # Mentions of one text are not independent: half of what they add counts.
    confidence = min(best + (1 - doubt - best) / 2, _SUREST)
    ordered = sorted(numbers, key=lambda n: _evidence(mentions[n], n, polarity))
    level = next((level for n in ordered if n in deciding and (level := mentions[n].level)), None)
    years = _years(deciding, mentions)
    return FoundSkill(skill, round(confidence, 3), requirement, polarity, years, tuple(ordered), level=level)


def _sure(mention: Mention) -> float:
    """How likely a mention asks for its skill: read by meaning, that is what the ranking says of the sentence."""
    return mention.link if mention.method == "semantic" else min(mention.confidence, mention.link)


def _evidence(mention: Mention, number: int, polarity: Polarity) -> tuple[bool, int, float, int]:
    return (
        mention.polarity != polarity,
        _REQUIREMENT_ORDER.index(mention.requirement),
        -_sure(mention),
        number,
    )


def _years(numbers: Iterable[int], mentions: Sequence[Mention]) -> Years | None:
    """The years of the mention that names the most."""
    named = [years for n in numbers if (years := mentions[n].years) is not None]
    return max(named, key=lambda years: (years.min or 0, years.max or 0), default=None)
