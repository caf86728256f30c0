"""The parts of the ranking bench: measures by hand-counted examples, cases, résumés and their variants."""

from __future__ import annotations

import math

import pytest

from benchmarks.ranking.cases import read_books
from benchmarks.ranking.lexical import Bm25, TfIdf
from benchmarks.ranking.measures import in_order, mean, ndcg, ranked
from benchmarks.ranking.releases import Work
from benchmarks.ranking.taxonomy import GROUPS, past, taxonomy_queries
from benchmarks.ranking.variants import alike, capitals, month
from benchmarks.ranking.workers import LAYOUTS, about_with, resume

BOOKS = list(read_books())
WORKERS = [worker for book in BOOKS for worker in book.workers.values()]


def test_ndcg_of_the_best_and_of_another_order() -> None:
    grades = {"a": 3, "b": 1, "c": 0}
    assert ndcg(["a", "b", "c"], grades) == 1.0
    found = (0 + 7 / math.log2(3) + 1 / math.log2(4)) / (7 + 1 / math.log2(3))
    assert ndcg(["c", "a", "b"], grades) == pytest.approx(found)
    assert ndcg(["c", "a", "b"], grades, cut=1) == 0.0
    assert ndcg(["a"], {"a": 0}) == 1.0


def test_equal_scores_are_ranked_by_nothing_that_knows_the_grades() -> None:
    assert ranked({"a": 1.0, "b": 2.0}) == ["b", "a"]
    assert ranked({"a": 1.0, "b": 1.0, "c": 1.0}) == ranked({"c": 1.0, "b": 1.0, "a": 1.0})
    assert not in_order({"a": 1.0, "b": 1.0}, "a", "b")
    assert mean([]) == 0.0


def test_bm25_by_hand() -> None:
    texts = ["brick brick wall", "wall paint", "dough oven"]
    scores = Bm25(texts, k1=1.2, b=0.75).scores("brick")
    idf = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    assert scores[0] == pytest.approx(idf * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / (7 / 3))))
    assert scores[1:].tolist() == [0.0, 0.0]
    assert Bm25(texts).scores("wall")[1] > Bm25(texts).scores("wall")[0], "the shorter text is more about it"
    assert TfIdf(texts).scores("dough oven")[2] == pytest.approx(1.0)


def test_the_cases_are_as_many_and_as_wide_as_they_should_be() -> None:
    queries = [query for book in BOOKS for query in book.queries]
    assert len(queries) >= 30
    assert len(BOOKS) == 10
    for query in queries:
        assert 6 <= len(query.grades) <= 10
        assert {0, 3} <= set(query.grades.values()) <= {0, 1, 2, 3}
        for trap in query.traps:
            assert query.grades[trap.better] > query.grades[trap.worse]
    halves = [query.is_test for query in queries]
    assert 10 <= sum(halves) <= 20
    kinds = {trap.kind for query in queries for trap in query.traps}
    assert kinds == {"skills over title", "skills over degree", "unpaid counts"}


@pytest.mark.parametrize("layout", range(LAYOUTS))
def test_a_resume_says_all_that_its_worker_says(layout: int) -> None:
    for worker in WORKERS:
        text = resume(worker, layout=layout)
        entries = [*worker.jobs, *worker.unpaid]
        said = [worker.name, worker.address, *worker.skills, *worker.education]
        said += [words for entry in entries for words in (entry.title, entry.place, *entry.did)]
        assert [words for words in said if words not in text] == []
        assert "{" not in text


def test_pronouns_agree_with_their_verbs() -> None:
    about = "{They} has two jobs and {name} likes {them}."
    assert about_with("{They} has two jobs.", "Ana", "they") == "They have two jobs."
    assert about_with("{They} does it.", "Ana", "she") == "She does it."
    with pytest.raises(KeyError):
        about_with(about, "Ana", "he")


def test_months_move_over_the_turn_of_a_year() -> None:
    assert month("2018-03", -5) == "2017-10"
    assert month("2018-03", 10) == "2019-01"
    assert month("present", -5) == "present"


def test_every_variant_differs_from_the_resume_and_keeps_its_skills() -> None:
    for worker in WORKERS:
        own = resume(worker)
        kinds = dict(alike(worker))
        assert sum(text != own for text in kinds.values()) >= 10, worker.key
        for changed, text in kinds.items():
            assert all(skill in text for skill in worker.skills), (worker.key, changed)
        assert capitals(worker).isupper()


@pytest.mark.parametrize(
    ("activity", "done"),
    [
        ("Prepare operational budgets.", "Prepared operational budgets"),
        ("Carry boxes.", "Carried boxes"),
        ("Plan work", "Planned work"),
        ("Drive trucks.", "Drove trucks"),
        ("play music", "Played music"),
    ],
)
def test_activities_in_the_past(activity: str, done: str) -> None:
    assert past(activity) == done


def made_up_work() -> dict[str, Work]:
    work = {}
    for group in ("11", "13", "15"):
        codes = [f"{group}-{number}.00" for number in range(8)]
        for code in codes:
            tiers = {
                other: "Primary-Short" if place < 4 else "Supplemental"
                for place, other in enumerate(codes)
                if other != code
            }
            skills = [[f"make {code} {n}", f"build {code} {n}", f"building {code} {n}"] for n in range(8)]
            work[code] = Work(
                code,
                f"Work {code}",
                tasks=[f"Do {code} {n}." for n in range(8)],
                activities=[f"Handle {code} {n}." for n in range(4)],
                titles=[f"Worker {code} {n}" for n in range(3)],
                skills=skills,
                related=tiers,
            )
    work["15-0.00"].skills[0].append("make otherwise")
    return work


def test_taxonomy_cases_are_the_same_each_time_and_graded_by_tier() -> None:
    work = made_up_work()
    queries = list(taxonomy_queries(work, "labels"))
    assert queries == list(taxonomy_queries(work, "labels"))
    assert {query.trade for query in queries} == {GROUPS[group] for group in ("11", "13", "15")}
    for query in queries:
        code = query.id.partition("/")[2]
        assert sorted(query.grades.values()) == [0] * 4 + [1] * 3 + [2] * 3 + [3] * 2
        for key, grade in query.grades.items():
            assert (code in query.resumes[key]) == (grade == 3)
        assert code in query.resumes["skills"]
        assert f"Worker {code}" in query.resumes["title"]
        assert f"Worker {code}" not in query.resumes["skills"]
        assert "Building" not in "".join(query.resumes.values()), "work done begins with a verb"
