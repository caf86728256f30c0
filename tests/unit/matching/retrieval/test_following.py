from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.matching.retrieval import following
from app.matching.retrieval.following import Upkeep, opened, switched, to_merge_calmly, with_changes
from app.matching.retrieval.living import Snapshot
from app.matching.retrieval.lots import Lot, open_lot
from app.matching.retrieval.manifest import MANIFEST, Manifest, read_manifest, write_manifest
from app.occupations.catalogue import Catalogue
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.retrieval.laid_out import Layout
from tests.unit.matching.small_vocabulary import Profiles

NOBODY = np.zeros(0, np.int64)


@pytest.fixture(scope="module")
def layout(index: VocabularyIndex, catalogue: Catalogue) -> Layout:
    return Layout(index, catalogue)


class Story:
    """An index and what happens to it, in the steps that a process takes."""

    def __init__(self, folder: Path, layout: Layout, profiles: Profiles) -> None:
        self.folder, self.layout, self.profiles = folder, layout, profiles
        self.upkeep = Upkeep(folder)
        self.manifest, self.snapshot = Manifest(7), Snapshot()

    def store(self, count: int) -> None:
        new = self.layout.documents([self.profiles.worker("esco:cash")] * count, self.snapshot.seen + 1)
        self.snapshot = with_changes(self.snapshot, new, NOBODY, self.snapshot.seen + count)

    def remove(self, *changes: int) -> None:
        gone = np.array(changes)
        self.upkeep.erase(self.manifest, gone)
        nothing = self.layout.documents([])
        self.snapshot = with_changes(self.snapshot, nothing, gone, self.snapshot.seen + len(changes))

    def write(self) -> None:
        self.manifest = self.upkeep.write(self.manifest, self.snapshot)
        lots = tuple(open_lot(self.folder, name) for name in self.manifest.lots)
        self.snapshot = switched(self.snapshot, self.manifest, lots)

    @property
    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


@pytest.fixture
def story(tmp_path: Path, layout: Layout, profiles: Profiles, monkeypatch: pytest.MonkeyPatch) -> Story:
    monkeypatch.setattr(following, "MOST_RECENT", 4)
    return Story(tmp_path, layout, profiles)


def alive(snapshot: Snapshot) -> list[int]:
    found = [lot.documents.changes[living].tolist() for lot, living in snapshot.parts]
    return sorted(change for changes in found for change in changes)


def test_changes_come_in_and_go(story: Story) -> None:
    story.store(3)
    before = story.snapshot
    story.store(2)
    story.remove(2, 5)
    assert alive(story.snapshot) == [1, 3, 4]
    assert (len(story.snapshot), story.snapshot.seen) == (3, 7)
    assert alive(before) == [1, 2, 3], "a snapshot never changes"


def test_what_comes_and_goes_at_once_is_not_there(story: Story) -> None:
    new = story.layout.documents([story.profiles.worker("esco:cash")] * 3)
    snapshot = with_changes(Snapshot(), new, np.array([2]), 4)
    assert alive(snapshot) == [1, 3]


def test_lots_hold_what_was_recent(story: Story) -> None:
    story.store(5)
    story.remove(1)
    story.write()
    assert story.manifest.covered == 6
    assert (alive(story.snapshot), len(story.snapshot.recent or ())) == ([2, 3, 4, 5], 0)
    assert story.files == [*story.manifest.lots, MANIFEST]
    manifest, again = opened(story.folder, 7)
    assert (manifest, alive(again), again.seen) == (story.manifest, [2, 3, 4, 5], 6)


def test_who_follows_keeps_what_the_lots_do_not_have_yet(story: Story) -> None:
    follower = Story(story.folder, story.layout, story.profiles)
    for process in (story, follower):
        process.store(4)
    story.write()
    follower.store(2)
    gone = np.array([3, 6])
    follower.snapshot = with_changes(follower.snapshot, follower.layout.documents([]), gone, 8)
    lots = tuple(open_lot(story.folder, name) for name in story.manifest.lots)
    snapshot = switched(follower.snapshot, story.manifest, lots)
    assert alive(snapshot) == [1, 2, 4, 5]
    assert snapshot.gone.tolist() == [3], "only what the lots still say is there has to be remembered"
    assert snapshot.seen == 8


