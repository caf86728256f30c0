from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.matching.retrieval.codes import UNKNOWN, Groups, RoleCodes, SkillCodes, lay
from app.matching.retrieval.compiling import compile_posting, compile_worker
from app.matching.retrieval.living import Snapshot
from app.matching.retrieval.query import EXACT
from app.matching.weights import read_weights
from app.occupations.catalogue import Catalogue
from app.profiles.profile import PostingProfile, Role, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.retrieval.laid_out import EVERYTHING, Layout
from tests.unit.matching.small_vocabulary import (
    COOKS,
    FORKLIFT_OPERATORS,
    TITLES,
    Profiles,
    given_weights,
)

WEIGHTS = read_weights(None)


@pytest.fixture(scope="module")
def layout(index: VocabularyIndex, catalogue: Catalogue) -> Layout:
    return Layout(index, catalogue)


class TestCodes:
    def test_codes_that_the_vocabulary_lacks(self, index: VocabularyIndex, profiles: Profiles) -> None:
        groups = lay(["", "esco:cash", "esco:of-another-release", "onet:python", "esco:python"], index)
        cash, python = profiles.row("esco:cash"), profiles.row("esco:python")
        assert groups.of_code.tolist() == [UNKNOWN, cash, UNKNOWN, python, python]
        assert groups.codes == {cash: (1,), python: (3, 4)}

    def test_codes_that_come_later_are_laid_too(self, index: VocabularyIndex, profiles: Profiles) -> None:
        names = ["", "esco:cash"]
        codes = SkillCodes(names)
        first = codes.groups(index)
        assert codes.groups(index) is first
        names.append("esco:german")
        assert codes.groups(index).of_code.tolist()[2] == profiles.row("esco:german")
        assert len(first) == 2, "who searches at that moment keeps what it has"

    def test_closeness_by_code_is_that_of_the_nearest(self, catalogue: Catalogue) -> None:
        names = ["", COOKS]
        codes = RoleCodes(names)
        cooks, drivers = Role(COOKS, TITLES[COOKS]), Role(FORKLIFT_OPERATORS, TITLES[FORKLIFT_OPERATORS])
        assert codes.closeness(catalogue, ()) == {}
        assert codes.closeness(catalogue, [cooks]) == {1: 100}
        names += [FORKLIFT_OPERATORS, "onet:of-another-release"]
        both = codes.closeness(catalogue, [cooks, drivers])
        assert both == {1: 100, 2: 100}
        one = codes.closeness(catalogue, [cooks])
        assert one.get(2, 0) == round(catalogue.closeness(FORKLIFT_OPERATORS, COOKS) ** 2 * 100)


class TestPostings:
    def test_without_wanted_skills_there_is_nothing_to_ask(self, layout: Layout) -> None:
        assert compile_posting(layout.index, PostingProfile(()), WEIGHTS, layout.groups, {}) is None

    def test_a_skill_that_nothing_stored_has(self, profiles: Profiles, layout: Layout) -> None:
        groups = Groups(layout.groups.of_code, {})
        query = compile_posting(layout.index, profiles.posting("esco:cash"), WEIGHTS, groups, {})
        assert query is not None
        assert [slot.codes.tolist() for slot in query.slots] == [[]]
        assert query.codes == 1

    def test_every_code_of_a_group_is_the_skill(self, profiles: Profiles, index: VocabularyIndex) -> None:
        groups = lay(["", "onet:python", "esco:java-of-another-release", "esco:python"], index)
        query = compile_posting(index, profiles.posting("esco:python"), WEIGHTS, groups, {})
        assert query is not None
        assert query.slots[0].exact == (1, 3)

    @settings(phases=[Phase.generate], max_examples=60)
    @given(data=st.data(), weights=given_weights)
    def test_numbers_divide_as_the_query_promises_and_fit(
        self, data: st.DataObject, weights: dict[str, float], profiles: Profiles, layout: Layout
    ) -> None:
        posting = data.draw(profiles.postings)
        closeness = layout.role_codes.closeness(layout.catalogue, posting.roles)
        query = compile_posting(layout.index, posting, read_weights(weights), layout.groups, closeness)
        if query is None:
            return
        values = [slot.worth for slot in query.slots]
        values += [value for slot in query.slots for value in slot.values.tolist()]
        assert all(value % query.open_unit == 0 for value in values)
        assert not query.months or query.experience % query.months == 0
        assert all(not slot.months or slot.experience % slot.months == 0 for slot in query.slots)
        assert 100 * query.open_share * (query.worth // query.open_unit) < 1 << 63
        whole = query.worth + query.experience + sum(slot.experience for slot in query.slots)
        assert abs(Fraction(whole, query.scale) - 100) < Fraction(1, 10**6)
        for slot in query.slots:
            assert all(0 <= value <= slot.worth for value in slot.values)
            assert not set(slot.exact) & set(slot.near.tolist())
            assert np.all(np.diff(slot.values) >= 0)

    @pytest.mark.parametrize(
        ("weights", "is_exact"),
        [({}, True), ({"related_skills": 0.123456789012, "occupation": 0.0987654321}, False)],
    )
    def test_it_says_whether_ratings_are_the_very_scores(
        self, weights: dict[str, float], is_exact: bool, profiles: Profiles, layout: Layout
    ) -> None:
        posting, worker = profiles.posting("esco:cash", "onet:mysql"), profiles.worker("onet:postgresql")
        given_ = read_weights(weights)
        query = compile_posting(layout.index, posting, given_, layout.groups, {1: 50})
        assert query is not None
        assert query.is_exact is is_exact
        (found,) = Snapshot((), layout.documents([worker])).workers(query, EVERYTHING, 1)
        rated = Fraction(found.rating, query.scale)
        assert (rated == layout.exact(posting, worker, given_)) is is_exact


class TestWorkers:
    def test_without_skills_there_is_nothing_to_ask(self, layout: Layout) -> None:
        assert compile_worker(layout.index, WorkerProfile(()), WEIGHTS, layout.groups, {}) is None

    def test_what_is_held_and_what_is_near(self, profiles: Profiles, layout: Layout) -> None:
        worker = profiles.worker("onet:mysql", months=24)
        query = compile_worker(layout.index, worker, WEIGHTS, layout.groups, {3: 50})
        assert query is not None
        own = layout.code_of_group[profiles.row("onet:mysql")]
        near = layout.code_of_group[profiles.row("onet:postgresql")]
        assert query.credits[own] == EXACT
        assert 0 < query.credits[near] < EXACT
        assert (query.months, query.closeness) == (24, {3: 50})

    def test_months_named_with_a_skill_are_told_by_code(self, profiles: Profiles, layout: Layout) -> None:
        first, second = profiles.worker("esco:cash", "esco:german").held
        worker = WorkerProfile((type(first)(first.skill, (), 7), second), 60)
        query = compile_worker(layout.index, worker, WEIGHTS, layout.groups, {})
        assert query is not None
        assert query.months_named == {layout.code_of_group[first.skill]: 7}
