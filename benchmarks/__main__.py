"""`make bench`: the figures of the main job; with `--data DIR` those of official releases, titles and profiles too."""

import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

_PARTS = ("releases", "titles", "profiles")


def main() -> int:
    """Runs each part in a process of its own; what main_job takes is passed on to it."""
    parser = ArgumentParser(description=__doc__, add_help=False)
    parser.add_argument("--data", type=Path, help="folder with esco/, onet/, crosswalks/ and postings/")
    known, others = parser.parse_known_args()
    if known.data is not None and "--postings" not in others:
        others += ["--postings", str(known.data / "postings")]
    codes = [_run("main_job", *others)]
    if known.data is not None:
        codes += [_run(part, "--data", str(known.data)) for part in _PARTS]
    return max(codes)


def _run(part: str, *arguments: str) -> int:
    return subprocess.run([sys.executable, "-m", f"benchmarks.{part}", *arguments], check=False).returncode


sys.exit(main())
