"""The static sentence encoder: reading words, exact sums, unit length, and the model that is carried."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seed_data
from app.errors import NotReady
from app.text.encoder import LEVELS, MODEL_FILE, VOCABULARY_FILE, StaticEncoder, levels

CARRIED = Path(seed_data.__file__).parent / "encoder"
PIECES = [
    "care",
    "##giver",
    "fork",
    "##lift",
    "c++",
    "c#",
    "c",
    ".net",
    "net",
    "python",
    "e",
    "##e",
    "cafe",
    "r",
]


def write_model(directory: Path, pieces: list[str] = PIECES, dimension: int = 8) -> Path:
    """A small model with rows drawn from a fixed seed."""
    table = np.zeros(len(pieces), dtype=[("scale", "<u2"), ("row", "i1", (dimension,))])
    random = np.random.default_rng(7)
    table["row"] = random.integers(-127, 128, (len(pieces), dimension))
    table["scale"] = random.integers(1, 60_000, len(pieces))
    directory.mkdir(parents=True, exist_ok=True)
    np.save(directory / MODEL_FILE, table)
    (directory / VOCABULARY_FILE).write_text("\n".join(pieces) + "\n", encoding="utf-8")
    return directory


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> StaticEncoder:
    return StaticEncoder.load(write_model(tmp_path_factory.mktemp("model")))


@pytest.fixture(scope="module")
def carried() -> StaticEncoder:
    return StaticEncoder.load(CARRIED)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Forklift", ["fork", "##lift"]),
        ("CAREGIVER, caregiver", ["care", "##giver", "care", "##giver"]),
        ("C++ and C# or C", ["c++", "c#", "c"]),
        (".NET", [".net"]),
        ("Café", ["cafe"]),
        ("ｐｙｔｈｏｎ", ["python"]),
        ("python-based (Python)", ["python", "python"]),
        ("under_care", ["care"]),
        ("日本語 ... !!", []),
        ("", []),
    ],
)
def test_words_are_read_as_pieces(small: StaticEncoder, text: str, pieces: list[str]) -> None:
    known = [row for row in small.pieces(text) if PIECES[row] in pieces]
    assert [PIECES[row] for row in known] == pieces


def test_longest_piece_wins_and_unknown_letters_are_passed_over(small: StaticEncoder) -> None:
    assert [PIECES[row] for row in small.pieces("carexe")] == ["care", "##e"]


def test_vectors_are_unit_float32_rows(small: StaticEncoder) -> None:
    vectors = small.encode(["python", "forklift caregiver", "caregiver"])
    assert vectors.shape == (3, small.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)


def test_texts_without_a_known_piece_are_zero_rows(small: StaticEncoder) -> None:
    assert not small.encode(["", "   \n", "!?", "漢字"]).any()
    assert small.encode([]).shape == (0, small.dimension)


def test_order_of_words_and_company_of_texts_do_not_matter(small: StaticEncoder) -> None:
    alone = small.encode(["python forklift c++"])[0]
    in_company = small.encode(["care", "C++ forklift python", "r"])[1]
    assert alone.tobytes() == in_company.tobytes()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_text_is_encoded(texts: list[str]) -> None:
    encoder = StaticEncoder.load(CARRIED)
    vectors = encoder.encode(texts)
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.all((lengths == 0) | (np.abs(lengths - 1) < 1e-2))
    assert vectors.tobytes() == encoder.encode(texts).tobytes()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(-(2**45), 2**45), min_size=1, max_size=256))
def test_levels_are_whole_numbers_of_one_length(numbers: list[int]) -> None:
    vector = levels(np.array(numbers, dtype=np.float64))
    assert np.array_equal(vector, np.rint(vector))
    assert np.linalg.norm(vector) == pytest.approx(LEVELS if any(numbers) else 0, rel=1e-2)


def test_products_are_exact_in_any_order_of_summing(carried: StaticEncoder) -> None:
    texts = [
        "handle cash",
        "counts the till at close",
        "operate forklift",
        "nurse patients",
        "write Python code",
    ]
    vectors = carried.encode(texts)
    expected = vectors.astype(np.float64) @ vectors.astype(np.float64).T
    backwards = vectors[:, ::-1].copy() @ vectors[:, ::-1].copy().T
    one_by_one = np.zeros_like(backwards)
    for column in range(vectors.shape[1]):
        one_by_one += np.outer(vectors[:, column], vectors[:, column])
    assert np.array_equal(vectors @ vectors.T, expected.astype(np.float32))
    assert np.array_equal(backwards, expected)
    assert np.array_equal(one_by_one, expected)


def test_another_process_answers_with_the_same_bytes(carried: StaticEncoder) -> None:
    code = (
        "import sys, pathlib, hashlib; from app.text.encoder import StaticEncoder;"
        "e = StaticEncoder.load(pathlib.Path(sys.argv[1]));"
        "print(hashlib.sha256(e.encode(sys.argv[2:]).tobytes()).hexdigest())"
    )
    texts = ["Reconcile the till at close of business", "5+ years of C++", "naïve café"]
    answer = subprocess.run(
        [sys.executable, "-c", code, str(CARRIED), *texts],
        capture_output=True,
        text=True,
        check=True,
        cwd=CARRIED.parents[1],
    )
    assert answer.stdout.strip() == hashlib.sha256(carried.encode(texts).tobytes()).hexdigest()


def test_a_long_text_is_its_parts_together(small: StaticEncoder) -> None:
    assert (
        small.encode(["python forklift " * 20_000]).tobytes() == small.encode(["forklift python"]).tobytes()
    )


def test_a_very_long_word_is_cut(small: StaticEncoder) -> None:
    assert len(small.pieces("python" + "e" * 100_000)) < 50


def test_cache_of_words_does_not_change_answers(
    small: StaticEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = small.encode(["forklift", "caregiver python"])
    monkeypatch.setattr("app.text.encoder._CACHED_WORDS", 1)
    assert small.encode(["forklift", "caregiver python"]).tobytes() == before.tobytes()


def test_checksum_covers_both_files(tmp_path: Path) -> None:
    directory = write_model(tmp_path / "a")
    both = (directory / MODEL_FILE).read_bytes() + (directory / VOCABULARY_FILE).read_bytes()
    assert StaticEncoder.load(directory).checksum == hashlib.sha256(both).hexdigest()
    other = write_model(tmp_path / "b", [*PIECES[:-1], "ruby"])
    assert StaticEncoder.load(other).checksum != StaticEncoder.load(directory).checksum


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    directory = write_model(tmp_path)
    (directory / VOCABULARY_FILE).write_text("only\ntwo\n", encoding="utf-8")
    with pytest.raises(NotReady, match="do not belong together"):
        StaticEncoder.load(directory)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (write_model(tmp_path) / VOCABULARY_FILE).unlink()
    with pytest.raises(NotReady, match=VOCABULARY_FILE):
        StaticEncoder.load(tmp_path)


def test_carried_model_is_small() -> None:
    assert (CARRIED / MODEL_FILE).stat().st_size < 8_000_000


@pytest.mark.parametrize(
    ("sentence", "closest_first"),
    [
        ("You will count the cash drawer at the end of your shift", ["handle cash", "drive a truck"]),
        ("must be able to drive a forklift in our warehouse", ["operate forklift", "sell shoes"]),
        ("help residents to wash, dress and eat", ["provide personal care", "write software"]),
        ("build web pages in JavaScript", ["web programming", "bake bread"]),
        ("keep patients' medical records up to date", ["maintain medical records", "repair roofs"]),
        ("prepare vegetables and cook meals to order", ["prepare food", "manage databases"]),
        ("look after children after school", ["supervise children", "calibrate engines"]),
        ("wire new houses and fix electrical faults", ["electrical wiring", "teach history"]),
    ],
)
def test_closer_skill_ranks_above_a_distant_one(
    carried: StaticEncoder, sentence: str, closest_first: list[str]
) -> None:
    query, *skills = carried.encode([sentence, *closest_first])
    assert all(query @ better > query @ worse for better, worse in pairwise(skills))


def test_british_and_american_spelling_meet(carried: StaticEncoder) -> None:
    for british, american in [
        ("organise labour", "organize labor"),
        ("analyse behaviour", "analyze behavior"),
    ]:
        one, other = carried.encode([british, american])
        assert one.tobytes() == other.tobytes()


def test_sums_of_words_add_up_to_the_vector_of_their_text(carried: StaticEncoder) -> None:
    surfaces = ["Operate", "forklifts", "naïve", "C++", "xylographer"]
    sums = carried.word_sums(surfaces)
    assert sums.shape == (5, carried.dimension)
    assert sums.dtype == np.float32
    total = sums.sum(axis=0)
    assert np.allclose(total / np.linalg.norm(total), carried.encode([" ".join(surfaces)])[0], atol=2e-3)
    long, short = carried.word_sums(["operate forklifts", "operate"])
    assert np.linalg.norm(long - short) > 0  # a sum keeps its length


def test_sums_of_words_are_the_same_alone_repeated_and_forgotten(
    carried: StaticEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    surfaces = ["handle", "cash", "handle", "漢", "", "!"]
    together = carried.word_sums(surfaces)
    assert together[0].tobytes() == together[2].tobytes() == carried.word_sums(["handle"])[0].tobytes()
    assert not together[3:].any()
    assert carried.word_sums([]).shape == (0, carried.dimension)
    monkeypatch.setattr("app.text.encoder._CACHED_WORDS", 1)
    forgetful = StaticEncoder.load(CARRIED)
    assert forgetful.word_sums(surfaces).tobytes() == together.tobytes()
    assert len(forgetful._sums) <= 1


def test_a_sum_that_is_written_to_does_not_change_the_next(carried: StaticEncoder) -> None:
    first = carried.word_sums(["cash"])
    kept = first.copy()
    first += 1
    assert carried.word_sums(["cash"]).tobytes() == kept.tobytes()
