"""Is it the skill? Ambiguous names are decided by their neighbours, their spelling and the rest of the text."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.extraction.ambiguity_evidence import Setting, Surroundings, evidence, surroundings
from app.extraction.ambiguous_names import (
    AMBIGUOUS,
    ASKING,
    LANGUAGE,
    OTHER_THINGS,
    SELDOM_OTHER,
    USED_WITH,
    Ambiguity,
)
from app.extraction.candidates.candidate import Candidate
from app.extraction.document import Document
from app.extraction.turns_of_phrase import is_turn_of_phrase
from app.text.folding import plain
from app.vocabulary.index.index import VocabularyIndex

# Set by judgement beside the fit that `python -m benchmarks.ambiguous_model` prints: where the development texts
# show a piece of evidence often, near its fitted weight. The name is the skill where the sum is above zero.
_BIAS = -1.7
_WEIGHTS = {
    "seldom_other": 2.6,  # a name that ads seldom use for anything else
    "letter": -0.5,
    "capital": 1.2,  # inside a sentence
    "lower": -1.8,
    "possessive": -1.5,
    "cue": 2.0,  # a word of its own field
    "field": 1.1,  # a word of software or data; "fields": several
    "fields": 1.3,
    "asking": 0.7,  # "experience", "proficient"
    "shape": 0.9,  # a word beside it that is written as only products are
    "opens": -0.2,
    "closes": 0.5,
    "determined": -0.8,  # "the", "our", "each" before it
    "titled": -1.5,  # "Mrs", "chez"
    "used": 1.5,  # "in", "with", "using", "knowledge of"
    "verb": -1.2,  # "to", "will", "they"
    "after_capital": -1.5,
    "after_opening": -0.3,
    "before_capital": -1.3,
    "noun": 0.8,  # "scripts", "dashboards" after it
    "object": -1.2,  # "the" after it: a verb's object
    "runs_on": -0.8,
    "dated": -1.0,  # a year after it: a job
    "listed": 1.5,  # in a list with a technology
    "listed_doubtful": 0.6,  # in a list with another ambiguous name
    "technology_near": 0.4,
    "technologies": 0.9,  # the text names several; "technology": one
    "technology": 0.8,
    "headed": 1.3,  # under "Skills:", "Tools:"
    "item": 0.5,
    "item_among": 0.8,
}

_ORDINARY_NAME = 2  # counts in everyday text from which a technology's name is taken for an ordinary word

_DEFAULT = Ambiguity()
_BARE = 3  # words beside a language in a line that is a list item rather than a sentence
_ASKING_SECTIONS = frozenset({"requirements", "preferred", "languages", "skills"})
_FIRM = frozenset(
    "ltd limited inc llc llp plc gmbh corp corporation co company group services hospital cafe bar".split()
)
# These show that something else is meant only where no preposition stands before the name, as one does in
# "stock counts in Excel at the end of the day".
_LOOSE = frozenset("at in as within for on with by under when if while from here".split())
_JOINING = frozenset({"and", "or", "&"})  # what it joins may be anything
# ESCO knowledge of these kinds is of software, though its type does not say so.
_SOFTWARE_LABELS = ("computer programming", "software", "management systems", "game creation systems")


def settle_ambiguous(
    index: VocabularyIndex,
    document: Document,
    candidates: Sequence[Candidate],
    spoken: Collection[tuple[int, int]] = (),
) -> list[Candidate]:
    """The candidates without those whose ambiguous name means something else here.

    In two rounds: an ambiguous name that is settled speaks for its neighbours ("firmware in C and Assembly").
    `spoken` are the characters of languages that the text asks people to speak: nothing else is meant by these.
    """
    candidates = [c for c in candidates if not is_turn_of_phrase(document, c)]
    doubtful = doubtful_of(index, document, candidates)
    if spoken:
        doubtful = {
            at: entry
            for at, entry in doubtful.items()
            if index.type(candidates[at].skill) != "language"
            or _characters(document, candidates[at]) not in spoken
        }
    if not doubtful:
        return list(candidates)
    setting = setting_of(index, document, candidates, doubtful)
    settled: set[int] = set()
    seen: dict[int, Surroundings] = {}
    for _ in range(2):
        found = []
        for at, entry in doubtful.items():
            if at not in settled:
                place = candidates[at].first
                around = seen.get(place) or seen.setdefault(place, surroundings(document, place))
                if _is_skill(document, place, entry, setting, around):
                    found.append(at)
        for at in found:
            _add(index, document, candidates[at], setting)
        if not found:
            break
        settled.update(found)
    return [c for at, c in enumerate(candidates) if at not in doubtful or at in settled]


def _characters(document: Document, candidate: Candidate) -> tuple[int, int]:
    return document.tokens.starts[candidate.first], document.tokens.ends[candidate.last - 1]


def doubtful_of(
    index: VocabularyIndex, document: Document, candidates: Sequence[Candidate]
) -> dict[int, Ambiguity]:
    """The candidates with an ambiguous name, by their place in the list, and what tells each apart."""
    return {
        at: entry for at, c in enumerate(candidates) if (entry := _entry_of(index, document, c)) is not None
    }


def setting_of(
    index: VocabularyIndex,
    document: Document,
    candidates: Sequence[Candidate],
    doubtful: dict[int, Ambiguity],
) -> Setting:
    """What the text names for sure, and where its doubtful names stand."""
    setting = Setting()
    for at, candidate in enumerate(candidates):
        if at not in doubtful:
            if _is_technology(index, candidate):
                _add(index, document, candidate, setting)
        elif doubtful[at] is not LANGUAGE and document.tokens.words[candidate.first][:1].isupper():
            segment = document.segment_at(candidate.first)
            setting.doubtful.setdefault(segment, []).append((candidate.first, candidate.last))
    return setting


def _add(index: VocabularyIndex, document: Document, candidate: Candidate, setting: Setting) -> None:
    segment = document.segment_at(candidate.first)
    setting.sure.setdefault(segment, []).append((candidate.first, candidate.last))
    setting.skills.add(index.group(candidate.skill))


def _is_technology(index: VocabularyIndex, candidate: Candidate) -> bool:
    skill_type = index.type(candidate.skill)
    if skill_type != "knowledge":
        return skill_type == "technology"
    label = index.label(candidate.skill)
    return label.endswith(")") and any(kind in label for kind in _SOFTWARE_LABELS)


def _entry_of(index: VocabularyIndex, document: Document, candidate: Candidate) -> Ambiguity | None:
    """What tells the name apart; None where it is not ambiguous."""
    if candidate.length != 1:
        return None
    word = document.words[candidate.first]
    form = index.words.form(word.plain) if word.plain else plain(document.tokens.words[candidate.first])
    listed = AMBIGUOUS.get(form) or SELDOM_OTHER.get(form)
    if listed is not None:
        return listed
    skill_type = index.type(candidate.skill)
    if skill_type == "language":
        return LANGUAGE
    if skill_type != "technology" or not form.isalpha():
        return None
    ordinary = index.words.ordinary_count(word.plain) >= _ORDINARY_NAME if word.plain else False
    return _DEFAULT if ordinary or len(form) <= 2 or form in OTHER_THINGS else None


def _is_skill(document: Document, at: int, entry: Ambiguity, setting: Setting, around: Surroundings) -> bool:
    if is_another_thing(document, at, entry, around):
        return False
    if entry is LANGUAGE:
        others = {word for place, word in enumerate(around.lowered, around.first) if place != at}
        section = document.sections[document.segment_at(at)]
        return bool(others & entry.cues) or len(others) <= _BARE or section in _ASKING_SECTIONS
    return _BIAS + sum(_WEIGHTS[name] for name in evidence(document, at, entry, setting, around)) > 0


def is_another_thing(document: Document, at: int, entry: Ambiguity, around: Surroundings) -> bool:
    """Whether what stands right beside the name settles that something else is meant."""
    return (
        _is_beside(document, at, entry, _is_used(document, at, around))
        or _is_initial(document, at)
        or _is_in_name_of_firm(document, at)
    )


def _is_initial(document: Document, at: int) -> bool:
    """Whether a single letter is an initial ("R. Holm", "Dana R.") or one that a sign joins to others ("R&D")."""
    start, end = document.tokens.starts[at], document.tokens.ends[at]
    if end - start != 1:
        return False
    text, words = document.text, document.tokens.words
    if "&" in text[max(start - 1, 0) : start] + text[end : end + 1] or text[end : end + 2] == " &":
        return True
    if text[end : end + 1] != ".":
        return False
    before = words[at - 1] if at and text[document.tokens.ends[at - 1] : start] == " " else ""
    if before[:1].isupper() and before.lower() not in USED_WITH | ASKING:
        return True
    follows = at + 1 < len(words) and text[end : document.tokens.starts[at + 1]] == ". "
    same = follows and document.segment_at(at) == document.segment_at(at + 1)
    return same and words[at + 1][0].isupper()


def _is_in_name_of_firm(document: Document, at: int) -> bool:
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


def _is_used(document: Document, at: int, around: Surroundings) -> bool:
    """Whether a preposition stands before the capitalised name, so that no verb or season can be meant."""
    if at == around.first or around.titled or not document.tokens.words[at][0].isupper():
        return False
    joined = document.text[document.tokens.ends[at - 1] : document.tokens.starts[at]].isspace()
    return joined and around.lowered[at - 1 - around.first] in USED_WITH


def _is_beside(document: Document, at: int, entry: Ambiguity, used: bool) -> bool:
    """Whether a word right beside the name, no comma between, shows that something else is meant."""
    words, text = document.tokens.words, document.text
    starts, ends = document.tokens.starts, document.tokens.ends
    after = words[at + 1].lower() if at + 1 < len(words) else ""
    if after in entry.after - _JOINING and not (used and after in _LOOSE):
        gap = text[ends[at] : starts[at + 1]]
        if "," not in gap and "/" not in gap and "\n" not in gap and ";" not in gap and gap[:1] != ".":
            return True
    if at and words[at - 1].lower() in entry.before - _JOINING:
        gap = text[ends[at - 1] : starts[at]]
        return "," not in gap and "/" not in gap and "\n" not in gap and gap[:1] != "."
    return False
