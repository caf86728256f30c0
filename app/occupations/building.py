"""Builds the files of the catalogue of occupations from its rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.occupations.catalogue import VECTOR_SCALE
from app.occupations.terms import NEED_RELATIONS, NeedRow, OccupationRows, OccupationTerm, TitleRow
from app.text.folding import fold, singular
from app.text.tokens import tokenize
from app.vocabulary.index.files import Array, write_index
from app.vocabulary.index.phrases import build_phrases
from app.vocabulary.index.words import WordNumbers, ragged

Table = npt.NDArray[np.float64]

FORMAT = "catalogue 1"  # raised whenever a file of the catalogue changes its meaning

# A rated element belongs to a profile from the middle of its scale on; an occupation keeps at most this many.
IMPORTANT = 0.5
MOST_RATED = 30
# What a need counts whose source gives no importance.
_UNSAID = {"essential": 1.0, "optional": 0.5, "technology": 0.5, "rated": 0.5, "derived": 0.5}
# The prefixes of a SOC code that relatives share: occupation, broad occupation, minor group, major group.
_KINSHIP = (len("15-1252"), len("15-125"), len("15-12"), len("15"))


def build_catalogue(rows: OccupationRows, folder: Path) -> None:
    """Writes the catalogue of these rows to a folder; the same rows give the same bytes."""
    numbers = {occupation.id: row for row, occupation in enumerate(rows.occupations)}
    frameworks = sorted({occupation.framework for occupation in rows.occupations})
    ratings, elements = _rating_table(rows.needs, numbers)
    vectors = _standardised(ratings)
    rated = _adopt(vectors, rows.occupations)
    titles, forms = _title_columns(rows.occupations, rows.titles, numbers)
    needs, skill_ids = _need_columns(rows.needs, numbers, dict(zip(elements, _means(ratings), strict=True)))
    arrays: dict[str, Array] = {
        "occupation_framework": np.array([frameworks.index(x.framework) for x in rows.occupations], np.uint8),
        "ratings": np.rint(_unit(vectors) * VECTOR_SCALE).astype(np.int16),
        "rated": rated,
        **titles,
        **needs,
    }
    strings: dict[str, Sequence[str]] = {
        "occupation_id": [occupation.id for occupation in rows.occupations],
        "occupation_title": [occupation.title for occupation in rows.occupations],
        "occupation_uri": [occupation.uri for occupation in rows.occupations],
        "need_skill_id": skill_ids,
        "form": forms,
    }
    releases = [[release.framework, release.version, release.checksum] for release in rows.releases]
    write_index(folder, {"releases": releases, "frameworks": frameworks}, arrays, strings)


def _rating_table(needs: Sequence[NeedRow], numbers: dict[str, int]) -> tuple[Table, list[str]]:
    """The ratings as a table (occupations, elements) with NaN where there is none, and the elements' ids."""
    rated = [need for need in needs if need.relation == "rated" and need.importance is not None]
    elements = sorted({need.skill_id for need in rated})
    column = {element: number for number, element in enumerate(elements)}
    table = np.full((len(numbers), len(elements)), np.nan)
    table[[numbers[need.occupation_id] for need in rated], [column[need.skill_id] for need in rated]] = [
        need.importance for need in rated
    ]
    return table, elements


def _means(ratings: Table) -> list[float]:
    known = ratings[~np.isnan(ratings).all(axis=1)]
    means: list[float] = np.nanmean(known, axis=0).tolist() if len(known) else [0.0] * ratings.shape[1]
    return means


def _standardised(ratings: Table) -> Table:
    """Each element to mean 0 and deviation 1 over the rated occupations; zeros where nothing is known."""
    known = ~np.isnan(ratings).all(axis=1)
    vectors = np.zeros_like(ratings)
    if known.any() and ratings.shape[1]:
        table = ratings[known]
        spread = np.nanstd(table, axis=0)
        vectors[known] = np.nan_to_num((table - np.nanmean(table, axis=0)) / np.where(spread > 0, spread, 1))
    return vectors


