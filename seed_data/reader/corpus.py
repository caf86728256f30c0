"""What the reading models are trained on: open texts with the skills, and the words, that they stand for."""

from __future__ import annotations

import ast
import csv
import io
import json
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

NO_LABEL = frozenset({"", "LABEL NOT PRESENT", "UNDERSPECIFIED", "UNK"})
FOLDS = 2
_MOST_LABELS = 8  # a longer ad carries labels that a sentence does not
_SENTENCES = Path(__file__).resolve().parent.parent / "sentences"


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill of the release that the models are trained on."""

    uri: str
    label: str
    names: tuple[str, ...]
    description: str
    type: str


@dataclass(slots=True)
class Sentence:
    """A sentence, the skills it asks for (numbers of skills) and the places (start, end) that ask; None where unknown."""

    text: str
    source: str
    skills: tuple[int, ...] = ()
    spans: tuple[tuple[int, int], ...] | None = None
    span_skills: tuple[tuple[int, ...], ...] | None = None
    fold: int = -1


@dataclass(slots=True)
class Corpus:
    """Skills, sentences by source, and pairs of a task with the activity it belongs to."""

    skills: list[Skill]
    sentences: dict[str, list[Sentence]] = field(default_factory=dict)
    activities: list[tuple[str, str]] = field(default_factory=list)

    numbers: dict[str, int] = field(default_factory=dict)

    def by_label(self) -> dict[str, int]:
        """The number of each preferred label."""
        if not self.numbers:
            self.numbers.update((skill.label, number) for number, skill in enumerate(self.skills))
        return self.numbers


def read_corpus(data: Path) -> Corpus:
    """Everything, from a folder with the public data sets (laid out as `docs/models/reader.md` says)."""
    corpus = Corpus(_esco(data / "esco" / "esco_1.1.0_en.zip"))
    numbers = corpus.by_label()
    linking = data / "linking"
    for name in ("skillspan_train_esco", "general_ads_esco"):
        corpus.sentences[name] = list(_linked(linking / f"{name}.csv", numbers))
    for name in ("house_validation", "tech_validation"):
        corpus.sentences[name] = list(_validation(linking / f"{name}_annotations.csv", numbers))
    for name in ("skillskape_train", "skillskape_dev"):
        corpus.sentences[name] = list(_skillskape(linking / f"{name}.csv", numbers))
    for name in ("skillspan_train", "skillspan_dev"):
        corpus.sentences[name] = list(_skillspan(data / "spans" / f"{name}.json"))
    corpus.sentences["trades"] = list(_trades(numbers))
    _share_folds(corpus)
    corpus.activities = list(_activities(data / "onet" / "db_29_0_text.zip"))
    return corpus


def _share_folds(corpus: Corpus) -> None:
    """A sentence has the same fold wherever it stands, so that no held-out sentence is trained on by another way."""
    rng = random.Random(11)
    folds: dict[str, int] = {}
    for sentences in corpus.sentences.values():
        for sentence in sentences:
            key = "".join(sentence.text.split()).lower()
            sentence.fold = folds.setdefault(key, rng.randrange(FOLDS))


def _esco(path: Path) -> list[Skill]:
    with zipfile.ZipFile(path) as archive:
        text = archive.read("skills_en.csv").decode("utf-8")
    csv.field_size_limit(10**9)
    skills = []
    for row in csv.DictReader(io.StringIO(text)):
        label = " ".join(row["preferredLabel"].split())
        names = dict.fromkeys(" ".join(name.split()) for name in row["altLabels"].split("\n"))
        others = tuple(name for name in names if name and name != label)
        skills.append(
            Skill(row["conceptUri"], label, others, " ".join(row["description"].split()), row["skillType"])
        )
    return skills


def _located(text: str, surfaces: list[str]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for surface in surfaces:
        at = text.find(surface)
        while at >= 0 and any(start < at + len(surface) and at < end for start, end in found):
            at = text.find(surface, at + 1)
        if at >= 0 and surface:
            found.append((at, at + len(surface)))
    return tuple(sorted(found))


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(" | ") if part.strip()]


def _linked(path: Path, numbers: dict[str, int]) -> Iterator[Sentence]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            labels = tuple(dict.fromkeys(numbers[x] for x in _split(row["labels"]) if x in numbers))
            if len(labels) <= _MOST_LABELS:
                spans = _located(row["sentence"], _split(row["spans"]))
                yield Sentence(row["sentence"], row["source"], labels, spans)


def _validation(path: Path, numbers: dict[str, int]) -> Iterator[Sentence]:
    rows: dict[str, list[dict[str, str]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["sentence"], []).append(row)
    for text, annotated in rows.items():
        labels = [row["label"].strip() for row in annotated]
        known = tuple(dict.fromkeys(numbers[x] for x in labels if x in numbers and x not in NO_LABEL))
        yield Sentence(text, path.name[:5].strip("_"), known, _located(text, [r["span"] for r in annotated]))


def _skillskape(path: Path, numbers: dict[str, int]) -> Iterator[Sentence]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            named = dict.fromkeys(label.strip() for label in ast.literal_eval(row["skills"]))
            known = tuple(numbers[x] for x in named if x in numbers)
            yield Sentence(" ".join(row["sentence"].split()).strip('"'), "skillskape", known)


def _skillspan(path: Path) -> Iterator[Sentence]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        tokens: list[str] = row["tokens"]
        ends, at = [], 0
        for token in tokens:
            at += len(token)
            ends.append(at)
            at += 1
        spans = _merged([*_bio(row["tags_skill"]), *_bio(row["tags_knowledge"])])
        places = tuple((ends[first] - len(tokens[first]), ends[last - 1]) for first, last in spans)
        yield Sentence(" ".join(tokens), row["source"], (), places)


def _bio(tags: list[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = None
    for at, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I"):
            found.append((start, at))
            start = None
        if tag.startswith("B") or (tag.startswith("I") and start is None):
            start = at
    return found


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without spans that lie within another: the outer one stands for both."""
    whole = sorted(set(spans), key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int]] = []
    for first, last in whole:
        if kept and first < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(last, kept[-1][1]))
        else:
            kept.append((first, last))
    return kept


def _trades(numbers: dict[str, int]) -> Iterator[Sentence]:
    for path in sorted(_SENTENCES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            places, labels = [], []
            for span in row["spans"]:
                located = _located(row["sentence"], [span["surface"]])
                places += located
                labels += [tuple(numbers[x] for x in span["labels"] if x in numbers)] * len(located)
            known = tuple(dict.fromkeys(label for several in labels for label in several))
            yield Sentence(row["sentence"], path.stem, known, tuple(places), tuple(labels))


def _activities(path: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(path) as archive:
        folder = archive.namelist()[0].split("/")[0]

        def table(name: str) -> Iterator[dict[str, str]]:
            text = archive.read(f"{folder}/{name}.txt").decode("utf-8")
            return csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)

        tasks = {row["Task ID"]: row["Task"] for row in table("Task Statements")}
        activities = {row["DWA ID"]: row["DWA Title"].rstrip(".") for row in table("DWA Reference")}
        for row in table("Tasks to DWAs"):
            if row["Task ID"] in tasks and row["DWA ID"] in activities:
                yield tasks[row["Task ID"]], activities[row["DWA ID"]]
