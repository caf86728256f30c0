from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings

ORIGIN = {"Origin": "https://jobs.example"}


@pytest.fixture
def open_client(tmp_path: Path) -> TestClient:
    settings = Settings(data_dir=tmp_path, cors_origins=("https://jobs.example",), max_request_bytes=10)
    return TestClient(create_app(settings), raise_server_exceptions=False)


def test_no_page_may_call_by_default(tmp_path: Path) -> None:
    answer = TestClient(create_app(Settings(data_dir=tmp_path))).get("/healthz", headers=ORIGIN)
    assert "access-control-allow-origin" not in answer.headers


def test_pages_of_a_given_origin_may_call(open_client: TestClient) -> None:
    answer = open_client.get("/healthz", headers=ORIGIN)
    assert answer.headers["access-control-allow-origin"] == "https://jobs.example"
    stranger = open_client.get("/healthz", headers={"Origin": "https://other.example"})
    assert "access-control-allow-origin" not in stranger.headers


def test_pages_can_read_the_problems_they_cause(open_client: TestClient) -> None:
    answer = open_client.post("/healthz", content=b"x" * 11, headers=ORIGIN)
    assert answer.status_code == 413
    assert answer.headers["access-control-allow-origin"] == "https://jobs.example"
    assert answer.headers["x-request-id"] in answer.json()["instance"]
