"""The occupations in memory: by id, by title in a text, how close two are, and what an occupation needs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.occupations.terms import NEED_RELATIONS, NeedRelation
from app.text.folding import fold, singular
from app.text.tokens import tokenize
from app.vocabulary.index.files import IndexFiles
from app.vocabulary.index.phrases import PhraseTable
from app.vocabulary.index.words import UNKNOWN

# Rating vectors are stored as whole numbers, so that their products are exact and the same on every machine.
VECTOR_SCALE = 10_000

# What two occupations get when nobody rated one of them nor any of its relatives: the SOC alone speaks.
_SAME_MINOR_GROUP, _SAME_MAJOR_GROUP = 0.5, 0.2
_MINOR_GROUP, _MAJOR_GROUP = len("15-12"), len("15")


@dataclass(frozen=True, slots=True)
class TitleHit:
    """A title at `text[start:end]`, and the occupation that it names."""

    occupation_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Need:
    """A skill that an occupation needs, with its importance 0..1 and how that is known."""

    skill_id: str
    importance: float
    relation: NeedRelation


class Catalogue:
    """An immutable view of the occupations of one set of releases."""

    def __init__(self, folder: Path) -> None:
        files = IndexFiles(folder)
        self._ids = files.strings("occupation_id").all()
        self._rows = {occupation_id: row for row, occupation_id in enumerate(self._ids)}
        self._titles = files.strings("occupation_title")
        self._uris = files.strings("occupation_uri")
        self._frameworks: list[str] = files.meta["frameworks"]
        self._framework = files.array("occupation_framework")
        self._forms = {form: number for number, form in enumerate(files.strings("form").all())}
        self._phrases = PhraseTable(
            files.array("phrase_keys"),
            files.array("phrase_values"),
            files.array("phrase_starts"),
            files.array("phrase_names"),
        )
        self._title_occupation = files.array("title_occupation")
        self._ratings = files.array("ratings")
        self._rated = files.array("rated")
        self._need_starts = files.array("need_starts")
        self._need_skill = files.array("need_skill")
        self._need_importance = files.array("need_importance")
        self._need_relation = files.array("need_relation")
        self._skill_ids = files.strings("need_skill_id")

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, occupation_id: str) -> bool:
        return occupation_id in self._rows

    def title(self, occupation_id: str) -> str:
        """The title of an occupation; KeyError where it is not known."""
        return self._titles[self._rows[occupation_id]]

    def occupation_json(self, occupation_id: str) -> dict[str, str]:
        """The occupation as every answer shows it."""
        row = self._rows[occupation_id]
        return {
            "id": occupation_id,
            "uri": self._uris[row],
            "label": self._titles[row],
            "framework": self._frameworks[self._framework[row]],
        }

    def find_titles(self, text: str) -> list[TitleHit]:
        """The titles in a text, from left to right, the longest where they overlap.

        A title that several occupations share gives a hit for each, those first whose own title it is.
        """
        tokens = tokenize(text)
        words = [self._forms.get(singular(fold(word)[0]), UNKNOWN) for word in tokens.words]
        found = sorted(self._phrases.find(words), key=lambda hit: (hit[0], -hit[1]))
        hits: list[TitleHit] = []
        free = 0
        for first, past, phrase in found:
            if first < free:
                continue
            free = past
            span = tokens.starts[first], tokens.ends[past - 1]
            hits += [TitleHit(self._ids[row], *span) for row in self._named(phrase)]
        return hits

    def _named(self, phrase: int) -> list[int]:
        """The occupations with this title; titles are numbered with the preferred ones first."""
        return list(dict.fromkeys(self._title_occupation[self._phrases.names_of(phrase)].tolist()))

    def closeness(self, one: str, other: str) -> float:
        """How alike the work of two occupations is, 0..1.

        The cosine of their ratings, each element standardised over all occupations; 0 where it is negative.
        An occupation without ratings stands at the mean of its nearest rated relatives in the SOC.
        """
        if one == other:
            return 1.0
        first, second = self._rows.get(one), self._rows.get(other)
        if first is None or second is None:
            return 0.0
        if not (self._rated[first] and self._rated[second]):
            return _closeness_by_code(one.partition(":")[2], other.partition(":")[2])
        product = int(self._ratings[first].astype(np.int64) @ self._ratings[second].astype(np.int64))
        return round(min(1.0, max(0.0, product / VECTOR_SCALE**2)), 4)

    def profile_skills(self, occupation_id: str) -> list[Need]:
        """What an occupation needs, most important first; KeyError where it is not known.

        Of its ratings only those that set it apart: well up the scale, and above the mean of all occupations.
        """
        row = self._rows[occupation_id]
        part = slice(self._need_starts[row], self._need_starts[row + 1])
        columns = (self._need_skill[part], self._need_importance[part], self._need_relation[part])
        return [
            Need(self._skill_ids[skill], round(float(importance), 4), NEED_RELATIONS[relation])
            for skill, importance, relation in zip(*columns, strict=True)
        ]


def _closeness_by_code(one: str, other: str) -> float:
    if one[:_MINOR_GROUP] == other[:_MINOR_GROUP]:
        return _SAME_MINOR_GROUP
    return _SAME_MAJOR_GROUP if one[:_MAJOR_GROUP] == other[:_MAJOR_GROUP] else 0.0
