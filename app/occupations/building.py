"""Builds the files of the catalogue of occupations from its rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.occupations.catalogue import (
    HOT,
    IN_DEMAND,
    NOT_RATED,
    RATED,
    RATED_BY_MATCH,
    SUPPRESSED,
    VECTOR_SCALE,
    WEIGHT_SCALE,
)
from app.occupations.profile_crosswalk import MEASURED, OFFICIAL, TakenOver, nearest, taken_over, weight
from app.occupations.terms import (
    MATCH_RELATIONS,
    NEED_RELATIONS,
    MatchRow,
    NeedRow,
    OccupationRows,
    OccupationTerm,
    TitleRow,
)
from app.text.folding import fold, singular
from app.text.tokens import tokenize
from app.vocabulary.arranging import arranged
from app.vocabulary.index.build import build_index
from app.vocabulary.index.files import Array, write_index
from app.vocabulary.index.phrases import build_phrases
from app.vocabulary.index.words import WordNumbers, ragged
from app.vocabulary.terms import SkillName, SkillTerm

Table = npt.NDArray[np.float64]

# Raised whenever a file of the catalogue, or of the index of titles, changes its meaning.
FORMAT, TITLES_FORMAT = "catalogue 4", "titles 1"

# A rated element belongs to a profile from the middle of its scale on; an occupation keeps at most this many.
IMPORTANT = 0.5
MOST_RATED = 30
# So many skills at most come through a crosswalk: occupations that it matches only broadly have hundreds.
MOST_TAKEN = 60
_HIDDEN = "hidden"  # titles to search by; many name something else, so they are not looked for in texts
# The prefixes of a SOC code that relatives share: occupation, broad occupation, minor group, major group.
_KINSHIP = (len("15-1252"), len("15-125"), len("15-12"), len("15"))


def build_catalogue(rows: OccupationRows, folder: Path) -> None:
    """Writes the catalogue of these rows to a folder; the same rows give the same bytes."""
    numbers = {occupation.id: row for row, occupation in enumerate(rows.occupations)}
    frameworks = sorted({occupation.framework for occupation in rows.occupations})
    ratings, elements = _rating_table(rows.needs, numbers)
    vectors = _standardised(ratings)
    matched = _matched(rows.matches, numbers)
    rated = _adopt(vectors, rows.occupations, matched)
    titles, forms = _title_columns(rows.occupations, rows.titles, numbers)
    joined = _joined(rows.needs, numbers, matched)
    own, own_skill_ids = _own_columns(rows, numbers)
    needs, skill_ids = _need_columns(joined, dict(zip(elements, _means(ratings), strict=True)))
    arrays: dict[str, Array] = {
        "occupation_framework": np.array([frameworks.index(x.framework) for x in rows.occupations], np.uint8),
        "occupation_zone": np.array([x.job_zone or 0 for x in rows.occupations], np.uint8),
        "ratings": np.rint(_unit(vectors) * VECTOR_SCALE).astype(np.int16),
        "rated": rated,
        **titles,
        **needs,
        **_core_columns(joined),
        **_match_columns(rows, numbers),
        **own,
    }
    strings: dict[str, Sequence[str]] = {
        "occupation_id": [occupation.id for occupation in rows.occupations],
        "occupation_title": [occupation.title for occupation in rows.occupations],
        "occupation_uri": [occupation.uri for occupation in rows.occupations],
        "occupation_code": [occupation.code or "" for occupation in rows.occupations],
        "need_skill_id": skill_ids,
        "own_skill_id": own_skill_ids,
        "form": forms,
    }
    releases = [[release.framework, release.version, release.checksum] for release in rows.releases]
    write_index(folder, {"releases": releases, "frameworks": frameworks}, arrays, strings)


class _NoMeaning:
    """Titles are found by their words alone, so the index of titles has no vectors."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One zero for each text."""
        return np.zeros((len(texts), 1), dtype=np.float32)


def build_titles(rows: OccupationRows, folder: Path) -> None:
    """Writes an index of the titles: that of a vocabulary whose skills are the occupations."""
    terms = [SkillTerm(x.id, x.framework, "skill", x.uri, x.title) for x in rows.occupations]
    names = [
        SkillName(x.occupation_id, x.language, "label" if x.kind == "label" else "alternative", x.title)
        for x in rows.titles
    ]
    build_index(arranged(rows.releases, terms, dict.fromkeys(names), [], {}), folder, _NoMeaning())


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


def _adopt(
    vectors: Table, occupations: Sequence[OccupationTerm], matched: Sequence[Sequence[int]]
) -> npt.NDArray[np.uint8]:
    """Gives occupations without ratings the mean of those matched, or of relatives; says how each came by its vector."""
    own = _with_vector(vectors)
    families: dict[str, list[int]] = {}
    for row in np.flatnonzero(own).tolist():
        for prefix in _prefixes(occupations[row]):
            families.setdefault(prefix, []).append(row)
    rated = np.where(own, RATED, NOT_RATED).astype(np.uint8)
    given = vectors.copy()
    for row in np.flatnonzero(~own).tolist():
        family = next((families[x] for x in _prefixes(occupations[row]) if x in families), [])
        if family:
            vectors[row], rated[row] = given[family].mean(axis=0), RATED
    given = vectors.copy()
    for row, others in enumerate(matched):
        known = [other for other in others if rated[other] == RATED]
        if rated[row] == NOT_RATED and known:
            vectors[row], rated[row] = given[known].mean(axis=0), RATED_BY_MATCH
    rated[~_with_vector(vectors)] = NOT_RATED
    return rated


