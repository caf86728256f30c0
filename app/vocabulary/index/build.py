"""Build the index of a set of releases from its rows. Slow work belongs here: starting a worker only reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from app.text.encoder import Encoder
from app.vocabulary.index.files import Array, write_index
from app.vocabulary.index.groups import group_rows
from app.vocabulary.index.phrases import build_phrases
from app.vocabulary.index.postings import build_postings
from app.vocabulary.index.prefixes import build_prefixes, name_starts
from app.vocabulary.index.prominence import IndexedName, handicaps, prominence
from app.vocabulary.index.vectors import NamedEncoder, vector_columns
from app.vocabulary.index.words import WordNumbers, ragged
from app.vocabulary.terms import (
    INVERSE,
    NAME_KINDS,
    RELATIONS,
    SKILL_TYPES,
    SkillName,
    SkillTerm,
    VocabularyRows,
)


def build_index(
    rows: VocabularyRows, folder: Path, encoder: Encoder, reader: NamedEncoder | None = None
) -> None:
    """Write the index of these rows to a folder; the same rows give the same bytes.

    Without `reader` the index has no vectors of the reading encoder, and cannot serve effort `thorough`.
    """
    row_of = {skill.id: row for row, skill in enumerate(rows.skills)}
    names = _all_names(rows, row_of)
    links = [(row_of[x.source_id], x.relation, row_of[x.target_id]) for x in rows.links if _known(x, row_of)]
    strings: dict[str, Sequence[str]] = {
        "skill_id": [skill.id for skill in rows.skills],
        "skill_uri": [skill.uri for skill in rows.skills],
        "skill_label": [skill.label for skill in rows.skills],
        "name": [name.name for _, name in names],
    }
    languages = sorted({name.language for _, name in names})
    frameworks = sorted({skill.framework for skill in rows.skills})
    numbers = WordNumbers()
    split = [numbers.name(name.name) for _, name in names]
    skill_columns = _skill_columns(rows.skills, frameworks, links)
    arrays = {
        **skill_columns,
        **_completion_columns(names, numbers.keys([plains for plains, _ in split]), skill_columns),
        **_name_columns(names, languages, rows.misleading),
        **_word_columns(numbers, split),
        **_ordinary_columns(numbers, rows.ordinary_words),
        **_link_columns(len(rows.skills), links),
        **vector_columns(rows.skills, encoder, reader, folder),
    }
    strings["form"] = numbers.forms()
    meta = {
        "releases": [[x.framework, x.version, x.checksum] for x in rows.releases],
        "languages": languages,
        "frameworks": frameworks,
        "skills": len(rows.skills),
        "names": len(names),
        "reader": "" if reader is None else reader.checksum,
    }
    write_index(folder, meta, arrays, strings)


def _known(link: Any, row_of: dict[str, int]) -> bool:
    return link.source_id in row_of and link.target_id in row_of


def _all_names(rows: VocabularyRows, row_of: dict[str, int]) -> list[tuple[int, SkillName]]:
    """Labels first, in the order of the skills, so that the name of row r is the label of skill r."""
    names = [(row, SkillName(skill.id, "en", "label", skill.label)) for row, skill in enumerate(rows.skills)]
    names += [(row_of[name.skill_id], name) for name in rows.names if name.skill_id in row_of]
    return names


def _skill_columns(
    skills: Sequence[SkillTerm], frameworks: list[str], links: Sequence[tuple[int, str, int]]
) -> dict[str, Array]:
    exact = [(source, target) for source, relation, target in links if relation == "exact_match"]
    return {
        "skill_framework": np.array([frameworks.index(skill.framework) for skill in skills], dtype=np.uint8),
        "skill_type": np.array([SKILL_TYPES.index(skill.type) for skill in skills], dtype=np.uint8),
        "skill_group": group_rows(skills, exact),
    }


def _name_columns(
    names: Sequence[tuple[int, SkillName]], languages: list[str], misleading: frozenset[tuple[str, str]]
) -> dict[str, Array]:
    misleads = [(name.skill_id, name.name) in misleading for _, name in names]
    return {
        "name_misleading": np.array(misleads, dtype=np.bool_),
        "name_skill": np.array([row for row, _ in names], dtype=np.int32),
        "name_kind": np.array([NAME_KINDS.index(name.kind) for _, name in names], dtype=np.uint8),
        "name_language": np.array([languages.index(name.language) for _, name in names], dtype=np.uint8),
    }


def _word_columns(numbers: WordNumbers, split: Sequence[tuple[list[int], list[int]]]) -> dict[str, Array]:
    """What is read by the words of names: phrases, postings and plain forms."""
    phrases = build_phrases([stems for _, stems in split])
    plain_starts, plains = ragged([plain for plain, _ in split])
    return {
        "form_of_names": np.array([len(numbers)], dtype=np.int32),
        "phrase_keys": phrases.keys,
        "phrase_values": phrases.phrase,
        "phrase_starts": phrases.name_starts,
        "phrase_names": phrases.names,
        "plain_starts": plain_starts,
        "plains": plains,
        **build_postings([stems for _, stems in split]),
    }


def _ordinary_columns(numbers: WordNumbers, words: dict[str, int]) -> dict[str, Array]:
    """How ordinary each form is; numbers the ordinary words that stand in no name, so it comes last."""
    return {"form_ordinary": numbers.counts(sorted(words.items()))}


def _completion_columns(
    names: Sequence[tuple[int, SkillName]], keys: Sequence[str], skills: dict[str, Array]
) -> dict[str, Array]:
    indexed = [IndexedName(row, x.kind, x.language, key) for (row, x), key in zip(names, keys, strict=True)]
    starts = name_starts(keys)
    points = prominence(indexed, starts, skills["skill_group"], skills["skill_framework"])
    columns = build_prefixes(starts, handicaps(indexed, points))
    return {**columns, "skill_prominence": points.astype(np.float32)}


def _link_columns(count: int, links: Sequence[tuple[int, str, int]]) -> dict[str, Array]:
    """Both directions of every link, as compressed sparse rows by skill."""
    both = {(source, RELATIONS.index(relation), target) for source, relation, target in links}
    both |= {(target, RELATIONS.index(INVERSE[relation]), source) for source, relation, target in links}
    targets: list[list[int]] = [[] for _ in range(count)]
    kinds: list[list[int]] = [[] for _ in range(count)]
    for source, kind, target in sorted(both):
        if source != target:
            targets[source].append(target)
            kinds[source].append(kind)
    starts, flat = ragged(targets)
    return {"link_starts": starts, "link_targets": flat, "link_kinds": ragged(kinds)[1].astype(np.uint8)}
