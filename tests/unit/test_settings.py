from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from app.settings import Settings, SettingsError, variable_name

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "settings.md"
NAMES = [each.name for each in dataclasses.fields(Settings)]


def test_defaults_need_nothing_from_outside() -> None:
    settings = Settings.from_environment({})
    assert (settings.host, settings.port, settings.workers) == ("127.0.0.1", 8000, 1)
    assert settings.data_dir == Path("data")
    assert settings.database_url == f"sqlite:///{Path.cwd() / 'data' / 'parlance.db'}"
    assert settings.uses_embedded_database


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("variable", "raw", "name", "value"),
    [
        ("PARLANCE_DATA_DIR", "/var/parlance", "data_dir", Path("/var/parlance")),
        ("PARLANCE_DATABASE_URL", "postgresql://a@b/c", "database_url", "postgresql://a@b/c"),
        ("PARLANCE_HOST", " 0.0.0.0 ", "host", "0.0.0.0"),
        ("PARLANCE_PORT", "0", "port", 0),
        ("PARLANCE_WORKERS", "4", "workers", 4),
        ("PARLANCE_LOG_LEVEL", "WARNING", "log_level", "warning"),
        ("PARLANCE_RETRIEVAL", "Database", "retrieval", "database"),
        ("PARLANCE_REQUIRE_KEY", "1", "require_key", True),
        ("PARLANCE_REQUIRE_KEY", "no", "require_key", False),
        ("PARLANCE_CORS_ORIGINS", "https://a.example/, *", "cors_origins", ("https://a.example", "*")),
        ("PARLANCE_MAX_TEXT_CHARACTERS", "100_000", "max_text_characters", 100_000),
        ("PARLANCE_MAX_REQUEST_BYTES", "", "max_request_bytes", 20_000_000),
    ],
)
def test_each_variable_is_read(variable: str, raw: str, name: str, value: object) -> None:
    assert getattr(Settings.from_environment({variable: raw}), name) == value


@pytest.mark.parametrize(
    ("variable", "raw"),
    [
        ("PARLANCE_PORT", "eighty"),
        ("PARLANCE_PORT", "65536"),
        ("PARLANCE_PORT", "-1"),
        ("PARLANCE_PORT", "٣"),
        ("PARLANCE_WORKERS", "0"),
        ("PARLANCE_WORKERS", "9" * 5000),
        ("PARLANCE_LOG_LEVEL", "loud"),
        ("PARLANCE_RETRIEVAL", "disk"),
        ("PARLANCE_REQUIRE_KEY", "maybe"),
        ("PARLANCE_CORS_ORIGINS", "jobs.example"),
        ("PARLANCE_DATABASE_URL", "mysql://a@b/c"),
        ("PARLANCE_DATABASE_URL", "parlance.db"),
        ("PARLANCE_DATA_DIR", "a\x00b"),
        ("PARLANCE_DATADIR", "data"),
    ],
)
def test_a_wrong_value_is_refused_by_name(variable: str, raw: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({variable: raw})
    assert caught.value.detail.startswith(f"{variable} ")
    assert len(caught.value.detail) < 500


def test_variables_of_kubernetes_and_of_tests_are_passed_over() -> None:
    environment = {
        "PARLANCE_SERVICE_HOST": "10.0.0.1",
        "PARLANCE_PORT": "tcp://10.0.0.1:8000",
        "PARLANCE_PORT_8000_TCP_ADDR": "10.0.0.1",
        "PARLANCE_TEST_POSTGRES_URL": "postgresql://localhost/test",
    }
    assert Settings.from_environment(environment) == Settings()


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_is_documented(name: str) -> None:
    assert f"| `{variable_name(name)}` |" in DOCUMENTATION.read_text(encoding="utf-8")


def test_nothing_is_documented_that_is_not_there() -> None:
    rows = [line for line in DOCUMENTATION.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert [row.split("`")[1] for row in rows] == [variable_name(name) for name in NAMES]
