"""How skills are asked for, and which qualifications: figures on the gold set of `docs/labelling.md`.

    python -m benchmarks.gold [--part development|test] [--mistakes] [--direct]

The main figures ask the reader of cues about each labelled span, so that no skill drops out of them; with the seed
index (not with `--direct`) those of the mentions that fast extraction finds stand beside them. Heading and sentence
are read as one text. A sentence is in the test part when its SHA-256 is even; mistakes of that part are never shown.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from app.extraction.cues import CueReader
from app.extraction.models import Kind, Qualification, Years
from app.extraction.pipeline import Extractor, Request
from app.extraction.qualifications import find_qualifications
from app.extraction.ranking import ASIDE
from app.extraction.sections import label_sections
from app.text.segments import split
from benchmarks.ambiguous import application_extractor

CASES = Path(__file__).parents[1] / "tests" / "cases" / "gold"
PARTS = ("development", "test")
REQUIREMENTS = ("required", "preferred", "mentioned")
POLARITIES = ("asserted", "negated", "not_required")
KINDS = ("degree", "certification", "licence", "experience", "language")
ASKED = ("required", "preferred", "or_equivalent", "not_required")
MISSED = "(missed)"


class GoldSkill(NamedTuple):
    """A labelled skill; the offsets are those of the item's text."""

    start: int
    end: int
    requirement: str
    polarity: str
    years: Years | None
    level: str | None


class GoldQualification(NamedTuple):
    """A labelled qualification; the offsets are those of the item's text."""

    start: int
    end: int
    kind: str
    requirement: str


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled sentence; `text` has its heading in a line above, `begin` is where the sentence starts."""

    kind: Kind
    text: str
    begin: int
    skills: tuple[GoldSkill, ...]
    qualifications: tuple[GoldQualification, ...]

    @property
    def sentence(self) -> str:
        """The sentence without its heading."""
        return self.text[self.begin :]

    @property
    def part(self) -> str:
        """Development or test, settled by the sentence alone."""
        return PARTS[int(hashlib.sha256(self.sentence.encode()).hexdigest(), 16) % 2 == 0]


class Said(NamedTuple):
    """What was read of a skill."""

    requirement: str
    polarity: str
    years: Years | None
    level: str | None


class Judged(NamedTuple):
    """A label, what was read in its place, and the words that both speak of."""

    gold: str
    read: str
    where: str


def read_items(folder: Path = CASES) -> Iterator[Item]:
    """Every item of the gold set."""
    for path in sorted(folder.glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8"))["items"]:
            yield _item(entry)


def _item(entry: dict[str, Any]) -> Item:
    text = f"{entry['heading']}\n{entry['sentence']}" if entry["heading"] else entry["sentence"]
    begin = len(text) - len(entry["sentence"])
    taken: dict[str, int] = {}
    skills = []
    for skill in entry["skills"]:
        start, end = _place(text, skill["surface"], begin, taken)
        years = Years(**skill["years"]) if skill["years"] else None
        skills.append(GoldSkill(start, end, skill["requirement"], skill["polarity"], years, skill["level"]))
    taken = {}
    qualifications = [
        GoldQualification(*_place(text, q["surface"], begin, taken), q["kind"], q["requirement"])
        for q in entry["qualifications"]
    ]
    return Item(entry["kind"], text, begin, tuple(skills), tuple(qualifications))


def _place(text: str, surface: str, begin: int, taken: dict[str, int]) -> tuple[int, int]:
    """Where the surface stands as words of its own; a surface labelled twice is each time the next one."""
    first = taken.get(surface, begin)
    whole = re.compile(rf"(?<!\w){re.escape(surface)}(?!\w)").search(text, first)
    start = whole.start() if whole else text.index(surface, first)
    taken[surface] = start + 1
    return start, start + len(surface)


@dataclass(frozen=True, slots=True)
class Reading:
    """An item as our readers see it: what they say of its labelled skills, and the qualifications they find."""

    skills: tuple[Said, ...]
    qualifications: tuple[Qualification, ...]


def read_directly(item: Item) -> Reading:
    """Asks the reader of cues about each labelled span, found by extraction or not."""
    segments = split(item.text)
    sections = label_sections(item.text, segments, item.kind)
    reader = CueReader(item.text, segments, item.kind)
    said = []
    for skill in item.skills:
        number = next(n for n in reversed(range(len(segments))) if segments[n].start <= skill.start)
        cues = reader.cues(number, sections[number])
        span = skill.start, skill.end
        said.append(
            Said(
                "mentioned" if sections[number] in ASIDE else cues.requirement(*span),
                cues.polarity(*span),
                cues.years(*span),
                cues.level(skill.start),
            )
        )
    found = find_qualifications(item.text, segments, sections, item.kind, reader)
    return Reading(tuple(said), tuple(q for q in found if q.start >= item.begin))


def read_mentions(extractor: Extractor, item: Item) -> tuple[Said | None, ...]:
    """What fast extraction says of each labelled skill by the mention that overlaps it most, if any does."""
    mentions = extractor.extract(Request(item.text, kind=item.kind, effort="fast")).mentions

    def shared(mention: Any, skill: GoldSkill) -> int:
        return min(mention.end, skill.end) - max(mention.start, skill.start)

    found: list[Said | None] = []
    for skill in item.skills:
        best = max(mentions, key=lambda mention: shared(mention, skill), default=None)
        hit = best is not None and shared(best, skill) > 0
        found.append(Said(best.requirement, best.polarity, best.years, best.level) if hit and best else None)
    return tuple(found)


def macro_f1(pairs: Iterable[tuple[str, str]], classes: Sequence[str]) -> float:
    """The mean over the classes of each one's F1, by (label, read)."""
    counts = Counter(pairs)
    total = 0.0
    for name in classes:
        right = counts[name, name]
        gold = sum(n for (label, _), n in counts.items() if label == name)
        read = sum(n for (_, said), n in counts.items() if said == name)
        total += 2 * right / (gold + read) if gold + read else 1.0
    return total / len(classes)


