"""What must make no difference to a match, and what must never lower one: over all workers of `tests/cases/ranking`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.ranking.cases import Book, read_books
from benchmarks.ranking.variants import alike, capitals
from benchmarks.ranking.workers import Worker, resume

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

AS_OF = "2026-01-15"
EFFORTS = ("fast", "thorough")
BOOKS = {book.trade: book for book in read_books()}
# Capitals carry meaning in these: "ROPE ACCESS" may be the product, "Weave Works" no longer looks like a firm. What is
# read of the whole résumé in capitals differs, so they are not compared (docs/ranking-quality.md).
SHOUTED_APART = {"fast": {"cleaning/sandra"}, "thorough": {"cleaning/sandra", "health/otto"}}
# Names of products and languages are common words too often to count without more of them around.
NAMED_APART = {"technology", "language"}
# "They speak French" names a skill that "she speaks French" does not: the verb changes, not only the pronoun.
CONJUGATED_APART = {"logistics/omar"}
MOST_WORDS = 6  # a longer "name" is a definition
MOST_RENAMED = 4  # skills of one résumé
Json = dict[str, Any]
Ask = Callable[[str, str, str], Json]
each_trade = pytest.mark.parametrize("trade", BOOKS)
each_effort = pytest.mark.parametrize("effort", EFFORTS)


@pytest.fixture(scope="module")
def ask(seeded_client: TestClient) -> Ask:
    """Scores a résumé for a posting; numbers come back as exact decimals."""

    def post(posting: str, worker: str, effort: str) -> Json:
        body = {"posting": {"text": posting}, "worker": {"text": worker}, "effort": effort, "as_of": AS_OF}
        answer = seeded_client.post("/v1/matches", json=body)
        assert answer.status_code == 200, answer.text
        found: Json = json.loads(answer.content, parse_float=Decimal)
        return found

    return post


def pairs(book: Book) -> Iterator[tuple[str, Worker]]:
    """Every worker with the posting that suits them best."""
    best: dict[str, tuple[int, str]] = {}
    for query in book.queries:
        for key, grade in query.grades.items():
            if key not in best or grade > best[key][0]:
                best[key] = grade, query.posting
    for key, (_, posting) in best.items():
        yield posting, book.workers[key]


def compared(answer: Json) -> Json:
    """Scores, parts and skills with their points; not where in the text they stand."""
    return {
        "scores": (answer["status"], answer["score"], answer["reverse_score"]),
        "parts": [(part["feature"], part["value"], part["points"]) for part in answer["parts"]],
        "skills": {
            name: sorted((item["skill"]["id"], item.get("points", 0)) for item in items)
            for name, items in answer["skills"].items()
        },
    }


@each_trade
@each_effort
def test_person_school_dates_gaps_and_marks_change_no_part(trade: str, effort: str, ask: Ask) -> None:
    wrong = []
    for posting, worker in pairs(BOOKS[trade]):
        own = compared(ask(posting, resume(worker), effort))
        for changed, text in alike(worker):
            other = compared(ask(posting, text, effort))
            conjugated = changed == "pronoun they" and worker.key in CONJUGATED_APART
            if other != own and not conjugated:
                wrong.append((worker.key, changed, own, other))
    assert not wrong, f"{len(wrong)} differ, the first: {wrong[0]}"


@each_trade
@each_effort
def test_capitals_change_no_part(trade: str, effort: str, ask: Ask) -> None:
    wrong = [
        worker.key
        for posting, worker in pairs(BOOKS[trade])
        if worker.key not in SHOUTED_APART[effort]
        and compared(ask(posting, capitals(worker), effort)) != compared(ask(posting, resume(worker), effort))
    ]
    assert not wrong


@each_trade
@each_effort
def test_a_further_wanted_skill_never_lowers_a_score(trade: str, effort: str, ask: Ask) -> None:
    """What a posting misses of a worker, added to the worker's list by its name."""
    for posting, worker in pairs(BOOKS[trade]):
        before = ask(posting, resume(worker), effort)
        for missing in before["skills"]["missing"][:3]:
            richer = replace(worker, skills=(*worker.skills, missing["skill"]["label"]))
            after = ask(posting, resume(richer), effort)
            added = (worker.key, missing["skill"]["label"], before["score"], after["score"])
            assert after["score"] is not None, added
            assert after["score"] >= (before["score"] or 0), added


