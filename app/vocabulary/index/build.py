"""Build the index of a set of releases from its rows. Slow work belongs here: starting a worker only reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from app.vocabulary.index.files import Array, write_index
from app.vocabulary.index.groups import group_rows
from app.vocabulary.index.phrases import build_phrases
from app.vocabulary.index.prefixes import build_prefixes
from app.vocabulary.index.words import WordNumbers, ragged
from app.vocabulary.terms import INVERSE, NAME_KINDS, RELATIONS, SKILL_TYPES, SkillName, SkillTerm, VocabularyRows


class Encoder(Protocol):
    """Turns texts into unit vectors (n, dimension)."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Unit rows, one per text; a row of zeros for a text of no known word."""
        ...


def build_index(rows: VocabularyRows, folder: Path, encoder: Encoder) -> None:
    """Write the index of these rows to a folder; the same rows give the same bytes."""
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
    arrays = {
        **_skill_columns(rows.skills, frameworks, links),
        **_name_columns(names, languages),
        **_word_columns(rows, names, strings),
        **_link_columns(len(rows.skills), links),
        **build_prefixes([name.name for _, name in names], [NAME_KINDS.index(name.kind) for _, name in names]),
        "vectors": _vectors(rows.skills, encoder),
    }
    meta = {
        "releases": [[x.framework, x.version, x.checksum] for x in rows.releases],
        "languages": languages,
        "frameworks": frameworks,
        "skills": len(rows.skills),
        "names": len(names),
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


def _name_columns(names: Sequence[tuple[int, SkillName]], languages: list[str]) -> dict[str, Array]:
    return {
        "name_skill": np.array([row for row, _ in names], dtype=np.int32),
        "name_kind": np.array([NAME_KINDS.index(name.kind) for _, name in names], dtype=np.uint8),
        "name_language": np.array([languages.index(name.language) for _, name in names], dtype=np.uint8),
    }


def _word_columns(
    rows: VocabularyRows, names: Sequence[tuple[int, SkillName]], strings: dict[str, Sequence[str]]
) -> dict[str, Array]:
    numbers = WordNumbers()
    split = [numbers.name(name.name) for _, name in names]
    phrases = build_phrases([stems for _, stems in split])
    plain_starts, plains = ragged([plain for plain, _ in split])
    stem_starts, stem_names = _postings([(row, stems) for (row, _), (_, stems) in zip(names, split, strict=True)])
    of_names = len(numbers.forms())
    ordinary = numbers.counts(sorted(rows.ordinary_words.items()))
    strings["form"] = numbers.forms()
    return {
        "form_ordinary": ordinary,
        "form_of_names": np.array([of_names], dtype=np.int32),
        "phrase_keys": phrases.keys,
        "phrase_values": phrases.phrase,
        "phrase_starts": phrases.name_starts,
        "phrase_names": phrases.names,
        "plain_starts": plain_starts,
        "plains": plains,
        "posting_starts": stem_starts,
        "posting_skills": stem_names,
    }


def _postings(stems_of_skills: Sequence[tuple[int, list[int]]]) -> tuple[Array, Array]:
    """For each stem number the skills that have it in a name: the inverted index that search reads."""
    skills_of: dict[int, set[int]] = {}
    for row, stems in stems_of_skills:
        for stem in stems:
            skills_of.setdefault(stem, set()).add(row)
    return ragged([sorted(skills_of.get(stem, ())) for stem in range(max(skills_of, default=0) + 1)])


def _link_columns(count: int, links: Sequence[tuple[int, str, int]]) -> dict[str, Array]:
    """Both directions of every link, as compressed sparse rows by skill."""
    both = {(source, RELATIONS.index(relation), target) for source, relation, target in links}  # type: ignore[arg-type]
    both |= {(target, RELATIONS.index(INVERSE[relation]), source) for source, relation, target in links}
    targets: list[list[int]] = [[] for _ in range(count)]
    kinds: list[list[int]] = [[] for _ in range(count)]
    for source, kind, target in sorted(both):
        if source != target:
            targets[source].append(target)
            kinds[source].append(kind)
    starts, flat = ragged(targets)
    return {"link_starts": starts, "link_targets": flat, "link_kinds": ragged(kinds)[1].astype(np.uint8)}


def _vectors(skills: Sequence[SkillTerm], encoder: Encoder) -> npt.NDArray[np.float32]:
    return np.ascontiguousarray(encoder.encode([skill.label for skill in skills]), dtype=np.float32)