def _matched(matches: Sequence[MatchRow], numbers: dict[str, int]) -> list[list[int]]:
    """For each occupation the nearest ones in the other framework, in both directions of the crosswalk."""
    found: list[list[MatchRow]] = [[] for _ in numbers]
    for match in matches:
        source, target = numbers.get(match.source_id), numbers.get(match.target_id)
        if source is not None and target is not None:
            found[source].append(match)
            found[target].append(match)
    return [
        [numbers[x.target_id if numbers[x.source_id] == row else x.source_id] for x in nearest(own)]
        for row, own in enumerate(found)
    ]


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
    titles += [(numbers[other.occupation_id], other.title) for other in others if other.kind != _HIDDEN]
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


def _joined(
    needs: Sequence[NeedRow], numbers: dict[str, int], matched: Sequence[Sequence[int]]
) -> list[list[NeedRow | TakenOver]]:
    """What each occupation needs by its own release, and through the crosswalk; official skills replace derived ones."""
    own: list[list[NeedRow]] = [[] for _ in numbers]
    for need in needs:
        own[numbers[need.occupation_id]].append(need)
    joined: list[list[NeedRow | TakenOver]] = []
    for row, others in enumerate(matched):
        listed = {need.skill_id for need in own[row] if need.relation != "derived"}
        wanted = MEASURED if any(need.relation in OFFICIAL for need in own[row]) else OFFICIAL
        taken = taken_over([[x for x in own[other] if x.relation in wanted] for other in others])
        new = [need for need in taken if need.skill_id not in listed]
        new.sort(key=lambda need: (-need.importance, need.skill_id))
        official = any(need.relation in OFFICIAL for need in taken)
        kept = [x for x in own[row] if not (official and x.relation == "derived")]
        joined.append([*kept, *(new[:MOST_TAKEN] if official else new)])
    return joined


def _need_columns(
    joined: Sequence[Sequence[NeedRow | TakenOver]], mean: dict[str, float]
) -> tuple[dict[str, Array], list[str]]:
    """The profiles as compressed sparse rows, and the ids of the skills in them."""
    profiles = [
        _most_important(
            [
                (-weight(need), need.skill_id, NEED_RELATIONS.index(need.relation))
                for need in needs
                if need.relation != "rated" or _sets_apart(weight(need), mean[need.skill_id])
            ]
        )
        for needs in joined
    ]
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


def _sets_apart(importance: float, mean: float) -> bool:
    return importance >= IMPORTANT and importance > mean


def _core_columns(joined: Sequence[Sequence[NeedRow | TakenOver]]) -> dict[str, Array]:
    """The essential and optional skills of each occupation, sorted, with whole-numbered weights."""
    cores = [
        sorted({x.skill_id: x for x in needs if x.relation in OFFICIAL}.values(), key=_by_skill)
        for needs in joined
    ]
    number = {skill: n for n, skill in enumerate(sorted({x.skill_id for core in cores for x in core}))}
    starts, skills = ragged([[number[x.skill_id] for x in core] for core in cores])
    weights = [round(weight(x) * WEIGHT_SCALE) for core in cores for x in core]
    return {"core_starts": starts, "core_skill": skills, "core_weight": np.array(weights, dtype=np.int64)}


def _by_skill(need: NeedRow | TakenOver) -> str:
    return need.skill_id


def _own_columns(rows: OccupationRows, numbers: dict[str, int]) -> tuple[dict[str, Array], list[str]]:
    """What each occupation needs by its own release, whole, as compressed sparse rows; NaN where there is no figure."""
    own: list[list[NeedRow]] = [[] for _ in numbers]
    for need in rows.needs:
        own[numbers[need.occupation_id]].append(need)
    skill_ids = sorted({need.skill_id for need in rows.needs})
    number = {skill: n for n, skill in enumerate(skill_ids)}
    starts, skills = ragged([[number[need.skill_id] for need in needs] for needs in own])
    flat = [need for needs in own for need in needs]
    flags = [SUPPRESSED * x.suppressed + HOT * x.hot + IN_DEMAND * x.in_demand for x in flat]
    arrays: dict[str, Array] = {
        "own_starts": starts,
        "own_skill": skills,
        "own_relation": np.array([NEED_RELATIONS.index(need.relation) for need in flat], np.uint8),
        "own_importance": np.array([need.importance for need in flat], np.float64),
        "own_level": np.array([need.level for need in flat], np.float64),
        "own_flags": np.array(flags, np.uint8),
    }
    return arrays, skill_ids


def _match_columns(rows: OccupationRows, numbers: dict[str, int]) -> dict[str, Array]:
    """The matches of the crosswalk in both directions, with the release (by its place in the set) that says so."""
    place = {release.framework: at for at, release in enumerate(rows.releases)}
    found: list[set[tuple[int, int, int]]] = [set() for _ in numbers]
    for match in rows.matches:
        source, target = numbers.get(match.source_id), numbers.get(match.target_id)
        if source is not None and target is not None:
            said = MATCH_RELATIONS.index(match.relation), place.get(match.framework, 0)
            found[source].add((said[0], target, said[1]))
            found[target].add((said[0], source, said[1]))
    ordered = [sorted(each) for each in found]
    starts, others = ragged([[other for _, other, _ in each] for each in ordered])
    return {
        "match_starts": starts,
        "match_row": others,
        "match_relation": np.array([kind for each in ordered for kind, _, _ in each], np.uint8),
        "match_release": np.array([release for each in ordered for _, _, release in each], np.uint8),
    }


def _most_important(profile: list[tuple[float, str, int]]) -> list[tuple[float, str, int]]:
    rated_number = NEED_RELATIONS.index("rated")
    ordered = sorted(profile)
    rated = [entry for entry in ordered if entry[2] == rated_number][:MOST_RATED]
    return sorted([entry for entry in ordered if entry[2] != rated_number] + rated)