@each_trade
def test_an_alias_counts_as_the_label(trade: str, ask: Ask, seeded_client: TestClient) -> None:
    """A list of the skills that the posting wants by their labels, and the same by other names of theirs."""
    for posting in BOOKS[trade].postings.values():
        wanted = ask(posting, "Skills\nteamwork", "fast")["skills"]
        chosen = [item["skill"] for name in ("matched", "missing") for item in wanted[name]]
        for skill in [x for x in chosen if x["type"] not in NAMED_APART and len(x["label"]) > 2]:
            for alias in own_aliases(seeded_client, skill):
                by_label = compared(ask(posting, listed(skill["label"]), "fast"))
                assert compared(ask(posting, listed(alias), "fast")) == by_label, (skill["label"], alias)


@each_trade
def test_a_skill_by_another_name_in_its_sentence_changes_nothing(
    trade: str, ask: Ask, seeded_client: TestClient
) -> None:
    """Nor what is read by meaning of the words around it; where by names alone nothing changes either."""
    renamed, wrong = 0, []
    for posting, worker in pairs(BOOKS[trade]):
        text = resume(worker)
        other = said_otherwise(seeded_client, text, lambda text, posting=posting: ask(posting, text, "fast"))  # type: ignore[misc]
        renamed += other != text
        same_skills = skills_read(seeded_client, other) == skills_read(seeded_client, text)
        same_score = compared(ask(posting, other, "thorough")) == compared(ask(posting, text, "thorough"))
        if not (same_skills and same_score):
            wrong.append((worker.key, other))
    assert not wrong, f"{len(wrong)} differ, the first: {wrong[0]}"
    assert 2 * renamed > len(BOOKS[trade].workers)


def said_otherwise(client: TestClient, text: str, by_names: Callable[[str], Json]) -> str:
    """A text with some skills called by other names, such that by names alone it reads as before."""
    before, left = compared(by_names(text)), MOST_RENAMED
    mentions = extracted(client, text, "fast")["mentions"]
    named = [shown(mention) for mention in mentions]
    # From the end, so that the places before it stay.
    for number, mention in reversed(list(enumerate(mentions))):
        if left and mention["method"] in ("exact", "alias") and mention["skill"]["type"] not in NAMED_APART:
            for name in other_names(client, mention):
                other = text[: mention["start"]] + name + text[mention["end"] :]
                renamed = [*named[:number], shown({**mention, "surface": name}), *named[number + 1 :]]
                found = [shown(mention) for mention in extracted(client, other, "fast")["mentions"]]
                if found == renamed and compared(by_names(other)) == before:
                    text, named, left = other, renamed, left - 1
                    break
    return text


def other_names(client: TestClient, mention: Json) -> list[str]:
    """The label of a skill that was named otherwise, or some aliases, written as the words of the mention were."""
    told = client.get(f"/v1/skills/{mention['skill']['id']}").json()
    names = [told["label"]] if mention["method"] == "alias" else told["alternative_labels"].get("en", [])[:4]
    names = [name for name in names if "(" not in name and len(name.split()) <= MOST_WORDS]
    big = mention["surface"][0].isupper()
    return [name[0].upper() + name[1:] if big else name for name in names]


def extracted(client: TestClient, text: str, effort: str) -> Json:
    body = {"text": text, "kind": "resume", "effort": effort, "as_of": AS_OF}
    found: Json = client.post("/v1/extract", json=body).raise_for_status().json()
    return found


def shown(mention: Json) -> tuple[str, ...]:
    """What a mention names, by which words and how."""
    return mention["surface"], mention["skill"]["id"], mention["section"], mention["polarity"]


def skills_read(client: TestClient, text: str) -> set[str]:
    return {found["skill"]["id"] for found in extracted(client, text, "thorough")["skills"]}


def listed(skill: str) -> str:
    return f"Ana Example\n\nSkills\n- {skill}\n\nWork history\nHelper, Example Ltd, 2018 - 2020"


def own_aliases(client: TestClient, skill: Json) -> list[str]:
    """Other names of a skill that no other skill has, of several words: one word alone is often ambiguous."""
    told = client.get(f"/v1/skills/{skill['id']}").json()
    names = [
        name for name in told["alternative_labels"].get("en", []) if 2 <= len(name.split()) <= MOST_WORDS
    ]
    return [name for name in names if is_own(client, name, skill["id"])][:2]


def is_own(client: TestClient, name: str, skill_id: str) -> bool:
    found = client.get("/v1/skills", params={"q": name, "limit": 5}).json()["items"]
    same = [item for item in found if name.lower() in named(client, item["id"])]
    return [item["id"] for item in same] == [skill_id]


def named(client: TestClient, skill_id: str) -> set[str]:
    told = client.get(f"/v1/skills/{skill_id}").json()
    return {name.lower() for name in (told["label"], *told["alternative_labels"].get("en", []))}
