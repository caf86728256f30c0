"""The README claims only what the service answers: its first match is asked for and compared."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def block(language: str) -> str:
    """The first block of that language in the README."""
    found = re.search(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)
    assert found, f"the README has no {language} block"
    return found.group(1)


def test_the_first_match_answers_as_shown(seeded_client: TestClient) -> None:
    asked = re.search(r"-d '(.*?)'\n", block("sh"), re.S)
    assert asked
    answer: dict[str, Any] = seeded_client.post("/v1/matches", json=json.loads(asked.group(1))).json()
    shown = json.loads(block("json"))
    receipt = shown.pop("receipt")
    assert {name: answer[name] for name in shown} == shown
    assert set(answer) - set(shown) == {"receipt"}
    # The ruleset moves with every change of a rule; its form is what the README shows.
    assert set(receipt) == set(answer["receipt"])
    assert {name: receipt[name] for name in receipt if name != "ruleset"} == {
        name: answer["receipt"][name] for name in receipt if name != "ruleset"
    }
