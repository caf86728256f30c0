"""Which terms of ESCO and O*NET are the same skill: by equal names, and by our checked list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from seed_data.building import tables
from seed_data.building.cleaning import key
from seed_data.building.records import Link, Name
from seed_data.building.vocabulary import UnknownTerm, Vocabulary

# Equal names, different things: the ability to make out what people say, and the technology.
_NOT_THE_SAME = frozenset({("speech recognition", "onet:1.A.4.b.4")})

Places = dict[str, set[str]]


def by_hand(table: Path, vocabulary: Vocabulary) -> dict[str, str]:
    """From O*NET id to ESCO id, as `exact_matches.tsv` says; each term may stand there once."""
    pairs: dict[str, str] = {}
    for row in tables.read(table):
        onet, esco = vocabulary.by_id.get(row["onet_id"]), vocabulary.named("esco", row["esco_label"])
        if onet is None or onet.label != row["onet_label"]:
            raise UnknownTerm(
                f"{table.name}: {row['onet_id']} is not {row['onet_label']!r}: correct the line."
            )
        if onet.id in pairs or esco.id in pairs.values():
            raise UnknownTerm(
                f"{table.name}: {onet.label!r} or {esco.label!r} stands there twice: keep one line."
            )
        pairs[onet.id] = esco.id
    return pairs


def by_name(vocabulary: Vocabulary, derived: Iterable[Name]) -> dict[str, str]:
    """From O*NET id to ESCO id where the labels are equal, or a name made by rule equals the other's label.

    A name that several terms of a framework share proves nothing and is left out.
    """
    labels: dict[str, Places] = {"esco": {}, "onet": {}}
    made: dict[str, Places] = {"esco": {}, "onet": {}}
    for skill in vocabulary.skills:
        labels[skill.framework].setdefault(key(skill.label), set()).add(skill.id)
    for name in derived:
        made[vocabulary.by_id[name.skill_id].framework].setdefault(key(name.name), set()).add(name.skill_id)
    pairs: dict[str, str] = {}
    for onet_names, esco_names in (
        (labels["onet"], labels["esco"]),
        (made["onet"], labels["esco"]),
        (labels["onet"], made["esco"]),
    ):
        _add_equal(pairs, onet_names, esco_names)
    return pairs


def _add_equal(pairs: dict[str, str], onet_names: Places, esco_names: Places) -> None:
    for name in sorted(onet_names.keys() & esco_names.keys()):
        onet, esco = onet_names[name], esco_names[name]
        if len(onet) == 1 and len(esco) == 1:
            (onet_id,), (esco_id,) = onet, esco
            if (
                (name, onet_id) not in _NOT_THE_SAME
                and onet_id not in pairs
                and esco_id not in pairs.values()
            ):
                pairs[onet_id] = esco_id


def links(table: Path, vocabulary: Vocabulary, derived: Iterable[Name]) -> list[Link]:
    """The `exact_match` links, from ESCO to O*NET; where both ways know a term, our list decides."""
    ours = by_hand(table, vocabulary)
    found = [Link(esco, "exact_match", onet, "parlance") for onet, esco in ours.items()]
    for onet, esco in by_name(vocabulary, derived).items():
        if onet not in ours and esco not in ours.values():
            found.append(Link(esco, "exact_match", onet, "derived"))
    return found