def test_merging_keeps_the_order_and_drops_the_dead(story: Story) -> None:
    for number in range(4):
        story.store(4)
        if number == 1:
            story.remove(2, 5)
        story.write()
    (lot,) = story.snapshot.lots
    changes = lot.documents.changes.tolist()
    assert changes == sorted(changes)
    assert len(changes) == 14
    assert not {2, 5} & set(changes)
    assert story.files == [lot.name, MANIFEST]


def test_a_lot_of_mostly_dead_is_written_anew(story: Story) -> None:
    story.store(8)
    story.write()
    story.remove(1, 2, 3, 4, 5)
    story.write()
    (lot,) = story.snapshot.lots
    assert lot.documents.changes.tolist() == [6, 7, 8]
    story.remove(6, 7, 8)
    story.write()
    assert story.snapshot.lots == ()
    assert story.files == [MANIFEST]


def test_tidying_removes_what_no_manifest_names_but_not_the_lock(story: Story) -> None:
    story.store(4)
    story.write()
    kept = list(story.files)
    for name in ("000000077", "000000078.part"):
        (story.folder / name).write_bytes(b"somebody")
    (story.folder / "keeper.lock").touch()
    story.upkeep.tidy(story.manifest)
    assert story.files == sorted([*kept, "keeper.lock"])
    story.upkeep.forget()
    assert story.files == ["keeper.lock"]


def test_tidying_where_there_is_nothing(tmp_path: Path) -> None:
    Upkeep(tmp_path / "missing").tidy(Manifest(7))
    Upkeep(tmp_path / "missing").erase(Manifest(7), np.array([1]))
    assert not (tmp_path / "missing").exists()


def test_a_part_is_no_lot(story: Story) -> None:
    story.store(4)
    story.write()
    (story.folder / "000000009.part").write_bytes(b"half of a lot")
    manifest, snapshot = opened(story.folder, 7)
    assert [lot.name for lot in snapshot.lots] == list(manifest.lots)


def test_a_lot_that_is_missing_makes_all_be_read_again(story: Story) -> None:
    story.store(4)
    story.write()
    (story.folder / story.manifest.lots[0]).unlink()
    manifest, snapshot = opened(story.folder, 7)
    assert (manifest, len(snapshot), snapshot.seen) == (story.manifest, 0, 0)
    story.upkeep.erase(story.manifest, np.array([1]))  # passes over it


def test_a_manifest_replaced_while_lots_are_opened_is_read_again(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.store(4)
    story.write()
    write_manifest(story.folder, Manifest(7, 4, 9, ("000000009",)))
    reads = [read_manifest(story.folder, 7), story.manifest, story.manifest]
    monkeypatch.setattr(following, "read_manifest", lambda *_: reads.pop(0))
    manifest, snapshot = opened(story.folder, 7)
    assert manifest == story.manifest
    assert alive(snapshot) == [1, 2, 3, 4]


def test_two_are_merged_where_a_third_would_not_fit(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "_LARGEST", 20)
    for _ in range(2):
        story.store(14)
        story.write()
    assert len(story.snapshot.lots) == 2, "both fit into one, and a third may come"
    story.store(14)
    story.write()
    assert sorted(len(lot.documents) for lot in story.snapshot.lots) == [14, 28]
    assert alive(story.snapshot) == list(range(1, 43))


@pytest.mark.parametrize(
    ("sizes", "merged"),
    [
        ([], []),
        ([5], []),
        ([5, 4], [4, 5]),
        ([100, 1, 6, 7], [1, 6, 7]),
        ([56, 1, 6, 7], [1, 6, 7, 56]),
        ([100, 90, 80, 70, 9], []),
        ([100, 90, 80, 70, 18], [18, 70]),
    ],
)
def test_what_is_merged_where_there_is_time(
    sizes: list[int],
    merged: list[int],
    layout: Layout,
    profiles: Profiles,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As many of the smallest as fit into one, here 150, unless the largest of them is most of it."""
    monkeypatch.setattr(following, "_LARGEST", 100)
    everyone = [layout.documents([profiles.worker("esco:cash")] * size) for size in sizes]
    lots = [Lot(str(number), documents, None) for number, documents in enumerate(everyone)]
    assert [len(lot.documents) for lot in to_merge_calmly(lots)] == merged
