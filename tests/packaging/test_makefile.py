from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_port_can_be_chosen() -> None:
    assert "parlance serve --port 8000" in make("--dry-run", "run").stdout
    assert "parlance serve --port 9123" in make("--dry-run", "run", "PORT=9123").stdout


def test_running_needs_only_the_runtime_lock(tmp_path: Path) -> None:
    planned = make("--dry-run", "run", f"VENV={tmp_path}/new").stdout
    assert "requirements.lock" in planned
    assert "requirements-dev.lock" not in planned


def test_a_machine_without_a_new_enough_python_is_told_so(tmp_path: Path) -> None:
    done = make("install", f"VENV={tmp_path}/new", "PYTHON=")
    assert done.returncode != 0
    assert "Parlance needs Python 3.11 or newer" in done.stderr
    assert not (tmp_path / "new").exists()


def test_what_is_installed_is_not_installed_again(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    for name in ("bin/python", ".runtime"):
        (tmp_path / name).write_text("")
    assert make("install", f"VENV={tmp_path}").returncode == 0


def test_every_target_is_explained() -> None:
    for target in ("install", "run", "test", "lint", "bench"):
        assert f"make {target} " in make("help").stdout
