"""Derives occupation–skill links: `python -m seed_data.derive --packages DIR`, after `seed_data.build`.

Our own extraction, by names alone, reads the O*NET task statements of each occupation; a skill that a task names
becomes a link. Only the links are kept, never a statement.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.extraction.pipeline import Extractor, Request
from app.releases.seed_files import SeedFiles
from app.releases.seed_rows import vocabulary_rows
from app.vocabulary.index.build import build_index
from app.vocabulary.index.index import VocabularyIndex
from seed_data.building import esco, manifest, packages, tables

HERE = Path(__file__).resolve().parent
TARGET = "occupation_skills.tsv.gz"
LEAST_CONFIDENCE = 0.7
# Importance of a skill that one task of an occupation names, and what each further task adds, up to 1.
FIRST, FURTHER = 0.4, 0.15


class NoEncoder:
    """Reading by names alone needs no vectors."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Zeros, of dimension 1."""
        return np.zeros((len(texts), 1), dtype=np.float32)


def statements(folder: Path) -> dict[str, list[str]]:
    """The task statements of each occupation, by its title."""
    wheel = packages.checked(packages.LAISER, folder)
    found: dict[str, list[str]] = defaultdict(list)
    for row in esco.rows(packages.read_member(wheel, esco.TASKS_MEMBER)):
        if row["taxonomy"] == "onet_task":
            found[row["description"].split(" | ")[0]].append(row["name"])
    return found


def links(
    extractor: Extractor, tasks: dict[str, list[str]], titles: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    """(occupation id, skill id, importance 0..1) of every occupation whose title is known, in order."""
    for title in sorted(tasks, key=lambda one: titles.get(one, "")):
        if title not in titles:
            continue
        text = "Responsibilities:\n" + "\n".join(f"- {task}" for task in tasks[title])
        found = extractor.extract(Request(text, "posting", "en", "fast"))
        named = Counter(m.skill for m in found.mentions if m.confidence >= LEAST_CONFIDENCE)
        for skill_id, count in sorted((extractor.index.skill_id(row), count) for row, count in named.items()):
            yield titles[title], skill_id, f"{min(FIRST + FURTHER * (count - 1), 1.0):.2f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; prints how many links were written."""
    parser = argparse.ArgumentParser(prog="python -m seed_data.derive", description=__doc__)
    parser.add_argument("--packages", type=Path, required=True, help="folder with the downloaded packages")
    chosen = parser.parse_args(arguments)
    files = SeedFiles(HERE)
    titles = {
        row[3]: row[0]
        for row in files.rows("occupations.tsv.gz", ("id", "framework", "uri", "title", "job_zone"))
    }
    with tempfile.TemporaryDirectory() as folder:
        build_index(vocabulary_rows(files), Path(folder) / "index", NoEncoder())
        extractor = Extractor(VocabularyIndex(Path(folder) / "index"), NoEncoder())
        rows = list(links(extractor, statements(chosen.packages), titles))
    count = tables.write(HERE / TARGET, ("occupation_id", "skill_id", "importance"), rows)
    (HERE / manifest.FILE_NAME).write_bytes(manifest.content(HERE))
    print(f"{TARGET} {count:,} links of {len({row[0] for row in rows})} occupations", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
