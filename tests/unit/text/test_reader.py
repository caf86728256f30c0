"""The reading encoder: vectors that depend on their text alone, what is seen in a sentence, and the carried files."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import seed_data
from app.errors import NotReady
from app.text.reader import LONGEST, MODEL_FILE, VOCABULARY_FILE, WIDTH, Reading, ReadingEncoder

CARRIED = Path(seed_data.__file__).parent / "reader"
TEXTS = (
    "Reconcile the till at the close of business",
    "5+ years of C++",
    "naïve café",
    "",
    "日本語の文",
    "word " * 300,
    "x" * 5_000,
)


@pytest.fixture(scope="module")
def reader() -> ReadingEncoder:
    return ReadingEncoder.load(CARRIED)


@pytest.fixture(scope="module")
def vectors(reader: ReadingEncoder) -> np.ndarray:
    return reader.encode(TEXTS)


def test_vectors_are_finite_unit_rows(reader: ReadingEncoder, vectors: np.ndarray) -> None:
    assert vectors.shape == (len(TEXTS), WIDTH) == (len(TEXTS), reader.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert reader.encode([]).shape == (0, WIDTH)


def test_a_vector_does_not_depend_on_what_is_read_beside_it(
    reader: ReadingEncoder, vectors: np.ndarray
) -> None:
    alone = np.concatenate([reader.encode([text]) for text in TEXTS])
    backwards = reader.encode(TEXTS[::-1])[::-1]
    assert alone.tobytes() == vectors.tobytes() == backwards.tobytes()


def test_threads_give_the_same_bytes(reader: ReadingEncoder, vectors: np.ndarray) -> None:
    many = list(TEXTS) * 10  # more than one chunk of the pool
    threaded = ReadingEncoder.load(CARRIED, threads=4).encode(many)
    assert threaded.tobytes() == np.tile(vectors, (10, 1)).tobytes()


def test_readers_of_one_encoder_may_share_it(reader: ReadingEncoder) -> None:
    alone = [reader.read(text).states.tobytes() for text in TEXTS]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: reader.read(text).states.tobytes(), [*TEXTS] * 2))
    assert together == alone * 2


def test_another_process_gives_the_same_bytes(vectors: np.ndarray) -> None:
    code = (
        "import sys, pathlib, hashlib; from app.text.reader import ReadingEncoder;"
        "e = ReadingEncoder.load(pathlib.Path(sys.argv[1]));"
        "print(hashlib.sha256(e.encode(sys.argv[2:]).tobytes()).hexdigest())"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, str(CARRIED), *TEXTS],
        capture_output=True,
        text=True,
        check=True,
        cwd=CARRIED.parents[1],
    )
    assert answer.stdout.strip() == hashlib.sha256(vectors.tobytes()).hexdigest()


@pytest.mark.parametrize("text", TEXTS)
def test_a_reading_has_a_state_a_place_and_two_tags_for_every_piece(
    reader: ReadingEncoder, text: str
) -> None:
    found = reader.read(text)
    count = len(found.places)
    assert 2 <= count <= LONGEST
    assert found.states.shape == (count, WIDTH)
    assert found.begins.shape == found.goes_on.shape == (count,)
    assert np.isfinite(found.states).all()
    sure = found.begins + found.goes_on
    assert (found.begins >= 0).all()
    assert (found.goes_on >= 0).all()
    assert (sure <= 1 + 1e-5).all()
    assert found.places[0] == found.places[-1] == (0, 0)
    assert all(text[start:end].strip() for start, end in found.places[1:-1])


def test_a_vector_is_the_mean_of_the_states(reader: ReadingEncoder, vectors: np.ndarray) -> None:
    for text, vector in zip(TEXTS, vectors, strict=True):
        mean = reader.read(text).states.mean(axis=0)
        assert np.allclose(mean / np.linalg.norm(mean), vector, atol=1e-5)


def test_what_comes_after_the_longest_is_left_out(reader: ReadingEncoder) -> None:
    long = "operate forklift " * 100
    assert reader.read(long).states.tobytes() == reader.read(long + "and much more").states.tobytes()
    assert len(reader.read(long).places) == LONGEST


def test_words_are_read_in_context(reader: ReadingEncoder) -> None:
    def state(text: str, word: str) -> np.ndarray:
        found: Reading = reader.read(text)
        piece = next(n for n, (start, end) in enumerate(found.places) if text[start:end] == word)
        return found.states[piece]

    deep, river = state("count cash at the bank", "bank"), state("a walk along the river bank", "bank")
    assert not np.allclose(deep, river, atol=1e-3)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("You will operate a forklift in our warehouse.", "operate a forklift"),
        ("Good knowledge of Python is required.", "Python"),
        ("Ability to prepare monthly accounts for the manager", "prepare monthly accounts"),
    ],
)
def test_the_words_that_ask_are_marked_before_all_others(
    reader: ReadingEncoder, text: str, asked: str
) -> None:
    found = reader.read(text)
    first = text.index(asked)
    sure = found.begins + found.goes_on
    inside = [first <= start and end <= first + len(asked) for start, end in found.places[1:-1]]
    marked, others = sure[1:-1][inside], sure[1:-1][[not each for each in inside]]
    assert marked.mean() > max(0.15, others.max())


def test_an_address_asks_for_nothing(reader: ReadingEncoder) -> None:
    found = reader.read("Our office is at 12 Station Road, open from Monday to Friday.")
    assert (found.begins + found.goes_on).max() < 0.5


@pytest.mark.parametrize(
    ("sentence", "nearer", "farther"),
    [
        ("You will count the cash drawer at the end of your shift", "handle cash", "drive a truck"),
        ("must be able to drive a forklift in our warehouse", "operate forklift", "sell shoes"),
        ("help residents to wash, dress and eat", "provide personal care", "write software"),
        ("prepare vegetables and cook meals to order", "prepare food", "manage databases"),
    ],
)
def test_a_closer_skill_is_nearer(reader: ReadingEncoder, sentence: str, nearer: str, farther: str) -> None:
    query, close, far = reader.encode([sentence, nearer, farther])
    assert query @ close > query @ far


@pytest.mark.parametrize("missing", [MODEL_FILE, VOCABULARY_FILE])
def test_a_missing_file_is_named_with_what_to_do(
    tmp_path: Path, missing: str, file_in: Callable[[str, str], Path]
) -> None:
    for name in {MODEL_FILE, VOCABULARY_FILE} - {missing}:
        file_in(name, "")
    with pytest.raises(NotReady, match=f"{missing} is missing: install"):
        ReadingEncoder.load(tmp_path)


def test_the_checksum_covers_both_files() -> None:
    checksums = {
        ReadingEncoder(model, words).checksum for model, words in [(b"a", "b"), (b"c", "b"), (b"a", "d")]
    }
    assert len(checksums) == 3
    assert all(len(checksum) == 64 for checksum in checksums)


def test_loading_reads_no_more_than_the_files() -> None:
    assert "_session" not in vars(ReadingEncoder.load(CARRIED))


def test_the_carried_model_is_small() -> None:
    assert (CARRIED / MODEL_FILE).stat().st_size < 25_000_000
