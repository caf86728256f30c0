from __future__ import annotations

import pytest

from seed_data.building.acronyms import find_acronyms

CASES = [
    ("Structured query language SQL", "Structured query language", "SQL"),
    (
        "Enterprise resource planning ERP software",
        "Enterprise resource planning software",
        "ERP software",
    ),
    ("Human resource information system (HRIS)", "Human resource information system", "HRIS"),
    ("Hypertext markup language HTML", "Hypertext markup language", "HTML"),
    ("Extensible markup language XML", "Extensible markup language", "XML"),
    ("Software as a service SaaS", "Software as a service", "SaaS"),
    ("Oracle JavaServer Pages JSP", "Oracle JavaServer Pages", "Oracle JSP"),
    ("Computer-aided engineering CAE software", "Computer-aided engineering software", "CAE software"),
    ("Common business oriented language COBOL", "Common business oriented language", "COBOL"),
]


@pytest.mark.parametrize(("name", "spelled", "short"), CASES)
def test_an_acronym_behind_its_words_is_found(name: str, spelled: str, short: str) -> None:
    (found,) = find_acronyms(name)
    assert (found.spelled, found.short) == (spelled, short)


@pytest.mark.parametrize(
    "name",
    [
        "Microsoft SQL Server",
        "IBM DB2",
        "Adobe XD",
        "SAP ERP",
        "ESRI ArcGIS software",
        "Oracle HRIS",
        "Web service definition language WDSL",
    ],
)
def test_capitals_that_nothing_spells_are_left_alone(name: str) -> None:
    assert find_acronyms(name) == []
