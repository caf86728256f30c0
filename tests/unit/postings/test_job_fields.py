"""What a JobPosting says in its fields: read where it is sure, and named where it is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.postings.job_fields import JobFields, Pay, read_job_fields

TODAY = date(2026, 11, 22)


def read(**posting: Any) -> JobFields:
    """The fields of a JobPosting with these properties."""
    return read_job_fields({"@type": "JobPosting", **posting}, TODAY)


def located(*addresses: dict[str, Any]) -> JobFields:
    """The fields of a JobPosting at these addresses."""
    return read(jobLocation=[{"@type": "Place", "address": address} for address in addresses])


@pytest.mark.parametrize(
    ("address", "region"),
    [
        ({"addressCountry": "US", "addressRegion": "TX"}, "US-TX"),
        ({"addressCountry": "USA", "addressRegion": "Texas"}, "US-TX"),
        (
            {"addressCountry": {"@type": "Country", "name": "United States"}, "addressRegion": "US-TX"},
            "US-TX",
        ),
        ({"addressCountry": "US"}, "US"),
        ({"addressRegion": "New York"}, "US-NY"),
        ({"addressRegion": "Bavaria"}, None),
        ({"addressCountry": "DE", "addressRegion": "Bayern"}, "DE"),
        ({"addressCountry": "CA", "addressRegion": "QC"}, "CA-QC"),
        ({"addressCountry": "Atlantis", "addressRegion": "TX"}, None),
        ({"addressCountry": 7}, None),
    ],
)
def test_region(address: dict[str, Any], region: str | None) -> None:
    found = located(address)
    assert found.region == region
    assert ("jobLocation" in found.unread) is (region is None)


def test_several_places_share_what_they_share() -> None:
    texas = {"addressCountry": "US", "addressRegion": "TX", "addressLocality": "Waco"}
    ohio = {"addressCountry": "US", "addressRegion": "OH", "addressLocality": "Akron"}
    assert (located(texas, texas).region, located(texas, texas).town) == ("US-TX", "Waco")
    assert (located(texas, ohio).region, located(texas, ohio).town) == ("US", None)
    assert located(texas, {"addressCountry": "MX"}).region is None


@pytest.mark.parametrize(
    ("posting", "pay"),
    [
        (
            {
                "baseSalary": {
                    "currency": "USD",
                    "value": {"minValue": 15, "maxValue": 18, "unitText": "HOUR"},
                }
            },
            Pay(15, 18, "hour", "USD"),
        ),
        (
            {"baseSalary": {"currency": "usd", "value": {"value": "52,000", "unitText": "year"}}},
            Pay(52_000, 52_000, "year", "USD"),
        ),
        (
            {"baseSalary": {"currency": "EUR", "minValue": 100, "unitText": "DAILY"}},
            Pay(100, None, "day", "EUR"),
        ),
        (
            {"baseSalary": {"currency": "USD", "value": {"minValue": 9, "maxValue": 8, "unitText": "HOUR"}}},
            None,
        ),
        ({"baseSalary": {"currency": "USD", "value": {"minValue": 9}}}, None),
        ({"baseSalary": {"currency": "$", "value": {"minValue": 9, "unitText": "HOUR"}}}, None),
        ({"baseSalary": {"currency": "USD", "value": {"minValue": float("inf"), "unitText": "HOUR"}}}, None),
        ({"baseSalary": "a lot"}, None),
        ({"baseSalary": 20}, None),
    ],
)
def test_pay(posting: dict[str, Any], pay: Pay | None) -> None:
    found = read(**posting)
    assert found.pay == pay
    assert ("baseSalary" in found.unread) is (pay is None)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-03-04", date(2026, 3, 4)),
        ("2026-03-04T10:00:00+01:00", date(2026, 3, 4)),
        ("1066-10-14", None),
        ("2999-01-01", None),
        ("4 March", None),
        (20260304, None),
        ({"@value": "x"}, None),
    ],
)
def test_date(said: Any, day: date | None) -> None:
    assert read(datePosted=said).posted_on == day


def test_names_graph_and_remote() -> None:
    node = {
        "@type": ["JobPosting"],
        "title": " Night\nbaker ",
        "hiringOrganization": [{"name": "Old Mill"}],
        "jobLocationType": ["TELECOMMUTE"],
        "identifier": "17",
    }
    found = read_job_fields({"@graph": [{"@type": "WebPage", "title": "x"}, node]}, TODAY)
    assert (found.title, found.employer, found.remote, found.unread) == ("Night baker", "Old Mill", True, ())
    assert read(hiringOrganization={"url": "x"}).unread == ("hiringOrganization",)


@pytest.mark.parametrize(
    "value",
    [None, 1, "x", [], {}, [[[]]], {"address": [None, 3]}, [{"address": {"addressCountry": []}}]],
)
def test_any_shape_is_survived(value: Any) -> None:
    names = (
        "title",
        "hiringOrganization",
        "jobLocation",
        "jobLocationType",
        "datePosted",
        "baseSalary",
        "@graph",
    )
    for name in names:
        assert isinstance(read(**{name: value}), JobFields)
