"""Is it the skill? Ambiguous names are decided by their neighbours, their spelling and the rest of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.extraction.ambiguous_names import AMBIGUOUS, LANGUAGE, SOFTWARE_CUES, Ambiguity
from app.extraction.candidates.candidate import Candidate
from app.extraction.document import Document
from app.text.folding import plain
from app.vocabulary.index.index import VocabularyIndex

# Points for and against; a name is the skill from _ENOUGH points on.
_ENOUGH = 2
_LISTED = 2  # stands in a list beside a technology that is no ordinary word
_CUE = 2  # a word of its own field stands in the sentence
_SOFTWARE = 1  # a word of software or programming stands in the sentence
_SPELLED = 1  # written with the capital that a name has and an ordinary word has not
_COMPANY = 1  # the text names several technologies that are no ordinary words
_ITEM = 2  # the whole line is the name, in a text that names technologies
_AGAINST = -4

_ORDINARY_NAME = 2  # counts in everyday text from which a technology's name is taken for an ordinary word

_DEFAULT = Ambiguity()
_BARE = 3  # words beside a language in a line that is a list item rather than a sentence
_ASKING = frozenset({"requirements", "preferred", "languages", "skills"})
_FIRM = frozenset(
    "ltd limited inc llc llp plc gmbh corp corporation co company group services hospital cafe bar".split()
)
_JOINING = frozenset({"and", "or", "&"})  # what it joins may be anything
_LIST_REACH = 4  # words, "and" included
# What stands between two items of a list; at most one other item may stand between them.
_LIST_GAP = re.compile(r"\s*(?:[,/;|&•+(]|and\b|or\b)[^.!?\n]{0,30}$", re.I)


@dataclass(slots=True)
class _Setting:
    """Technologies that the text names for sure: (first, last) tokens by segment, and how many there are."""

    sure: dict[int, list[tuple[int, int]]]
    skills: set[int]

    def add(self, index: VocabularyIndex, document: Document, candidate: Candidate) -> None:
        """Count a candidate as sure."""
        segment = document.segment_at(candidate.first)
        self.sure.setdefault(segment, []).append((candidate.first, candidate.last))
        self.skills.add(index.group(candidate.skill))


def settle_ambiguous(
    index: VocabularyIndex, document: Document, candidates: Sequence[Candidate]
) -> list[Candidate]:
    """The candidates without those whose ambiguous name means something else here.

    In two rounds: an ambiguous name that is settled speaks for its neighbours ("firmware in C and Assembly").
    """
    doubtful = {
        at: entry for at, c in enumerate(candidates) if (entry := _entry_of(index, document, c)) is not None
    }
    if not doubtful:
        return list(candidates)
    setting = _Setting({}, set())
    for at, candidate in enumerate(candidates):
        if at not in doubtful and _is_technology(index, candidate):
            setting.add(index, document, candidate)
    settled: set[int] = set()
    for _ in range(2):
        found = [
            at
            for at in doubtful
            if at not in settled and _is_skill(document, candidates[at], doubtful[at], setting)
        ]
        settled.update(found)
        for at in found:
            setting.add(index, document, candidates[at])
    return [c for at, c in enumerate(candidates) if at not in doubtful or at in settled]


def _is_technology(index: VocabularyIndex, candidate: Candidate) -> bool:
    shown = index.skill_json(candidate.skill)
    return shown["type"] == "technology" or "computer programming" in shown["label"]


def _entry_of(index: VocabularyIndex, document: Document, candidate: Candidate) -> Ambiguity | None:
    """What tells the name apart; None where it is not ambiguous."""
    if candidate.length != 1:
        return None
    word = document.words[candidate.first]
    form = index.words.form(word.plain) if word.plain else plain(document.tokens.words[candidate.first])
    skill_type = index.type(candidate.skill)
    if form in AMBIGUOUS:
        return AMBIGUOUS[form]
    if skill_type == "language":
        return LANGUAGE
    if skill_type != "technology" or not form.isalpha():
        return None
    ordinary = index.words.ordinary_count(word.plain) >= _ORDINARY_NAME if word.plain else False
    return _DEFAULT if ordinary or len(form) <= 2 else None


def _is_skill(document: Document, candidate: Candidate, entry: Ambiguity, setting: _Setting) -> bool:
    words = document.tokens.words
    at = candidate.first
    segment = document.segment_at(at)
    if (
        _neighbours(document, at, entry) <= _AGAINST
        or _is_initial(document, at)
        or _in_name_of_firm(document, at)
    ):
        return False
    around = _segment_words(document, at, segment)
    if entry is LANGUAGE:
        return bool(around & entry.cues) or len(around) <= _BARE or document.sections[segment] in _ASKING
    points = _spelling(document, candidate, entry)
    points += _CUE if around & entry.cues else 0
    points += _SOFTWARE if around & SOFTWARE_CUES else 0
    points += _LISTED if _in_list(document, at, setting.sure.get(segment, [])) else 0
    points += _COMPANY if len(setting.skills) >= 2 else 0
    points += _ITEM if not around and setting.skills else 0
    # A one-letter name wants more: initials are everywhere.
    return points >= _ENOUGH + (1 if len(words[at]) == 1 else 0)


def _is_initial(document: Document, at: int) -> bool:
    """Whether a single letter is one of several that a sign joins: "R&D", "P&R", "A/C"."""
    start, end = document.tokens.starts[at], document.tokens.ends[at]
    joined = document.text[max(start - 1, 0) : start] + document.text[end : end + 1]
    return end - start == 1 and "&" in joined


def _in_name_of_firm(document: Document, at: int) -> bool:
    """Whether a word that only firms bear follows soon: "Salt & Chef Ltd", "Ruby Access Services"."""
    words, text = document.tokens.words, document.text
    for after in range(at + 1, min(at + 4, len(words))):
        gap = text[document.tokens.ends[after - 1] : document.tokens.starts[after]]
        if (
            "," in gap
            or "." in gap
            or "\n" in gap
            or not (words[after][:1].isupper() or words[after] in ("&", "and"))
        ):
            return False
        if words[after].lower() in _FIRM:
            return True
    return False


def _neighbours(document: Document, at: int, entry: Ambiguity) -> int:
    """Words right beside the name, in the same segment and with no comma between, that show something else is meant."""
    words, text = document.tokens.words, document.text
    starts, ends = document.tokens.starts, document.tokens.ends
    if at + 1 < len(words) and words[at + 1].lower() in entry.after - _JOINING:
        gap = text[ends[at] : starts[at + 1]]
        if "," not in gap and "/" not in gap and "\n" not in gap and ";" not in gap and gap[:1] != ".":
            return _AGAINST
    if at and words[at - 1].lower() in entry.before - _JOINING:
        gap = text[ends[at - 1] : starts[at]]
        if "," not in gap and "/" not in gap and "\n" not in gap and gap[:1] != ".":
            return _AGAINST
    return 0


def _spelling(document: Document, candidate: Candidate, entry: Ambiguity) -> int:
    """A capital inside a sentence speaks for a name; lower case speaks against one that is always capitalised."""
    at = candidate.first
    surface = document.tokens.words[at]
    if surface[:1].islower():
        return 0 if entry.lower_case else -2
    segment = document.segments[document.segment_at(at)]
    opens = document.tokens.starts[at] == segment.start
    titled = _title_case(document, at)
    return 0 if opens or titled else _SPELLED


def _title_case(document: Document, at: int) -> bool:
    """Whether all longer words of the segment are capitalised, so that a capital says nothing."""
    segment = document.segment_at(at)
    words = [document.tokens.words[i] for i in _token_range(document, at, segment)]
    long_words = [word for word in words if len(word) > 3]
    return len(long_words) > 1 and all(word[:1].isupper() for word in long_words) and len(words) > 3


def _segment_words(document: Document, at: int, segment: int) -> set[str]:
    return {document.tokens.words[i].lower() for i in _token_range(document, at, segment) if i != at}


def _token_range(document: Document, at: int, segment: int) -> range:
    """The tokens of a segment, at most 30 on either side of one of them."""
    of_token = document.segment_of_token
    first = last = at
    while first > 0 and of_token[first - 1] == segment and at - first < 30:
        first -= 1
    while last + 1 < len(of_token) and of_token[last + 1] == segment and last - at < 30:
        last += 1
    return range(first, last + 1)


def _in_list(document: Document, at: int, sure: Sequence[tuple[int, int]]) -> bool:
    """Whether a sure technology stands one or two items away in the same list."""
    for first, last in sure:
        low, high = (last - 1, at) if last <= at else (at, first)
        if high - low <= _LIST_REACH and _LIST_GAP.match(
            document.text[document.tokens.ends[low] : document.tokens.starts[high]]
        ):
            return True
    return False
