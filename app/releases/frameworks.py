"""What is said about a framework where it is listed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FrameworkNote:
    """Who publishes a framework, and under which licence."""

    title: str
    publisher: str
    licence: str
    url: str


FRAMEWORKS = {
    "esco": FrameworkNote(
        "ESCO: European Skills, Competences, Qualifications and Occupations",
        "European Commission",
        "Reuse under Commission Decision 2011/833/EU",
        "https://esco.ec.europa.eu",
    ),
    "onet": FrameworkNote(
        "O*NET",
        "U.S. Department of Labor, Employment and Training Administration",
        "CC BY 4.0",
        "https://www.onetcenter.org",
    ),
    "essential": FrameworkNote(
        "Parlance Essential Skills", "Parlance", "CC BY 4.0", "urn:parlance:framework:essential"
    ),
    "esco-onet": FrameworkNote(
        "The crosswalk between ESCO and O*NET",
        "European Commission, with the U.S. Department of Labor",
        "Reuse under Commission Decision 2011/833/EU",
        "https://esco.ec.europa.eu",
    ),
}


def framework_note(framework: str) -> FrameworkNote:
    """What is said about a framework; of one that we do not know, no more than its name."""
    unsaid = "not stated"
    return FRAMEWORKS.get(
        framework, FrameworkNote(framework, unsaid, unsaid, f"urn:parlance:framework:{framework}")
    )
