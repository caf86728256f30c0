"""Is it the skill? Ambiguous names are decided by their neighbours, their spelling and the rest of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.extraction.ambiguous_names import AMBIGUOUS, SOFTWARE_CUES, Ambiguity
from app.extraction.candidates.candidate import Candidate
from app.extraction.document import Document
from app.text.folding import plain
from app.vocabulary.index.index import VocabularyIndex

# Points for and against; a name is the skill from _ENOUGH points on.
_ENOUGH = 2
_LISTED = 2  # stands in a list beside a technology that is no ordinary word
_CUE = 2  # a word of its own field stands in the sentence
_SOFTWARE = 1
_SPELLED = 1  # written with the capital that a name has and an ordinary word has not
_COMPANY = 1  # the text names several technologies that are no ordinary words
_AGAINST = -4

_LIST_GAP = 3  # characters between two items of a list: ", " or " / "
_ORDINARY_NAME = 2  # counts in everyday text from which a technology's name is taken for an ordinary word

# Word sequences in which an initial or a word is always something else.
_DEFAULT = Ambiguity()


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the whole text says: technologies named for sure, as (first, last) tokens by segment."""

    sure: dict[int, list[tuple[int, int]]]
    total: int


def settle_ambiguous(index: VocabularyIndex, document: Document, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those whose ambiguous name means something else here."""
    doubtful = {id(c): entry for c in candidates if (entry := _entry_of(index, document, c)) is not None}
    if not doubtful:
        return list(candidates)
    setting = _setting(index, document, (c for c in candidates if id(c) not in doubtful))
    return [c for c in candidates if id(c) not in doubtful or _is_skill(document, c, doubtful[id(c)], setting)]


def _entry_of(index: VocabularyIndex, document: Document, candidate: Candidate) -> Ambiguity | None:
    if candidate.length != 1:
        return None
    form = plain(document.tokens.words[candidate.first])
    if form in AMBIGUOUS:
        return AMBIGUOUS[form]
    if index.type(candidate.skill) != "technology":
        return None
    word = document.words[candidate.first]
    ordinary = index.words.ordinary_count(word.plain) >= _ORDINARY_NAME if word.plain else False
    return _DEFAULT if ordinary or len(form) <= 2 else None


def _setting(index: VocabularyIndex, document: Document, sure: Iterable[Candidate]) -> _Setting:
    by_segment: dict[int, list[tuple[int, int]]] = {}
    skills = set()
    for candidate in sure:
        name = index.label(candidate.skill)
        if index.type(candidate.skill) == "technology" or "computer programming" in name:
            by_segment.setdefault(document.segment_at(candidate.first), []).append((candidate.first, candidate.last))
            skills.add(index.group(candidate.skill))
    return _Setting(by_segment, len(skills))


def _is_skill(document: Document, candidate: Candidate, entry: Ambiguity, setting: _Setting) -> bool:
    words = document.tokens.words
    at = candidate.first
    segment = document.segment_at(at)
    points = _neighbours(document, at, entry) + _spelling(document, candidate, entry)
    if points <= _AGAINST:
        return False
    around = _segment_words(document, at, segment)
    points += _CUE if around & entry.cues else 0
    points += _SOFTWARE if around & SOFTWARE_CUES else 0
    points += _LISTED if _in_list(document, at, setting.sure.get(segment, [])) else 0
    points += _COMPANY if setting.total >= 2 else 0
    # A one-letter name wants more: initials are everywhere.
    return points >= _ENOUGH + (1 if len(words[at]) == 1 else 0)


def _neighbours(document: Document, at: int, entry: Ambiguity) -> int:
    """Words right beside the name, in the same segment and with no comma between, that show something else is meant."""
    words, text = document.tokens.words, document.text
    starts, ends = document.tokens.starts, document.tokens.ends
    if at + 1 < len(words) and words[at + 1].lower() in entry.after:
        gap = text[ends[at] : starts[at + 1]]
        if "," not in gap and "/" not in gap and "\n" not in gap and ";" not in gap and gap[:1] != ".":
            return _AGAINST
    if at and words[at - 1].lower() in entry.before:
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
    """Whether an unambiguous technology stands one or two list items away."""
    for first, last in sure:
        low, high = (last - 1, at) if last <= at else (at, first)
        if high - low <= 2 and _listing(document.text[document.tokens.ends[low] : document.tokens.starts[high]]):
            return True
    return False


def _listing(gap: str) -> bool:
    stripped = gap.strip().lower()
    return len(stripped) <= 40 and stripped.startswith((",", "/", ";", "|", "&", "and ", "and", "or ", "or", "(", "•")) if stripped else False
