"""Profiles of occupations over HTTP: `python -m benchmarks.profiles [--data DIR | FOLDER]`; a new one is seeded."""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from benchmarks.load import request_bytes, run_load
from benchmarks.main_job import figure
from benchmarks.releases import run
from benchmarks.server import parlance

TARGET = 10.0  # milliseconds that 99 of 100 answers stay under
REGIONS = ("", "?region=US-TX", "?region=US-TX-26420")
MOST = 1_000  # occupations asked for, spread over the list


def main() -> None:
    """Prints the figures of a server over the folder that is named, or over a new one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="a data folder as it is; default is a new one")
    parser.add_argument("--data", type=Path, help="import the official downloads of this folder first")
    asked = parser.parse_args()
    if asked.folder:
        profiles(asked.folder)
        return
    with tempfile.TemporaryDirectory(prefix="parlance-bench-") as folder:
        if asked.data:
            os.environ["PARLANCE_DATA_DIR"] = folder
            for arguments in official(asked.data):
                run("releases", "import", *arguments, "--activate")
        profiles(Path(folder))


def official(data: Path) -> Iterator[list[str]]:
    """What imports ESCO, O*NET and the crosswalk between them."""
    zips = [str(data / "esco" / f"esco_1.1.0_{part}.zip") for part in ("en", "relations")]
    yield ["--framework", "esco", "--version", "1.1.0", *zips]
    yield ["--framework", "onet", "--version", "29.0", str(data / "onet" / "db_29_0_text.zip")]
    crosswalk = data / "crosswalks" / "esco_onet_official_crosswalk.csv"
    yield ["--framework", "esco-onet", "--version", "1", str(crosswalk)]


def profiles(data: Path) -> None:
    """Profiles of occupations of all frameworks, each asked for once, so that nothing is answered from a cache."""
    with parlance(data) as running:
        base = f"http://127.0.0.1:{running.port}"
        ids = list(_occupations(base))
        ids = ids[:: max(1, len(ids) // MOST)]
        requests = [
            request_bytes(
                "GET", f"/v1/occupations/{quote(id_, safe=':')}/profile{REGIONS[at % len(REGIONS)]}"
            )
            for at, id_ in enumerate(ids)
        ]
        run_load(running.port, requests[::-1], connections=1, total=20)
        one = run_load(running.port, requests, connections=1, total=len(requests))
        figure("profile of an occupation over HTTP, p99, one after the other", one.p99, "ms", TARGET)
        again = run_load(running.port, requests[:1], connections=1, total=500)
        figure("the same profile again, p99", again.p99, "ms", TARGET)
        four = run_load(running.port, requests, connections=4, total=len(requests))
        print(
            f"  {len(ids):,} occupations, each asked for once: p50 {one.p50:.2f} ms; again {again.p50:.2f} ms"
        )
        print(f"  four connections, one process: p50 {four.p50:.2f} ms, {four.per_second:,.0f} a second")
        print(f"  memory of the server afterwards: {running.resident_megabytes():,.0f} MB")


def _occupations(base: str) -> Iterator[str]:
    address: str | None = "/v1/occupations?limit=100"
    while address:
        with urllib.request.urlopen(base + address) as answer:
            page = json.load(answer)
        yield from (item["id"] for item in page["items"])
        cursor = page["next_cursor"]
        address = f"/v1/occupations?limit=100&cursor={cursor}" if cursor else None


if __name__ == "__main__":
    main()
