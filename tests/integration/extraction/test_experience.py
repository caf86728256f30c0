"""Experience per skill, and the day that "present" means, through the route, the batch and a document."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

Json = dict[str, Any]
RESUME = (
    "Ana Example\nSkills\n- lay bricks\nExperience\nWarehouse operative, Jan 2023 - present\n"
    "- Operated a forklift\nRaising a family, 2015 - 2017\n- planned menus"
)


def extract(client: TestClient, **others: Any) -> Json:
    body = {"text": RESUME, "kind": "resume", "effort": "fast", **others}
    response = client.post("/v1/extract", json=body)
    assert response.status_code == 200, response.text
    answer: Json = response.json()
    return answer


def experience(answer: Json, label: str) -> Json | None:
    (found,) = [skill for skill in answer["skills"] if skill["skill"]["label"] == label]
    experience: Json | None = found["experience"]
    return experience


def test_months_and_last_use_up_to_the_day_asked_for(seeded_client: TestClient) -> None:
    answer = extract(seeded_client, as_of="2024-06-15")
    assert experience(answer, "operate forklift") == {"months": 18, "last_used": "2024-06"}
    assert experience(answer, "plan menus") == {"months": 24, "last_used": "2017-06"}
    assert experience(answer, "lay bricks") is None
    assert answer["receipt"]["as_of"] == "2024-06-15"


def test_without_a_day_the_receipt_names_today_and_sent_back_it_gives_the_same_answer(
    seeded_client: TestClient,
) -> None:
    before = datetime.now(UTC).date()
    answer = extract(seeded_client)
    day = answer["receipt"]["as_of"]
    assert before.isoformat() <= day <= datetime.now(UTC).date().isoformat()
    assert extract(seeded_client, as_of=day) == answer


def test_a_posting_is_the_same_on_every_day(seeded_client: TestClient) -> None:
    dated = extract(seeded_client, kind="posting", as_of="2001-01-01")
    assert "as_of" not in dated["receipt"]
    assert dated == extract(seeded_client, kind="posting")


def test_batch_and_document_take_the_day_too(seeded_client: TestClient) -> None:
    items = [{"id": "a", "text": RESUME, "kind": "resume"}]
    batch = seeded_client.post(
        "/v1/extract/batch", json={"items": items, "effort": "fast", "as_of": "2024-06-15"}
    )
    (item,) = batch.json()["items"]
    form = {"kind": "resume", "effort": "fast", "as_of": "2024-06-15"}
    document = seeded_client.post("/v1/extract", files={"file": ("cv.txt", RESUME.encode())}, data=form)
    for answer in (item, document.json()):
        assert experience(answer, "operate forklift") == {"months": 18, "last_used": "2024-06"}
        assert answer["receipt"]["as_of"] == "2024-06-15"


@pytest.mark.parametrize("day", ["yesterday", "2024-02-30", "1300-01-01", 5])
def test_a_day_that_is_none_is_refused(seeded_client: TestClient, day: object) -> None:
    response = seeded_client.post("/v1/extract", json={"text": RESUME, "as_of": day})
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/as_of"
