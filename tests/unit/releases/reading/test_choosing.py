"""The reader is chosen by framework and contents; files of another framework are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.releases.reading.choosing import read_release
from app.releases.reading.source import ReleaseFileError
from tests.unit.releases.reading import small_esco, small_onet

CROSSWALK = (
    "O*NET Id,ESCO or ISCO URI,Type of Match\n"
    "11-1011.00,http://data.europa.eu/esco/occupation/ceo,exactMatch\n"
)
DESCRIPTORS = "RSD Name,Skill Statement\nTill work,Balance the till after a shift.\n"
VERSIONS = {"esco": "1.1.1", "onet": "29.0", "esco-onet": "1", "acme": "2026.1"}


@pytest.fixture
def given(tmp_path: Path) -> dict[str, Path]:
    for name, content in (
        ("crosswalk", CROSSWALK),
        ("descriptors", DESCRIPTORS),
        ("plain", "label\nTill work\n"),
    ):
        (tmp_path / f"{name}.csv").write_text(content)
    return {
        "esco": small_esco.folder(tmp_path / "esco", small_esco.small()),
        "onet": small_onet.write(tmp_path / "onet", small_onet.small()),
        "esco-onet": tmp_path / "crosswalk.csv",
        "descriptors": tmp_path / "descriptors.csv",
        "plain": tmp_path / "plain.csv",
    }


@pytest.mark.parametrize(
    ("files", "framework", "first"),
    [
        ("esco", "esco", "esco:tills"),
        ("onet", "onet", "onet:"),
        ("descriptors", "acme", "acme:"),
        ("plain", "acme", "acme:till-work"),
    ],
)
def test_each_framework_has_its_reader(
    given: dict[str, Path], files: str, framework: str, first: str
) -> None:
    rows = read_release([given[files]], framework, VERSIONS[framework])
    assert (rows.framework, rows.version) == (framework, VERSIONS[framework])
    assert rows.skills[0].id.startswith(first)


def test_the_crosswalk_has_one_too(given: dict[str, Path]) -> None:
    rows = read_release([given["esco-onet"]], "esco-onet", "1")
    assert [(link.source_id, link.target_id) for link in rows.occupation_links] == [
        ("onet:11-1011.00", "esco:ceo")
    ]


@pytest.mark.parametrize("framework", VERSIONS)
@pytest.mark.parametrize(
    ("files", "what"),
    [("esco", "ESCO files"), ("onet", "O*NET files"), ("esco-onet", "the ESCO-O*NET crosswalk")],
)
def test_files_of_another_framework_are_named(
    given: dict[str, Path], files: str, what: str, framework: str
) -> None:
    if files == framework:
        return
    with pytest.raises(ReleaseFileError) as refused:
        read_release([given[files]], framework, VERSIONS[framework])
    assert (
        refused.value.detail
        == f"These are {what}, not files of {framework}: import them with --framework {files}."
    )


def test_what_stands_beside_does_no_harm(given: dict[str, Path]) -> None:
    rows = read_release([given["esco"], given["onet"], given["esco-onet"]], "esco", "1.1.1")
    assert rows.skills[0].id == "esco:tills"


def test_a_library_that_lacks_everything_is_told_what_is_read(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    with pytest.raises(ReleaseFileError, match=r"notes\.csv, line 1: lacks the column label"):
        read_release([tmp_path], "acme", "1")


def test_missing_files_are_passed_on(given: dict[str, Path]) -> None:
    (given["esco"] / "occupationSkillRelations.csv").unlink()
    with pytest.raises(ReleaseFileError, match=r"missing: occupationSkillRelations\.csv"):
        read_release([given["esco"]], "esco", "1.1.1")
    rows = read_release([given["esco"]], "esco", "1.1.1", allow_missing=True)
    assert (rows.missing, rows.needs) == (("occupationSkillRelations.csv",), [])
