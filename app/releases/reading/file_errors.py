"""What is wrong with the files of a release, said with the file and the line."""

from __future__ import annotations

from typing import Self

from app.errors import ParlanceError


class ReleaseFileError(ParlanceError):
    """A file of a release cannot be used; the detail opens with its name and the line where one is known."""

    status, slug, title = 422, "unreadable-release", "A file of the release cannot be used"

    @classmethod
    def at(cls, file: str, line: int | None, problem: str) -> Self:
        """The error at a line (1 is the first), or of the whole file."""
        return cls(f"{file}, line {line}: {problem}" if line else f"{file}: {problem}")
