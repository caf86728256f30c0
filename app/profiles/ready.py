"""Skills that are sent by their ids, read in a few microseconds where there is nothing to say about them.

What is here gives up, with None, on everything that is not plain: the request is then read like any other, and
whoever sent it is told what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from app.extraction.models import Requirement
from app.profiles.profile import PostingProfile, Wanted
from app.profiles.reading import REQUIREMENT_WEIGHTS, merge_wanted, to_months
from app.vocabulary.index.index import VocabularyIndex

MOST_SKILLS = 1000
_MOST_YEARS = 80
_FIELDS = frozenset({"id", "requirement", "years"})
_PLAIN: Requirement = "required"
_ID = itemgetter("id")


class ReadySkills(NamedTuple):
    """Skills of a request: the id of each one's group, how it is asked for, its months, and the JSON for a receipt."""

    ids: list[str]
    requirements: list[Any]
    months: list[int | None]
    content: Sequence[Mapping[str, Any]]


def group_ids(index: VocabularyIndex) -> dict[str, str]:
    """The id of the group of every skill, by id; made once for an index, since that takes some 20 ms."""
    ids = [index.skill_id(row) for row in range(len(index))]
    return dict(zip(ids, (ids[group] for group in index.skill_group.tolist()), strict=True))


def ready_skills(groups: Mapping[str, str], sent: Any) -> ReadySkills | None:
    """The skills of a request as its JSON has them; None unless each is plain and known."""
    if type(sent) is not list or len(sent) > MOST_SKILLS:
        return None
    try:
        # Some functions of C for all skills take a fifth of the time of a step of Python for each.
        ids = list(map(groups.__getitem__, map(_ID, sent)))
        sizes = list(map(len, sent))
    except (KeyError, TypeError):
        return None
    found = ReadySkills(ids, [_PLAIN] * len(ids), [None] * len(ids), sent)
    if sizes.count(1) == len(sizes):
        return found
    detailed = [place for place, size in enumerate(sizes) if size != 1]
    if not all(_take_details(sent[place], place, found) for place in detailed):
        return None
    return found._replace(content=_with_floats(sent, detailed))


def merged_months(ready: ReadySkills) -> dict[str, int | None]:
    """A worker's skills, each once in the order given, with the longest experience: as `merge_held` does it."""
    found: dict[str, int | None] = dict(zip(ready.ids, ready.months, strict=True))
    if len(found) == len(ready.ids):
        return found
    found = {}
    for id_, months in zip(ready.ids, ready.months, strict=True):
        before = found.get(id_)
        if before is None or (months is not None and months > before):
            found[id_] = months
    return found


def ready_posting(index: VocabularyIndex, ready: ReadySkills) -> PostingProfile:
    """The profile of a posting that asks for these skills, as `SideReader` reads it."""
    wanted = []
    for id_, requirement, months in zip(ready.ids, ready.requirements, ready.months, strict=True):
        row = index.row(id_)
        assert row is not None
        wanted.append(Wanted(row, requirement, REQUIREMENT_WEIGHTS[requirement], (), months or None))
    return PostingProfile(merge_wanted(wanted) if len(set(ready.ids)) < len(wanted) else tuple(wanted))


def _take_details(skill: dict[str, Any], place: int, found: ReadySkills) -> bool:
    asked, years = skill.get("requirement", _PLAIN), skill.get("years")
    if not skill.keys() <= _FIELDS or type(asked) is not str or asked not in REQUIREMENT_WEIGHTS:
        return False
    if years is not None and (type(years) not in (int, float) or not 0 <= years <= _MOST_YEARS):
        return False
    found.requirements[place] = asked
    found.months[place] = to_months(years)
    return True


def _with_floats(sent: Sequence[dict[str, Any]], detailed: Sequence[int]) -> Sequence[dict[str, Any]]:
    """2 years are 2.0 years: a receipt counts what was meant."""
    counted = list(sent)
    for place in detailed:
        years = sent[place].get("years")
        if type(years) is int:
            counted[place] = {**sent[place], "years": float(years)}
    return counted