def _adopt(vectors: Table, occupations: Sequence[OccupationTerm]) -> npt.NDArray[np.bool_]:
    """Gives occupations without ratings the mean of their nearest relatives; says which have a vector now."""
    rated = _with_vector(vectors)
    families: dict[str, list[int]] = {}
    for row in np.flatnonzero(rated).tolist():
        for prefix in _prefixes(occupations[row]):
            families.setdefault(prefix, []).append(row)
    own = vectors.copy()
    for row in np.flatnonzero(~rated).tolist():
        family = next(
            (families[prefix] for prefix in _prefixes(occupations[row]) if prefix in families), None
        )
        if family:
            vectors[row] = own[family].mean(axis=0)
    return _with_vector(vectors)


def _with_vector(vectors: Table) -> npt.NDArray[np.bool_]:
    return np.asarray(vectors.any(axis=1), dtype=np.bool_)


def _prefixes(occupation: OccupationTerm) -> list[str]:
    """The groups of an occupation in the SOC, the closest first; none outside O*NET."""
    framework, _, code = occupation.id.partition(":")
    return [code[:length] for length in _KINSHIP] if framework == "onet" else []


def _unit(vectors: Table) -> Table:
    lengths = np.sqrt((vectors**2).sum(axis=1, keepdims=True))
    unit: Table = vectors / np.where(lengths > 0, lengths, 1)
    return unit


def _title_columns(
    occupations: Sequence[OccupationTerm], others: Sequence[TitleRow], numbers: dict[str, int]
) -> tuple[dict[str, Array], list[str]]:
    """Titles as phrases of singulars: "Cooks" is "cook", "cooking" is not. Preferred titles come first."""
    titles = [(row, occupation.title) for row, occupation in enumerate(occupations)]
    titles += [(numbers[other.occupation_id], other.title) for other in others]
    forms = WordNumbers()
    split = [[forms.number(singular(fold(word)[0])) for word in tokenize(title).words] for _, title in titles]
    phrases = build_phrases(split)
    arrays: dict[str, Array] = {
        "title_occupation": np.array([row for row, _ in titles], dtype=np.int32),
        "phrase_keys": phrases.keys,
        "phrase_values": phrases.phrase,
        "phrase_starts": phrases.name_starts,
        "phrase_names": phrases.names,
    }
    return arrays, forms.forms()


def _need_columns(
    needs: Sequence[NeedRow], numbers: dict[str, int], mean: dict[str, float]
) -> tuple[dict[str, Array], list[str]]:
    """The profiles as compressed sparse rows, and the ids of the skills in them."""
    profiles: list[list[tuple[float, str, int]]] = [[] for _ in numbers]
    for need in needs:
        importance = _UNSAID[need.relation] if need.importance is None else need.importance
        if need.relation != "rated" or (importance >= IMPORTANT and importance > mean[need.skill_id]):
            entry = (-importance, need.skill_id, NEED_RELATIONS.index(need.relation))
            profiles[numbers[need.occupation_id]].append(entry)
    profiles = [_most_important(profile) for profile in profiles]
    skill_ids = sorted({skill for profile in profiles for _, skill, _ in profile})
    skill_number = {skill: number for number, skill in enumerate(skill_ids)}
    starts, skills = ragged([[skill_number[skill] for _, skill, _ in profile] for profile in profiles])
    arrays: dict[str, Array] = {
        "need_starts": starts,
        "need_skill": skills,
        "need_importance": np.array([-x for profile in profiles for x, _, _ in profile], dtype=np.float32),
        "need_relation": np.array([x for profile in profiles for _, _, x in profile], dtype=np.uint8),
    }
    return arrays, skill_ids


def _most_important(profile: list[tuple[float, str, int]]) -> list[tuple[float, str, int]]:
    rated_number = NEED_RELATIONS.index("rated")
    ordered = sorted(profile)
    rated = [entry for entry in ordered if entry[2] == rated_number][:MOST_RATED]
    return sorted([entry for entry in ordered if entry[2] != rated_number] + rated)
