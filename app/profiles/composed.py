"""A structured document written out as a text with headings, which is then read like any other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Composed:
    """The text of a structured document, and what it says in fields of their own.

    `titles` are those of jobs, `codes` O*NET-SOC codes of occupations, `unread` the JSON pointers (from the
    document's root) of fields that hold nothing readable.
    """

    text: str
    titles: tuple[str, ...]
    codes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def block(heading: str, lines: Iterable[str]) -> str:
    """Lines under a heading; empty without any line."""
    kept = [line for line in lines if line.strip()]
    return "\n".join([heading, *kept]) if kept else ""


def joined(blocks: Iterable[str]) -> str:
    """Blocks with a blank line between them."""
    return "\n\n".join(filter(None, blocks))
