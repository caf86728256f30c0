"""Other titles of an occupation: made from its official title by rule, and the everyday ones of our list."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from seed_data.building import tables
from seed_data.building.cleaning import key, unique, word_set
from seed_data.building.records import Occupation

_EXCEPT = re.compile(r", (?:Except|Including) .+$")
_LIST = re.compile(r", and |, | and ")
_TWO = re.compile(r"^(?P<first>\w+) and (?P<second>\w+)$")

# A word counts as the name of a kind of worker by its ending, or because it stands here.
_WORKER = re.compile(r"(?:er|or|ist|ian|ant|ent|man|woman|ess|yst|eer|ary|ect|ee|ician|mason)$")
_WORKERS = word_set(
    "aide athlete attorney bailiff barista bellhop boilermaker butcher chauffeur chef clerk coach "
    "concierge cook custodian escort executive guard guide host judge magistrate maid mate mechanic "
    "medic midwife millwright model nanny nurse orderly paramedic pilot porter representative "
    "roustabout salesperson scout smith steward surgeon tutor usher warden wright"
)
_NOT_WORKERS = word_set("computer fiber labor motor other power rebar water weather")
_SAYS_TOO_LITTLE = word_set(
    "agent analyst attendant bender caster collector cutter director examiner filer finisher fitter "
    "helper inspector molder operator performer producer repairer sampler searcher shaper sorter "
    "specialist technician tender tester worker"
)
_KNOWN_ALONE = word_set(
    "adjudicator animator bellhop chauffeur composer ergonomist flagger jailer journalist reporter typist"
)
_NOT_BY_RULE = frozenset({"Physicians, Pathologists"})


def singular(word: str) -> str:
    """`Secretaries` → `Secretary`, `Waitresses` → `Waitress`, `Foremen` → `Foreman`; other words stay."""
    lower = word.casefold()
    for ending, length, instead in (("wives", 3, "fe"), ("men", 2, "an"), ("ies", 3, "y")):
        if lower.endswith(ending):
            return word[:-length] + instead
    if lower.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if lower.endswith("s") and not lower.endswith("ss") else word


def _is_workers(phrase: str) -> bool:
    """Whether a phrase names a kind of worker in the plural, such as `Head Cooks`."""
    last = phrase.partition(" of ")[0].split()[-1]
    one = re.split(r"[-/]", singular(last).casefold())[-1]
    if one == last.casefold() or one in _NOT_WORKERS:
        return False
    return one in _WORKERS or _WORKER.search(one) is not None


def _one(phrase: str) -> str:
    """The title of one worker: the word for the worker in the singular."""
    workers, of, rest = phrase.partition(" of ")
    *front, last = workers.split()
    return " ".join([*front, singular(last)]) + of + rest


def _groups(title: str) -> list[str]:
    """The groups of workers that a title names: its shorter form, its parts, its inversion."""
    short = _EXCEPT.sub("", title)
    head, comma, qualifier = short.partition(", ")
    if comma and _is_workers(head) and not _LIST.search(head) and not _is_workers(qualifier):
        return _inverted(head, qualifier)
    if " of " in short:
        return [short] if _is_workers(short) and not _LIST.search(short.partition(" of ")[0]) else []
    return _parts(short)


def _parts(title: str) -> list[str]:
    """`Food Scientists and Technologists` names two groups; a single word shares the words before it."""
    parts = _LIST.split(title)
    workers = [part for part in parts if _is_workers(part)]
    if len(workers) < len(parts):
        return [title] if workers == parts[-1:] else []
    shared = parts[0].rpartition(" ")[0]
    full = [_with_words_before(part, shared) for part in parts]
    return [part for part in full if _one(part).casefold() not in _SAYS_TOO_LITTLE and part[:6] != "Other "]


def _with_words_before(part: str, shared: str) -> str:
    complete = " " in part or not shared or singular(part).casefold() in _KNOWN_ALONE
    return part if complete else f"{shared} {part}"


def _inverted(head: str, qualifier: str) -> list[str]:
    """`Cooks, Fast Food` → `Fast Food Cooks`; `Bus Drivers, Transit and Intercity` → one for each word."""
    if qualifier == "General":
        return [head]
    two = _TWO.match(qualifier)
    if two is not None:
        return [f"{two['first']} {head}", f"{two['second']} {head}"]
    return [] if _LIST.search(qualifier) or len(qualifier.split()) > 3 else [f"{qualifier} {head}"]


def titles_by_rule(title: str) -> list[str]:
    """All titles that the rules make of an official one, without it."""
    if "All Other" in title or title.startswith("Helpers--") or title in _NOT_BY_RULE:
        return []
    groups = _groups(title)
    return [made for made in unique([*groups, *(_one(group) for group in groups)]) if made != title]


def derived(occupations: list[Occupation]) -> list[tuple[str, str, str]]:
    """Rows (occupation, `derived`, title) for titles that only one occupation makes and none bears."""
    made = [
        (occupation.id, title) for occupation in occupations for title in titles_by_rule(occupation.title)
    ]
    official = {key(occupation.title) for occupation in occupations}
    wanted = Counter(title_key for _, title_key in {(owner, key(title)) for owner, title in made})
    return [
        (owner, "derived", title)
        for owner, title in made
        if wanted[key(title)] == 1 and key(title) not in official
    ]


def aliases(table: Path, occupations: list[Occupation]) -> list[tuple[str, str, str]]:
    """Rows (occupation, `alias`, title) of our list, after each was checked against the occupations."""
    by_code = {occupation.code: occupation for occupation in occupations}
    official = {key(occupation.title): occupation.code for occupation in occupations}
    seen: dict[str, str] = {}
    found = []
    for row in tables.read(table):
        code, alias = row["code"], row["alias"]
        if code not in by_code or by_code[code].title != row["title"]:
            raise ValueError(f"{table.name}: {code} is not {row['title']!r}: correct the code or the title.")
        if official.get(key(alias), code) != code or seen.setdefault(key(alias), code) != code:
            raise ValueError(f"{table.name}: {alias!r} would name two occupations: keep it for one of them.")
        found.append((by_code[code].id, "alias", alias))
    return found


def table(occupations: list[Occupation], alias_table: Path) -> list[tuple[str, str, str]]:
    """All other titles, ours first where a rule made the same one for another occupation."""
    ours = aliases(alias_table, occupations)
    owner_of = {key(title): owner for owner, _, title in ours}
    by_rule = [row for row in derived(occupations) if key(row[2]) not in owner_of]
    return sorted(by_rule + ours)
