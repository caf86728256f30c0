"""What `docs/overlays.md` and the OpenAPI document show of overlays is what the service answers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.api_keys import key_for
from tests.integration.test_openapi import ALL, errors_of, requests_of

Json = dict[str, Any]
PAGE = (Path(__file__).parents[3] / "docs" / "overlays.md").read_text("utf-8")
STEPS = re.findall(r"^```http\n(.*?)^```\n+^```json\n(.*?)^```$", PAGE, re.M | re.S)
ORGANISATION = "Texas Workforce Board"


@pytest.fixture
def keys(writable_client: TestClient) -> dict[str, dict[str, str]]:
    app: FastAPI = writable_client.app  # type: ignore[assignment]
    return {
        "$WRITER": key_for(app, ORGANISATION, "read", "write"),
        "$REVIEWER": key_for(app, ORGANISATION, "read", "write", "admin"),
    }


def missing(shown: Any, found: Any, where: str = "") -> list[str]:
    """Where an answer is not what the page shows of it."""
    if isinstance(shown, dict) and isinstance(found, dict):
        return [
            line
            for name, value in shown.items()
            for line in (
                missing(value, found[name], f"{where}/{name}") if name in found else [f"{where}/{name}"]
            )
        ]
    if isinstance(shown, list) and isinstance(found, list) and len(shown) == len(found):
        pairs = enumerate(zip(shown, found, strict=True))
        return [line for at, (one, other) in pairs for line in missing(one, other, f"{where}/{at}")]
    return [] if shown == found else [f"{where}: {shown!r} is {found!r}"]


def test_the_page_of_overlays_shows_what_is_answered(
    writable_client: TestClient, keys: dict[str, dict[str, str]]
) -> None:
    assert len(STEPS) >= 8
    for request, answer in STEPS:
        head, _, body = request.partition("\n\n")
        line, *headers = head.strip().splitlines()
        method, address = line.split()
        key = keys[headers[0].rpartition(" ")[2]] if headers else {}
        sent = {"json": json.loads(body)} if body else {}
        found = writable_client.request(method, address, headers=key, **sent)
        assert found.status_code in (200, 201), (line, found.text)
        assert missing(json.loads(answer), found.json()) == [], line


def test_the_examples_of_the_openapi_document_are_answered_as_described(
    writable_client: TestClient, keys: dict[str, dict[str, str]]
) -> None:
    described = {method: [] for method in ("PUT", "POST", "GET", "DELETE")}
    for method, path, operation in ALL:
        if "overlays" in operation["tags"]:
            described[method].append((path, operation))
    asked = 0
    for method, found in described.items():  # made first, withdrawn last
        for path, operation in found:
            for address, request in requests_of(path, operation):
                answer = writable_client.request(method, address, headers=keys["$REVIEWER"], **request)
                assert answer.status_code < 300, f"{method} {address}: {answer.text[:500]}"
                asked += 1
                if answer.status_code != 204:
                    content = operation["responses"][str(answer.status_code)]["content"]
                    assert errors_of(content["application/json"]["schema"], answer.json()) == []
    assert asked >= 6