def baseline_f1(judged: Sequence[Judged], classes: Sequence[str]) -> float:
    """The macro F1 of always saying the commonest label."""
    common = Counter(case.gold for case in judged).most_common(1)[0][0]
    return macro_f1(((case.gold, common) for case in judged), classes)


Told = Iterable[tuple[Item, GoldSkill, Said]]


def requirements(told: Told) -> list[Judged]:
    """Requirement of the asserted skills of postings: in a résumé, and where denied, it is settled."""
    return [
        Judged(skill.requirement, said.requirement, _where(item, skill))
        for item, skill, said in told
        if item.kind == "posting" and skill.polarity == "asserted"
    ]


def polarities(told: Told) -> list[Judged]:
    """Polarity of every skill."""
    return [Judged(skill.polarity, said.polarity, _where(item, skill)) for item, skill, said in told]


def years_read(told: Told) -> list[Judged]:
    """Years of every skill; most have none."""
    return [
        Judged(_years(skill.years), _years(said.years), _where(item, skill)) for item, skill, said in told
    ]


def levels_read(told: Told) -> list[Judged]:
    """Level of every skill; most have none."""
    return [Judged(str(skill.level), str(said.level), _where(item, skill)) for item, skill, said in told]


def _years(years: Years | None) -> str:
    if years is None:
        return "None"
    return "-".join("" if bound is None else f"{bound:g}" for bound in (years.min, years.max))


def _where(item: Item, span: GoldSkill | GoldQualification | Qualification) -> str:
    return f"[{item.text[span.start : span.end]}] {item.text!r}"


def _overlap(one: GoldQualification, other: Qualification) -> bool:
    return one.kind == other.kind and one.start < other.end and other.start < one.end


