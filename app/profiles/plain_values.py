"""Reads JSON of any shape as plain text, counting what it reads so that no document is too much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from app.errors import InvalidInput, TooLarge
from app.text.documents.cleaning import clean_text
from app.text.documents.flow import TextOverflow
from app.text.markup import description_to_text, looks_like_html, raw_html_to_text

DEEPEST = 40
TOO_DEEP = f"Nest this document less deeply: at most {DEEPEST} levels of lists and objects."
# Where a JSON-LD object keeps its words, best first.
_NAMING = ("@value", "name", "description", "text", "@list", "@set", "itemListElement", "item")
# Markup is many times as long as the text in it.
_MARKUP_FACTOR = 20
_MOST_UNREAD = 5


class ValueReader:
    """Reads values as text; `unread` are the places of values that are neither text nor made of text.

    Raises TooLarge as soon as it has read more than `most` characters, where each value counts as one at least, and
    InvalidInput for lists and objects nested more than 40 levels in what it reads.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._left = most
        self._depth = 0
        self.unread: list[str] = []

    def text(self, value: Any, place: str) -> str:
        """Any value as text: markup read, a list as lines, an object by its name or description."""
        return "\n".join(self._lines(value, place))

    def line(self, value: Any, place: str) -> str:
        """As `text`, on one line."""
        return " ".join(self.text(value, place).split())

    def lines(self, value: Any, place: str) -> list[str]:
        """As `text`, each line by itself and without its bullet sign."""
        found = (line.strip().removeprefix("- ").strip() for line in self.text(value, place).split("\n"))
        return [line for line in found if line]

    def objects(self, value: Any, place: str, text_is: str = "") -> Iterator[tuple[Mapping[str, Any], str]]:
        """The objects of a list, each with its place; one object counts as a list of it.

        A text in place of an object is taken for its property `text_is`, where one is given.
        """
        for item, where in _items(value, place):
            self._spend(1)
            if isinstance(item, dict):
                yield item, where
            elif isinstance(item, str) and text_is:
                yield {text_is: item}, where
            elif item is not None:
                self._pass_over(where)

    def _lines(self, value: Any, place: str) -> Iterable[str]:
        self._spend(1)
        if value is None:
            return
        if isinstance(value, str):
            found = self._words(value)
            if found:
                yield found
        elif isinstance(value, list | dict):
            self._depth += 1
            if self._depth > DEEPEST:
                raise InvalidInput(TOO_DEEP)
            yield from self._named(value, place) if isinstance(value, dict) else self._listed(value, place)
            self._depth -= 1
        else:
            self._pass_over(place)

    def _listed(self, value: Sequence[Any], place: str) -> Iterable[str]:
        for number, item in enumerate(value):
            yield from self._lines(item, f"{place}/{number}")

    def _named(self, value: Mapping[str, Any], place: str) -> Iterable[str]:
        for key in _NAMING:
            found = "\n".join(self._lines(value.get(key), f"{place}/{key}"))
            if found:
                yield found
                return
        if not any(value.get(key) for key in _NAMING) and value:
            self._pass_over(place)

    def _words(self, value: str) -> str:
        if len(value) > self._most * _MARKUP_FACTOR:
            raise self._too_large()
        try:
            # Twice, because tidying takes blanks away.
            html = looks_like_html(value)
            found = (
                clean_text(raw_html_to_text(value, 2 * self._most)) if html else description_to_text(value)
            )
        except TextOverflow:
            raise self._too_large() from None
        self._spend(len(found))
        return found

    def _spend(self, characters: int) -> None:
        self._left -= characters
        if self._left < 0:
            raise self._too_large()

    def _too_large(self) -> TooLarge:
        return TooLarge(f"Shorten this document to at most {self._most:,} characters of text.")

    def _pass_over(self, place: str) -> None:
        if len(self.unread) < _MOST_UNREAD:
            self.unread.append(place)


def _items(value: Any, place: str) -> Iterator[tuple[Any, str]]:
    if isinstance(value, list):
        yield from ((item, f"{place}/{number}") for number, item in enumerate(value))
    elif value is not None:
        yield value, place
