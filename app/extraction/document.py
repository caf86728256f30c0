"""A text made ready for reading: its language, kind, tokens, segments and sections, each computed once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from app.extraction.items import cut_lists
from app.extraction.kind import guess_kind
from app.extraction.models import Kind
from app.extraction.sections import label_sections
from app.text.language import detect_language
from app.text.lowering import lowered
from app.text.segments import Segment, split
from app.text.tokens import Tokens, tokenize
from app.vocabulary.index.words import Word, WordTable


@dataclass(frozen=True, slots=True)
class Document:
    """One text and everything about it that the steps of extraction share."""

    text: str
    low: str  # the text in lower case, as long as it is
    language: str
    kind: Kind
    tokens: Tokens
    words: list[Word]
    segments: list[Segment]
    sections: list[str]
    segment_of_token: list[int]
    seems: str | None = None  # the language that the text seems to be in, where the caller named one

    def segment_at(self, token: int) -> int:
        """The segment that a token stands in."""
        return self.segment_of_token[token]


def read_document(text: str, kind: str, language: str, words: WordTable) -> Document:
    """Divide a text into tokens, segments and sections. `kind` and `language` may be "auto"."""
    tokens = _rejoined(text, tokenize(text), words)
    segments = split(text)
    decided: Kind = (
        "posting" if kind == "posting" else "resume" if kind == "resume" else guess_kind(text, segments)
    )
    low = lowered(text)
    sections = label_sections(text, segments, decided, low)
    if decided == "resume":
        segments, sections = cut_lists(text, segments, sections)
    return Document(
        text=text,
        low=low,
        language=detect_language(text) if language == "auto" else language,
        kind=decided,
        tokens=tokens,
        words=words.each(tokens.words),
        segments=segments,
        sections=sections,
        segment_of_token=_segments_of(tokens.starts, segments),
        seems=None if language == "auto" else detect_language(text),
    )


def _segments_of(starts: Sequence[int], segments: Sequence[Segment]) -> list[int]:
    """The number of the segment that each token stands in, or of the one before; both are in order."""
    found: list[int] = []
    for number, following in enumerate(segments[1:]):
        found += [number] * (bisect_left(starts, following.start, len(found)) - len(found))
    return found + [max(len(segments) - 1, 0)] * (len(starts) - len(found))


def _rejoined(text: str, tokens: Tokens, words: WordTable) -> Tokens:
    """The tokens, words that a line end broke ("con-", "trol") made whole again where that gives a known word."""
    if "-\n" not in text:
        return tokens
    joined = Tokens([], [], [])
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        if (
            joined.ends
            and text[joined.ends[-1] : start] == "-\n"
            and words.word(joined.words[-1] + word).plain
        ):
            joined.words[-1] += word
            joined.ends[-1] = end
            continue
        joined.words.append(word)
        joined.starts.append(start)
        joined.ends.append(end)
    return joined
