"""The occupations in memory: by id, by title in a text, how close two are, and what an occupation needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.occupations.terms import MATCH_RELATIONS, NEED_RELATIONS, MatchRelation, NeedRelation
from app.text.folding import fold, singular
from app.text.tokens import tokenize
from app.vocabulary.index.files import IndexFiles
from app.vocabulary.index.phrases import PhraseTable
from app.vocabulary.index.words import UNKNOWN

# Rating vectors are stored as whole numbers, so that their products are exact and the same on every machine.
VECTOR_SCALE = 10_000
WEIGHT_SCALE = 100  # likewise of the weights of essential and optional skills

# How an occupation came by its rating vector: not at all; rated, itself or its relatives; through a crosswalk.
NOT_RATED, RATED, RATED_BY_MATCH = 0, 1, 2

SUPPRESSED, HOT, IN_DEMAND = 1, 2, 4  # bits of what is said of a need
_FLAGS = [(bool(bits & SUPPRESSED), bool(bits & HOT), bool(bits & IN_DEMAND)) for bits in range(8)]

# What two occupations get when nobody rated one of them nor any of its relatives: the SOC alone speaks.
_SAME_MINOR_GROUP, _SAME_MAJOR_GROUP = 0.5, 0.2
_MINOR_GROUP, _MAJOR_GROUP = len("onet:15-12"), len("onet:15")
_CODED = "onet:"  # ids that are codes of a classification


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


class OwnNeed(NamedTuple):
    """What an occupation needs by its own release: importance and level 0..1, None where it gives no figure."""

    skill_id: str
    relation: NeedRelation
    importance: float | None
    level: float | None
    suppressed: bool
    hot: bool
    in_demand: bool


@dataclass(frozen=True, slots=True)
class CatalogueMatch:
    """An occupation that a crosswalk matches, and the release of the crosswalk, as (framework, version)."""

    id: str
    title: str
    relation: MatchRelation
    said_in: tuple[str, str]


class Catalogue:
    """An immutable view of the occupations of one set of releases."""

    def __init__(self, folder: Path) -> None:
        files = IndexFiles(folder)
        self._ids = files.strings("occupation_id").all()
        self._rows = {occupation_id: row for row, occupation_id in enumerate(self._ids)}
        self._titles = files.strings("occupation_title")
        self._uris = files.strings("occupation_uri")
        self.frameworks: list[str] = files.meta["frameworks"]
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
        self._releases: list[list[str]] = files.meta["releases"]
        self._codes = files.strings("occupation_code")
        self._zones = files.array("occupation_zone")
        self._own_skill_ids = files.strings("own_skill_id").all()
        self._own = [
            files.array(f"own_{name}") for name in ("skill", "relation", "importance", "level", "flags")
        ]
        self._own_starts = files.array("own_starts")
        self._match_starts = files.array("match_starts")
        self._matches = [files.array(f"match_{name}") for name in ("row", "relation", "release")]
        self._core_starts = files.array("core_starts")
        self._core_skill = files.array("core_skill")
        self._core_weight = files.array("core_weight")

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
            "framework": self.frameworks[self._framework[row]],
        }

    def framework(self, occupation_id: str) -> str:
        """The framework of an occupation."""
        name: str = self.frameworks[self._framework[self._rows[occupation_id]]]
        return name

    def code(self, occupation_id: str) -> str | None:
        """The code of an occupation in its classification."""
        return self._codes[self._rows[occupation_id]] or None

    def job_zone(self, occupation_id: str) -> int | None:
        """The job zone of an occupation, 1 to 5."""
        return int(self._zones[self._rows[occupation_id]]) or None

    def own_needs(self, occupation_id: str) -> list[OwnNeed]:
        """What an occupation needs by its own release, by relation and skill; KeyError where it is not known."""
        row = self._rows[occupation_id]
        part = slice(self._own_starts[row], self._own_starts[row + 1])
        ids = self._own_skill_ids
        return [
            OwnNeed(
                ids[skill],
                NEED_RELATIONS[relation],
                None if importance != importance else importance,  # NaN is not itself
                None if level != level else level,
                *_FLAGS[flags],
            )
            for skill, relation, importance, level, flags in zip(
                *(column[part].tolist() for column in self._own), strict=True
            )
        ]

    def matches(self, occupation_id: str) -> list[CatalogueMatch]:
        """The occupations that a crosswalk matches with one, the nearest first; KeyError where it is not known."""
        row = self._rows[occupation_id]
        part = slice(self._match_starts[row], self._match_starts[row + 1])
        return [
            CatalogueMatch(
                self._ids[other],
                self._titles[other],
                MATCH_RELATIONS[relation],
                (self._releases[release][0], self._releases[release][1]),
            )
            for other, relation, release in zip(
                *(column[part].tolist() for column in self._matches), strict=True
            )
        ]

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

        Of two that O*NET rates, the cosine of their ratings, each element standardised over all occupations; 0 where
        it is negative. An occupation without ratings stands at the mean of its nearest rated relatives in the SOC.
        Where one of the two is rated only through a crosswalk, the mean of that cosine and of the cosine of their
        essential and optional skills; where only one of the two cosines is known, that one.
        """
        if one == other:
            return 1.0
        first, second = self._rows.get(one), self._rows.get(other)
        if first is None or second is None:
            return 0.0
        if (
            self._rated[first] == RATED and self._rated[second] == RATED
        ):  # matching asks this many times a second
            product = int(self._ratings[first].astype(np.int64) @ self._ratings[second].astype(np.int64))
            return round(min(1.0, max(0.0, product / VECTOR_SCALE**2)), 4)
        return float(self._closeness_to(first, np.array([second]))[0])

    def nearest(self, occupation_id: str, framework: str, most: int) -> list[tuple[str, float]]:
        """The occupations of a framework that are closest to one, with their closeness; KeyError for an unknown one."""
        own = self._rows[occupation_id]
        if framework not in self.frameworks:
            return []
        rows = np.flatnonzero(self._framework == self.frameworks.index(framework))
        rows = rows[rows != own]
        found = self._closeness_to(own, rows)
        best = np.lexsort((rows, -found))[:most]
        return [(self._ids[rows[at]], float(found[at])) for at in best if found[at] > 0]

    def _closeness_to(self, own: int, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
        """The closeness of one row to others."""
        kinds = self._rated[rows]
        rated = (self._rated[own] != NOT_RATED) & (kinds != NOT_RATED)
        by_rating = np.where(rated, self._rating_cosines(own, rows), 0.0)
        measured = (self._rated[own] == RATED) & (kinds == RATED)
        skilled = self._has_core(rows) & bool(self._has_core(np.array([own]))[0]) & ~measured
        by_skill = (
            np.where(skilled, self._skill_cosines(own, rows), 0.0) if skilled.any() else np.zeros(len(rows))
        )
        known = rated.astype(np.int64) + skilled
        found = (by_rating + by_skill) / np.maximum(known, 1)
        for at in np.flatnonzero(known == 0).tolist():
            found[at] = _closeness_by_code(self._ids[own], self._ids[rows[at]])
        return np.asarray(np.round(found, 4), dtype=np.float64)

    def _rating_cosines(self, own: int, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
        products = self._ratings[rows].astype(np.int64) @ self._ratings[own].astype(np.int64)
        return np.asarray(np.clip(products / VECTOR_SCALE**2, 0.0, 1.0), dtype=np.float64)

    def _has_core(self, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
        return np.asarray(self._core_starts[rows + 1] > self._core_starts[rows], dtype=np.bool_)

    def _skill_cosines(self, own: int, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
        """Sums of whole numbers, so that the answer is the same for one pair as for all at once."""
        weights = np.zeros(int(self._core_skill.max(initial=-1)) + 1, dtype=np.int64)
        part = slice(self._core_starts[own], self._core_starts[own + 1])
        weights[self._core_skill[part]] = self._core_weight[part]
        if len(rows) == 1:
            part = slice(self._core_starts[rows[0]], self._core_starts[rows[0] + 1])
            products = np.array([weights[self._core_skill[part]] @ self._core_weight[part]])
        else:
            sums = np.append(0, np.cumsum(weights[self._core_skill] * self._core_weight))
            products = sums[self._core_starts[rows + 1]] - sums[self._core_starts[rows]]
        norms = self._core_norms
        cosines = products / np.sqrt(np.maximum(norms[rows] * norms[own], 1).astype(np.float64))
        return np.asarray(np.clip(cosines, 0.0, 1.0), dtype=np.float64)

    @cached_property
    def _core_norms(self) -> npt.NDArray[np.int64]:
        sums = np.append(0, np.cumsum(self._core_weight**2))
        return np.asarray(sums[self._core_starts[1:]] - sums[self._core_starts[:-1]], dtype=np.int64)

    def listed(self, framework: str | None = None) -> list[str]:
        """The ids of all occupations, or of those of a framework, in their order."""
        if framework is None:
            return self._ids
        wanted = self.frameworks.index(framework)
        return [self._ids[row] for row in np.flatnonzero(self._framework == wanted).tolist()]

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
    if not (one.startswith(_CODED) and other.startswith(_CODED)):
        return 0.0
    if one[:_MINOR_GROUP] == other[:_MINOR_GROUP]:
        return _SAME_MINOR_GROUP
    return _SAME_MAJOR_GROUP if one[:_MAJOR_GROUP] == other[:_MAJOR_GROUP] else 0.0
