"""The figures of official releases, in one table: `python -m benchmarks.releases --data DIR`.

DIR holds `esco/` and `onet/` with the official downloads, named as in the README of the data.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.main_job import ROW, figure
from benchmarks.server import Running, _family, _resident, parlance
from benchmarks.switching import Watch, watch_switch

PARLANCE = str(Path(sys.executable).parent / "parlance")


@dataclass(frozen=True)
class Ran:
    """How long a command took, and how much memory it and its children had at most, in MB."""

    seconds: float
    megabytes: float
    said: str


def run(*arguments: str) -> Ran:
    """Run a command of ours, looking at its memory all the while; raises where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [PARLANCE, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    most = 0
    done = threading.Event()

    def look() -> None:
        nonlocal most
        while not done.wait(0.05):
            try:
                most = max(most, sum(_resident(pid) for pid in _family(process.pid)))
            except OSError:  # a process has ended between the two looks
                continue

    looking = threading.Thread(target=look)
    looking.start()
    said, _ = process.communicate()
    done.set()
    looking.join()
    if process.returncode != 0:
        raise RuntimeError(f"parlance {' '.join(arguments[:2])} failed: {said[-500:]}")
    return Ran(time.perf_counter() - began, most / 1e6, said)


def esco(data: Path, version: str) -> list[str]:
    """The arguments that import an ESCO release."""
    files = [str(data / "esco" / f"esco_{version}_{part}.zip") for part in ("en", "relations")]
    return ["releases", "import", "--framework", "esco", "--version", version, *files]


def switch_under_load(running: Running, pair: tuple[str, str]) -> Watch:
    """Switch from one release of ESCO to another while 32 connections read, and back."""
    compared = json.loads(run("releases", "diff", *pair, "--json").said)
    return watch_switch(
        running.port,
        compared,
        lambda: subprocess.run([PARLANCE, "releases", "activate", pair[1]], check=True),
    )


def figures(data: Path) -> None:
    """Every figure, on an empty data folder."""
    first = run("seed")
    print(f"  the seed was loaded in {first.seconds:.1f} s")
    ran = run(*esco(data, "1.1.0"), "--activate")
    figure("ESCO 1.1.0 from its two zips: import, index, activate", ran.seconds, "s", 120)
    figure("memory of that, with the process that builds the index", ran.megabytes, "MB", 1500)
    ran = run(*esco(data, "1.1.0"))
    figure("the same import again", ran.seconds, "s", 10)
    ran = run(
        *("releases", "import", "--framework", "onet", "--version", "29.0", "--activate"),
        str(data / "onet" / "db_29_0_text.zip"),
    )
    figure("O*NET 29.0: import, index, activate", ran.seconds, "s", 60)
    run(*esco(data, "1.1.1"))
    compared = json.loads(run("releases", "diff", "esco:1.1.0", "esco:1.1.1", "--json").said)["skills"]
    counted = count_from_files(data)
    said = {
        name: compared[name] if name in compared else compared["changed_fields"].get(name, 0)
        for name in counted
    }
    print(f"  1.1.0 to 1.1.1, counted in the files: {counted}; by releases diff: {said}")
    figure("  counts that differ", sum(counted[name] != said[name] for name in counted), "", 0)
    for workers in ("1", "2"):
        with parlance(Path(os.environ["PARLANCE_DATA_DIR"]), {"PARLANCE_WORKERS": workers}) as running:
            for pair in (("esco:1.1.0", "esco:1.1.1"), ("esco:1.1.1", "esco:1.1.0")):
                told(switch_under_load(running, pair), f"{pair[0]} to {pair[1]}, {workers} worker(s)")


def count_from_files(data: Path) -> dict[str, int]:
    """What changed between ESCO 1.1.0 and 1.1.1, counted in the columns of the two files of skills."""
    old, new = (skills_of(data / "esco" / f"esco_{version}_en.zip") for version in ("1.1.0", "1.1.1"))
    both = old.keys() & new.keys()

    def moved(column: str) -> int:
        return sum(old[uri][column].strip() != new[uri][column].strip() for uri in both)

    return {
        "added": len(new.keys() - old.keys()),
        "retired": len(old.keys() - new.keys()),
        "label": moved("preferredLabel"),
        "definition": moved("description"),
    }


def skills_of(archive: Path) -> dict[str, dict[str, str]]:
    """The rows of `skills_en.csv` by address, read without any code of ours."""
    with zipfile.ZipFile(archive) as files, files.open("skills_en.csv") as raw:
        text = io.TextIOWrapper(raw, "utf-8-sig", newline="")
        return {row["conceptUri"]: row for row in csv.DictReader(text)}


def told(watch: Watch, what: str) -> None:
    """The figures of one switch."""
    print(f"  {what}: {watch.answers:,} answers, the slowest {watch.slowest * 1000:.0f} ms")
    figure("  from the switch to the last old answer", watch.seconds, "s", 1)
    figure("  failed requests", watch.failed, "", 0)
    figure("  answers that mix two releases", watch.mixed, "", 0)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the official downloads")
    chosen = parser.parse_args(arguments)
    print(ROW.format("what", "measured", "target", "met"))
    print(ROW.format("-" * 66, "-" * 14, "-" * 12, "-" * 4))
    folder = tempfile.mkdtemp(prefix="parlance-bench-")
    try:
        os.environ["PARLANCE_DATA_DIR"] = folder
        figures(chosen.data)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
