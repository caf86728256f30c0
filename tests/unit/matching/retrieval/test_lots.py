from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from fractions import Fraction
from pathlib import Path
from types import NoneType

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.matching.retrieval.compiling import compile_posting
from app.matching.retrieval.documents import Documents
from app.matching.retrieval.inverted import Inverted
from app.matching.retrieval.living import Snapshot
from app.matching.retrieval.lots import Lot, erase, open_lot, sync, write_lot
from app.matching.weights import read_weights
from app.occupations.catalogue import Catalogue
from app.profiles.profile import PostingProfile, Role, Wanted, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.retrieval.laid_out import EVERYTHING, ORGANISATION, Layout, with_ids
from tests.unit.matching.small_vocabulary import COOKS, TITLES, Profiles

NAME = "000000001"


@pytest.fixture(scope="module")
def layout(index: VocabularyIndex, catalogue: Catalogue) -> Layout:
    return Layout(index, catalogue)


def lot_of(folder: Path, documents: Documents) -> Lot:
    write_lot(folder, NAME, documents)
    return open_lot(folder, NAME, writable=True)


def marked(layout: Layout, profiles: Sequence[PostingProfile | WorkerProfile]) -> Documents:
    """Documents with something in every column."""
    count = len(profiles)
    return with_ids(
        layout.documents(profiles),
        regions=np.arange(1, count + 1, dtype=np.uint32),
        employers=np.arange(1, count + 1, dtype=np.uint32),
        remote=np.full(count, 2, np.uint8),
        posted=np.full(count, 739_000, np.int32),
    )


def a_cook(profiles: Profiles, months: int | None = 40) -> WorkerProfile:
    worker = profiles.worker("esco:cash", "esco:crane", "onet:java")
    held = tuple(type(item)(item.skill, (), 17) for item in worker.held)
    return WorkerProfile(held, months, (Role(COOKS, TITLES[COOKS]),))


def an_advertised_cook(profiles: Profiles) -> PostingProfile:
    groups = [profiles.row(id_) for id_ in ("esco:cash", "esco:crane", "onet:java")]
    wanted = tuple(Wanted(group, "preferred", Fraction(1, 2), (), 17) for group in groups)
    return PostingProfile(wanted, 40, (Role(COOKS, TITLES[COOKS]),))


@settings(phases=[Phase.generate], max_examples=15)
@given(data=st.data())
@pytest.mark.parametrize("kind", ["workers", "postings"])
def test_what_is_written_is_opened_again(
    kind: str,
    data: st.DataObject,
    profiles: Profiles,
    layout: Layout,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    drawn = data.draw(st.lists(getattr(profiles, kind), min_size=1, max_size=6))
    documents = layout.documents(drawn * data.draw(st.sampled_from([1, 20])))
    opened = lot_of(tmp_path_factory.mktemp("lot"), documents)
    for column in fields(Documents):
        before, after = getattr(documents, column.name), getattr(opened.documents, column.name)
        assert before.dtype == after.dtype
        assert np.array_equal(before, after)
    assert isinstance(opened.inverted, Inverted if kind == "workers" else NoneType)


def test_what_every_process_opens_cannot_be_written(
    profiles: Profiles, layout: Layout, tmp_path: Path
) -> None:
    write_lot(tmp_path, NAME, layout.documents([profiles.worker("esco:cash")]))
    lot = open_lot(tmp_path, NAME)
    with pytest.raises(ValueError, match="read-only"):
        lot.documents.codes[0] = 0


def test_a_lot_appears_whole_and_leaves_no_part(profiles: Profiles, layout: Layout, tmp_path: Path) -> None:
    write_lot(tmp_path, NAME, layout.documents([profiles.worker("esco:cash")]))
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_lot_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_lot(tmp_path, NAME)


class TestErasing:
    @pytest.mark.parametrize("crowd", [0, 3, 100])
    def test_a_worker(self, profiles: Profiles, layout: Layout, tmp_path: Path, crowd: int) -> None:
        """Alone with its skills, in lists with others, and among so many that there are bits."""
        other = profiles.worker("esco:german")
        others = [profiles.worker("esco:cash", "esco:crane", "onet:java")] * crowd
        lot = lot_of(tmp_path, marked(layout, [other, a_cook(profiles), *others]))
        codes = set(lot.documents.codes[lot.documents.starts[1] : lot.documents.starts[2]].tolist())
        assert erase(lot, np.array([2, 999])) == 1
        sync(tmp_path / NAME)
        self.check(open_lot(tmp_path, NAME), 1)
        inverted = open_lot(tmp_path, NAME).inverted
        assert isinstance(inverted, Inverted)
        assert all(inverted.bit_row[code] > 0 for code in codes) == (crowd == 100)
        assert 1 not in inverted.docs.tolist()
        assert not np.unpackbits(inverted.bits, axis=1)[:, 1].any()

    def test_a_posting(self, profiles: Profiles, layout: Layout, tmp_path: Path) -> None:
        other = profiles.posting("esco:cash", "esco:german")
        lot = lot_of(tmp_path, marked(layout, [other, an_advertised_cook(profiles), other]))
        own = range(int(lot.documents.starts[1]), int(lot.documents.starts[2]))
        assert erase(lot, np.array([2])) == 1
        opened = open_lot(tmp_path, NAME)
        self.check(opened, 1)
        assert not opened.documents.weights[own.start : own.stop].any()
        assert not opened.documents.preferred[own.start : own.stop].any()

    @staticmethod
    def check(lot: Lot, place: int) -> None:
        """Nothing but a number and how many skills there were is left."""
        documents = lot.documents
        own = slice(int(documents.starts[place]), int(documents.starts[place + 1]))
        assert own.stop > own.start
        assert not documents.codes[own].any()
        named = (documents.named_at >= own.start) & (documents.named_at < own.stop)
        assert named.any()
        assert (documents.named_months[named] == -1).all()
        roles = documents.role_codes[documents.role_starts[place] : documents.role_starts[place + 1]]
        assert roles.tolist() == [0]
        for column in ("alive", "organisations", "regions", "employers", "remote", "posted", "months"):
            assert getattr(documents, column)[place] == 0, column
            assert getattr(documents, column)[0] or column == "months", column
        assert documents.organisations[0] == ORGANISATION

    def test_twice_is_as_once(self, profiles: Profiles, layout: Layout, tmp_path: Path) -> None:
        lot = lot_of(tmp_path, marked(layout, [profiles.worker("esco:german"), a_cook(profiles)]))
        erase(lot, np.array([2]))
        before = (tmp_path / NAME).read_bytes()
        erase(lot, np.array([2]))
        assert (tmp_path / NAME).read_bytes() == before

    def test_the_others_are_found_as_before(self, profiles: Profiles, layout: Layout, tmp_path: Path) -> None:
        workers = [a_cook(profiles), *[profiles.worker("esco:cash", "onet:mysql")] * 5]
        lot = lot_of(tmp_path, layout.documents(workers))
        posting = profiles.posting("esco:cash", "onet:postgresql")
        query = compile_posting(layout.index, posting, read_weights(None), layout.groups, {})
        assert query is not None
        before = Snapshot((lot,)).workers(query, EVERYTHING, 10)
        erase(lot, np.array([1, 4]))
        after = Snapshot((open_lot(tmp_path, NAME),)).workers(query, EVERYTHING, 10)
        assert after == [each for each in before if each.change not in (1, 4)]
        assert len(after) == 4
