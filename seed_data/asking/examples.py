"""Sentences to learn from: SkillSpan's postings, labelled sentences of general ads, and our own of many trades."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

OWN_SENTENCES = Path(__file__).resolve().parents[1] / "sentences"
# Spans of general ads without a label hold "experienced" and "market" as well as licences and methods.
_DOUBTFUL = 0.35


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, whether it asks for a skill (0 to 1), and the places of the words that do."""

    text: str
    asks: float
    places: tuple[tuple[int, int], ...] | None  # None where nobody marked the words


@dataclass(frozen=True, slots=True)
class Posting:
    """Sentences that stand together, in order; `group` names what must not be split between parts."""

    source: str
    group: str
    sentences: list[Sentence] = field(default_factory=list)


def read_skillspan(data: Path, part: str) -> list[Posting]:
    """The postings of a part of SkillSpan, in order."""
    found: dict[str, Posting] = {}
    with (data / "spans" / f"skillspan_{part}.json").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            key = f"{row['source']} {row['idx']}"
            posting = found.setdefault(key, Posting(row["source"], key))
            posting.sentences.append(_tagged(row))
    return list(found.values())


def _tagged(row: dict[str, list[str]]) -> Sentence:
    places: list[tuple[int, int]] = []
    position = 0
    for token, skill, knowledge in zip(row["tokens"], row["tags_skill"], row["tags_knowledge"], strict=True):
        if skill != "O" or knowledge != "O":
            places.append((position, position + len(token)))
        position += len(token) + 1
    return Sentence(" ".join(row["tokens"]), float(bool(places)), tuple(places))


def read_general(data: Path) -> list[Posting]:
    """Sentences of ads of all sectors, each by itself; those without a label are doubtful."""
    with (data / "linking" / "general_ads_esco.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = []
    for number, row in enumerate(rows):
        text = row["sentence"].replace('"', ",")  # the set's own sign for a lost comma
        surfaces = [surface.strip().replace('"', ",") for surface in row["spans"].split("|")]
        labelled = bool(row["labels"].strip())
        places = _places(text, surfaces) if labelled else None
        sentence = Sentence(text, 1.0 if labelled else _DOUBTFUL, places)
        found.append(Posting("general", f"general {number}", [sentence]))
    return found


def read_own(folder: Path = OWN_SENTENCES) -> list[Posting]:
    """Our own sentences, each by itself; the source is the trade."""
    found = []
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            places = _places(row["sentence"], [span["surface"] for span in row["spans"]])
            sentence = Sentence(row["sentence"], float(bool(row["spans"])), places)
            found.append(Posting(f"own {file.stem}", f"{file.stem} {number}", [sentence]))
    return found


def _places(text: str, surfaces: list[str]) -> tuple[tuple[int, int], ...]:
    found = (re.search(re.escape(surface), text) for surface in surfaces if surface)
    return tuple(match.span() for match in found if match)
