"""Collections of Rich Skill Descriptors, in the forms that the Open Skills Management Tool writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.releases.reading.rsd import looks_like_rsd, read_rsd
from app.releases.reading.rsd_alignments import aligned_skill, named_skill
from app.releases.reading.source import ReleaseFileError, open_release_files
from app.releases.rows import ReleaseRows
from app.vocabulary.terms import SkillLink

UUID = "60f17310-8462-46ad-b739-25dbb70746cb"
ADDRESS = f"https://osmt.example.org/api/skills/{UUID}"
ESCO = "http://data.europa.eu/esco/skill/00735755-adc6-4ea0-b034-b8caff339c9f"
STATEMENT = "Balance the till at the end of a shift."
HEADER = (
    '"Canonical URL","RSD Name","Authors","Skill Statement","Categories","Keywords","Standards","Certifications",'
    '"Occupation Major Groups","O*Net Job Codes","Employers","Alignment Name","Alignment URL","Alignment Framework"'
)
LINE = (
    f'"{ADDRESS}","Cash handling","Ada","{STATEMENT}","Retail; Money","Till; Cash","","","41-0000","41-2011.00; '
    f'41-2031.00","Shop","manage cash; else","{ESCO}; https://example.org/1","ESCO"'
)
SKILL: dict[str, Any] = {
    "@context": "https://rsd.openskillsnetwork.org/context-v1.json",
    "id": ADDRESS,
    "uuid": UUID,
    "type": "RichSkillDescriptor",
    "status": "Published",
    "skillName": "Cash handling",
    "skillStatement": STATEMENT,
    "keywords": ["Till", "Cash"],
    "categories": ["Retail", "Money"],
    "alignments": [
        {"id": ESCO, "skillName": "manage cash", "isPartOf": {"name": "ESCO"}},
        {"skillName": "else"},
    ],
    "occupations": [{"code": "41-2011.00", "targetNodeName": "Cashiers"}],
    "employers": [{"name": "Shop"}],
    "collections": [{"uuid": "1", "name": "Retail skills"}],
}


def read(folder: Path, **contents: str) -> ReleaseRows:
    for name, text in contents.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    with open_release_files([folder]) as files:
        assert looks_like_rsd(files)
        return read_rsd(files, "acme", "1.0")


@pytest.mark.parametrize(
    "contents",
    [
        {"skills_csv": f"{HEADER}\n{LINE}\n"},
        {"skill_json": json.dumps(SKILL)},
        {"skills_jsonld": json.dumps([SKILL])},
        {"graph_json": json.dumps({"@graph": [SKILL]})},
        {"skills_csv": f"{HEADER}\n{LINE}\n", "skill_json": json.dumps(SKILL)},
    ],
)
def test_both_forms_give_the_same_skill(tmp_path: Path, contents: dict[str, str]) -> None:
    rows = read(tmp_path, **contents)
    (skill,) = rows.skills
    assert (skill.id, skill.uri, skill.label) == (f"acme:{UUID}", ADDRESS, "Cash handling")
    assert skill.type == "skill"
    assert skill.details is not None
    assert skill.details["definition"] == {"en": STATEMENT}
    assert skill.details["occupations"][0] == "41-2011.00"
    assert skill.details["employers"] == ["Shop"]
    assert [title for _, title in rows.classes] == ["Retail", "Money", "Till", "Cash"]
    assert rows.names == []
    assert rows.links == [
        SkillLink(f"acme:{UUID}", "close_match", "esco:00735755-adc6-4ea0-b034-b8caff339c9f", "official")
    ]


def test_a_collection_gives_its_name_to_its_skills(tmp_path: Path) -> None:
    summary = {"id": ADDRESS, "skillName": "Cash handling", "skillStatement": STATEMENT, "keywords": []}
    rows = read(
        tmp_path,
        all_json=json.dumps({"type": "RichSkillCollection", "name": "Retail skills", "skills": [summary]}),
    )
    assert (rows.skills[0].details or {})["collections"] == ["Retail skills"]


def test_the_import_template_has_no_addresses_so_ids_are_made_of_names(tmp_path: Path) -> None:
    header = "RSD Name,Authors,Skill Statement,Category,Alignment 2 Name,Alignment 2 URL"
    rows = read(
        tmp_path,
        batch_csv=f"{header}\nC++ basics,Ada,Write C++.,IT,Programming,"
        "https://www.onetonline.org/find/descriptor/result/2.B.3.e\n",
    )
    assert (rows.skills[0].id, rows.skills[0].uri) == ("acme:c-plus-plus-basics", "acme:c-plus-plus-basics")
    assert rows.links[0].target_id == "onet:2.B.3.e"


def test_archived_descriptors_are_left_out_and_counted(tmp_path: Path) -> None:
    old = {**SKILL, "id": ADDRESS + "0", "status": "Archived"}
    rows = read(tmp_path, all_json=json.dumps([SKILL, old]))
    assert len(rows.skills) == 1
    assert rows.warnings == ["1 archived or deleted descriptors are left out."]


def test_older_forms_of_values_are_read(tmp_path: Path) -> None:
    node = {
        "@id": "https://example.org/skill?id=7",
        "@type": ["rsd:RichSkillDescriptor"],
        "skillName": {"@value": "Cash handling", "@language": "en"},
        "skillStatement": [STATEMENT],
        "category": "Retail; Money",
        "keywords": [{"name": "Till"}, {"name": None}],
    }
    rows = read(tmp_path, old_json=json.dumps(node))
    assert rows.skills[0].id == "acme:skill-id-7"
    assert [title for _, title in rows.classes] == ["Retail", "Money", "Till"]


BAD = {
    "no name": (
        f"{HEADER}\n{LINE}\n{LINE.replace('Cash handling', ' ')}\n",
        "x.csv, line 3: has no skill name",
    ),
    "no statement": (
        f"{HEADER}\n{LINE.replace(STATEMENT, '')}\n",
        "x.csv, line 2: Cash handling has no skill statem",
    ),
    "one id, two skills": (
        f"{HEADER}\n{LINE}\n{LINE.replace('Cash handling', 'Else')}\n",
        f"x.csv, line 3: has the id acme:{UUID} of x.csv, line 2, with other text",
    ),
    "too few fields": (f"{HEADER}\n{ADDRESS},Cash\n", "x.csv, line 2: has 2 fields"),
    "no rows": (f"{HEADER}\n", "There is no Rich Skill Descriptor in x.csv"),
}


@pytest.mark.parametrize(("text", "problem"), BAD.values(), ids=BAD)
def test_bad_csv_is_named_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(ReleaseFileError) as caught:
        read(tmp_path, x_csv=text)
    assert problem in caught.value.detail


def test_broken_json_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ReleaseFileError, match=r"^x\.json, line 2: is no valid JSON"):
        read(tmp_path, x_json='{"skillStatement": "x",\n oops}')


def test_a_nameless_node_is_named_with_its_number(tmp_path: Path) -> None:
    with pytest.raises(ReleaseFileError, match=r"^x\.json, skill 2: has no skill name"):
        read(tmp_path, x_json=json.dumps([SKILL, {"type": "RichSkillDescriptor", "skillStatement": "x"}]))


def test_json_nested_without_end_is_read_no_deeper_than_it_makes_sense(tmp_path: Path) -> None:
    deep = "[" * 900 + json.dumps(SKILL) + "]" * 900
    with pytest.raises(ReleaseFileError, match="no Rich Skill Descriptor"):
        read(tmp_path, x_json=deep)


def test_other_files_do_not_look_like_descriptors(tmp_path: Path) -> None:
    (tmp_path / "skills.csv").write_text("id,label\n1,Cash handling\n")
    (tmp_path / "settings.json").write_text("{}")
    with open_release_files([tmp_path]) as files:
        assert not looks_like_rsd(files)


@pytest.mark.parametrize(
    ("address", "skill"),
    [
        (ESCO, "esco:00735755-adc6-4ea0-b034-b8caff339c9f"),
        (ESCO.replace("http:", "https:") + "/", "esco:00735755-adc6-4ea0-b034-b8caff339c9f"),
        ("https://esco.ec.europa.eu/en/classification/skill?uri=" + ESCO, "esco:00735755-adc6-4ea0-b034-b8caff339c9f"),
        ("http://data.europa.eu/esco/skill/S1.3.3", "esco:S1.3.3"),
        ("https://www.onetonline.org/find/descriptor/result/2.A.1.a?a=1", "onet:2.A.1.a"),
        ("https://www.onetonline.org/search/tech/example?e=Microsoft%20Excel", "onet:tech.microsoft-excel"),
        ("https://www.onetonline.org/search/tech/example?e=", None),
        ("http://data.europa.eu/esco/occupation/1", None),
        ("https://example.org/esco/skill/1", None),
        ("http://[broken", None),
        ("", None),
    ],
)  # fmt: skip
def test_addresses_of_known_frameworks_mean_skills(address: str, skill: str | None) -> None:
    assert aligned_skill(address) == skill


@pytest.mark.parametrize(
    ("text", "skill"), [("onet:2.A.1.a", "onet:2.A.1.a"), (ESCO, aligned_skill(ESCO)), ("x", None)]
)
def test_a_skill_is_named_by_id_or_address(text: str, skill: str | None) -> None:
    assert named_skill(text) == skill
