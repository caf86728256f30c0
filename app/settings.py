"""One frozen settings object, read once from `PARLANCE_*` variables."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from app.errors import ParlanceError

PREFIX = "PARLANCE_"
# Kubernetes sets such variables for a service that is called parlance; tests and benchmarks have their own.
FOREIGN_PREFIXES = ("PARLANCE_SERVICE_", "PARLANCE_PORT_", "PARLANCE_TEST_", "PARLANCE_BENCH_")
LOG_LEVELS = ("debug", "info", "warning", "error")
RETRIEVALS = ("memory", "database")


class SettingsError(ParlanceError):
    """A setting has a value that cannot be used; the detail names the variable."""

    slug, title = "invalid-setting", "A setting cannot be used"


def _text(raw: str) -> str:
    return raw


def _path(raw: str) -> Path:
    if "\x00" in raw:
        raise ValueError("must be the path of a folder")
    return Path(raw).expanduser()


def _flag(raw: str) -> bool:
    choices = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
    if raw.lower() not in choices:
        raise ValueError("must be 1 or 0")
    return choices[raw.lower()]


def _one_of(choices: Sequence[str]) -> Callable[[str], str]:
    def parse(raw: str) -> str:
        if raw.lower() not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return raw.lower()

    return parse


def _origins(raw: str) -> tuple[str, ...]:
    origins = tuple(part.strip().rstrip("/") for part in raw.split(",") if part.strip())
    for origin in origins:
        if origin != "*" and not origin.startswith(("http://", "https://")):
            raise ValueError("must be origins such as https://jobs.example, separated by commas, or *")
    return origins


def _database_url(raw: str) -> str:
    scheme = raw.partition("://")[0]
    if scheme not in ("sqlite", "postgresql", "postgres", "postgresql+psycopg"):
        raise ValueError("must look like sqlite:///data/parlance.db or postgresql://user@host/name")
    return raw


def _whole(minimum: int, maximum: int) -> Callable[[str], int]:
    def parse(raw: str) -> int:
        digits = raw.replace("_", "")
        if not (
            digits.isascii() and digits.isdigit() and len(digits) < 13 and minimum <= int(digits) <= maximum
        ):
            raise ValueError(f"must be a whole number from {minimum} to {maximum}")
        return int(digits)

    return parse


def _setting(default: Any, parse: Callable[[str], Any]) -> Any:
    return field(default=default, metadata={"parse": parse})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set from outside; `docs/settings.md` explains each setting."""

    data_dir: Path = _setting(Path("data"), _path)
    database_url: str = _setting("", _database_url)
    host: str = _setting("127.0.0.1", _text)
    port: int = _setting(8000, _whole(0, 65_535))
    workers: int = _setting(1, _whole(1, 256))
    log_level: str = _setting("info", _one_of(LOG_LEVELS))
    require_key: bool = _setting(False, _flag)
    cors_origins: tuple[str, ...] = _setting((), _origins)
    retrieval: str = _setting("memory", _one_of(RETRIEVALS))
    max_text_characters: int = _setting(100_000, _whole(1, 10_000_000))
    max_document_bytes: int = _setting(10_000_000, _whole(1, 1_000_000_000))
    max_request_bytes: int = _setting(20_000_000, _whole(1, 2_000_000_000))

    def __post_init__(self) -> None:
        """The database lives in the data folder unless said otherwise."""
        if not self.database_url:
            object.__setattr__(self, "database_url", f"sqlite:///{self.data_dir.absolute() / 'parlance.db'}")

    @property
    def uses_embedded_database(self) -> bool:
        """Whether the database is a SQLite file of ours rather than a PostgreSQL server."""
        return self.database_url.startswith("sqlite")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Reads every `PARLANCE_*` variable that is not blank; raises SettingsError on a wrong one."""
        environment = os.environ if environment is None else environment
        known = {variable_name(each.name): each for each in fields(cls)}
        given = {name: value.strip() for name, value in environment.items() if name.startswith(PREFIX)}
        values: dict[str, Any] = {}
        for name, raw in given.items():
            if (
                not raw
                or name.startswith(FOREIGN_PREFIXES)
                or (name == "PARLANCE_PORT" and raw.startswith("tcp://"))
            ):
                continue
            if name not in known:
                raise SettingsError(
                    f"{name} is not a setting of Parlance. Unset it, or pick one of: {', '.join(known)}."
                )
            try:
                values[known[name].name] = known[name].metadata["parse"](raw)
            except ValueError as problem:
                raise SettingsError(f"{name} {problem}. Change it or unset it to use the default.") from None
        return cls(**values)


def variable_name(setting: str) -> str:
    """The environment variable of a setting: `data_dir` is read from `PARLANCE_DATA_DIR`."""
    return PREFIX + setting.upper()
