"""Finds the folders that go with the code: beside the package in a clone, inside it once installed."""

from __future__ import annotations

from pathlib import Path


def resource_folder(name: str) -> Path:
    """The folder of that name (`migrations`, `seed_data`); raises FileNotFoundError when it is not there."""
    package = Path(__file__).parent
    for candidate in (package / name, package.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"The folder {name} is missing beside {package}. Install Parlance again.")
