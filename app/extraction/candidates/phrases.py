"""Candidates by phrase: the names of the vocabulary that stand in the text, in any inflection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.extraction.ambiguous_names import AMBIGUOUS, NEVER_ALONE, TRUSTED_ALONE
from app.extraction.candidates.candidate import Candidate, Grade
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.index.words import Word
from app.vocabulary.terms import NAME_KINDS, NameKind

KIND_ORDER: tuple[NameKind, ...] = ("label", "derived", "alternative")  # which kind of name says most
_GRADES: dict[str, int] = {"same": 0, "number": 1, "inflected": 2, "repaired": 3, "meaning": 4}
_ORDINARY = 3  # a word counted this often in everyday text is an ordinary word


_CACHE_LIMIT = 200_000


class PhraseFinder:
    """Finds the names of one index in texts; remembers what the same words were found to name."""

    def __init__(self, index: VocabularyIndex) -> None:
        self._index = index
        self._named: dict[tuple[frozenset[int], bool], dict[tuple[object, ...], list[Candidate]]] = {}

    def find(
        self, words: Sequence[Word], languages: frozenset[int], *, alone: bool = False
    ) -> Iterator[Candidate]:
        """Every candidate by phrase, all overlaps included, one per place and skill.

        `alone` says that the words are all there is, so that even an ordinary word may be a name.
        """
        remembered = self._named.setdefault((languages, alone), {})
        for first, last, phrase in self._index.phrases.find([word.stem for word in words]):
            found = words[first:last]
            key = (phrase, *found)
            named = remembered.get(key)
            if named is None:
                if len(remembered) >= _CACHE_LIMIT:
                    remembered.clear()
                named = remembered[key] = _named(self._index, phrase, found, languages, alone)
            for item in named:
                # A plain tuple in its clothes: a text has hundreds of these, and this takes a third of the time.
                yield tuple.__new__(Candidate, (first, last, *item[2:]))


def _named(
    index: VocabularyIndex, phrase: int, words: Sequence[Word], languages: frozenset[int], alone: bool
) -> list[Candidate]:
    """The skills that these words name, each by its best name; without the names that words alone cannot carry."""
    best: dict[int, tuple[int, int, int, Grade]] = {}
    for name in index.phrases.names_of(phrase):
        if int(index.name_language[name]) not in languages:
            continue
        kind = int(index.name_kind[name])
        grade = _grade(index, name, words)
        if not alone and not _can_carry(index, name, kind, grade, words):
            continue
        skill = int(index.name_skill[name])
        rank = (_GRADES[grade], kind, name, grade)
        if skill not in best or rank < best[skill]:
            best[skill] = rank
    # Words that are the very label of one skill do not name another that has them as a mere alias.
    sharpest = min((_sharpness(rank) for rank in best.values()), default=(0, 0))
    kept = {skill: rank for skill, rank in best.items() if _sharpness(rank) == sharpest}
    groups = {index.group(skill) for skill in kept}
    return [
        Candidate(0, len(words), skill, rank[2], NAME_KINDS[rank[1]], rank[3], len(groups))
        for skill, rank in kept.items()
    ]


def _sharpness(rank: tuple[int, int, int, Grade]) -> tuple[int, int]:
    return rank[0], KIND_ORDER.index(NAME_KINDS[rank[1]])


def _grade(index: VocabularyIndex, name: int, words: Sequence[Word]) -> Grade:
    plains = index.plain_forms(name)
    if all(plain == word.plain for plain, word in zip(plains, words, strict=True)):
        return "same"
    look = index.words.word
    singulars = [look(index.words.form(plain)).singular for plain in plains]
    if all(map(_same_number, plains, singulars, words)):
        return "number"
    return "inflected"


def _same_number(plain: int, singular: int, word: Word) -> bool:
    return plain == word.plain or (singular != 0 and singular == word.singular)


def _can_carry(index: VocabularyIndex, name: int, kind: int, grade: Grade, words: Sequence[Word]) -> bool:
    """Whether these words in a running text may be believed to mean the skill of this name."""
    if len(words) > 1:
        return not bool(index.name_misleading[name])
    return _can_stand_alone(index, name, kind, grade, words[0])


def _can_stand_alone(index: VocabularyIndex, name: int, kind: int, grade: Grade, word: Word) -> bool:
    """Whether a one-word name may be believed by that word: ordinary words need a good reason."""
    form = index.words.form(index.plain_forms(name)[0])
    if form in NEVER_ALONE or grade == "inflected":
        return False
    if form in AMBIGUOUS or form in TRUSTED_ALONE:
        # A name all in one case ("unity", a principle of design; SPARK, a language) is not the product of that name.
        written = index.names[name]
        believable = not (index.name_misleading[name] and (written.islower() or written.isupper()))
        return believable and (grade == "same" or form in TRUSTED_ALONE)
    if index.name_misleading[name]:
        return False
    skill_type = index.type(int(index.name_skill[name]))
    if skill_type == "attitude":
        return False  # a quality in one word ("innovation", "integrity") is as often the employer's boast
    if skill_type == "technology":
        return grade == "same"  # whether an ordinary word is the product is decided by its context
    ordinary = index.words.ordinary_count(word.plain) >= _ORDINARY if word.plain else False
    if not ordinary:
        return len(form) > 2
    return NAME_KINDS[kind] != "alternative" and grade == "same"
