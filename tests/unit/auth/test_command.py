from __future__ import annotations

import pytest

from app import cli
from app.auth import command
from app.authorization import SCOPES


def test_the_command_line_offers_the_scopes_there_are() -> None:
    assert command.SCOPES == SCOPES


@pytest.mark.parametrize(
    "arguments",
    [
        ["keys"],
        ["keys", "create"],
        ["keys", "create", "--organisation", "Acme"],
        ["keys", "create", "--organisation", "Acme", "--scope", "everything"],
        ["keys", "revoke"],
    ],
)
def test_a_wrong_command_line_is_one_plain_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("parlance: ")
