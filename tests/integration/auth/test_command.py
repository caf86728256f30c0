"""`parlance keys` as the person who runs the service uses it."""

from __future__ import annotations

import json

import pytest

from app.auth.keys import id_of
from app.cli import main
from app.settings import Settings


@pytest.fixture
def environment(fresh_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLANCE_DATA_DIR", str(fresh_settings.data_dir))
    monkeypatch.setenv("PARLANCE_DATABASE_URL", fresh_settings.database_url)


def made(capsys: pytest.CaptureFixture[str], organisation: str, *scopes: str) -> str:
    arguments = ["keys", "create", "--organisation", organisation]
    assert main([*arguments, *(part for scope in scopes for part in ("--scope", scope))]) == 0
    return capsys.readouterr().out.strip()


def listed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["keys", "list", "--json"]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_a_key_is_printed_once_and_listed_without_its_secret(
    environment: None, capsys: pytest.CaptureFixture[str]
) -> None:
    key = made(capsys, "Acme  Jobs", "write", "read", "read")
    assert id_of(key)
    (row,) = listed(capsys)
    assert (row["id"], row["organisation"]) == (id_of(key), "Acme Jobs")
    assert (row["scopes"], row["last_used_at"], row["revoked_at"]) == (["read", "write"], None, None)
    assert main(["keys", "list"]) == 0
    shown = capsys.readouterr().out
    assert "Acme Jobs  read,write" in shown
    assert key.rpartition("_")[2] not in shown + json.dumps(row)


def test_an_organisation_can_have_several_keys_and_each_ends_alone(
    environment: None, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = made(capsys, "Acme", "read"), made(capsys, "Acme", "admin")
    assert main(["keys", "revoke", str(id_of(first))]) == 0
    assert "revoked" in capsys.readouterr().out
    revoked = {row["id"]: row["revoked_at"] for row in listed(capsys)}
    assert revoked[id_of(first)]
    assert revoked[id_of(second)] is None
    assert main(["keys", "revoke", first]) == 0  # the whole key is understood; the date stays
    assert revoked == {row["id"]: row["revoked_at"] for row in listed(capsys)}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["keys", "revoke", "pk_nobody"], "No key has this id"),
        (["keys", "create", "--organisation", "  ", "--scope", "read"], "name"),
        (["keys", "create", "--organisation", "a\x00b", "--scope", "read"], "name"),
    ],
)
def test_what_cannot_be_done_is_one_plain_line(
    arguments: list[str], words: str, environment: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line
