"""Runs the install and start steps of the Dockerfile in a clean environment; needs no Docker engine."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IMAGE_ENVIRONMENT = "/opt/parlance"
START_SECONDS = 120


@dataclass(frozen=True)
class Step:
    word: str
    rest: str


def steps() -> list[Step]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [Step(*line.split(maxsplit=1)) for line in lines]


def stages() -> list[list[Step]]:
    found: list[list[Step]] = []
    for step in steps():
        if step.word == "FROM":
            found.append([])
        found[-1].append(step)
    return found


def of(word: str, stage: list[Step]) -> list[str]:
    return [step.rest for step in stage if step.word == word]


def ignored(name: str) -> bool:
    """Whether .dockerignore keeps a file or folder of the project's root out of the build."""
    kept_out = False
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").split():
        if fnmatch(name, line.removeprefix("!")):
            kept_out = not line.startswith("!")
    return kept_out


def test_the_image_is_built_in_stages_and_runs_without_rights() -> None:
    _, run = stages()
    assert of("USER", run) == ["parlance"]
    assert all("pip" not in step for step in of("RUN", run))
    assert any("10001" in step for step in of("RUN", run))
    assert "VOLUME" in {step.word for step in run}


def test_the_image_uses_the_same_locks_as_everyone() -> None:
    installs = [step for step in of("RUN", stages()[0]) if "-r " in step]
    assert all("--require-hashes" in step for step in installs)
    assert [Path(step.split("-r ")[1].split()[0]).name for step in installs] == [
        "requirements-pip.lock",
        "requirements.lock",
    ]


def test_what_is_copied_is_there_and_not_ignored() -> None:
    for copied in of("COPY", stages()[0]):
        for source in copied.split()[:-1]:
            assert (ROOT / source).exists()
            assert not ignored(source)


def test_the_health_check_asks_the_port_that_is_served() -> None:
    run = stages()[1]
    (environment,) = of("ENV", run)
    port = re.search(r"PARLANCE_PORT=(\d+)", environment)
    assert port
    assert f":{port[1]}/healthz" in of("HEALTHCHECK", run)[0]
    assert of("EXPOSE", run) == [port[1]]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "requirements-pip.lock"])
def test_locks_pin_by_hash_and_name_no_place(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    pattern = r"[a-z0-9-]+==[\w.]+( ; .+)? \\|--hash=sha256:[0-9a-f]{64}( \\)?"
    assert [line for line in lines if not re.fullmatch(pattern, line)] == []


def test_the_development_lock_includes_the_runtime_lock() -> None:
    def pinned(name: str) -> set[str]:
        return set(
            re.findall(r"^[a-z0-9-]+==[\w.]+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        )

    assert pinned("requirements.lock") <= pinned("requirements-dev.lock")


@pytest.mark.parametrize("package", ["numpy", "rapidfuzz", "pydantic-core", "psycopg-binary", "orjson"])
def test_locks_have_wheels_for_other_machines_too(package: str) -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entry = re.search(rf"^{package}==.*?(?=^\w)", text, re.MULTILINE | re.DOTALL)
    assert entry
    assert entry[0].count("--hash=") > 10


@dataclass(frozen=True)
class Installed:
    environment: Path
    sources: Path


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """What the RUN and COPY steps of the first stage make, with a temporary folder for /opt/parlance."""
    folder = tmp_path_factory.mktemp("image")
    made = Installed(folder / "environment", folder / "src")
    made.sources.mkdir()
    for step in stages()[0]:
        if step.word == "COPY":
            copy(step.rest.split(), made.sources)
        elif step.word == "RUN":
            command = step.rest.replace(IMAGE_ENVIRONMENT, str(made.environment))
            command = re.sub(r"^python ", f"{shlex.quote(base_python())} ", command)
            if "-r requirements-pip.lock" in command:
                command = command.replace(
                    " -m pip install", f" -m pip --python {made.environment}/bin/python install"
                )
            run(command, made.sources)
    return made


def base_python() -> str:
    """The Python that this environment was made with, as the image's own would be."""
    return getattr(sys, "_base_executable", sys.executable)


def copy(words: list[str], target: Path) -> None:
    *sources, destination = words
    for source in sources:
        if (ROOT / source).is_dir():
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / source, target / destination, ignore=ignore)
        else:
            shutil.copy(ROOT / source, target / destination)


def run(command: str, folder: Path) -> None:
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"


@pytest.fixture(scope="module")
def server(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that the CMD step started, far away from the clone."""
    folder = tmp_path_factory.mktemp("container")
    (command,) = of("CMD", stages()[1])
    port = free_port()
    environment = {
        "PATH": f"{installed.environment}/bin:{os.environ['PATH']}",
        "HOME": str(folder),
        "PARLANCE_DATA_DIR": str(folder / "data"),
        "PARLANCE_HOST": "127.0.0.1",
        "PARLANCE_PORT": str(port),
    }
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(json.loads(command), cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", process, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        assert process.wait(timeout=30) == 0, (folder / "log").read_text()[-2000:]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()[-3000:]
        try:
            ask(address)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError(log.read_text()[-3000:])


def ask(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=10) as answer:
        content: bytes = answer.read()
        return content


@pytest.mark.slow
def test_the_image_serves(server: str) -> None:
    assert json.loads(ask(f"{server}/healthz")) == {"status": "ok"}
    assert json.loads(ask(f"{server}/readyz"))["status"] == "ready"
    assert json.loads(ask(f"{server}/openapi.json"))["info"]["title"] == "Parlance"


@pytest.mark.slow
def test_the_health_check_of_the_image_passes(server: str, installed: Installed) -> None:
    (step,) = of("HEALTHCHECK", stages()[1])
    command = json.loads(step.split("CMD ", 1)[1])
    command = [part.replace("http://127.0.0.1:8000", server) for part in command]
    command[0] = f"{installed.environment}/bin/{command[0]}"
    assert subprocess.run(command, check=False).returncode == 0


@pytest.mark.slow
def test_the_image_does_not_read_the_clone(installed: Installed) -> None:
    script = "import app, app.resources as r; print(app.__file__, r.resource_folder('migrations'))"
    python = installed.environment / "bin" / "python"
    done = subprocess.run([python, "-c", script], capture_output=True, text=True, check=True, cwd="/")
    assert str(ROOT) not in done.stdout
    assert done.stdout.count(str(installed.environment)) == 2
