"""A dozen skills with links of every kind, a few occupations, and the profiles that can be drawn of them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from app.extraction.models import Requirement
from app.occupations.terms import NeedRow, OccupationRows, OccupationTerm, TitleRow
from app.profiles.profile import Held, PostingProfile, Role, Wanted, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.terms import Relation, SkillLink, SkillName, SkillTerm, SkillType, VocabularyRows

SKILLS: dict[str, tuple[SkillType, str]] = {
    "esco:cash": ("skill", "handle cash"),
    "esco:crane": ("skill", "operate crane"),
    "esco:forklift": ("skill", "operate forklift"),
    "esco:german": ("language", "German"),
    "esco:orders": ("skill", "pick orders"),
    "esco:orders-sent": ("skill", "pick orders for dispatching"),
    "esco:programming": ("knowledge", "computer programming"),
    "esco:python": ("knowledge", "Python"),
    "esco:stock": ("skill", "manage stock"),
    "esco:teams": ("skill", "work in teams"),
    "essential:teamwork": ("essential", "Working with others"),
    "onet:java": ("technology", "Java"),
    "onet:mysql": ("technology", "MySQL"),
    "onet:postgresql": ("technology", "PostgreSQL"),
    "onet:python": ("technology", "Python"),
    "onet:trucks": ("skill", "Operation of lift trucks"),
}
LINKS: list[tuple[str, Relation, str]] = [
    ("onet:python", "exact_match", "esco:python"),
    ("essential:teamwork", "exact_match", "esco:teams"),
    ("onet:trucks", "close_match", "esco:forklift"),
    ("esco:python", "broader", "esco:programming"),
    ("onet:java", "broader", "esco:programming"),
    ("onet:mysql", "related", "onet:postgresql"),
]
NAMES = [SkillName("esco:forklift", "en", "alternative", "drive a forklift truck")]

FORKLIFT_OPERATORS, MOVERS, COOKS = "onet:53-7051.00", "onet:53-7062.00", "onet:35-2014.00"
TITLES = {
    COOKS: "Cooks, Restaurant",
    FORKLIFT_OPERATORS: "Industrial Truck Operators",
    MOVERS: "Laborers and Material Movers",
}
OTHER_TITLES = [
    (FORKLIFT_OPERATORS, "Forklift Operator"),
    (MOVERS, "Warehouse Worker"),
    (COOKS, "Cook"),
]
NEEDS = [
    NeedRow(FORKLIFT_OPERATORS, "esco:forklift", "derived", 0.9),
    NeedRow(FORKLIFT_OPERATORS, "esco:stock", "derived", 0.5),
    NeedRow(FORKLIFT_OPERATORS, "esco:crane", "optional", None),
    NeedRow(FORKLIFT_OPERATORS, "onet:not-in-the-index", "derived", 0.9),
    NeedRow(MOVERS, "esco:orders", "essential", None),
]
RATINGS = {
    FORKLIFT_OPERATORS: {"esco:cash": 0.2, "esco:crane": 0.9, "esco:german": 0.3},
    MOVERS: {"esco:cash": 0.3, "esco:crane": 0.9, "esco:german": 0.6},
    COOKS: {"esco:cash": 0.9, "esco:crane": 0.1, "esco:german": 0.2},
}


class WordEncoder:
    """Vectors of names: those that share words are alike. Multiples of 1/2048, as the real ones."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        table = np.zeros((len(texts), 64))
        for row, text in enumerate(texts):
            for word in text.lower().split():
                table[row, zlib.crc32(word.encode()) % 64] += 1
        table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1)
        rounded: npt.NDArray[np.float32] = (np.rint(table * 2048) / 2048).astype(np.float32)
        return rounded


