"""What the finders of qualifications hand on."""

from __future__ import annotations

from typing import NamedTuple

from app.extraction.models import QualificationKind


class Found(NamedTuple):
    """A qualification's name at `start:end`, not yet judged as asked for or held."""

    start: int
    end: int
    kind: QualificationKind
    label: str
