"""The corpus of the scale benchmark: the same for the same seed, and made as its description says."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from benchmarks.scale import corpus
from benchmarks.scale.sources import Sources, read_sources, slots

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sources() -> Sources:
    return read_sources()


@pytest.fixture(scope="module")
def workers(sources: Sources) -> corpus.Workers:
    return corpus.make_workers(3_000, 5, sources)


def test_slots_are_shared_out_by_weight() -> None:
    assert np.bincount(slots(np.array([1, 0, 3]), 400)).tolist() == [100, 0, 300]


def test_profiles_have_their_number_of_skills_each_once(workers: corpus.Workers) -> None:
    lengths = np.diff(workers.offsets)
    assert lengths.max() <= 60
    assert np.mean(lengths < 25) < 0.001
    assert 39 < lengths.mean() < 41
    for worker in range(100):
        skills = workers.codes[workers.offsets[worker] : workers.offsets[worker + 1]]
        assert len(set(skills.tolist())) == len(skills)


def test_frequencies_have_a_head_and_a_long_tail(workers: corpus.Workers) -> None:
    shares = np.bincount(workers.codes, minlength=len(workers.skill_ids)) / len(workers)
    assert 0.2 < shares.max() < 0.4
    assert 500 < np.count_nonzero(shares > 0.01) < 1_500
    assert np.count_nonzero(shares) > 10_000


def test_the_same_seed_makes_the_same_profiles_and_another_others(
    workers: corpus.Workers, sources: Sources
) -> None:
    again, other = corpus.make_workers(3_000, 5, sources), corpus.make_workers(3_000, 6, sources)
    assert again.codes.tobytes() == workers.codes.tobytes()
    assert other.codes.tobytes() != workers.codes.tobytes()


def test_a_smaller_corpus_is_the_beginning_of_a_larger_one(sources: Sources) -> None:
    larger = corpus.make_workers(corpus.BLOCK + 10, 5, sources)
    smaller = corpus.make_workers(corpus.BLOCK - 10, 5, sources)
    assert np.array_equal(smaller.codes, larger.codes[: len(smaller.codes)])
    assert np.array_equal(smaller.months, larger.months[: len(smaller)])


def test_postings_want_ten_three_and_two(sources: Sources) -> None:
    postings = corpus.make_postings(600, 5, sources)
    assert np.all(np.diff(postings.offsets) == 15)
    assert postings.requirements[:15].tolist() == [0] * 10 + [1] * 3 + [2] * 2
    assert 0.25 < np.mean(postings.months > 0) < 0.42
    mentioned = postings.requirements == corpus.MENTIONED
    assert set(postings.weights[mentioned].tolist()) == {25, 50}
    assert set(postings.weights[~mentioned].tolist()) == {50, 100}


def test_the_bytes_are_those_of_every_machine(workers: corpus.Workers) -> None:
    assert hashlib.sha256(workers.codes.tobytes()).hexdigest()[:12] == "6289e3804efe"


def test_what_was_saved_is_loaded(workers: corpus.Workers, tmp_path: Path) -> None:
    corpus.save(workers, tmp_path / "workers")
    loaded = corpus.load_workers(tmp_path)
    assert loaded.skill_ids == workers.skill_ids
    assert np.array_equal(loaded.roles, workers.roles)
