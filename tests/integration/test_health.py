from __future__ import annotations

from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.errors import NotReady
from app.health import add_check
from app.main import create_app
from app.settings import Settings


def test_a_live_process_says_so(client: TestClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def ask_readiness(app: FastAPI) -> tuple[int, dict]:
    app.state.readiness = [each for each in app.state.readiness if each.name in ("database", "vault")]
    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/readyz")
    return answer.status_code, answer.json()


def test_a_migrated_database_is_ready(app: FastAPI) -> None:
    status, body = ask_readiness(app)
    assert (status, body) == (200, {"status": "ready", "checks": ["database"]})


def test_a_database_without_tables_is_not_ready_and_says_what_to_run(fresh_settings: Settings) -> None:
    fresh_settings.data_dir.mkdir()
    status, body = ask_readiness(create_app(fresh_settings))
    assert status == 503
    assert body["errors"] == [
        {
            "pointer": "/database",
            "detail": "The tables are not those of this version. Run: parlance migrate",
        }
    ]


def test_a_database_that_does_not_answer_is_not_ready() -> None:
    settings = Settings(database_url="postgresql://nobody@127.0.0.1:9/none")
    status, body = ask_readiness(create_app(settings))
    assert (status, body["type"]) == (503, "urn:parlance:problem:not-ready")
    assert "PARLANCE_DATABASE_URL" in body["detail"]


def test_a_chapter_can_add_a_check_of_its_own(app: FastAPI) -> None:
    def check() -> None:
        raise NotReady("Open the vault.")

    add_check(app, "vault", check)
    status, body = ask_readiness(app)
    assert (status, body["detail"]) == (503, "Open the vault.")


def test_a_check_that_fails_in_an_unforeseen_way_is_not_ready_either(app: FastAPI) -> None:
    def check() -> None:
        raise OSError("disk gone")

    add_check(app, "vault", check)
    status, body = ask_readiness(app)
    assert status == 503
    assert "disk gone" not in str(body)


def test_metrics_name_the_route_template_and_never_the_path(client: TestClient) -> None:
    client.get("/healthz")
    client.get("/mary-example?q=secret")
    text = client.get("/metrics").text
    assert 'route="/healthz",status="200"' in text
    assert 'route="(none)",status="404"' in text
    assert "mary" not in text
    assert "secret" not in text
