"""How often each skill is named: counted in real ads and releases, kept as `frequencies.json.gz` for everyone.

    python -m benchmarks.scale.frequencies --data ../shared/data --seeded FOLDER

FOLDER is a seeded data folder (`parlance seed`). Every group of linked skills is named by its representative, with
four counts, and whether it is common (postings weigh skills that nearly all of them name half):
ads      of 208 whole ads (the ads of SkillSpan's train and dev splits, CC BY/MIT, and ten published examples), those
         that our fast reading finds it in; what counts is what matching counts
labels   how many of 4,066 labels of real ad sentences are it (Decorte et al. 2022 and two sets labelled by us)
esco     how many of ESCO 1.1.0's 3,008 occupations it is an essential or optional skill of
onet     how many of O*NET 29.2's occupations it is a technology of
No sentence and no link of these sets is kept, only the counts.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from app.extraction.pipeline import Extractor, Request
from app.profiles.reading import read_posting
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.slugs import technology_ids

FILE = Path(__file__).with_name("frequencies.json.gz")
KINDS = ("ads", "labels", "esco", "onet")
_COMMON_TYPES = ("essential", "attitude")  # as app/profiles/reading.py has it
SOURCES = {
    "ads": "SkillSpan train and dev (Zhang et al. 2022, MIT), ten published examples; read by Parlance, effort fast",
    "labels": "house and tech validation (Decorte et al. 2022), SkillSpan train and UK ads linked to ESCO by us",
    "esco": "ESCO 1.1.0, occupationSkillRelations (European Commission, reuse under Decision 2011/833/EU)",
    "onet": "O*NET 29.2, Technology Skills (U.S. Department of Labor, CC BY 4.0)",
}
_LINKED = ("house_validation_annotations", "tech_validation_annotations")
_LINKED_BY_URI = ("skillspan_train_esco", "general_ads_esco")
_ESCO_URI = "http://data.europa.eu/esco/skill/"


def main() -> None:
    # The corpus reads this module's file, and needs no application for it.
    from benchmarks.extraction.vocabularies import extractor_of, open_readers

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with linking/, spans/, esco/ and onet/"
    )
    parser.add_argument(
        "--seeded", type=Path, required=True, help="a seeded data folder; copy one that is in use"
    )
    options = parser.parse_args()
    extractor = extractor_of(open_readers(options.seeded))
    ads = list(whole_ads(options.data))
    counts = {
        "ads": _grouped(extractor.index, found_in(extractor, ads)),
        "labels": _grouped(extractor.index, labels(options.data / "linking", extractor.index)),
        "esco": _grouped(extractor.index, esco_occupations(options.data / "esco/esco_1.1.0_relations.zip")),
        "onet": _grouped(extractor.index, onet_occupations(options.data / "onet/db_29_2_text.zip")),
    }
    FILE.write_bytes(gzip.compress(as_json(counts, extractor.index, len(ads)).encode(), 9, mtime=0))
    for kind, found in counts.items():
        print(f"{kind:8} {len(found):6,} skills, {found.total():7,} times")


def whole_ads(data: Path) -> Iterator[str]:
    """The texts of ads: SkillSpan's sentences put together by ad, and the published examples."""
    ads: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for split in ("train", "dev"):
        for line in (data / f"spans/skillspan_{split}.json").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            ads[split, row["source"], row["idx"]].append(" ".join(row["tokens"]))
    yield from ("\n".join(lines) for lines in ads.values())
    yield from (path.read_text(encoding="utf-8") for path in sorted((data / "postings").glob("*.txt")))


def found_in(extractor: Extractor, ads: Iterable[str]) -> Iterator[str]:
    """The ids of the skills that each ad asks for, once an ad."""
    for ad in ads:
        extraction = extractor.extract(Request(ad, "posting", effort="fast"))
        for wanted in read_posting(extractor.index, ad, extraction, ()).wanted:
            yield extractor.index.skill_id(wanted.skill)


def labels(folder: Path, index: VocabularyIndex) -> Iterator[str]:
    """The ids of the labels of real ad sentences, as often as they are given."""
    by_label = {
        index.label(row): index.skill_id(row) for row in range(len(index)) if index.framework(row) == "esco"
    }
    for name in _LINKED:
        for row in _rows((folder / f"{name}.csv").open("rb")):
            if (label := row["label"].strip()) in by_label:
                yield by_label[label]
    for name in _LINKED_BY_URI:
        for row in _rows((folder / f"{name}.csv").open("rb")):
            yield from (_esco_id(uri) for uri in row["uris"].split("|") if uri.strip())


def esco_occupations(path: Path) -> Iterator[str]:
    """The id of the skill of every link between an occupation and a skill."""
    with zipfile.ZipFile(path) as archive, archive.open("occupationSkillRelations.csv") as file:
        yield from (_esco_id(row["skillUri"]) for row in _rows(file))


def onet_occupations(path: Path) -> Iterator[str]:
    """The id of the technology of every link between an occupation and a technology."""
    with zipfile.ZipFile(path) as archive, archive.open("db_29_2_text/Technology Skills.txt") as file:
        names = [row["Example"] for row in _rows(file, "\t")]
    ids = technology_ids(dict.fromkeys(names))
    yield from (ids[name] for name in names)


def as_json(counts: dict[str, Counter[str]], index: VocabularyIndex, ads: int) -> str:
    """One line a group, in the order of ids, with its counts and 1 where it is common; same counts, same text."""
    groups = sorted({index.group(row) for row in range(len(index))}, key=index.skill_id)
    lines = []
    for group in groups:
        id_ = index.skill_id(group)
        common = any(index.type(member) in _COMMON_TYPES for member in index.members(group))
        lines.append(f'"{id_}":{json.dumps([*(counts[kind][id_] for kind in KINDS), int(common)])}')
    head = json.dumps({"sources": SOURCES, "ads": ads, "columns": [*KINDS, "common"]}, indent=1)
    rows = ",\n".join(lines)
    return f'{head[:-2]},\n "skills": {{\n{rows}\n}}}}\n'


def read_frequencies() -> dict[str, Any]:
    """The committed counts: `sources`, `ads` (how many were read), `columns`, and `skills` (a row of these by id)."""
    found: dict[str, Any] = json.loads(gzip.decompress(FILE.read_bytes()))
    return found


def _grouped(index: VocabularyIndex, ids: Iterable[str]) -> Counter[str]:
    """Counts by the id of the group's representative; ids that the seed does not know are left out."""
    rows = ((index.row(id_), number) for id_, number in Counter(ids).items())
    grouped: Counter[str] = Counter()
    for row, number in rows:
        if row is not None:
            grouped[index.skill_id(index.group(row))] += number
    return grouped


def _esco_id(uri: str) -> str:
    return "esco:" + uri.strip().removeprefix(_ESCO_URI)


def _rows(file: Any, delimiter: str = ",") -> Iterator[dict[str, str]]:
    with io.TextIOWrapper(file, "utf-8", newline="") as text:
        yield from csv.DictReader(text, delimiter=delimiter)


if __name__ == "__main__":
    main()
