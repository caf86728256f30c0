"""Warnings: what a reader of an answer should know about how the text could be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.extraction.document import Document
from app.extraction.models import ExtractionWarning, Mention
from app.extraction.requirement import PROSE
from app.text.language import UNDETERMINED
from app.text.language_names import language_name

_LONG_ENOUGH = 80  # characters of a text whose language can be told for sure


def find_warnings(
    document: Document, mentions: Sequence[Mention], languages: Iterable[str]
) -> list[ExtractionWarning]:
    """The warnings for one text, in a fixed order."""
    found = []
    if document.language not in (*languages, UNDETERMINED):
        found.append(_language(document.language, languages))
    if document.seems not in (None, document.language, UNDETERMINED) and len(document.text) >= _LONG_ENOUGH:
        found.append(
            ExtractionWarning(
                "language_differs",
                f"The text was read as {language_name(document.language)}, as asked, and seems to be in "
                f"{language_name(str(document.seems))}. Send 'auto' to have the language told from the text.",
            )
        )
    if not mentions:
        found.append(
            ExtractionWarning(
                "no_skills_found", "No skill was found. Send the full text, with its lists of tasks."
            )
        )
    elif document.kind == "posting" and not any(_is_demanded(m) for m in mentions):
        found.append(
            ExtractionWarning(
                "no_requirements_section",
                "The posting does not say which skills are required. A heading such as 'Requirements' makes it clear.",
            )
        )
    return found


def _is_demanded(mention: Mention) -> bool:
    """Whether a posting says itself that it wants the skill; duties and prose only imply it."""
    return mention.requirement == "required" and mention.section not in {"responsibilities", *PROSE}


def _language(language: str, languages: Iterable[str]) -> ExtractionWarning:
    known = ", ".join(map(language_name, sorted(languages)))
    return ExtractionWarning(
        "language_not_supported",
        f"The text is in {language_name(language)}, and skills have names in: {known}. Only names of products were "
        "read. A release with labels in that language can be imported.",
    )
