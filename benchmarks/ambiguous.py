"""Names that are also everyday words: is the skill read where it is meant, and only there?

    python -m benchmarks.ambiguous [--part development|test|all] [--show] [--each]

Reads `tests/cases/ambiguous/*.json`, runs fast extraction over each text and counts a hit where a mention of the
skill, or of a term linked to it as an exact match, overlaps the name with a confidence of at least one half. Prints
precision, recall and F1 over all texts (micro), their means over the names (macro) and, with `--each`, those of every
name. A text is in the test part when its SHA-256 is even; only mistakes of the development part are ever shown.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from app.extraction.pipeline import Extractor, Request

CASES = Path(__file__).parents[1] / "tests" / "cases" / "ambiguous"
PARTS = ("development", "test")
LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """A text that holds the name, the skills that count as it there, and whether it is meant."""

    name: str
    skills: frozenset[str]
    text: str
    meant: bool

    @property
    def part(self) -> str:
        """Development or test, settled by the text alone."""
        return PARTS[int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % 2 == 0]


class Figures(NamedTuple):
    """How often the skill was read where it was meant, missed, and read where it was not."""

    right: int
    missed: int
    wrong: int

    @property
    def precision(self) -> float:
        """One where nothing was read: nothing said is nothing wrong."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """One where the skill was nowhere meant."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def read_cases(folder: Path = CASES) -> Iterator[Case]:
    """Every text of every name."""
    for path in sorted(folder.glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8"))["names"]:
            for key, meant in (("is", True), ("is_not", False)):
                for text in entry[key]:
                    yield Case(entry["name"], frozenset(entry["skills"]), text, meant)


def is_read(extractor: Extractor, case: Case) -> bool:
    """Whether a mention of one of the skills overlaps the name."""
    places = [
        found.span()
        for found in re.finditer(rf"(?<!\w){re.escape(case.name)}(?!\w)", case.text, re.IGNORECASE)
    ]
    return any(
        mention.confidence >= LEAST
        and any(mention.start < end and start < mention.end for start, end in places)
        and not case.skills.isdisjoint(_labels(extractor, mention.skill))
        for mention in extractor.extract(Request(case.text, effort="fast")).mentions
    )


def _labels(extractor: Extractor, skill: int) -> set[str]:
    """The label of a skill and those of the terms that are exact matches of it."""
    index = extractor.index
    return {index.label(member) for member in {skill, *index.members(index.group(skill))}}


def figures(results: Iterable[tuple[Case, bool]]) -> Figures:
    """The counts over (case, whether the skill was read)."""
    pairs = [(case.meant, read) for case, read in results]
    return Figures(pairs.count((True, True)), pairs.count((True, False)), pairs.count((False, True)))


def by_name(results: Sequence[tuple[Case, bool]]) -> dict[str, Figures]:
    """The figures of each name."""
    names = dict.fromkeys(case.name for case, _ in results)
    return {name: figures(item for item in results if item[0].name == name) for name in names}


def report(part: str, results: Sequence[tuple[Case, bool]], *, each: bool) -> None:
    """Print the figures of one part."""
    total, names = figures(results), by_name(results)
    print(f"{part}: {len(results)} texts, {len(names)} names       precision  recall      F1")
    if each:
        for name, found in names.items():
            print(f"  {name:38} {found.precision:9.2f} {found.recall:7.2f} {found.f1:7.2f}   {tuple(found)}")
    print(
        f"  {'all texts (micro)':38} {total.precision:9.3f} {total.recall:7.3f} {total.f1:7.3f}   {tuple(total)}"
    )
    means = [
        sum(getattr(f, key) for f in names.values()) / len(names) for key in ("precision", "recall", "f1")
    ]
    print(f"  {'mean of the names (macro)':38} {means[0]:9.3f} {means[1]:7.3f} {means[2]:7.3f}", flush=True)


def show_mistakes(results: Iterable[tuple[Case, bool]]) -> None:
    """Print what was missed and what was read in vain."""
    for case, read in results:
        if case.meant != read:
            print(f"  {'missed' if case.meant else 'wrong '} {case.name:12} {case.text!r}")


def application_extractor() -> Extractor:
    """The extractor of the installed release, made ready first where there is none."""
    from app.extraction.access import application_readers
    from app.main import create_app
    from app.migrating import migrate
    from app.releases.seed import ensure_ready
    from app.settings import Settings

    settings = Settings.from_environment()
    migrate(settings)
    ensure_ready(settings)
    readers = application_readers(create_app(settings))
    return readers.extractor(readers.vocabulary.registry.index())


def main() -> None:
    """Print the figures of the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--part", choices=[*PARTS, "all"], default="all")
    parser.add_argument(
        "--show", action="store_true", help="print the mistakes, of the development part only"
    )
    parser.add_argument("--each", action="store_true", help="print the figures of every name")
    options = parser.parse_args()
    extractor = application_extractor()
    results = [(case, is_read(extractor, case)) for case in read_cases()]
    for part in PARTS:
        if options.part in (part, "all"):
            own = [(case, read) for case, read in results if case.part == part]
            report(part, own, each=options.each)
            if options.show and part == "development":
                show_mistakes(own)


if __name__ == "__main__":
    main()
