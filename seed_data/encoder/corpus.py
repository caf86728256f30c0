"""What the encoder is trained on: open texts with the skills they stand for."""

from __future__ import annotations

import ast
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from seed_data.building.cleaning import tidy
from seed_data.building.packages import DEV_LAISER, LAISER, Package, checked, read_member

NO_LABEL = frozenset({"", "LABEL NOT PRESENT", "UNDERSPECIFIED", "UNK"})
SKILLSKAPE = "skillskape_train.csv"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Texts of one kind; `answers[i]` are the numbers of the labels that text i stands for, at least one."""

    share: float
    texts: list[str] = field(default_factory=list)
    answers: list[tuple[int, ...]] = field(default_factory=list)

    def add(self, text: str, answers: tuple[int, ...]) -> None:
        """Append one text, unless nothing is left of it."""
        if text and answers:
            self.texts.append(text)
            self.answers.append(answers)


@dataclass(frozen=True, slots=True)
class Corpus:
    """The labels to tell apart, what is paired with them, and sentences that only the teacher knows about."""

    labels: list[str]
    pairs: dict[str, Pairs]
    tasks: list[str]
    technologies: list[str]

    @property
    def sentences(self) -> list[str]:
        """The texts that the teacher's judgement is learnt on."""
        whole = [text for kind, pairs in self.pairs.items() if kind != "names" for text in pairs.texts]
        return list(dict.fromkeys([*whole, *self.tasks]))

    @property
    def everything(self) -> Iterator[str]:
        """Every text, for counting words."""
        yield from self.labels
        yield from self.tasks
        yield from self.technologies
        for pairs in self.pairs.values():
            yield from pairs.texts


def read_corpus(packages: Path, linking: Path | None) -> Corpus:
    """ESCO names and definitions, O*NET tasks and technologies; SkillSkape train if given its folder."""
    skills = [
        row for row in _rows(DEV_LAISER, packages, "laiser/public/combined.csv") if row["source"] == "esco"
    ]
    labels = list(dict.fromkeys(tidy(row["skill"]) for row in skills))
    numbers = {label: number for number, label in enumerate(labels)}
    pairs = {"names": Pairs(0.35), "definitions": Pairs(0.30)}
    for row in skills:
        answer = (numbers[tidy(row["skill"])],)
        for name in map(tidy, row["addtional_notes"].split("\n")):
            if name != labels[answer[0]]:
                pairs["names"].add(name, answer)
        pairs["definitions"].add(tidy(row["description"]), answer)
    if linking is not None:
        pairs["sentences"] = _skillskape(linking / SKILLSKAPE, numbers)
    tasks = _rows(LAISER, packages, "laiser/public/task_taxonomy.csv")
    technologies = _rows(LAISER, packages, "laiser/public/faiss_skills.csv")
    return Corpus(
        labels,
        pairs,
        list(dict.fromkeys(tidy(row["name"]) for row in tasks if row["taxonomy"] == "onet_task")),
        list(dict.fromkeys(tidy(r["skill_name"]) for r in technologies if r["taxonomy"] == "ONET_TECH")),
    )


def _skillskape(path: Path, numbers: dict[str, int]) -> Pairs:
    pairs = Pairs(0.25)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            named = dict.fromkeys(label.strip() for label in ast.literal_eval(row["skills"]))
            answer = tuple(numbers[label] for label in named if label not in NO_LABEL and label in numbers)
            pairs.add(tidy(row["sentence"]).strip('"'), answer)
    return pairs


def _rows(package: Package, packages: Path, member: str) -> list[dict[str, str]]:
    csv.field_size_limit(10**9)
    content = read_member(checked(package, packages), member).decode("utf-8")
    return list(csv.DictReader(io.StringIO(content)))