@dataclass(frozen=True, slots=True)
class Qualifications:
    """Every labelled qualification with its reading, and what was read where none is labelled."""

    found: list[tuple[str, Judged]]  # by kind
    invented: list[tuple[str, str]]  # kind and words

    def scores(self, kind: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of one kind."""
        labelled = [case for name, case in self.found if name == kind]
        hits = sum(case.read != MISSED for case in labelled)
        wrong = sum(name == kind for name, _ in self.invented)
        precision = hits / (hits + wrong) if hits + wrong else 1.0
        recall = hits / len(labelled) if labelled else 1.0
        total = precision + recall
        return precision, recall, 2 * precision * recall / total if total else 0.0

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the kinds."""
        return sum(self.scores(kind)[2] for kind in KINDS) / len(KINDS)


def compare_qualifications(readings: Sequence[tuple[Item, Reading]]) -> Qualifications:
    """Labels against what was found, by kind and overlap; résumés have no such labels."""
    result = Qualifications([], [])
    for item, reading in readings:
        if item.kind == "resume":
            continue
        for gold in item.qualifications:
            hit = next((q.requirement for q in reading.qualifications if _overlap(gold, q)), MISSED)
            result.found.append((gold.kind, Judged(gold.requirement, hit, _where(item, gold))))
        for read in reading.qualifications:
            if not any(_overlap(gold, read) for gold in item.qualifications):
                result.invented.append((read.kind, _where(item, read)))
    return result


class Figures(NamedTuple):
    """The figures that the tests guard."""

    requirement: float
    polarity: float
    qualification_kind: float
    qualification_requirement: float
    years: float
    level: float


def direct_figures(readings: Sequence[tuple[Item, Reading]]) -> Figures:
    """Macro F1 of each question; for years and level the share right of the skills where either names one."""
    told = told_directly(readings)
    qualifications = compare_qualifications(readings)
    return Figures(
        macro_f1(((case.gold, case.read) for case in requirements(told)), REQUIREMENTS),
        macro_f1(((case.gold, case.read) for case in polarities(told)), POLARITIES),
        qualifications.macro_f1,
        macro_f1(((case.gold, case.read) for _, case in qualifications.found), ASKED),
        _share_right(years_read(told)),
        _share_right(levels_read(told)),
    )


def told_directly(readings: Sequence[tuple[Item, Reading]]) -> list[tuple[Item, GoldSkill, Said]]:
    """Every labelled skill with what the cues say of it."""
    return [
        (item, skill, said)
        for item, reading in readings
        for skill, said in zip(item.skills, reading.skills, strict=True)
    ]


def _share_right(judged: Iterable[Judged]) -> float:
    named = [case.gold == case.read for case in judged if {case.gold, case.read} != {"None"}]
    return sum(named) / len(named) if named else 1.0


def table(name: str, judged: Sequence[Judged], classes: Sequence[str]) -> None:
    """Print macro F1 beside the commonest label's, and the confusion."""
    score = macro_f1(((case.gold, case.read) for case in judged), classes)
    print(f"\n{name}: macro F1 {score:.3f} (commonest label {baseline_f1(judged, classes):.3f})")
    counts = Counter((case.gold, case.read) for case in judged)
    columns = [*classes, *sorted({case.read for case in judged} - set(classes))]
    print(f"  {'label / read':15}" + "".join(f"{column:>15}" for column in columns))
    for row in classes:
        print(f"  {row:15}" + "".join(f"{counts[row, column]:15d}" for column in columns))


def report(readings: Sequence[tuple[Item, Reading]]) -> None:
    """Print what the readers say of the labelled spans, and the qualifications."""
    told, figures = told_directly(readings), direct_figures(readings)
    print(
        f"{len(readings)} sentences, {len(told)} skills; the reader of cues, asked about each labelled skill"
    )
    table("requirement", requirements(told), REQUIREMENTS)
    table("polarity", polarities(told), POLARITIES)
    print(f"\nright where label or reading names one: years {figures.years:.3f}, level {figures.level:.3f}")
    qualifications = compare_qualifications(readings)
    print(f"\nqualification kind: macro F1 {qualifications.macro_f1:.3f} (nothing found: 0.000)")
    for kind in KINDS:
        precision, recall, f1 = qualifications.scores(kind)
        print(f"  {kind:15} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    table("qualification requirement, missed ones wrong", [case for _, case in qualifications.found], ASKED)


def report_mentions(extractor: Extractor, items: Sequence[Item]) -> None:
    """Print the same of the mentions that fast extraction finds."""
    told: list[tuple[Item, GoldSkill, Said]] = []
    for item in items:
        found = zip(item.skills, read_mentions(extractor, item), strict=True)
        told += [(item, skill, said) for skill, said in found if said]
    labelled = sum(len(item.skills) for item in items)
    print(f"\nmentions of fast extraction: {len(told)} of {labelled} labelled skills overlap one")
    for name, judged, classes in (
        ("requirement", requirements(told), REQUIREMENTS),
        ("polarity", polarities(told), POLARITIES),
    ):
        score = macro_f1(((case.gold, case.read) for case in judged), classes)
        print(f"  {name} macro F1 {score:.3f} (commonest label {baseline_f1(judged, classes):.3f})")


def show_mistakes(readings: Sequence[tuple[Item, Reading]]) -> None:
    """Print every difference, of development items only."""
    readings = [(item, reading) for item, reading in readings if item.part == "development"]
    told = told_directly(readings)
    qualifications = compare_qualifications(readings)
    for name, judged in (
        ("requirement", requirements(told)),
        ("polarity", polarities(told)),
        ("years", years_read(told)),
        ("level", levels_read(told)),
        ("qualification", [case for _, case in qualifications.found]),
    ):
        for case in judged:
            if case.gold != case.read:
                print(f"{name}: {case.gold}, read {case.read}: {case.where}")
    for kind, where in qualifications.invented:
        print(f"no qualification, read {kind}: {where}")


def main() -> None:
    """Print the figures of the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--part", choices=PARTS, default="development")
    parser.add_argument("--mistakes", action="store_true", help="print them, of the development part only")
    parser.add_argument("--direct", action="store_true", help="without the seed index and the mentions")
    options = parser.parse_args()
    if options.mistakes and options.part == "test":
        parser.error("The mistakes of the test part are not shown; use --part development.")
    items = [item for item in read_items() if item.part == options.part]
    readings = [(item, read_directly(item)) for item in items]
    print(f"part: {options.part}")
    report(readings)
    if not options.direct:
        report_mentions(application_extractor(), items)
    if options.mistakes:
        print()
        show_mistakes(readings)


if __name__ == "__main__":
    main()
