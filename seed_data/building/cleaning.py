"""Small text rules that the whole build shares: tidying a value, comparing names, making an id of a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from app.vocabulary.slugs import slug, tidy

__all__ = ["key", "slug", "tidy", "unique", "word_set"]

_NOT_PART_OF_KEY = re.compile(r"[^a-z0-9+#.]+")
_LOOSE_DOT = re.compile(r"(?<![a-z0-9])\.(?![a-z0-9])|(?<=[a-z0-9])\.(?![a-z0-9])")


def key(name: str) -> str:
    """What spellings of one name share: no case, accents or punctuation, but `+`, `#` and inner dots."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").casefold()
    return _LOOSE_DOT.sub(" ", _NOT_PART_OF_KEY.sub(" ", plain.replace("'", ""))).strip()


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for lists of words that read better as text."""
    return frozenset(text.split())


def unique(values: Iterable[str]) -> list[str]:
    """The values in their order, each once, without empty ones."""
    return [value for value in dict.fromkeys(values) if value]
