from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.occupations.titles.stripping import LONGEST, strip_title

# title, what is left, pieces as kind:surface
CASES = [
    ("Sr. Wrhse Assoc (Nights) - $18/hr", "Wrhse Assoc", "seniority:Sr. shift:Nights pay:$18/hr"),
    ("RN - ICU", "RN - ICU", ""),
    ("Crew member", "Crew member", ""),
    ("NOW HIRING!! CDL-A Driver – Home Weekly", "CDL-A Driver", "marketing:NOW HIRING shift:Home Weekly"),
    ("PT Cashier @ Dallas, TX", "Cashier", "shift:PT place:Dallas, TX"),
    ("Software Engineer III (Remote)", "Software Engineer", "seniority:III place:Remote"),
    ("Dishwasher - up to $17.50 per hour", "Dishwasher", "pay:up to $17.50 per hour"),
    ("Forklift Operator II | 3rd Shift", "Forklift Operator", "seniority:II shift:3rd Shift"),
    ("Entry Level Sales Rep - No Experience Needed", "Sales Rep",
     "seniority:Entry Level marketing:No Experience Needed"),
    ("Warehouse Worker 10pm-6am", "Warehouse Worker", "shift:10pm-6am"),
    ("Physician Assistant - Chicago, IL 60601", "Physician Assistant", "place:Chicago, IL 60601"),
    ("Lead Cook + $500 Sign-on Bonus", "Cook", "seniority:Lead pay:$500 Sign-on Bonus"),
    ("Nurse Practitioner, FT/PT", "Nurse Practitioner", "shift:FT/PT"),
    ("🔥 Now hiring 🔥 Line Cook", "Line Cook", "marketing:Now hiring"),
    ("Electrician Apprentice", "Electrician", "seniority:Apprentice"),
    ("Data Entry Clerk - Work From Home", "Data Entry Clerk", "place:Work From Home"),
    ("IT Support Specialist (Hybrid) - 60k-70k", "IT Support Specialist", "place:Hybrid pay:60k-70k"),
    ("Verkäufer (m/w/d)", "Verkäufer", "marketing:m/w/d"),
]  # fmt: skip

KEPT = [
    "Night Auditor", "School Principal", "Senior Living Caregiver", "PT Aide", "Hiring Manager", "Contract Administrator",
    "Apprentice", "Senior",
    "Benefits Specialist", "Training Coordinator", "Assistant Manager", "Lead Generation Specialist",
    "C++ Developer", "Remote Sensing Scientist", "Teacher, 3rd Grade", "Day Care Worker", "Insurance Agent",
]  # fmt: skip


@pytest.mark.parametrize(("title", "left", "pieces"), CASES)
def test_what_stands_around_the_job_is_taken_out_and_named(title: str, left: str, pieces: str) -> None:
    stripped = strip_title(title)
    assert stripped.title == left
    assert " ".join(f"{piece.kind}:{piece.surface}" for piece in stripped.pieces) == pieces


@pytest.mark.parametrize("title", KEPT)
def test_words_that_name_the_job_stay(title: str) -> None:
    stripped = strip_title(title)
    assert stripped.title == title
    assert stripped.pieces == ()


@given(st.text(alphabet="Sr. RNntX$18/hr()-–@,!TXremoteIII0 \t🔥é", max_size=80))
def test_every_surface_stands_in_the_title_where_it_says(title: str) -> None:
    stripped = strip_title(title)
    assert all(title[piece.start : piece.end] == piece.surface for piece in stripped.pieces)
    ends = [0, *(piece.end for piece in stripped.pieces)]
    assert all(piece.start >= end for piece, end in zip(stripped.pieces, ends, strict=False))


def test_a_title_of_any_length_is_read_in_time() -> None:
    assert len(strip_title("Senior " * 20_000).title) <= LONGEST
    strip_title("($" * 10_000)
    strip_title("1-2-3 to 4 " * 5_000)
