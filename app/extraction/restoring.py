"""What was read from the visible part of a text, with its places in the text as it was sent."""

from __future__ import annotations

from dataclasses import replace

from app.extraction.models import Extraction, ExtractionWarning
from app.text.invisible import VisibleText, has_many_invisible

_WARNING = ExtractionWarning(
    "invisible_characters",
    "The text holds many characters that cannot be seen. It was read as if they were not there.",
)


def restored(found: Extraction, visible: VisibleText, sent: str) -> Extraction:
    """The extraction of `visible.text` with offsets into `sent`, and a warning where much was invisible."""
    start, end = visible.start, visible.end
    return replace(
        found,
        mentions=tuple(m._replace(start=start(m.start), end=end(m.end)) for m in found.mentions),
        qualifications=tuple(
            q._replace(start=start(q.start), end=end(q.end), surface=sent[start(q.start) : end(q.end)])
            for q in found.qualifications
        ),
        lines=tuple((start(a), end(b), section) for a, b, section in found.lines),
        warnings=(*found.warnings, _WARNING) if has_many_invisible(sent) else found.warnings,
    )
