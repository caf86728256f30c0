"""One résumé written in ways that must make no difference: another name, school or degree, other dates, other marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from benchmarks.ranking.workers import PRONOUNS, Entry, Worker, resume

NAMES = (
    "Aaliyah Washington", "Björn Þórsson", "Chukwuemeka Nwosu", "Đặng Thị Hoa", "Eleni Papadopoulou", "Fatima al-Zahra",
    "Greg O'Connor", "Hiroshi Yamamoto", "Indira Krishnamurthy", "José María de la Cruz", "Kateryna Шевченко",
    "李 小龙", "Mary Ann Cook", "Nkosazana Dlamini", "Olga Baker", "Xochitl Hernández", "Will Mason", "Zainab Carpenter",
    "Jack Welder", "Ruby Python",
)  # fmt: skip
ADDRESSES = (
    "1 Cook Street, Bakersfield", "Flat 12, Nurse Close, Newtown", "Hauptstraße 5, 10115 Berlin", "PO Box 9, Nairobi",
    "22 Rue des Boulangers, Lyon", "44 Driver Avenue, Accountants Quay", "Calle Mayor 3, 28013 Madrid", "",
)  # fmt: skip
EDUCATIONS: tuple[tuple[str, ...], ...] = (
    (),
    ("Oak Hill Private School",),
    ("Northside Comprehensive School, 2009",),
    ("Bachelor's degree in nursing, Example University, 2010",),
    ("Master's degree in computer science, Institute of Technology, 2012",),
    ("BSc Accounting and Finance, London School of Economics",),
    ("BA (Hons) Hospitality Management, Example College",),
    ("Diploma in carpentry and joinery, Example College, 2008",),
    ("PhD in food science, Universidad de Ejemplo, 2015",),
    ("MBA, Example Business School, 2014", "Bachelor of Arts in logistics, Example University, 2010"),
    ("High school diploma, Sampleton High School", "GED"),
)

_COURSE = re.compile(r"certificate|course|apprentice", re.I)
Written = Iterator[tuple[str, str]]


def alike(worker: Worker) -> Written:
    """The résumés that must score as the worker's own does, each with what was changed."""
    for kind in (names, pronouns, addresses, educations, shifted, gaps, bullets):
        yield from kind(worker)


def names(worker: Worker) -> Written:
    """Other names, in the heading and wherever the text says it."""
    for name in _some(worker, NAMES):
        yield f"name {name}", resume(replace(worker, name=name))


def pronouns(worker: Worker) -> Written:
    """The three pronouns, where the text has one."""
    if "{they}" in worker.about.lower():
        for pronoun in PRONOUNS:
            yield f"pronoun {pronoun}", resume(worker, pronoun=pronoun)


def addresses(worker: Worker) -> Written:
    """Other addresses, or none."""
    for address in _some(worker, ADDRESSES):
        yield f"address {address or 'none'}", resume(replace(worker, address=address))


def educations(worker: Worker) -> Written:
    """Other schools, other degrees in other fields, or none; a course or an apprenticeship is no degree and stays."""
    if any(_COURSE.search(line) for line in worker.education):
        return
    for education in _some(worker, EDUCATIONS):
        yield f"education {'; '.join(education) or 'none'}", resume(replace(worker, education=education))


def shifted(worker: Worker) -> Written:
    """All dates some years earlier, with the same durations."""
    for years in (1, 7):
        yield f"{years} years earlier", resume(_moved(worker, lambda _, years=years: -12 * years))  # type: ignore[misc]


def gaps(worker: Worker) -> Written:
    """A gap: the latest job stays where it is, and all before it moves back; alone, it moves back itself."""
    entries = [*worker.jobs, *worker.unpaid]
    if not entries:
        return
    latest = max(entries, key=lambda entry: entry.last)
    for months in (5, 30):
        alone = len(entries) == 1

        def by(entry: Entry, months: int = months, alone: bool = alone) -> int:
            return 0 if entry is latest and not alone else -months

        yield f"a gap of {months} months", resume(_moved(worker, by))


def bullets(worker: Worker) -> Written:
    """The list of skills with commas, with bullets, and in lines."""
    plain = resume(worker)
    commas, written = (
        ", ".join(worker.skills),
        [mark + skill for mark in ("• ", "* ") for skill in worker.skills],
    )
    half = len(worker.skills)
    if not commas:
        return
    if commas in plain:
        for mark in ("- ", "• ", "* "):
            yield (
                f"skills in lines with {mark.strip()}",
                plain.replace(commas, "\n" + "\n".join(mark + skill for skill in worker.skills))
                .replace(": \n", ":\n")
                .replace("\n\n" + mark, "\n" + mark),
            )
    for marked in ("\n".join(written[:half]), "\n".join(written[half:])):
        if marked in plain:
            yield "skills in a line with commas", plain.replace(marked, commas)


def capitals(worker: Worker) -> str:
    """The whole résumé in capitals."""
    return resume(worker).upper()


def _moved(worker: Worker, by: Callable[[Entry], int]) -> Worker:
    """The worker with the dates of each entry moved by so many months."""
    jobs, unpaid = (
        tuple(replace(e, first=month(e.first, by(e)), last=month(e.last, by(e))) for e in entries)
        for entries in (worker.jobs, worker.unpaid)
    )
    return replace(worker, jobs=jobs, unpaid=unpaid)


def month(said: str, by: int) -> str:
    """A month such as 2018-03 moved by so many months; "present" stays."""
    if said == "present":
        return said
    number = int(said[:4]) * 12 + int(said[5:]) - 1 + by
    return f"{number // 12}-{number % 12 + 1:02}"


def _some(worker: Worker, items: tuple, most: int = 4) -> list:  # type: ignore[type-arg]
    """Some of the items, other ones for other workers, so that together they try them all."""
    first = sum(map(ord, worker.key))
    return [items[(first + step) % len(items)] for step in range(min(most, len(items)))]
