from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.profiles.packing import (
    REQUIREMENTS,
    Packed,
    PackedBatch,
    pack_posting,
    pack_worker,
    unpack,
    unpack_many,
)
from app.profiles.profile import Held, PostingProfile, Role, Wanted, WorkerProfile

MONTHS = st.none() | st.integers(0, 600)
CODES = st.integers(1, 2**32 - 1)
ROLES = st.lists(CODES, max_size=5)
WANTED = st.tuples(CODES, st.sampled_from(REQUIREMENTS), st.integers(1, 100), MONTHS)


def posting(wanted: list[tuple[int, str, int, int | None]], months: int | None, roles: list[int]) -> bytes:
    items = tuple(Wanted(0, asked, Fraction(weight, 100), months=m) for _, asked, weight, m in wanted)  # type: ignore[arg-type]
    return pack_posting(PostingProfile(items, months), [code for code, *_ in wanted], roles)


def worker(held: list[tuple[int, int | None]], months: int | None, roles: list[int]) -> bytes:
    profile = WorkerProfile(tuple(Held(0, months=m) for _, m in held), months)
    return pack_worker(profile, [code for code, _ in held], roles)


POSTINGS = st.builds(posting, st.lists(WANTED, max_size=8), MONTHS, ROLES)
WORKERS = st.builds(worker, st.lists(st.tuples(CODES, MONTHS), max_size=8), MONTHS, ROLES)
BARE_WORKERS = st.builds(
    worker, st.lists(st.tuples(CODES, st.none()), max_size=8), st.none() | st.integers(0, 900), ROLES
)


def part(batch: PackedBatch, number: int) -> Packed:
    some = slice(batch.offsets[number], batch.offsets[number + 1])
    roles = slice(batch.role_offsets[number], batch.role_offsets[number + 1])
    months = int(batch.months[number])
    return Packed(
        tuple(batch.codes[some].tolist()),
        tuple(batch.weights[some].tolist()),
        tuple(batch.requirements[some].tolist()),
        tuple(None if m < 0 else m for m in batch.skill_months[some].tolist()),
        None if months < 0 else months,
        tuple(batch.roles[roles].tolist()),
    )


@given(st.lists(WANTED, max_size=8), MONTHS, ROLES)
def test_a_posting_comes_back_as_it_was(
    wanted: list[tuple[int, str, int, int | None]], months: int | None, roles: list[int]
) -> None:
    found = unpack(posting(wanted, months, roles))
    assert found == Packed(
        tuple(code for code, *_ in wanted),
        tuple(weight for _, _, weight, _ in wanted),
        tuple(REQUIREMENTS.index(asked) for _, asked, _, _ in wanted),  # type: ignore[arg-type]
        tuple(m for *_, m in wanted),
        months,
        tuple(roles),
    )


@given(st.lists(st.tuples(CODES, MONTHS), max_size=8), MONTHS, ROLES)
def test_a_worker_comes_back_as_it_was(
    held: list[tuple[int, int | None]], months: int | None, roles: list[int]
) -> None:
    found = unpack(worker(held, months, roles))
    assert (found.codes, found.skill_months) == (tuple(c for c, _ in held), tuple(m for _, m in held))
    assert (found.months, found.roles) == (months, tuple(roles))
    assert set(found.weights) <= {100}
    assert set(found.requirements) <= {0}


@pytest.mark.slow
@settings(max_examples=200)
@given(st.lists(POSTINGS | WORKERS | BARE_WORKERS, max_size=12))
def test_many_at_once_are_what_each_is(blobs: list[bytes]) -> None:
    batch = unpack_many(blobs)
    assert len(batch) == len(blobs)
    assert [part(batch, number) for number in range(len(blobs))] == [unpack(blob) for blob in blobs]


@given(st.lists(BARE_WORKERS, max_size=12))
def test_workers_without_months_take_a_word_a_skill(blobs: list[bytes]) -> None:
    batch = unpack_many(blobs)
    assert sum(map(len, blobs)) == 4 * (2 * len(blobs) + len(batch.codes) + len(batch.roles))
    assert [part(batch, number) for number in range(len(blobs))] == [unpack(blob) for blob in blobs]


def test_the_bytes_are_those_that_are_described() -> None:
    profile = PostingProfile((Wanted(5, "preferred", Fraction(1, 4), months=12),), 24, (Role("a", "A"),))
    words = [1 | 1 << 16 | 1 << 28, 25, 7, 25 | 1 << 8 | 13 << 16, 9]
    assert pack_posting(profile, [7], [9]) == b"".join(word.to_bytes(4, "little") for word in words)


@pytest.mark.parametrize("weight", [Fraction(1, 3), Fraction(0), Fraction(101, 100)])
def test_a_weight_that_would_be_changed_is_refused(weight: Fraction) -> None:
    with pytest.raises(ValueError, match="hundredths"):
        pack_posting(PostingProfile((Wanted(1, "required", weight),)), [1], [])


def test_each_skill_needs_its_code() -> None:
    with pytest.raises(ValueError, match="code"):
        pack_posting(PostingProfile((Wanted(1, "required", Fraction(1)),)), [], [])
