"""How near skills are to a sentence and its windows, on vectors made by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.linking.meanings import FEATURES, Meanings, _top, top_rows
from app.extraction.linking.windows import View, make_view

COLUMN = {name: number for number, name in enumerate(FEATURES)}
AXES = np.eye(4, dtype=np.float32)


def unit(*numbers: float) -> np.ndarray:
    vector = np.array(numbers, dtype=np.float32)
    return vector / np.linalg.norm(vector)


def view_of(*words: np.ndarray, asks: list[float] | None = None) -> View:
    sure = np.array([0.0] * len(words) if asks is None else asks, dtype=np.float32)
    return make_view(np.stack(words), sure)


# Skill 0 is the first word, skill 1 nearly so, skill 2 the last two words, skill 3 nothing that is there.
LABELS = np.stack([AXES[0], unit(0.9, 0.1, 0, 0), unit(0, 1, 1, 0), AXES[3]])
SENTENCE = view_of(AXES[0] * 5, AXES[1], AXES[2], asks=[0.9, 0.5, 0.1])


@pytest.fixture(scope="module")
def described() -> tuple[np.ndarray, np.ndarray]:
    return Meanings(LABELS, None).features(SENTENCE, np.arange(4))


def vectors_of(view: View) -> np.ndarray:
    return view.vectors(range(len(view.first)))


def nearest(
    meanings: Meanings,
    view: View,
    clauses: list[int],
    most: tuple[int, int],
    penalty: np.ndarray | None = None,
) -> list[int]:
    (found,) = meanings.nearest([view], [clauses], most, penalty)
    return found.tolist()


def feature(described: tuple[np.ndarray, np.ndarray], name: str) -> np.ndarray:
    return described[0][:, COLUMN[name]]


def test_each_skill_meets_the_words_that_speak_of_it(described: tuple[np.ndarray, np.ndarray]) -> None:
    best = described[1]
    bounds = [(int(SENTENCE.first[w]), int(SENTENCE.past[w])) for w in best]
    assert bounds[0] == (0, 1)
    assert bounds[2] == (1, 3)
    assert np.allclose(feature(described, "window")[[0, 2]], 1, atol=1e-4)
    assert np.allclose(feature(described, "window_words")[[0, 2]], [1, 2])
    assert np.allclose(feature(described, "window_asks")[[0, 2]], [0.9, 0.3], atol=1e-4)


def test_scores_are_cosines_with_the_sentence(described: tuple[np.ndarray, np.ndarray]) -> None:
    whole = LABELS @ vectors_of(SENTENCE)[0]
    assert np.allclose(feature(described, "whole"), whole, atol=1e-4)
    assert np.allclose(feature(described, "text"), whole)  # no definitions: the labels
    assert np.allclose(feature(described, "window_text"), feature(described, "window"), atol=1e-4)


def test_ranks_count_the_others_that_are_nearer(described: tuple[np.ndarray, np.ndarray]) -> None:
    def ranks(name: str) -> list[int]:
        return np.rint(np.expm1(feature(described, name))).astype(int).tolist()

    assert ranks("whole_rank") == np.argsort(np.argsort(-(LABELS @ vectors_of(SENTENCE)[0]))).tolist()
    assert ranks("window_rank")[0] == 0
    assert ranks("window_rank")[1] >= 0
    assert ranks("rank")[3] == 3
    # Skill 1 has a window that overlaps that of skill 0, which is better; nothing overlaps skills 0 and 2 and is better.
    overlapped = ranks("overlapped")
    assert overlapped[0] == overlapped[2] == 0
    assert overlapped[1] >= 1


def test_leads_are_over_the_best_of_the_others(described: tuple[np.ndarray, np.ndarray]) -> None:
    window = feature(described, "window")
    for skill in range(4):
        assert feature(described, "lead")[skill] == pytest.approx(
            window[skill] - np.delete(window, skill).max(), abs=1e-4
        )
    inside = LABELS @ vectors_of(SENTENCE)[described[1]].T  # (skill, window of skill)
    for skill in range(4):
        lead = inside[skill, skill] - np.delete(inside[:, skill], skill).max()
        assert feature(described, "window_lead")[skill] == pytest.approx(lead, abs=1e-4)


def test_standardized_scores_have_mean_nothing_and_deviation_one(
    described: tuple[np.ndarray, np.ndarray],
) -> None:
    for name in ("whole_z", "window_z"):
        values = feature(described, name)
        assert values.mean() == pytest.approx(0, abs=1e-4)
        assert values.std() == pytest.approx(1, abs=1e-3)


def test_definitions_are_met_where_there_are_any() -> None:
    texts = LABELS[::-1].copy()
    found, _ = Meanings(LABELS, texts).features(SENTENCE, np.arange(4))
    assert np.allclose(found[:, COLUMN["text"]], texts @ vectors_of(SENTENCE)[0])


@pytest.mark.parametrize("words", [1, 2, 60])
@pytest.mark.parametrize("skills", [1, 2, 4])
def test_features_are_finite_for_few_skills_and_few_words(skills: int, words: int) -> None:
    view = view_of(*[AXES[n % 4] for n in range(words)])
    found, best = Meanings(LABELS, None).features(view, np.arange(skills))
    assert found.shape == (skills, len(FEATURES))
    assert best.shape == (skills,)
    assert found.dtype == np.float32
    assert np.isfinite(found).all()


def test_equal_skills_have_equal_features() -> None:
    same = np.stack([AXES[0]] * 3)
    found, _ = Meanings(same, same).features(SENTENCE, np.arange(3))
    assert np.isfinite(found).all()
    assert (found == found[0]).all()


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.integers(1, 20), st.integers(1, 30), st.integers(0, 1000))
def test_features_hold_what_they_say(words: int, skills: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    labels = random.normal(size=(skills, 8)).astype(np.float32)
    labels /= np.linalg.norm(labels, axis=1, keepdims=True)
    view = make_view(
        random.normal(size=(words, 8)).astype(np.float32), random.uniform(size=words).astype(np.float32)
    )
    found, best = Meanings(labels, None).features(view, np.arange(skills))
    again, _ = Meanings(labels, None).features(view, np.arange(skills))
    assert found.tobytes() == again.tobytes()
    assert np.isfinite(found).all()
    assert (found[:, COLUMN["window"]] >= found[:, COLUMN["whole"]] - 1e-5).all()
    for name in ("whole", "window", "text"):
        assert (np.abs(found[:, COLUMN[name]]) <= 1 + 1e-4).all()
    assert (found[:, COLUMN["window_asks"]] >= 0).all()
    assert (found[:, COLUMN["window_asks"]] <= 1 + 1e-4).all()
    assert (found[:, COLUMN["rank"]] <= np.log1p(skills)).all()
    assert (best < len(view.first)).all()


def test_the_nearest_of_the_sentence_and_of_its_clauses() -> None:
    view = make_view(
        np.stack([AXES[0] * 9, AXES[3]]), np.zeros(2, dtype=np.float32), [(0, 1), (1, 2)]
    )  # the sentence is nearly its first word
    meanings = Meanings(LABELS, None)
    assert nearest(meanings, view, [], (1, 1)) == [0]
    last = len(view.first) - 1
    assert nearest(meanings, view, [last], (1, 1)) == [0, 3]
    assert nearest(meanings, view, [last], (9, 9)) == [0, 1, 2, 3]


def test_what_is_near_one_sentence_does_not_depend_on_the_others() -> None:
    """The same bits, in tables of several parts."""
    random = np.random.default_rng(11)
    labels = random.normal(size=(4_000, 96)).astype(np.float32)
    meanings = Meanings(labels, np.roll(labels, 1, axis=0))
    views = [
        make_view(random.normal(size=(n, 96)).astype(np.float32), np.zeros(n, dtype=np.float32))
        for n in (1, 4, 9)
    ]
    clauses = [[], [1], [1, 2, 3]]
    queries = [view.vectors([0, *own]) for view, own in zip(views, clauses, strict=True)]
    together = [scores.tobytes() for scores in meanings._scores(queries)]
    assert together == [meanings._scores([own])[0].tobytes() for own in queries]
    found = [own.tolist() for own in meanings.nearest(views, clauses, (9, 3))]
    assert found == [nearest(meanings, view, own, (9, 3)) for view, own in zip(views, clauses, strict=True)]


def test_the_nearest_are_those_of_a_search_through_all() -> None:
    """Where vectors have no more axes than are looked along, nothing is lost."""
    random = np.random.default_rng(12)
    labels = random.normal(size=(3_000, 16)).astype(np.float32)
    view = make_view(random.normal(size=(6, 16)).astype(np.float32), np.zeros(6, dtype=np.float32))
    sentence, window = view.vectors([0, 1])
    best = {*np.argsort(-(labels @ sentence))[:7].tolist(), *np.argsort(-(labels @ window))[:3].tolist()}
    assert nearest(Meanings(labels, None), view, [1], (7, 3)) == sorted(best)


def test_a_definition_helps_to_be_found() -> None:
    view = view_of(AXES[3])
    texts = np.stack([AXES[0], AXES[0], AXES[3] * 1, AXES[0]])
    labels = np.stack([AXES[0], AXES[1], AXES[2], unit(0, 0, 1, 0.5)])
    assert nearest(Meanings(labels, None), view, [], (1, 1)) == [3]
    assert nearest(Meanings(labels, texts), view, [], (1, 1)) == [2]


@pytest.mark.parametrize("most", [1, 2, 9])
def test_only_what_is_allowed_is_near(most: int) -> None:
    allowed = np.array([False, True, False, True])
    table = Meanings(LABELS, None)
    found = nearest(table, SENTENCE, [1], (most, most), table.penalty(allowed))
    assert set(found) <= {1, 3}
    assert 1 in found
    assert nearest(table, SENTENCE, [1], (most, most), table.penalty(np.zeros(4, dtype=bool))) == []


def test_of_equals_the_first_are_taken() -> None:
    scores = np.array([0.5, 0.7, 0.5, 0.9, 0.5, 0.1] * 500, dtype=np.float32)
    assert top_rows(scores, 3_000).tolist() == list(range(3_000))
    assert sorted(top_rows(scores, 500).tolist()) == list(range(3, 3_000, 6))
    halves = sorted(set(range(0, 3_000, 2)) - set(range(3, 3_000, 6)))
    first = [row for row in halves if scores[row] == np.float32(0.5)][:7]
    assert top_rows(scores, 1_007).tolist()[-7:] == first


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from([0.1, 0.2, 0.3, -np.inf]), min_size=1, max_size=12), st.integers(1, 12))
def test_rows_side_by_side_are_chosen_as_each_alone(values: list[float], most: int) -> None:
    scores = np.array([values, values[::-1]], dtype=np.float32)
    for row, chosen in zip(scores, _top(scores, most), strict=True):
        best = [at for at in top_rows(row, most).tolist() if row[at] > -np.inf]
        assert np.flatnonzero(chosen).tolist() == sorted(best)


def test_a_table_that_has_definitions_is_searched_by_both() -> None:
    """With more axes than are looked along: labels tell for clauses, labels and definitions for the sentence."""
    random = np.random.default_rng(13)
    topics = random.normal(size=(30, 96)).astype(np.float32)
    labels = topics[random.integers(0, 30, 2_000)] + random.normal(scale=0.3, size=(2_000, 96)).astype(
        np.float32
    )
    texts = np.roll(topics, 1, axis=0)[random.integers(0, 30, 2_000)]
    meanings = Meanings(labels, texts)
    view = make_view(topics[:2] * np.float32([[9], [1]]), np.zeros(2, dtype=np.float32), [(1, 2)])
    whole, clause = view.vectors([0, len(view.first) - 1])
    best = {
        *np.argsort(-((labels + texts) @ whole))[:8].tolist(),
        *np.argsort(-(labels @ clause))[:8].tolist(),
    }
    found = nearest(meanings, view, [len(view.first) - 1], (8, 8))
    assert len(best & set(found)) >= 0.8 * len(best)


def test_skills_with_and_without_definitions_stand_side_by_side() -> None:
    """What has no definition has its label's vector there, and is read as if there were no others."""
    texts = LABELS.copy()
    texts[1] = AXES[3]
    found, best = Meanings(LABELS, texts).features(SENTENCE, np.arange(4))
    plain, _ = Meanings(LABELS, None).features(SENTENCE, np.arange(4))
    vectors = vectors_of(SENTENCE)
    others = [0, 2, 3]
    assert np.array_equal(found[others], plain[others])
    assert found[1, COLUMN["text"]] == pytest.approx(float(AXES[3] @ vectors[0]), abs=1e-6)
    assert found[1, COLUMN["window_text"]] == pytest.approx(float(AXES[3] @ vectors[best[1]]), abs=1e-6)
    same = [name != "text" and name != "window_text" for name in FEATURES]
    assert np.array_equal(found[1, same], plain[1, same])


def test_noise_of_the_last_digits_neither_ranks_nor_leads() -> None:
    """Terms of one label have one vector, but a BLAS may add it up in two ways."""
    random = np.random.default_rng(5)
    label = random.normal(size=64).astype(np.float32)
    label /= np.linalg.norm(label)
    labels = np.stack([label, np.nextafter(label, np.float32(9)), np.nextafter(label, np.float32(-9))])
    view = make_view(random.normal(size=(4, 64)).astype(np.float32), np.zeros(4, dtype=np.float32))
    found, best = Meanings(labels, None).features(view, np.arange(3))
    assert len(set(best.tolist())) == 1
    for name in ("rank", "window_rank", "whole_rank", "overlapped", "lead", "window_lead"):
        assert not found[:, COLUMN[name]].any()
