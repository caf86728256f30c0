"""An ESCO release read from small files in the official layout, and from bad ones."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from app.releases.reading import esco, esco_files
from app.releases.reading.esco import read_esco
from app.releases.reading.esco_relations import collection_title
from app.releases.reading.source import ReleaseFileError, open_release_files
from app.releases.rows import (
    OccupationLinkRow,
    OccupationNeedRow,
    OccupationRow,
    OccupationTitleRow,
    ReleaseRows,
    SkillRow,
)
from app.vocabulary.terms import SkillLink, SkillName
from tests.unit.releases.reading.small_esco import (
    BASE,
    EN,
    ISCO,
    OCCUPATION,
    RELATIONS,
    SKILL,
    Tables,
    as_csv,
    folder,
    small,
    table,
    zipped,
)

Read = Callable[..., ReleaseRows]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    number = count()

    def read_tables(tables: Tables, version: str = "1.1.1", *, allow_missing: bool = False) -> ReleaseRows:
        with open_release_files([folder(tmp_path / f"esco{next(number)}", tables)]) as files:
            return read_esco(files, version, allow_missing=allow_missing)

    return read_tables


def test_skills_and_their_groups(read: Read) -> None:
    rows = read(small())
    assert (rows.framework, rows.version, rows.missing, rows.warnings) == ("esco", "1.1.1", (), [])
    assert rows.skills == [
        SkillRow(
            "esco:tills",
            "skill",
            SKILL + "tills",
            "operate tills",
            {
                "reuse_level": "sector-specific",
                "modified": "2021-05-01T00:00:00Z",
                "definition": {"en": "Work at\na till."},
                "scope_note": {"en": "Excludes cash & carry."},
                "hidden_labels": {"en": ["kneel"]},
            },
        ),
        SkillRow("esco:french", "language", SKILL + "french", "French"),
        SkillRow(
            "esco:sql",
            "knowledge",
            SKILL + "sql",
            "SQL",
            {"definition": {"en": "A query language."}, "description": {"en": "Used with databases."}},
        ),
        SkillRow("esco:cloud", "skill", SKILL + "cloud", "secure clouds"),
        SkillRow("esco:S", "skill", SKILL + "S", "skills", is_group=True),
        SkillRow(
            "esco:S8.1", "skill", SKILL + "0a", "using tools", {"definition": {"en": "Tools."}}, is_group=True
        ),
        SkillRow("esco:L", "language", SKILL + "L", "language skills and knowledge", is_group=True),
        SkillRow("esco:K", "knowledge", SKILL + "K", "knowledge", is_group=True),
        SkillRow("esco:isced-f/0612", "knowledge", BASE + "isced-f/0612", "database design", is_group=True),
    ]
    assert rows.names == [
        SkillName("esco:tills", "en", "alternative", "use a till"),
        SkillName("esco:tills", "en", "alternative", "run tills"),
        SkillName("esco:sql", "en", "alternative", "Structured Query Language"),
        SkillName("esco:S8.1", "en", "alternative", "tool use"),
    ]


def test_links_and_classes(read: Read) -> None:
    rows = read(small())
    assert rows.links == [
        SkillLink("esco:S8.1", "broader", "esco:S", "official"),
        SkillLink("esco:isced-f/0612", "broader", "esco:K", "official"),
        SkillLink("esco:tills", "broader", "esco:S8.1", "official"),
        SkillLink("esco:french", "broader", "esco:L", "official"),
        SkillLink("esco:sql", "broader", "esco:isced-f/0612", "official"),
        SkillLink("esco:cloud", "broader", "esco:sql", "official"),
        SkillLink("esco:cloud", "related", "esco:sql", "official"),
    ]
    assert rows.classes == [("esco:cloud", "DigComp skills"), ("esco:french", "language skills")]


def test_occupations_and_what_they_need(read: Read) -> None:
    rows = read(small())
    cashier = {
        "isco_group": "5230",
        "nace_codes": ["47.1", "47.2"],
        "definition": {"en": "Cashiers take money."},
    }
    lawyer = {
        "isco_group": "2611",
        "regulated_profession": True,
        "definition": {"en": "Lawyers advise."},
        "collections": ["research occupations"],
    }
    sales = {"definition": {"en": "They sell."}}
    assert rows.occupations == [
        OccupationRow("esco:cashier", OCCUPATION + "cashier", "cashier", "5230.1", None, cashier),
        OccupationRow("esco:lawyer", OCCUPATION + "lawyer", "lawyer", "2611", None, lawyer),
        OccupationRow("esco:isco/C52", ISCO + "C52", "Sales workers", "52", None, sales, is_group=True),
        OccupationRow(
            "esco:isco/C5230", ISCO + "C5230", "Cashiers and ticket clerks", "5230", None, None, is_group=True
        ),
    ]
    assert rows.titles == [
        OccupationTitleRow("esco:cashier", "en", "alternative", "till operator"),
        OccupationTitleRow("esco:cashier", "en", "hidden", "chekout"),
    ]
    assert rows.occupation_links == [
        OccupationLinkRow("esco:isco/C5230", "broader", "esco:isco/C52", None, "official"),
        OccupationLinkRow("esco:cashier", "broader", "esco:isco/C5230", None, "official"),
    ]
    assert rows.needs == [
        OccupationNeedRow("esco:cashier", "esco:tills", "essential"),
        OccupationNeedRow("esco:cashier", "esco:french", "optional"),
        OccupationNeedRow("esco:lawyer", "esco:french", "optional"),
    ]


def test_two_zips_are_one_release(tmp_path: Path, read: Read) -> None:
    zips = [
        zipped(tmp_path / name, {f"folder/{file}": as_csv(rows) for file, rows in tables.items()})
        for name, tables in (("esco_1.1.1_en.zip", EN), ("esco_1.1.1_relations.zip", RELATIONS))
    ]
    with open_release_files(zips) as files:
        assert read_esco(files, "1.1.1") == read(small())


def test_codes_make_the_ids_of_groups_whatever_their_addresses(read: Read) -> None:
    tables = small()
    tables["skillGroups_en.csv"][2][1] = SKILL + "S8.1"  # as in 1.1.0
    tables["broaderRelationsSkillPillar.csv"][1][1] = SKILL + "S8.1"
    tables["broaderRelationsSkillPillar.csv"][3][3] = SKILL + "S8.1"
    assert read(tables).links == read(small()).links


def test_the_layout_of_1_2(read: Read) -> None:
    tables = small()
    for name in list(RELATIONS):
        tables[name.replace(".csv", "_en.csv")] = [
            [*row, f"label {number}"] if number else [*row, "label"]
            for number, row in enumerate(tables.pop(name))
        ]
    tables["greenShareOcc_en.csv"] = table(
        "conceptType conceptUri code preferredLabel greenShare",
        {"conceptUri": OCCUPATION + "cashier", "greenShare": "0.25"},
        {"conceptUri": ISCO + "C52", "greenShare": "0.1"},
    )
    tables["dictionary_en.csv"] = [["filename", "data header"], ["skills_en.csv", "status"]]
    tables["skills_en.csv"].append([*tables["skills_en.csv"][4]])
    rows, before = read(tables, "1.2.0"), read(small())
    assert (rows.skills, rows.links, rows.needs) == (before.skills, before.links, before.needs)
    assert rows.occupations[0].details == {**(before.occupations[0].details or {}), "green_share": 0.25}
    assert rows.warnings == [
        f"skills_en.csv, line 11: {SKILL}cloud is listed twice (1 such rows); the first row of each was taken"
    ]


SPANISH = {
    "skills_es.csv": table(
        "conceptUri skillType preferredLabel altLabels description",
        {"conceptUri": SKILL + "tills", "preferredLabel": "manejar cajas", "altLabels": "cobrar"},
        {"conceptUri": SKILL + "french", "preferredLabel": "francés", "description": "La lengua."},
        {"conceptUri": SKILL + "sql", "preferredLabel": "SQL"},
        {"conceptUri": SKILL + "cloud", "preferredLabel": ""},
    ),
    "occupations_es.csv": table(
        "conceptUri iscoGroup preferredLabel altLabels description",
        {"conceptUri": OCCUPATION + "cashier", "preferredLabel": "cajero/cajera", "altLabels": "cajera"},
    ),
}


def test_other_languages_add_names_and_texts(read: Read) -> None:
    rows, english = read({**small(), **SPANISH}), read(small())
    assert [row.label for row in rows.skills] == [row.label for row in english.skills]
    assert [name for name in rows.names if name.language != "en"] == [
        SkillName("esco:tills", "es", "label", "manejar cajas"),
        SkillName("esco:tills", "es", "alternative", "cobrar"),
        SkillName("esco:french", "es", "label", "francés"),
        SkillName("esco:sql", "es", "label", "SQL"),
    ]
    assert rows.skills[1].details == {"definition": {"es": "La lengua."}}
    assert [title for title in rows.titles if title.language == "es"] == [
        OccupationTitleRow("esco:cashier", "es", "label", "cajero/cajera"),
        OccupationTitleRow("esco:cashier", "es", "alternative", "cajera"),
    ]
    assert rows.warnings == []


def test_two_downloads_of_one_release_each_in_a_language_are_read_together(tmp_path: Path) -> None:
    spanish = {name.replace("_en.", "_es."): rows for name, rows in small().items()} | SPANISH
    given = [
        zipped(
            tmp_path / f"ESCO dataset - v1.1.1 - {language}.zip",
            {name: as_csv(rows) for name, rows in of.items()},
        )
        for language, of in (("es", spanish), ("en", small()))
    ]
    with open_release_files(given) as files:
        rows = read_esco(files, "1.1.1")
    assert [row.label for row in rows.skills] == [row.label for row in read_english(tmp_path).skills]
    assert SkillName("esco:tills", "es", "label", "manejar cajas") in rows.names
    assert SkillName("esco:tills", "es", "alternative", "cobrar") in rows.names
    assert len(rows.links) == len(read_english(tmp_path).links)
    assert rows.warnings == []


def read_english(place: Path) -> ReleaseRows:
    with open_release_files([folder(place / "english", small())]) as files:
        return read_esco(files, "1.1.1")


def test_a_release_may_be_in_another_language_alone(read: Read) -> None:
    french = {name.replace("_en.", "_fr."): rows for name, rows in small().items()}
    rows = read(french)
    assert rows.skills[0].label == "operate tills"
    assert rows.names[0] == SkillName("esco:tills", "fr", "label", "operate tills")
    assert rows.skills[3].details is None
    assert rows.warnings == [
        "No file is in English, and so labels are in fr; give the English files with these"
    ]


def test_languages_are_known_by_the_hierarchy_where_no_collection_names_them(read: Read) -> None:
    tables = small()
    del tables["languageSkillsCollection_en.csv"]
    assert {row.id: row.type for row in read(tables).skills}["esco:french"] == "language"


def test_attitudes_stand_below_their_group(read: Read) -> None:
    tables = small()
    put("skillGroups_en.csv", 3, "conceptUri", SKILL + "A")(tables)
    put("skillGroups_en.csv", 3, "code", "A")(tables)
    tables["broaderRelationsSkillPillar.csv"][4] = ["K", SKILL + "cloud", "SkillGroup", SKILL + "A"]
    types = {row.id: row.type for row in read(tables).skills}
    assert (types["esco:cloud"], types["esco:A"]) == ("attitude", "attitude")


@pytest.mark.parametrize(
    ("base", "title"),
    [
        ("digitalSkillsCollection", "digital skills"),
        ("ictSkillsCollection", "ICT skills"),
        ("digCompSkillsCollection", "DigComp skills"),
        ("transversalSkillsCollection", "transversal skills"),
        ("researchOccupationsCollection", "research occupations"),
        ("newThingsCollection", "new things"),
    ],
)
def test_titles_of_collections(base: str, title: str) -> None:
    assert collection_title(base) == title


def test_missing_files_are_named(read: Read) -> None:
    tables = small()
    for name in ("occupationSkillRelations.csv", "skillGroups_en.csv"):
        del tables[name]
    with pytest.raises(ReleaseFileError) as refused:
        read(tables)
    assert "missing: skillGroups_en.csv, occupationSkillRelations.csv." in refused.value.detail
    rows = read(
        {name: tables[name] for name in ("skills_en.csv", "broaderRelationsSkillPillar.csv")},
        allow_missing=True,
    )
    assert rows.missing == (
        "skillGroups_en.csv",
        "occupations_en.csv",
        "ISCOGroups_en.csv",
        "occupationSkillRelations.csv",
    )  # fmt: skip
    assert len(rows.skills) == 4
    assert [link.target_id for link in rows.links] == ["esco:sql"]
    with pytest.raises(ReleaseFileError, match=r"missing: skills_en\.csv, "):
        read({"notes.csv": [["a"], ["b"]]}, allow_missing=True)


def test_missing_expected_files_are_a_note(read: Read, tmp_path: Path) -> None:
    tables = small()
    del tables["skillSkillRelations.csv"]
    assert read(tables).warnings == ["skillSkillRelations.csv is not there; nothing was read of it"]


def drop_column(name: str, column: str) -> Callable[[Tables], None]:
    def change(tables: Tables) -> None:
        place = tables[name][0].index(column)
        for row in tables[name]:
            del row[place]

    return change


def add(name: str, *row: str) -> Callable[[Tables], None]:
    return lambda tables: tables[name].append(list(row))


def put(name: str, line: int, column: str, value: str) -> Callable[[Tables], None]:
    def change(tables: Tables) -> None:
        tables[name][line][tables[name][0].index(column)] = value

    return change


BROADER, NEEDS = "broaderRelationsSkillPillar.csv", "occupationSkillRelations.csv"


def replace(name: str, *rows: list[str]) -> Callable[[Tables], None]:
    return lambda tables: tables.update({name: list(rows)})


SKILLS, GROUPS, ABOVE = "skills_en.csv", "skillGroups_en.csv", "broaderRelationsOccPillar.csv"
SHARES = [["conceptUri", "greenShare"], [OCCUPATION + "cashier", "much"]]
STRANGERS = table(
    "conceptUri skillType preferredLabel altLabels description",
    *({"conceptUri": f"{SKILL}x{number}", "preferredLabel": "x"} for number in range(3)),
)
# The four skills open on the lines 2, 7, 8 and 10.
BAD: dict[str, tuple[Callable[[Tables], None], str]] = {
    "a column less": (drop_column(SKILLS, "altLabels"), "skills_en.csv, line 1: lacks the column altLabels"),
    "no codes": (drop_column(GROUPS, "code"), "skillGroups_en.csv, line 1: lacks the column code"),
    "a field less": (add(NEEDS, "x", "essential"), f"{NEEDS}, line 5: has 2 fields where the header has 4"),
    "header again": (lambda t: t[NEEDS].append(t[NEEDS][0]), f"{NEEDS}, line 5: repeats the header"),
    "no address": (put(SKILLS, 2, "conceptUri", "x"), "skills_en.csv, line 7: 'x' is no address"),
    "no label": (put(SKILLS, 3, "preferredLabel", " "), "skills_en.csv, line 8: has no preferredLabel"),
    "one code twice": (
        put(GROUPS, 3, "code", "S8.1"),
        "skillGroups_en.csv, line 4: has the same id as line 3",
    ),
    "orphan source": (
        put(BROADER, 3, "conceptUri", SKILL + "gone"),
        f"{BROADER}, line 4: {SKILL}gone is no concept of this release, and so 1 of 6 relations lead nowhere",
    ),
    "orphan target": (put(NEEDS, 2, "skillUri", SKILL + "x"), f"{NEEDS}, line 3: {SKILL}x is no concept"),
    "a group as a need": (put(NEEDS, 1, "skillUri", SKILL + "S"), f"{NEEDS}, line 2: {SKILL}S is no concept"),
    "no relation": (
        put(NEEDS, 1, "relationType", "nice"),
        f"{NEEDS}, line 2: 'nice' is neither essential nor",
    ),
    "a circle": (
        add(BROADER, "K", SKILL + "sql", "K", SKILL + "cloud"),
        f"{BROADER}, line 8: closes a circle, each broader than the one before: esco:",
    ),
    "its own parent": (
        put(BROADER, 6, "broaderUri", SKILL + "cloud"),
        f"{BROADER}, line 7: closes a circle, each broader than the one before: esco:cloud → esco:cloud",
    ),
    "a circle of occupations": (
        add(ABOVE, "", ISCO + "C52", "", OCCUPATION + "cashier"),
        f"{ABOVE}, line 4: closes a circle",
    ),
    "nothing below": (replace(SKILLS, EN[SKILLS][0]), "skills_en.csv: has a header and nothing below it"),
    "skills twice": (
        lambda tables: tables[SKILLS].extend(tables[SKILLS][1:3]),
        f"skills_en.csv, line 11: {SKILL}tills is listed twice (2 such rows)",
    ),
    "no share": (
        replace("greenShareOcc_en.csv", *SHARES),
        "greenShareOcc_en.csv, line 2: greenShare is 'much'",
    ),
    "another release's language": (
        replace("skills_es.csv", *STRANGERS),
        f"skills_es.csv, line 2: {SKILL}x0 and 2 more are not in the first language's file",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_releases_are_refused_with_file_and_line(read: Read, case: str) -> None:
    change, detail = BAD[case]
    tables = small()
    change(tables)
    with pytest.raises(ReleaseFileError) as refused:
        read(tables)
    assert refused.value.detail.startswith(detail)


def test_few_orphans_are_left_out_and_told(read: Read) -> None:
    tables = small()
    occupations = [f"{OCCUPATION}o{number}" for number in range(150)]
    tables["occupations_en.csv"] += table(
        " ".join(tables["occupations_en.csv"][0]),
        *({"conceptUri": uri, "preferredLabel": uri[-4:]} for uri in occupations),
    )[1:]
    tables[NEEDS] += [[uri, "optional", "", SKILL + "sql"] for uri in occupations]
    tables[NEEDS].insert(3, [OCCUPATION + "gone", "optional", "", SKILL + "sql"])
    rows = read(tables)
    assert len(rows.needs) == 153
    said = "is no concept of this release, and so 1 of 154 relations lead nowhere; they were left out"
    assert rows.warnings == [f"{NEEDS}, line 4: {OCCUPATION}gone {said}"]


def test_the_same_relation_twice_is_one(read: Read) -> None:
    tables = small()
    for name in RELATIONS:
        tables[name].append(tables[name][1])
    assert read(tables) == read(small())


@pytest.mark.parametrize("version", ["", "latest", "v1.1.0", "1", "1.1.0.0", "1.1.0 beta"])
def test_a_release_has_a_number(read: Read, version: str) -> None:
    with pytest.raises(ReleaseFileError, match="is no release of ESCO: give its number"):
        read(small(), version)


NAMED = [
    (["esco_1.1.0_en", "esco_1.1.0_relations"], "1.1.1", "named as of release 1.1.0, not 1.1.1"),
    (["esco_1.1.0_en", "esco_1.1.1_relations"], "1.1.1", r"several releases \(1.1.0, 1.1.1\)"),
    (["ESCO dataset - v1.2.0 - classification - en - csv"], "1.1.0", "named as of release 1.2.0, not 1.1.0"),
]


@pytest.mark.parametrize(("names", "version", "detail"), NAMED)
def test_files_may_be_named_after_another_release(
    tmp_path: Path, names: list[str], version: str, detail: str
) -> None:
    content = {file: as_csv(rows) for file, rows in small().items()}
    zips = [zipped(tmp_path / f"{name}.zip", content) for name in names]
    with open_release_files(zips) as files, pytest.raises(ReleaseFileError, match=detail):
        read_esco(files, version)


def test_numbers_of_other_things_are_no_releases(tmp_path: Path) -> None:
    content = {f"esco/{file}": as_csv(rows) for file, rows in small().items()}
    with open_release_files([zipped(tmp_path / "tool-2.0.1.zip", content)]) as files:
        assert read_esco(files, "1.1.1").version == "1.1.1"


@pytest.mark.parametrize("version", ["1.2.0", "1.2"])
def test_a_short_number_is_the_same(tmp_path: Path, version: str) -> None:
    content = {file: as_csv(rows) for file, rows in small().items()}
    name = "ESCO dataset - v1.2.0 - classification - en - csv.zip"
    with open_release_files([zipped(tmp_path / name, content)]) as files:
        assert read_esco(files, version).version == version


@pytest.mark.parametrize(
    ("version", "changed", "wrong"),
    [
        ("1.1.0", "2022-08-25T12:53:49Z", "after ESCO 1.1.0 came out"),
        ("1.1.1", "2022-01-13T15:25:30Z", "long before ESCO 1.1.1 came out"),
        ("1.1.0", "2022-01-13T15:25:30Z", None),
        ("1.1.1", "2022-08-25T12:53:49Z", None),
        ("1.9.0", "2022-08-25T12:53:49Z", None),
        ("1.1.0", "", None),
    ],
)
def test_the_newest_skill_tells_a_wrong_number(
    read: Read, monkeypatch: pytest.MonkeyPatch, version: str, changed: str, wrong: str | None
) -> None:
    tables = small()
    put("skills_en.csv", 1, "modifiedDate", changed)(tables)
    read(tables, version)  # too small to be judged
    monkeypatch.setattr(esco, "_A_WHOLE_RELEASE", 3)
    if wrong is None:
        read(tables, version)
    else:
        with pytest.raises(ReleaseFileError, match=wrong):
            read(tables, version)


def test_what_looks_like_esco(tmp_path: Path) -> None:
    with open_release_files([folder(tmp_path / "esco", {"skills_fr.csv": EN["skills_en.csv"]})]) as files:
        assert esco_files.looks_like_esco(files)
    with open_release_files([folder(tmp_path / "own", {"skills.csv": [["label"], ["till work"]]})]) as files:
        assert not esco_files.looks_like_esco(files)
