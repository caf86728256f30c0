"""The crosswalk between O*NET and ESCO, in the layout of the official file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.releases.reading.crosswalk import read_crosswalk
from app.releases.reading.source import ReleaseFileError, open_release_files
from app.releases.rows import OccupationLinkRow, ReleaseRows
from tests.unit.releases.reading.small_esco import ISCO, OCCUPATION, as_csv

Read = Callable[[list[list[str]]], ReleaseRows]

NAME = "esco_onet_crosswalk.csv"
HEADER = ["O*NET Id", "O*NET Title", "ESCO or ISCO URI", "ESCO or ISCO Title", "Type of Match"]
ABOVE = [["Mapping project name", "ESCO-O*NET Crosswalk", "", "", ""], ["Version", "1", "", "", ""], [""] * 5]
MATCHES = [
    ["11-1011.00", "Chief Executives", OCCUPATION + "ceo", "chief\nexecutive officer", "exactMatch"],
    ["11-1011.00", "Chief Executives", OCCUPATION + "coo", "chief operating officer", "broadMatch"],
    ["11-1021.00", "Managers", OCCUPATION + "coo", "chief operating officer", "closeMatch"],
    ["19-3034.00", "School Psychologists", OCCUPATION + "psychologist", "psychologist", "narrowMatch"],
    ["29-1051.00", "Pharmacists", ISCO + "C2262", "Pharmacists", "exactISCO"],
]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_rows(rows: list[list[str]]) -> ReleaseRows:
        (tmp_path / NAME).write_bytes(b"\xef\xbb\xbf" + as_csv(rows))
        (tmp_path / "soc_cip.csv").write_bytes(b"SOC2018Code,CIP2020Code\n11-1011,44.0401\n")
        with open_release_files([tmp_path]) as files:
            return read_crosswalk(files, "1")

    return read_rows


def test_matches_keep_their_type(read: Read) -> None:
    rows = read([*ABOVE, HEADER, *MATCHES, MATCHES[0]])
    assert (rows.framework, rows.version, rows.skills, rows.occupations) == ("esco-onet", "1", [], [])
    assert rows.occupation_links == [
        OccupationLinkRow(f"onet:{source}", relation, f"esco:{target}", None, "official")  # type: ignore[arg-type]
        for source, relation, target in (
            ("11-1011.00", "broad_match", "coo"),
            ("11-1011.00", "exact_match", "ceo"),
            ("11-1021.00", "close_match", "coo"),
            ("19-3034.00", "narrow_match", "psychologist"),
            ("29-1051.00", "exact_match", "isco/C2262"),
        )
    ]


def with_cell(column: str, value: str) -> list[list[str]]:
    row = list(MATCHES[1])
    row[HEADER.index(column)] = value
    return [*ABOVE, HEADER, MATCHES[0], row]


# The match before spans two lines.
BAD = {
    "type": (with_cell("Type of Match", "sortOf"), f"{NAME}, line 7: 'sortOf' is no type of match"),
    "code": (with_cell("O*NET Id", "11-1011"), f"{NAME}, line 7: '11-1011' is no O*NET code"),
    "address": (with_cell("ESCO or ISCO URI", "http://x"), f"{NAME}, line 7: 'http://x' is no address"),
    "fields": ([*ABOVE, HEADER, ["11-1011.00"]], f"{NAME}, line 5: has 1 fields where the header has 5"),
    "nothing": ([*ABOVE, HEADER], f"{NAME}: has a header and nothing below it"),
    "no header": ([*ABOVE, *MATCHES], f"{NAME}: has no header with the columns O*NET Id, ESCO or ISCO URI"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_crosswalks_are_refused_with_file_and_line(read: Read, case: str) -> None:
    rows, detail = BAD[case]
    with pytest.raises(ReleaseFileError) as refused:
        read(rows)
    assert refused.value.detail.startswith(detail)


def test_other_files_are_no_crosswalk(tmp_path: Path) -> None:
    (tmp_path / "soc_cip.csv").write_text("SOC2018Code,CIP2020Code\n11-1011,44.0401\n")
    with open_release_files([tmp_path]) as files, pytest.raises(ReleaseFileError) as refused:
        read_crosswalk(files, "1")
    assert "None of soc_cip.csv is the ESCO-O*NET crosswalk: give its CSV file" in refused.value.detail
