"""Cases made from the taxonomies by a seeded script: a posting of an occupation, and workers near to it and far.

Workers of the same occupation are graded 3, of one that O*NET calls most closely related (`Primary-Short`) 2, of one
further down its list (`Supplemental`) 1, and of one that neither lists and that lies in another major group 0. Each
text takes its own sample of the work. Postings say it in O*NET's task sentences and a few of ESCO's preferred labels.
Résumés say it in other words, in one of two ways: `labels`, ESCO's alternative labels, the work history in the past
tense; or `activities`, the work history in O*NET's own shorter wording, which shares many words with the tasks that
the same authors wrote.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from benchmarks.ranking.cases import Query, Trap
from benchmarks.ranking.releases import Work
from benchmarks.ranking.workers import Entry, Worker, resume

Wording = Literal["labels", "activities"]
WORDINGS: tuple[Wording, ...] = ("labels", "activities")
Item = TypeVar("Item")

SEED = 20260115
PER_GROUP = 3  # occupations of each SOC major group
SAME, CLOSE, FURTHER, DISTANT = 3, 2, 1, 0
_HOW_MANY = {SAME: 2, CLOSE: 3, FURTHER: 3, DISTANT: 4}

GROUPS = {
    "11": "management", "13": "business and finance", "15": "computing", "17": "engineering", "19": "science",
    "21": "social service", "23": "law", "25": "education", "27": "arts and media", "29": "health professions",
    "31": "health support and care", "33": "protective service", "35": "food", "37": "cleaning and grounds",
    "39": "personal care", "41": "sales", "43": "office", "45": "farming", "47": "construction",
    "49": "installation and repair", "51": "production", "53": "transport",
}  # fmt: skip
_NAMES = (
    "Ana Silva,Bo Lindgren,Chen Li,Deniz Kaya,Efua Boateng,Farid Aziz,Gita Patel,Hugo Meyer,Imani Otieno,Jonas Berg"
    ",Kim Ngo,Leila Amiri,Mateo Cruz,Nina Popova,Owen Hughes,Pilar Gomez,Quentin Roy,Rania Said,Sean Murphy,Tove Dahl"
).split(",")
_PLACES = "Northfield,Sampleton,Portville,Westby,Eastmoor,Millbrook".split(",")
_FIRMS = "Example Ltd,Sample & Co,Harbour Group,Green Valley,Union Services,Oak Partners".split(",")
_ANY_SKILLS = (
    "teamwork,punctuality,Microsoft Word,driving licence,email,English,organisation,problem solving".split(
        ","
    )
)
_ABOUT = (
    "Reliable worker who learns fast.", "I look for a place where I can stay.", "Ready to start next month.",
    "Used to early mornings.", "Friendly and careful.", "I have moved here last year with my family.",
)  # fmt: skip
_INTROS = (
    "We are a growing team and look for a new colleague.", "Join us at our site near the station.",
    "To support our team we are hiring.", "We have a vacancy from next month.",
)  # fmt: skip
_PAST = {
    "give": "gave", "take": "took", "make": "made", "keep": "kept", "set": "set", "write": "wrote", "read": "read",
    "sell": "sold", "build": "built", "teach": "taught", "drive": "drove", "cut": "cut", "lead": "led", "hold": "held",
    "lay": "laid", "feed": "fed", "draw": "drew", "speak": "spoke", "meet": "met", "put": "put", "run": "ran",
    "buy": "bought", "bring": "brought", "grind": "ground", "weave": "wove", "bind": "bound", "choose": "chose",
    "send": "sent", "tell": "told", "find": "found", "spread": "spread", "sew": "sewed", "get": "got", "do": "did",
    "understand": "understood", "oversee": "oversaw", "undertake": "undertook", "conduct": "conducted",
}  # fmt: skip
_DOUBLED = frozenset(
    "plan stop fit ship trim chop scan log equip transfer refer strip wrap clip grip mop".split()
)


def taxonomy_queries(work: Mapping[str, Work], wording: Wording) -> Iterator[Query]:
    """A query for each of some occupations of every group; the same ones on every run."""
    chance = random.Random(SEED)
    verbs = frozenset(names[0].partition(" ")[0] for known in work.values() for names in known.skills)
    for group, name in GROUPS.items():
        codes = sorted(code for code in work if code.startswith(group) and _usable(work, code))
        for code in sorted(chance.sample(codes, min(PER_GROUP, len(codes)))):
            yield _Cases(work, wording, random.Random(f"{SEED} {code}"), verbs).query(code, name)


def _usable(work: Mapping[str, Work], code: str) -> bool:
    tiers = [tier for other, tier in work[code].related.items() if other in work]
    many = (
        tiers.count("Primary-Short") >= _HOW_MANY[CLOSE] and tiers.count("Supplemental") >= _HOW_MANY[FURTHER]
    )
    return many and "All Other" not in work[code].title


@dataclass(slots=True)
class _Cases:
    """Writes the texts of one query."""

    work: Mapping[str, Work]
    wording: Wording
    chance: random.Random
    verbs: frozenset[str]  # what preferred labels of skills begin with

    def query(self, code: str, trade: str) -> Query:
        chosen = [(code, SAME)] * _HOW_MANY[SAME]
        for grade, codes in (
            (CLOSE, _of_tier(self.work, code, "Primary-Short")),
            (FURTHER, _of_tier(self.work, code, "Supplemental")),
            (DISTANT, _far(self.work, code)),
        ):
            chosen += [(other, grade) for other in self.chance.sample(codes, _HOW_MANY[grade])]
        far = [self.work[other] for other in self.chance.sample(_far(self.work, code), len(chosen) + 1)]
        resumes, grades = {}, {}
        posting = self._posting(self.work[code])
        for number, (own, grade) in enumerate(chosen):
            key = f"{code}-{number}"
            worker = self._worker(key, self.work[own], self.work[own].titles)
            resumes[key] = resume(self._with_earlier(worker, far[number]))
            grades[key] = grade
        # In traps only: the work under another title, and the title over other work.
        own_work, other = self.work[code], far[-1]
        resumes["skills"] = resume(self._worker(f"{code}-skills", own_work, other.titles))
        resumes["title"] = resume(self._worker(f"{code}-title", other, own_work.titles))
        trap = Trap("skills", "title", "skills over title")
        return Query(f"{self.wording}/{code}", trade, posting, resumes, grades, (trap,))

    def _posting(self, work: Work) -> str:
        duties = [f"- {task}" for task in self._some(work.tasks, 5)]
        needs = [f"- {names[0]}" for names in self._some([*work.skills, *work.knowledge], 3)]
        needs.append(f"- {self.chance.choice(_ANY_SKILLS)}")
        blocks = [
            work.title,
            self.chance.choice(_INTROS),
            "\n".join(["What you will do", *duties]),
            "\n".join(["What you bring", *needs]),
            "We offer a permanent contract and paid holidays.",
        ]
        return "\n\n".join(blocks)

    def _worker(self, key: str, work: Work, titles: Sequence[str]) -> Worker:
        first = self.chance.randint(2010, 2018)
        did = self._did(work, 4)
        job = Entry(
            self.chance.choice(titles),
            f"{self.chance.choice(_FIRMS)}, {self.chance.choice(_PLACES)}",
            f"{first}-{self.chance.randint(1, 12):02}",
            f"{first + self.chance.randint(3, 6)}-{self.chance.randint(1, 12):02}",
            did,
        )
        said = {line.lower() for line in did}
        skills = [
            other
            for names in self._some([*work.skills, *work.knowledge], 4)
            if (other := self._other(names)) not in said
        ]
        skills += self.chance.sample(_ANY_SKILLS, 2)
        self.chance.shuffle(skills)
        name, place = self.chance.choice(_NAMES), self.chance.choice(_PLACES)
        address = f"{self.chance.randint(1, 99)} Station Road, {place}"
        return Worker(key, name, address, self.chance.choice(_ABOUT), jobs=(job,), skills=tuple(skills))

    def _with_earlier(self, worker: Worker, work: Work) -> Worker:
        """The worker who did something else before."""
        first = int(worker.jobs[0].first[:4])
        title, firm = self.chance.choice(work.titles), self.chance.choice(_FIRMS)
        earlier = Entry(title, firm, f"{first - 3}-02", f"{first - 1}-11", self._did(work, 2))
        return replace(worker, jobs=(*worker.jobs, earlier))

    def _did(self, work: Work, most: int) -> tuple[str, ...]:
        if self.wording == "activities":
            return tuple(past(activity) for activity in self._some(work.activities, most))
        return tuple(past(self._other(names, verbal=True)) for names in self._some(work.skills, most))

    def _other(self, names: Sequence[str], *, verbal: bool = False) -> str:
        """A name of a skill that is not its preferred one, where there is another (that begins with a verb)."""
        others = [name for name in names[1:] if not verbal or name.partition(" ")[0] in self.verbs]
        return self.chance.choice(others or names[:1])

    def _some(self, items: Sequence[Item], most: int) -> list[Item]:
        return self.chance.sample(list(items), min(most, len(items)))


def _of_tier(work: Mapping[str, Work], code: str, tier: str) -> list[str]:
    return sorted(other for other, named in work[code].related.items() if named == tier and other in work)


def _far(work: Mapping[str, Work], code: str) -> list[str]:
    """Occupations of other groups that neither list names."""
    near = {code, *work[code].related}
    return sorted(
        other
        for other in work
        if other[:2] != code[:2] and other not in near and code not in work[other].related
    )


def past(activity: str) -> str:
    """An activity as done: "Prepare operational budgets." is "Prepared operational budgets"."""
    verb, _, rest = activity.rstrip(". ").partition(" ")
    return f"{_past_verb(verb).capitalize()} {rest}"


def _past_verb(verb: str) -> str:
    low = verb.lower()
    if low in _PAST:
        return _PAST[low]
    if low.endswith("e"):
        return f"{low}d"
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        return f"{low[:-1]}ied"
    return f"{low}{low[-1]}ed" if low in _DOUBLED else f"{low}ed"
