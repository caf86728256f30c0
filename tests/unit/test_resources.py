from __future__ import annotations

import pytest

from app.resources import resource_folder


def test_the_folders_of_a_clone_are_found() -> None:
    assert (resource_folder("migrations") / "env.py").is_file()
    assert resource_folder("seed_data").is_dir()


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="no_such_folder"):
        resource_folder("no_such_folder")