def vocabulary_rows() -> VocabularyRows:
    skills = [
        SkillTerm(id_, id_.partition(":")[0], type_, f"https://example.org/{id_}", label)
        for id_, (type_, label) in sorted(SKILLS.items())
    ]
    links = [SkillLink(source, relation, target, "checked") for source, relation, target in LINKS]
    return VocabularyRows((), skills, list(NAMES), links)


def occupation_rows() -> OccupationRows:
    occupations = [OccupationTerm(i, "onet", f"https://example.org/{i}", TITLES[i]) for i in sorted(TITLES)]
    rated = [
        NeedRow(occupation, element, "rated", value)
        for occupation, elements in RATINGS.items()
        for element, value in elements.items()
    ]
    return OccupationRows((), occupations, [TitleRow(*row) for row in OTHER_TITLES], NEEDS + rated)


class Profiles:
    """Makes profiles of ids, and of whatever hypothesis draws."""

    def __init__(self, index: VocabularyIndex) -> None:
        self.index = index
        self.groups = sorted({index.group(row) for row in range(len(index))})

    def row(self, skill_id: str) -> int:
        """The row of the group of a skill."""
        row = self.index.row(skill_id)
        assert row is not None
        return self.index.group(row)

    def posting(self, *wanted: str, preferred: Sequence[str] = (), **others: object) -> PostingProfile:
        """Each id wanted with weight 1."""
        items = tuple(Wanted(self.row(id_), "required", Fraction(1)) for id_ in wanted)
        items += tuple(Wanted(self.row(id_), "preferred", Fraction(1)) for id_ in preferred)
        return PostingProfile(items, **others)  # type: ignore[arg-type]

    def worker(self, *held: str, **others: object) -> WorkerProfile:
        return WorkerProfile(tuple(Held(self.row(id_)) for id_ in held), **others)  # type: ignore[arg-type]

    @cached_property
    def postings(self) -> st.SearchStrategy[PostingProfile]:
        """Postings with at least one wanted skill."""
        asked = st.tuples(st.sampled_from(self.groups), st.sampled_from(REQUIREMENTS), hundredths, months)
        each_once = st.lists(asked, min_size=1, max_size=8, unique_by=lambda item: item[0])
        return st.tuples(each_once, months, roles).map(_posting)

    @cached_property
    def workers(self) -> st.SearchStrategy[WorkerProfile]:
        """Workers with at least one skill."""
        had = st.tuples(st.sampled_from(self.groups), months)
        each_once = st.lists(had, min_size=1, max_size=8, unique_by=lambda item: item[0])
        return st.tuples(each_once, months, roles).map(_worker)


def _posting(drawn: tuple[Any, Any, Any]) -> PostingProfile:
    asked, longest, named = drawn
    wanted = tuple(Wanted(skill, how, weight, (), years) for skill, how, weight, years in asked)
    return PostingProfile(wanted, longest, named)


def _worker(drawn: tuple[Any, Any, Any]) -> WorkerProfile:
    had, longest, named = drawn
    return WorkerProfile(tuple(Held(skill, (), years) for skill, years in had), longest, named)


REQUIREMENTS: tuple[Requirement, ...] = ("required", "preferred", "mentioned")
hundredths = st.integers(1, 100).map(lambda number: Fraction(number, 100))
months = st.none() | st.integers(1, 120)
roles = st.lists(st.sampled_from(sorted(TITLES)), max_size=3, unique=True).map(
    lambda ids: tuple(Role(occupation, TITLES[occupation]) for occupation in ids)
)
_asked_weight = st.floats(0, 1000, allow_nan=False)
_stand_in_weight = st.floats(0, 1, allow_nan=False)
given_weights = st.fixed_dictionaries(
    {},
    optional={
        "required_skills": _asked_weight,
        "preferred_skills": _asked_weight,
        "experience": _asked_weight,
        "related_skills": _stand_in_weight,
        "occupation": _stand_in_weight,
    },
).filter(
    lambda given: any(
        given.get(name, 1) > 0 for name in ("required_skills", "preferred_skills", "experience")
    )
)
