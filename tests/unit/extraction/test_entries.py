"""Which lines belong to which dated entry of a résumé, and what that says of each skill."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest

from app.extraction.entries import dated_entries, with_experience
from app.extraction.history import worked_months
from app.extraction.models import Experience, FoundSkill, Mention
from app.extraction.pipeline import Extractor, Request
from app.extraction.sections import label_sections
from app.text.segments import split

AS_OF = date(2024, 6, 15)


def entries_of(text: str) -> list[str]:
    """The words of each entry, lines parted by a bar."""
    segments = split(text)
    sections = label_sections(text, segments, "resume")
    spells = worked_months(text, segments, sections, AS_OF).spells
    return [
        "|".join(text[entry.start : entry.end].split("\n"))
        for entry in dated_entries(text, segments, sections, spells)
    ]


LAYOUTS = {
    "title and dates on one line": (
        "EXPERIENCE\nCook, Jan 2019 - Mar 2020\nInn\n- baked\n\nWaiter, May 2017 - Dec 2018\nBar\n- served",
        ["Cook, Jan 2019 - Mar 2020|Inn|- baked", "Waiter, May 2017 - Dec 2018|Bar|- served"],
    ),
    "dates below title and place": (
        "EXPERIENCE\nCook\nInn, Leeds\nJan 2019 - Mar 2020\n- baked\nWaiter\nBar\nMay 2017 - Dec 2018\n- served",
        ["Cook|Inn, Leeds|Jan 2019 - Mar 2020|- baked", "Waiter|Bar|May 2017 - Dec 2018|- served"],
    ),
    "dates first, then prose": (
        "EXPERIENCE\n2019 - 2020\nCook\nI baked.\n2017 - 2018\nWaiter\nI served.",
        ["2019 - 2020|Cook|I baked.", "2017 - 2018|Waiter|I served."],
    ),
    "each line a paragraph": (
        "EXPERIENCE\n\nCook\n\nJan 2019 - Mar 2020\n\n- baked\n\nWaiter\n\nMay 2017 - Dec 2018\n\n- served",
        ["Cook||Jan 2019 - Mar 2020||- baked", "Waiter||May 2017 - Dec 2018||- served"],
    ),
    "an item for each entry": (
        "EXPERIENCE\n- Cook, Jan 2019 - Mar 2020: baked\n- Waiter, Feb 2019 - Feb 2020: served",
        ["Cook, Jan 2019 - Mar 2020: baked", "Waiter, Feb 2019 - Feb 2020: served"],
    ),
    "a date told within an entry": (
        "EXPERIENCE\nCook, Jan 2019 - Mar 2020\n- head of the kitchen from June 2019\n- baked",
        ["Cook, Jan 2019 - Mar 2020|- head of the kitchen from June 2019|- baked"],
    ),
    "an introduction above the first entry": (
        "EXPERIENCE\nI have mostly worked in kitchens.\nI liked it.\nGood years.\nCook, Jan 2019 - Mar 2020\n- baked",
        ["Cook, Jan 2019 - Mar 2020|- baked"],
    ),
    "the end of the section": (
        "EXPERIENCE\nCook, Jan 2019 - Mar 2020\n- baked\nSKILLS\n- welding\nVOLUNTEERING\nHelper, 2017 - 2018\n- sang",
        ["Cook, Jan 2019 - Mar 2020|- baked", "Helper, 2017 - 2018|- sang"],
    ),
    "no dates": ("EXPERIENCE\nCook\n- baked", []),
    "dates of studies": ("EDUCATION\nBakery course, 2012 - 2014\n- bread", []),
    "titles that could be headings": (
        "WORK\nJan 2019 - Mar 2020\nMason\nSelf-employed\n- dug\nMay 2017 - Dec 2018\nFull-time parent\nHome\n- ate",
        ["Jan 2019 - Mar 2020|Mason|Self-employed|- dug", "May 2017 - Dec 2018|Full-time parent|Home|- ate"],
    ),
    "a heading right below an entry": (
        "EXPERIENCE\nCook, Jan 2019 - Mar 2020\nODD JOBS\n- mowing",
        ["Cook, Jan 2019 - Mar 2020"],
    ),
    "headings in a row": (
        "WORK\nCook, Jan 2019 - Mar 2020\n- baked\nODD JOBS\nMowing, 2015 - 2016\n- lawns",
        ["Cook, Jan 2019 - Mar 2020|- baked", "Mowing, 2015 - 2016|- lawns"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LAYOUTS.values(), ids=LAYOUTS)
def test_lines_of_each_entry(text: str, expected: list[str]) -> None:
    assert entries_of(text) == expected


Read = Callable[[str], dict[str, Experience | None]]


@pytest.fixture
def read(extractor: Extractor) -> Read:
    """The experience of each skill that a résumé names."""

    def used(text: str) -> dict[str, Experience | None]:
        found = extractor.extract(Request(text, "resume", "en", "fast", as_of=AS_OF))
        return {extractor.index.skill_id(skill.skill): skill.experience for skill in found.skills}

    return used


def test_a_skill_has_the_months_of_the_entries_that_name_it(read: Read) -> None:
    used = read(
        "SKILLS\n- Kubernetes\nEXPERIENCE\nFitter, Jan 2019 - Dec 2019\n- welding\nDriver, 2020-01 - present\n"
        "- operated a forklift"
    )
    assert used["esco:welding"] == Experience(12, "2019-12")
    assert used["esco:forklift"] == Experience(54, "2024-06")
    assert used["onet:tech.kubernetes"] is None


def test_shared_months_count_once_and_the_last_one_is_the_latest(read: Read) -> None:
    used = read(
        "EXPERIENCE\nFitter, Jan 2019 - Dec 2019\n- welding\nMate, Jul 2019 - Mar 2020\n- welding\n"
        "VOLUNTEERING\nClub, May 2012 - June 2012\n- welding"
    )
    assert used["esco:welding"] == Experience(15 + 2, "2020-03")


def test_the_title_above_the_dates_belongs_to_its_entry(read: Read) -> None:
    text = "EXPERIENCE\nCook\nInn\nJan 2019 - Dec 2019\n- baked\nWelding\nYard\nJan 2017 - Mar 2017\n- lifted"
    assert read(text)["esco:welding"] == Experience(3, "2017-03")


def test_what_is_negated_was_not_used() -> None:
    mention = Mention(3, 30, 37, "experience", 0.9, "exact", "mentioned", "negated", None)
    text = "EXPERIENCE\nCook, Jan 2019 - Mar 2020\nno welding"
    segments = split(text)
    sections = label_sections(text, segments, "resume")
    entries = dated_entries(text, segments, sections, worked_months(text, segments, sections, AS_OF).spells)
    skill = FoundSkill(3, 0.9, "mentioned", "negated", None, (0,))
    (found,) = with_experience([skill], [mention], entries)
    assert found.experience is None
    (asserted,) = with_experience([skill], [mention._replace(polarity="asserted")], entries)
    assert asserted.experience == Experience(15, "2020-03")


def test_a_posting_has_no_experience(extractor: Extractor) -> None:
    found = extractor.extract(
        Request("Requirements:\n- welding\nJan 2019 - Dec 2019", "posting", "en", "fast")
    )
    assert [skill.experience for skill in found.skills] == [None]
    assert found.as_of is None


def test_many_entries_take_linear_time() -> None:
    text = "EXPERIENCE\n" + "Cook, Jan 2019 - Mar 2020\n- baked\n" * 2_500
    started = time.process_time()
    assert len(entries_of(text)) == 2_500
    assert time.process_time() - started < 3
