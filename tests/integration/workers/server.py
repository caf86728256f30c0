"""Serves an application on the small seed in a process of its own, which a test may kill: run with the seed's folder."""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

from app.main import create_app
from app.settings import Settings
from app.vocabulary import access


def main(seed: str, port: str) -> None:
    """Serves until it is stopped."""
    access.resource_folder = lambda _name: Path(seed)  # type: ignore[attr-defined]
    app = create_app(Settings.from_environment())
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_config=None, access_log=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
