"""An O*NET database read from small files in the official layout, and from bad ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.releases.reading.onet import read_onet
from app.releases.reading.source import ReleaseFileError, open_release_files
from app.releases.rows import OccupationLinkRow, OccupationNeedRow, OccupationRow, ReleaseRows
from app.vocabulary.terms import SkillLink
from tests.unit.releases.reading.small_onet import BASE, Tables, renamed, small, write

Read = Callable[..., ReleaseRows]

DEVELOPERS, CASHIERS = "onet:15-1252.00", "onet:41-2011.00"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_tables(tables: Tables, version: str = "29.0", *, allow_missing: bool = False) -> ReleaseRows:
        with open_release_files([write(tmp_path / "db", tables)]) as files:
            return read_onet(files, version, allow_missing=allow_missing)

    return read_tables


@pytest.fixture
def rows(read: Read) -> ReleaseRows:
    return read(small())


def occupation(rows: ReleaseRows, id_: str) -> OccupationRow:
    return next(each for each in rows.occupations if each.id == id_)


def test_leaves_of_the_rated_parts_are_skills_and_what_is_above_them_groups(rows: ReleaseRows) -> None:
    skills = {skill.id: (skill.type, skill.is_group) for skill in rows.skills if ":tech." not in skill.id}
    assert {id_: type_ for id_, (type_, is_group) in skills.items() if not is_group} == {
        "onet:1.A.1.d.1": "skill",
        "onet:1.C.6": "attitude",
        "onet:2.A.1.a": "skill",
        "onet:2.B.3.e": "skill",
        "onet:2.C.6": "knowledge",
        "onet:4.A.3.b.1": "skill",
    }
    assert skills["onet:2.A.1"] == ("skill", True)
    assert "onet:4.C.1.a" not in skills
    assert SkillLink("onet:2.A.1.a", "broader", "onet:2.A.1", "official") in rows.links
    assert SkillLink("onet:2.A", "broader", "onet:2", "official") in rows.links
    assert {link.target_id for link in rows.links} <= skills.keys()


def test_an_element_has_its_page_and_its_description(rows: ReleaseRows) -> None:
    reading = next(skill for skill in rows.skills if skill.id == "onet:2.A.1.a")
    assert (reading.label, reading.uri) == (
        "Reading Comprehension",
        "https://www.onetonline.org/find/descriptor/result/2.A.1.a",
    )
    assert reading.details == {"definition": {"en": "Understanding written sentences."}}
    memory = next(skill for skill in rows.skills if skill.id == "onet:1.A.1.d")
    assert memory.details is None  # O*NET repeats the name there


def test_ratings_are_parts_of_their_scales_and_keep_what_is_suppressed(rows: ReleaseRows) -> None:
    assert [need for need in rows.needs if need.relation == "rated"] == [
        OccupationNeedRow(DEVELOPERS, "onet:2.A.1.a", "rated", 0.75, 0.5),
        OccupationNeedRow(DEVELOPERS, "onet:2.B.3.e", "rated", 1.0, 1.0, suppressed=True),
        OccupationNeedRow(CASHIERS, "onet:2.B.3.e", "rated", 0.0, None),
        OccupationNeedRow(DEVELOPERS, "onet:2.C.6", "rated", 0.25, None),
        OccupationNeedRow(CASHIERS, "onet:1.C.6", "rated", 0.5, None),
    ]


def test_technologies_have_ids_of_their_names_classes_and_flags(rows: ReleaseRows) -> None:
    found = {skill.id: skill.label for skill in rows.skills if skill.type == "technology"}
    assert found == {"onet:tech.c-plus-plus": "C++", "onet:tech.microsoft-excel": "Microsoft Excel"}
    assert ("onet:tech.microsoft-excel", "Spreadsheet software") in rows.classes
    assert len(rows.classes) == 2
    uses = [(need.occupation_id, need.skill_id) for need in rows.needs if need.relation == "technology"]
    assert uses == [
        (DEVELOPERS, "onet:tech.c-plus-plus"),
        (DEVELOPERS, "onet:tech.microsoft-excel"),
        (CASHIERS, "onet:tech.microsoft-excel"),
    ]
    details = occupation(rows, DEVELOPERS).details or {}
    assert details["hot_technologies"] == ["onet:tech.c-plus-plus", "onet:tech.microsoft-excel"]
    assert details["in_demand_technologies"] == ["onet:tech.c-plus-plus"]


def test_an_occupation_has_its_code_zone_and_other_titles_each_once(rows: ReleaseRows) -> None:
    developers = occupation(rows, DEVELOPERS)
    assert (developers.code, developers.title, developers.job_zone) == (
        "15-1252.00",
        "Software Developers",
        4,
    )
    assert developers.uri == "https://www.onetonline.org/link/summary/15-1252.00"
    assert {(each.occupation_id, each.kind, each.title) for each in rows.titles} == {
        (DEVELOPERS, "alternative", "Java Programmer"),
        (DEVELOPERS, "alternative", "Software Quality Engineer (SQE)"),
        (DEVELOPERS, "short", "SQE"),
        (DEVELOPERS, "reported", "Java Programmer"),
    }
    assert len(rows.titles) == 4
    assert rows.occupation_links == [OccupationLinkRow(DEVELOPERS, "related", CASHIERS, 1, "Primary-Short")]


def test_details_hold_tasks_activities_education_and_preparation(rows: ReleaseRows) -> None:
    details = occupation(rows, DEVELOPERS).details or {}
    activity = "4.A.3.b.1.I01.D02"
    assert details["description"] == {"en": "Research and develop software."}
    assert details["tasks"] == [
        {"id": "7", "text": 'Write programs, even "small" ones.', "kind": "core", "activities": [activity]},
        {"id": "8", "text": "Answer users.", "kind": "supplemental", "activities": [activity]},
    ]
    assert details["activities"] == [
        {
            "id": activity,
            "label": "Write computer programming code.",
            "skill": "onet:4.A.3.b.1",
            "part_of": "Program computer systems.",
        }
    ]
    assert details["education"] == [
        {"category": 2, "label": "High School Diploma", "percent": 4.46},
        {"category": 6, "label": "Bachelor's Degree", "percent": 95.54, "suppressed": True},
    ]
    assert details["experience"] == [{"category": 11, "label": None, "percent": 100.0}]
    assert details["preparation"]["name"] == "Considerable Preparation"
    cashiers = occupation(rows, CASHIERS).details or {}
    assert cashiers["work_styles"] == [
        {"id": "onet:1.C.6", "label": "Independence", "importance": 0.5, "value": 3.0}
    ]
    assert cashiers["tasks"] == [{"id": "9", "text": "Count money.", "kind": None, "activities": []}]


def test_what_most_releases_have_and_this_one_lacks_is_a_warning(rows: ReleaseRows) -> None:
    assert rows.missing == ()
    assert rows.warnings == [
        "There is no Abilities.txt; occupations go without.",
        "There is no Work Activities.txt; occupations go without.",
    ]


def test_the_files_of_30_3_are_read_under_their_new_names(read: Read) -> None:
    rows: ReleaseRows = read(renamed(), "30.3")
    rated = {(need.occupation_id, need.skill_id): need for need in rows.needs if need.relation == "rated"}
    assert rated[DEVELOPERS, "onet:2.A.1.a"].level == 0.5
    assert rated[DEVELOPERS, "onet:2.B.3.e"].importance == 1.0
    # The impact of a work style counts from 0; its rank is no importance.
    assert rated[DEVELOPERS, "onet:1.D.3.b"].importance == 0.5
    assert rated[CASHIERS, "onet:1.D.3.b"].importance == 0.0
    types = {skill.id: (skill.type, skill.is_group) for skill in rows.skills}
    assert types["onet:1.D.3.b"] == ("attitude", False)
    assert types["onet:2.E.5.b"] == ("technology", True)
    assert types["onet:4.A.3.b.1"] == ("skill", False)
    assert not any(".I01" in id_ for id_ in types)
    assert rows.classes == [("onet:tech.c-plus-plus", "Development environment software")]
    assert SkillLink("onet:tech.c-plus-plus", "broader", "onet:2.E.5.b", "official") in rows.links
    assert [title.title for title in rows.titles if title.kind == "alternative"] == ["Java Programmer"]
    details = occupation(rows, DEVELOPERS).details or {}
    assert len(details["education"]) == 2
    assert details["experience"]
    assert details["work_styles"][0]["value"] == 1.5


def test_new_files_and_columns_are_no_error(read: Read) -> None:
    tables = small(Emerging_Tasks=["Something | New"])
    tables["Job Zones"] = [line + " | more" for line in tables["Job Zones"]]
    assert occupation(read(tables), CASHIERS).job_zone == 2


def test_a_release_without_required_files_is_refused_with_all_their_names(read: Read) -> None:
    tables = small(Skills=None, Knowledge=None)
    with pytest.raises(ReleaseFileError, match=r"29\.0 lacks Skills\.txt, Knowledge\.txt\..*--allow-missing"):
        read(tables)
    rows = read(tables, allow_missing=True)
    assert rows.missing == ("Skills.txt", "Knowledge.txt")
    assert {need.skill_id for need in rows.needs if need.relation == "rated"} == {"onet:1.C.6"}
    assert "onet:2.B.3.e" in {skill.id for skill in rows.skills}


def test_half_of_the_split_skills_is_not_enough(read: Read) -> None:
    tables = renamed()
    del tables["Transferable Skills"]
    with pytest.raises(ReleaseFileError, match=r"30\.3 lacks Transferable Skills\.txt\."):
        read(tables, "30.3")
    del tables["Essential Skills"]
    with pytest.raises(ReleaseFileError, match=r"lacks Essential Skills\.txt, Transferable Skills\.txt"):
        read(tables, "30.3")


def test_without_occupations_there_is_nothing_to_allow(read: Read) -> None:
    with pytest.raises(ReleaseFileError, match=r"lacks Occupation Data\.txt"):
        read(small(Occupation_Data=None), allow_missing=True)


def test_without_the_content_model_ratings_have_nothing_to_stand_on(read: Read) -> None:
    rows = read(small(Content_Model_Reference=None), allow_missing=True)
    assert rows.missing == ("Content Model Reference.txt",)
    assert {need.relation for need in rows.needs} == {"technology"}


def test_the_wrong_release_is_refused(read: Read) -> None:
    with pytest.raises(ReleaseFileError, match=r"Read Me\.txt says that this is O\*NET 29\.0, not 29\.1"):
        read(small(), "29.1")


def test_a_release_that_does_not_say_its_number_is_read_with_a_warning(read: Read) -> None:
    assert "its number was not checked" in read(small(Read_Me=None)).warnings[-1]


def test_files_of_two_releases_are_refused(read: Read) -> None:
    with pytest.raises(
        ReleaseFileError, match=r"Technology Skills\.txt and Software Skills\.txt are of different"
    ):
        read({**small(), "Software Skills": renamed()["Software Skills"]})


def test_known_scales_stand_in_for_a_missing_reference(read: Read) -> None:
    rows = read(small(Scales_Reference=None))
    assert next(need for need in rows.needs if need.relation == "rated").importance == 0.75


def test_a_few_orphans_are_left_out_with_a_warning(read: Read) -> None:
    line = "41-2011.00 | Till Keeper {} | n/a | 08"
    titles = [BASE["Alternate Titles"][0], *(line.format(number) for number in range(200))]
    rows = read(small(Alternate_Titles=[*titles, "99-9999.00 | Nobody | n/a | 08"]))
    assert sum(title.kind == "alternative" for title in rows.titles) == 200
    warning = "Alternate Titles.txt, line 202: O*NET-SOC Code 99-9999.00 is in no other file"
    assert warning in rows.warnings[-1]


def test_tools_are_names_only(read: Read) -> None:
    tools = [
        "O*NET-SOC Code | Example | Commodity Code | Commodity Title",
        "41-2011.00 | Cash registers | 1 | Tills",
    ]
    rows = read(small(Tools_Used=tools))
    assert (occupation(rows, CASHIERS).details or {})["tools"] == ["Cash registers"]
    assert not any("registers" in skill.label for skill in rows.skills)


def test_a_rating_that_is_repeated_counts_once_and_is_reported(read: Read) -> None:
    rows = read(small(Skills=[*BASE["Skills"], BASE["Skills"][1]]))
    assert rows.needs == read(small()).needs
    assert "1 ratings of skills stand there twice, with the same value." in rows.warnings


BAD = {
    "a bad number": ("Skills", "15-1252.00 | 2.A.1.a | R | IM | 4,00 | N | ", "Data Value 4,00 is not a number"),
    "no number": ("Knowledge", "15-1252.00 | 2.C.6 | E | LV |  | N | N", r"Data Value \(empty\) is not a number"),
    "off the scale": ("Skills", "41-2011.00 | 2.A.1.a | R | IM | 5.5 | N | ", r"5\.5 is outside its scale, 1 to 5"),
    "an unknown scale": ("Skills", "41-2011.00 | 2.A.1.a | R | XX | 1 | N | ", "has the scale XX, which is in no"),
    "another rating": ("Skills", "15-1252.00 | 2.A.1.a | R | IM | 2 | N | ", "gives 15-1252.00 another rating on 2.A"),
    "too few fields": ("Skills", "15-1252.00 | 2.A.1.a | R", "has 3 fields where the header has 7"),
    "an orphan element": ("Skills", "15-1252.00 | 2.Z.9 | R | IM | 1 | N | ", r"Element ID 2\.Z\.9 is in no other file"),
    "an orphan occupation": ("Job Zones", "99-9999.00 | 1 | 08/2023", r"99-9999\.00 is in no other file, as in 1 of 3"),
    "a doubled occupation": ("Occupation Data", "41-2011.00 | Cashiers | Again", "41-2011.00 a second time"),
    "a bad code": ("Occupation Data", "41-2011 | Cashiers | Again", "41-2011, which is not like"),
    "no title": ("Occupation Data", "41-2012.00 |   | Again", "no title for 41-2012.00"),
    "a doubled element": ("Content Model Reference", "2.A | Basic Skills | x", "the element 2.A a second time"),
    "a doubled scale": ("Scales Reference", "IM | Importance | 1 | 5", "the scale IM a second time"),
    "an empty scale": ("Scales Reference", "ZZ | Nothing | 5 | 5", "5.0 is not below the maximum 5.0"),
    "a bad zone": ("Job Zones", "41-2011.00 | 9 | 08/2023", "has the job zone 9"),
    "another zone": ("Job Zones", "41-2011.00 | 3 | 08/2023", "another job zone"),
    "a bad rank": ("Related Occupations", "41-2011.00 | 15-1252.00 | x | first", "has the index first"),
    "another rank": ("Related Occupations", "15-1252.00 | 41-2011.00 | x | 2", "a second time, differently"),
    "a nameless technology": ("Technology Skills", "15-1252.00 | ~ | 1 | T | N | N", "names no technology"),
    "an empty title": ("Alternate Titles", "15-1252.00 |  | n/a | 08", "has no title"),
    "another task": ("Task Statements", "15-1252.00 | 7 | Else. | Core | 1", "the task 7 a second time"),
    "a stray task": ("Tasks to DWAs", "41-2011.00 | 7 | 4.A.3.b.1.I01.D02 | x", "belongs to another occupation"),
    "a repeated header": ("Job Zones", BASE["Job Zones"][0], "repeats the header"),
    "a bad category": (
        "Education, Training, and Experience",
        "15-1252.00 | 2.D.1 | RL | six | 5 | N",
        "the category six",
    ),
    "a doubled category": (
        "Education, Training, and Experience",
        "15-1252.00 | 2.D.1 | RL | 2 | 5 | N",
        "category 2 of 15-1252.00 a second time",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "line", "problem"), BAD.values(), ids=BAD)
def test_a_bad_line_is_named_with_its_file(read: Read, name: str, line: str, problem: str) -> None:
    tables = {**small(), name: [*BASE[name], line]}
    with pytest.raises(ReleaseFileError, match=problem) as caught:
        read(tables)
    assert caught.value.detail.startswith(f"{name}.txt, line {len(BASE[name]) + 1}: ")


def test_a_missing_column_is_named(read: Read) -> None:
    with pytest.raises(ReleaseFileError, match=r"Skills\.txt, line 1: lacks the column Scale ID"):
        read(small(Skills=["O*NET-SOC Code | Element ID | Data Value", "15-1252.00 | 2.A.1.a | 4"]))
