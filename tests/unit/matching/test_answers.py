from __future__ import annotations

from fractions import Fraction

from app.matching.answers import match_answer
from app.matching.comparison import compare
from app.matching.scorer import score
from app.matching.weights import read_weights
from app.profiles.profile import Evidence, Held, PostingProfile, Wanted, WorkerProfile
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.small_vocabulary import Profiles


def test_the_answer_shows_every_skill_with_its_words_and_points(
    index: VocabularyIndex, profiles: Profiles
) -> None:
    till, crane = Evidence("till", 3, 7), Evidence("crane", 0, 5)
    posting = PostingProfile(
        (
            Wanted(profiles.row("esco:cash"), "required", Fraction(1), (till,)),
            Wanted(profiles.row("onet:postgresql"), "required", Fraction(1)),
            Wanted(profiles.row("esco:german"), "preferred", Fraction(1), (till,)),
        )
    )
    held = (
        Held(profiles.row("esco:cash"), (crane,)),
        Held(profiles.row("onet:mysql"), (crane,)),
        Held(profiles.row("esco:crane"), (till,)),
    )
    comparison = compare(index, posting, WorkerProfile(held), lambda one, other: 0.0)
    found = score(comparison, read_weights({"required_skills": 0.5, "preferred_skills": 1, "experience": 0}))
    answer = match_answer(index, comparison, found)
    words, other_words = (
        [{"surface": "till", "start": 3, "end": 7}],
        [{"surface": "crane", "start": 0, "end": 5}],
    )

    def skill(id_: str) -> dict[str, str]:
        return index.skill_json(profiles.row(id_))

    assert answer["score"] == 32.5
    assert [(part["feature"], part["points"]) for part in answer["parts"]] == [
        ("required_skills", 25.0),
        ("preferred_skills", 0.0),
        ("related_skills", 7.5),
    ]
    assert answer["reverse_score"] == 43.3
    assert answer["skills"] == {
        "matched": [
            {
                "skill": skill("esco:cash"),
                "requirement": "required",
                "part": "required_skills",
                "credit": 1.0,
                "points": 25.0,
                "posting_evidence": words,
                "worker_evidence": other_words,
            }
        ],
        "related": [
            {
                "skill": skill("onet:postgresql"),
                "requirement": "required",
                "part": "related_skills",
                "credit": 0.3,
                "points": 7.5,
                "posting_evidence": [],
                "worker_evidence": other_words,
                "via": {"skill": skill("onet:mysql"), "relation": "related"},
            }
        ],
        "missing": [
            {
                "skill": skill("esco:german"),
                "requirement": "preferred",
                "points_lost": 50.0,
                "posting_evidence": words,
            }
        ],
        "extra": [{"skill": skill("esco:crane"), "worker_evidence": words}],
    }


def test_without_a_score_the_skills_are_shown_without_points(
    index: VocabularyIndex, profiles: Profiles
) -> None:
    comparison = compare(
        index, profiles.posting("esco:cash"), profiles.worker("esco:cash"), lambda one, other: 0.0
    )
    answer = match_answer(index, comparison, None)
    assert (answer["status"], answer["score"], answer["reverse_score"]) == (
        "insufficient_evidence",
        None,
        None,
    )
    assert answer["parts"] == []
    assert [item["points"] for item in answer["skills"]["matched"]] == [0.0]
