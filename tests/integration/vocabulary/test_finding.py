"""What a person expects at the top for what they type, on the whole seed: better answers before worse."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

# (typed, label that must be among the first, how many first)
COMPLETIONS = [
    ("cash h", "manage cash desk", 2),
    ("cash h", "Handling money", 2),
    ("handling cash", "manage cash desk", 1),
    ("organis", "organise information", 5),
    ("organiz", "organise information", 5),
    ("organise ev", "plan events", 5),
    ("excel", "Microsoft Excel", 1),
    ("exel", "Microsoft Excel", 4),
    ("micrsoft exel", "Microsoft Excel", 1),
    ("powerp", "Microsoft PowerPoint", 1),
    ("quickb", "Intuit QuickBooks", 1),
    ("photosh", "Adobe Photoshop", 1),
    ("forklift", "operate forklift", 1),
    ("forklft", "operate forklift", 1),
    ("fork l", "operate forklift", 1),
    ("frok lift", "operate forklift", 1),
    ("pyth", "Python (computer programming)", 1),
    ("pyhton", "Python (computer programming)", 1),
    ("java", "Java (computer programming)", 1),
    ("javas", "JavaScript", 1),
    ("sql", "SQL", 1),
    ("c++", "C++", 1),
    ("c#", "C#", 1),
    (".net", "Microsoft .NET Framework", 2),
    ("node", "Node.js", 1),
    ("kubern", "Kubernetes", 1),
    ("span", "Spanish", 1),
    ("cust", "customer service", 1),
    ("custmer serv", "customer service", 1),
    ("comunication", "communication", 2),
    ("teamw", "work in teams", 1),
    ("time man", "manage time", 1),
    ("problem s", "solve problems", 1),
    ("leader", "lead a team", 3),
    ("first a", "first aid", 1),
    ("cpr", "resuscitation", 2),
    ("phleb", "perform venepuncture procedures", 2),
    ("vital s", "monitor basic patients signs", 1),
    ("elder", "tend to elderly people", 3),
    ("babys", "babysitting", 1),
    ("barista", "prepare hot drinks", 1),
    ("bartend", "prepare mixed beverages", 1),
    ("weld", "operate welding equipment", 3),
    ("plumb", "install plumbing systems", 2),
    ("carpen", "carpentry", 1),
    ("drive a t", "drive trams", 10),
    ("truck d", "manoeuvre heavy trucks", 3),
    ("invent", "manage inventory", 1),
    ("stock sh", "stock shelves", 1),
    ("data en", "process data", 2),
    ("labou", "labour law", 6),
    ("manejar", "Handling money", 2),
    ("trabajo en e", "work in teams", 1),
    ("s", "Speaking", 8),
    ("c", "customer service", 5),
    ("j", "JavaScript", 5),
    ("p", "computer programming", 3),
]

SEARCHES = [
    ("cash handling", "manage cash desk", 1),
    ("cash handling", "Handling money", 2),
    ("care for elderly", "tend to elderly people", 2),
    ("elderly care", "tend to elderly people", 1),
    ("C++", "C++", 1),
    ("C#", "C#", 1),
    ("R", "R", 1),
    ("Go", "Go", 1),
    ("golang", "Go", 1),
    ("sql", "SQL", 1),
    ("node js", "Node.js", 1),
    ("nodejs", "Node.js", 1),
    ("excel", "Microsoft Excel", 1),
    ("ms word", "Microsoft Word", 1),
    ("microsft word", "Microsoft Word", 1),
    ("python", "Python (computer programming)", 1),
    ("forklift", "operate forklift", 1),
    ("forklift driver", "operate forklift", 1),
    ("fork lift", "operate forklift", 1),
    ("operating forklifts", "operate forklift", 1),
    ("drive a truck", "manoeuvre heavy trucks", 2),
    ("customer service", "customer service", 1),
    ("serving customers", "customer service", 1),
    ("team work", "work in teams", 1),
    ("teamwork", "work in teams", 1),
    ("problem solving", "solve problems", 1),
    ("communication skills", "communication", 2),
    ("project management", "project management", 1),
    ("organize events", "plan events", 1),
    ("organise events", "plan events", 1),
    ("mig welding", "perform metal inert gas welding", 1),
    ("plumbing", "install plumbing systems", 1),
    ("house cleaning", "perform cleaning duties", 2),
    ("painting walls", "paint surfaces", 1),
    ("making coffee", "prepare hot drinks", 1),
    ("childcare", "babysitting", 2),
    ("babysitting", "babysitting", 1),
    ("taking blood", "perform venepuncture procedures", 1),
    ("vital signs", "monitor basic patients signs", 1),
    ("first aid", "first aid", 1),
    ("bookkeeping", "accounting", 2),
    ("data entry", "process data", 1),
    ("answer phones", "answer incoming calls", 1),
    ("stocking shelves", "stock shelves", 1),
    ("order picking", "pick orders for dispatching", 1),
    ("inventory", "manage inventory", 1),
    ("blueprint reading", "read standard blueprints", 1),
    ("speak spanish", "interact verbally in Spanish", 1),
    ("trabajo en equipo", "work in teams", 1),
    ("heavy lifting", "lift heavy weights", 2),
    ("machine learning", "machine learning", 1),
    ("aws", "Amazon Web Services AWS software", 1),
    ("kubernets", "Kubernetes", 1),
    ("behavior", "animal behaviour", 3),
]


def items(client: TestClient, address: str, query: dict[str, Any]) -> list[dict[str, str]]:
    response = client.get(address, params=query)
    assert response.status_code == 200, response.text
    found: list[dict[str, str]] = response.json()["items"]
    return found


def is_there(client: TestClient, label: str) -> bool:
    return any(item["matched"] == label for item in items(client, "/v1/skills", {"q": label, "limit": 100}))


@pytest.mark.parametrize(("typed", "label", "within"), COMPLETIONS, ids=str)
def test_completes_what_is_typed(seeded_client: TestClient, typed: str, label: str, within: int) -> None:
    found = [item["label"] for item in items(seeded_client, "/v1/skills/autocomplete", {"q": typed})]
    assert label in found[:within], f"{found}; in the vocabulary: {is_there(seeded_client, label)}"


@pytest.mark.parametrize(("query", "label", "within"), SEARCHES, ids=str)
def test_finds_what_is_asked_for(seeded_client: TestClient, query: str, label: str, within: int) -> None:
    found = [item["label"] for item in items(seeded_client, "/v1/skills", {"q": query})]
    assert label in found[:within], f"{found[:10]}; in the vocabulary: {is_there(seeded_client, label)}"


@pytest.mark.parametrize("typed", [*"abcdefghijklmnopqrstuvwyz", "e", "of", "the", "car", "man"])
def test_linked_terms_come_once_and_in_one_order(seeded_client: TestClient, typed: str) -> None:
    query = {"q": typed, "limit": 100}
    found = items(seeded_client, "/v1/skills/autocomplete", query)
    ids = [item["id"] for item in found]
    assert len(set(ids)) == len(ids) >= 5
    shorter = items(seeded_client, "/v1/skills/autocomplete", {"q": typed, "limit": 7})
    assert shorter == found[:7]
    assert found == items(seeded_client, "/v1/skills/autocomplete", {**query, "q": typed.upper()})
