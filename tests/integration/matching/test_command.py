"""`parlance match` prints what POST /v1/matches answers."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import ParlanceError
from app.matching.command import register

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from app.settings import Settings

POSTING = "Forklift operator\n\nRequirements:\n- Operate a forklift\n- Load cargo\n"
WORKER = "Work experience\nWarehouse worker, Sample Storage, May 2018 to May 2020\n- Operated a forklift\n"

Run = Callable[..., int]


@pytest.fixture
def run(seeded_settings: Settings, file_in: Callable[[str, str], Path]) -> Run:
    def run(posting: str, worker: str, *options: str) -> int:
        parser = argparse.ArgumentParser()
        register(parser.add_subparsers())
        files = file_in("posting.txt", posting), file_in("worker.txt", worker)
        arguments = ["match", "--posting", str(files[0]), "--worker", str(files[1]), *options]
        parsed = parser.parse_args(arguments)
        status: int = parsed.command(parsed, seeded_settings)
        return status

    return run


def test_json_is_the_answer_of_the_api(
    run: Run, seeded_client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(POSTING, WORKER, "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    body = {"posting": {"text": POSTING}, "worker": {"text": WORKER}, "as_of": printed["receipt"]["as_of"]}
    answer = seeded_client.post("/v1/matches", json=body).json()
    for name in ("score", "parts", "skills", "weights"):
        assert printed[name] == answer[name]


def test_a_person_reads_the_score_its_parts_and_the_skills(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(POSTING, WORKER) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Score ")
    assert any("required_skills: Has 1 of 2 required skills." in line for line in lines)
    assert "Matched: operate forklift" in lines
    assert any(line.startswith(("Missing: ", "Related: ")) and "load cargo" in line for line in lines)


def test_too_little_is_said_in_words(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("We are open from nine to five.", WORKER) == 0
    assert "names no skill" in capsys.readouterr().out


def test_an_empty_file_is_refused(run: Run) -> None:
    with pytest.raises(ParlanceError):
        run(POSTING, " \n")
