"""Sections: what part of a posting or a résumé each segment belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from app.extraction.headings import heading_of
from app.extraction.models import Kind
from app.extraction.posting_sections import PostingReader
from app.extraction.resume_sections import ResumeReader
from app.text.segments import Segment

POSTING_SECTIONS = (
    "title", "summary", "responsibilities", "requirements", "preferred", "benefits", "employer",
    "equal_opportunity", "pay", "how_to_apply", "other",
)  # fmt: skip
RESUME_SECTIONS = (
    "contact", "profile", "skills", "experience", "volunteer", "education", "certifications", "projects",
    "languages", "interests", "references", "other",
)  # fmt: skip


def is_heading(text: str, segment: Segment, kind: Kind) -> bool:
    """Whether the segment is a heading and nothing else."""
    return heading_of(text, segment, kind) is not None


def label_sections(text: str, segments: Sequence[Segment], kind: Kind, low: str | None = None) -> list[str]:
    """The section of each segment; a heading belongs to the section that it opens. `low` is the text `lowered`."""
    if kind == "resume":
        return ResumeReader(text).read(segments)
    return PostingReader(text, low).read(segments)
