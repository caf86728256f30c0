"""Profiles laid out as stored documents, and the answer that retrieval must give, by the scorer of a pair."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from app.matching.comparison import compare
from app.matching.retrieval.codes import UNKNOWN, Groups, RoleCodes, lay
from app.matching.retrieval.contract import Filters
from app.matching.retrieval.documents import Documents
from app.matching.scorer import score
from app.matching.yardstick import Weights
from app.occupations.catalogue import Catalogue
from app.profiles.packing import pack_posting, pack_worker, unpack_many
from app.profiles.profile import PostingProfile, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex

ORGANISATION = 7
EVERYTHING = Filters(ORGANISATION)
# As in `app/matching/search/searching.py`: ratings of postings are reals rounded to millionths.
MILLIONTH = Fraction(1, 10**6)


class Layout:
    """The codes of a small world: every group of the index and every occupation of the catalogue has one."""

    def __init__(self, index: VocabularyIndex, catalogue: Catalogue) -> None:
        self.index, self.catalogue = index, catalogue
        groups = sorted({index.group(row) for row in range(len(index))})
        self.names = ["", *(index.skill_id(group) for group in groups)]
        self.code_of_group = {group: code for code, group in enumerate(groups, start=1)}
        self.roles = ["", *catalogue.listed()]
        self.groups: Groups = lay(self.names, index)
        self.role_codes = RoleCodes(self.roles)

    def documents(self, profiles: Sequence[PostingProfile | WorkerProfile], first: int = 1) -> Documents:
        """The profiles as documents with the change numbers `first`, `first + 1`, …"""
        batch = unpack_many([self.packed(profile) for profile in profiles])
        postings = bool(profiles) and isinstance(profiles[0], PostingProfile)
        named = np.flatnonzero(batch.skill_months >= 0)
        count = len(profiles)
        none = np.zeros(count, np.uint32)
        return Documents(
            changes=np.arange(first, first + count),
            alive=np.ones(count, np.bool_),
            organisations=np.full(count, ORGANISATION, np.uint32),
            regions=none.copy(),
            employers=none.copy(),
            remote=none.astype(np.uint8),
            posted=none.astype(np.int32),
            months=np.maximum(batch.months, 0).astype(np.uint16),
            starts=batch.offsets,
            codes=batch.codes.astype(np.uint16),
            weights=batch.weights if postings else np.zeros(0, np.uint8),
            preferred=batch.requirements == 1 if postings else np.zeros(0, np.bool_),
            named_at=named,
            named_months=batch.skill_months[named],
            role_starts=batch.role_offsets,
            role_codes=batch.roles,
        )

    def packed(self, profile: PostingProfile | WorkerProfile) -> bytes:
        """A profile as it is stored."""
        roles = [self.roles.index(role.id) for role in profile.roles]
        if isinstance(profile, PostingProfile):
            return pack_posting(profile, [self.code_of_group[item.skill] for item in profile.wanted], roles)
        return pack_worker(profile, [self.code_of_group[item.skill] for item in profile.held], roles)

    def exact(self, posting: PostingProfile, worker: WorkerProfile, weights: Weights) -> Fraction | None:
        """The unrounded score of a pair; None where retrieval does not find one by the other."""
        comparison = compare(self.index, posting, worker, self.catalogue.closeness)
        found = score(comparison, weights)
        if found is None:
            return None
        helps = (
            match.worth and (match.is_exact or weights["related_skills"])
            for match in found.matches
            if match.found is not None
        )
        return found.exact if any(helps) else None


def without(groups: Groups, codes: Collection[int]) -> Groups:
    """The same codes, laid on a vocabulary that lacks some of them."""
    of_code = groups.of_code.copy()
    of_code[list(codes)] = UNKNOWN
    kept = {group: left for group, all_ in groups.codes.items() if (left := tuple(set(all_) - set(codes)))}
    return Groups(of_code, kept)


def best(scores: Sequence[Fraction | None], limit: int, first: int = 1) -> list[tuple[int, Fraction]]:
    """The change numbers and scores of the best: the highest first, of equals the lower number."""
    found = [(number, exact) for number, exact in enumerate(scores, start=first) if exact is not None]
    return sorted(found, key=lambda each: (-each[1], each[0]))[:limit]


def with_ids(documents: Documents, **columns: object) -> Documents:
    """The documents with other columns."""
    return replace(documents, **columns)  # type: ignore[arg-type]
