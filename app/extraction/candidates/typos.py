"""Candidates by typo repair: words that no name and no everyday text knows, mended to the nearest word of a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from app.extraction.ambiguous_names import AMBIGUOUS, NEVER_ALONE
from app.extraction.candidates.candidate import Candidate
from app.extraction.candidates.phrases import PhraseFinder
from app.text.folding import plain
from app.text.tokens import Tokens
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.index.words import Word, WordTable

SHORTEST = 5  # shorter words have too many neighbours
_TWO_ERRORS_FROM = 9  # letters from which two typing errors are mended
_MOST_REPAIRS = 200  # in one text; beyond that it is no typing error but another language
_AROUND = 5  # words on either side of a mended one that may belong to the same name
_BLANK = Word(0, 0, 0)
_GAP = -1  # in a list of places: words are left out here
_CACHE_LIMIT = 50_000


class TypoTable:
    """The words of names by first letter and length, to look up the nearest one; remembers what it was asked."""

    def __init__(self, words: WordTable) -> None:
        self._words = words
        self._buckets: dict[tuple[str, int], list[str]] = {}
        for number in range(1, len(words)):
            form = words.form(number)
            if len(form) >= SHORTEST - 1 and form.isalpha() and words.is_name_word(number):
                self._buckets.setdefault((form[0], len(form)), []).append(form)
        self._nearest: dict[str, tuple[str, float] | None] = {}

    def nearest(self, surface: str) -> tuple[str, float] | None:
        """The one nearest word of a name and its similarity (0..1), or None where none or several are as near."""
        if surface not in self._nearest:
            if len(self._nearest) >= _CACHE_LIMIT:
                self._nearest.clear()
            self._nearest[surface] = self._search(plain(surface))
        return self._nearest[surface]

    def _search(self, form: str) -> tuple[str, float] | None:
        allowed = 2 if len(form) >= _TWO_ERRORS_FROM else 1
        best: list[str] = []
        for length in range(len(form) - allowed, len(form) + allowed + 1):
            for known in self._buckets.get((form[0], length), ()):
                distance = OSA.distance(form, known, score_cutoff=allowed)
                if distance < allowed:
                    allowed, best = distance, [known]
                elif distance == allowed:
                    best.append(known)
        if self._stems(best) > 1:  # the first and the last letter are mistyped least
            best = [known for known in best if known[-1] == form[-1]]
        return (min(best), 1 - allowed / len(form)) if self._stems(best) == 1 else None

    def _stems(self, forms: Sequence[str]) -> int:
        return len({self._words.word(form).stem for form in forms})


class TypoFinder:
    """Finds candidates that appear once unknown words are mended; each holds at least one mended word."""

    def __init__(self, index: VocabularyIndex, phrases: PhraseFinder) -> None:
        self._index = index
        self._phrases = phrases
        self._table = TypoTable(index.words)

    def find(self, tokens: Tokens, words: Sequence[Word], languages: frozenset[int]) -> Iterator[Candidate]:
        """Candidates around each mended word, all overlaps included."""
        mended, similarity = self._mend(tokens, words)
        if not similarity:
            return
        places = _near(similarity, len(words))
        around = [_BLANK if at == _GAP else mended[at] for at in places]
        for found in self._phrases.find(around, languages):
            first = places[found.first]
            inside = [similarity[at] for at in range(first, first + found.length) if at in similarity]
            if not inside or found.grade == "inflected" or not _believable(self._index, found, around):
                continue
            if not _goes_on(self._index, found, tokens.words[first]):
                yield found._replace(
                    first=first, last=first + found.length, grade="repaired", similarity=min(inside)
                )

    def _mend(self, tokens: Tokens, words: Sequence[Word]) -> tuple[list[Word], dict[int, float]]:
        """The words with unknown ones mended, and how alike each mended one is to what stands there."""
        mended = list(words)
        similarity: dict[int, float] = {}
        unknown = [at for at, (plain_form, _, stem) in enumerate(words) if not (plain_form or stem)]
        for at in unknown:
            if not _worth_mending(tokens.words[at]):
                continue
            found = self._table.nearest(tokens.words[at])
            if found is not None and len(similarity) < _MOST_REPAIRS:
                mended[at] = self._index.words.word(found[0])
                similarity[at] = found[1]
        return mended, similarity


def _near(places: Iterable[int], count: int) -> list[int]:
    """The words around these places, in order, with a gap where some are left out: no name runs over it."""
    near: list[int] = []
    for place in places:
        first = max(place - _AROUND, near[-1] + 1 if near else 0)
        if near and first > near[-1] + 1:
            near.append(_GAP)
            first = max(place - _AROUND, 0)
        near.extend(range(first, min(place + _AROUND + 1, count)))
    return near


def _worth_mending(surface: str) -> bool:
    return len(surface) >= SHORTEST and surface.isalpha() and not surface.isupper()


def _goes_on(index: VocabularyIndex, candidate: Candidate, written: str) -> bool:
    """Whether a single word is a product's or a language's name with another ending: another word, no slip of the hand.

    "Prominent" is not Promine, nor "Germany" German; "Photoshopp" is Photoshop.
    """
    if candidate.length > 1 or index.type(candidate.skill) not in ("technology", "language"):
        return False
    short, long = sorted((plain(written), plain(index.names[candidate.name])), key=len)
    return long.startswith(short) and set(long[len(short) :]) != {short[-1]}


def _believable(index: VocabularyIndex, candidate: Candidate, mended: Sequence[Word]) -> bool:
    """A mended word alone must be a name of its own, not an ordinary word that is a name by chance."""
    if candidate.length > 1:
        return True
    number = mended[candidate.first].plain
    form = index.words.form(number)
    return form not in AMBIGUOUS and form not in NEVER_ALONE and len(form) > SHORTEST
