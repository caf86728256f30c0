"""How hard a text is to read, as a school grade: syllables, sentences, one published formula per language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from app.errors import InvalidInput

_WORD: Final = re.compile(r"[^\W_]+(?:[-'’.,:/][^\W_]+)*")
_SPACE: Final = re.compile(r"\s+")
# A sentence goes on when a small letter follows, so "p. ej. leche" and a wrapped line are not cut.
_SENTENCE_END: Final = re.compile(r"(?:(?<![.!?…])[.!?…]++[\"'”’»)\]]*+[ \n]|\n)(?![a-zà-öø-ÿ])")
_PARTS: Final = re.compile(r"\d|[^\W\d_]+(?:['’][^\W\d_]+)?")
# A digit read out loud is about one syllable in English and two in Spanish.
_DIGIT_SYLLABLES: Final = {"en": 1, "es": 2}

# --- English: vowel groups, plus breaks inside a group, minus silent e. q stands for qu, j for a consonant y.
_ENGLISH_EXCEPTIONS: Final = {
    "anyone": 3, "argue": 2, "argued": 2, "business": 2, "businesses": 3, "cashier": 2, "chaos": 2,
    "clothes": 1, "colonel": 2, "employee": 3, "evening": 2, "everyone": 3, "frontier": 2, "giant": 2,
    "glacier": 2, "headache": 2, "hierarchy": 4, "maybe": 2, "naive": 2, "naked": 2, "oasis": 3, "patio": 3,
    "pier": 1, "poem": 2, "poet": 2, "premier": 2, "ratio": 3, "recipe": 3, "rugged": 2, "sciences": 3,
    "soldier": 2, "studio": 3, "tier": 1, "toe": 1, "wednesday": 2, "wicked": 2,
}  # fmt: skip
_COMPOUND_E: Final = re.compile(
    r"^(bas|car(?!eer)|cas|els|fac|fir|for(?!e(?:i|st|v))|fram|guid|hom|hous|lif|lik|lin(?!ea)|mak|mor|nam|not"
    r"|plac|saf|shar|sid|som|stak|stor|tak|ther|tim|typ|us(?=ef)|war|wher(?!ever)|whol|wid|wir)e(?=[a-z]{3})"
)
_CONSONANT_Y: Final = re.compile(r"^y(?=[aeiou])|(?<=[aeiou])y(?=[aeiou])")
_VOWEL_GROUP: Final = re.compile(r"[aeiouy]+")
_BREAKS: Final = re.compile(
    r"(?<![cgst])(?!(?<=ll)ia(?:m|nt))(?<!mil)(?<!cul)(?<!ital)ia(?!ge)"  # diary; not social, marriage
    r"|[cgst]ia(?:s|t(?!iv))"  # enthusiast, associate
    r"|(?<![cghnstvx])(?<!ll)io|[nv]io(?![nr]|ur)"  # period, violin; not nation, senior
    r"|i(?=[iu])|iet|ieth$|(?<![ct])ien(?=[ct])"  # medium, quiet, client
    r"|[aeiouy][^aeiouy]{1,4}(?<!sh)ie(?:rs?|st)$"  # easier
    r"|^(?:area|idea|korea|real(?=i)|react|rea(?=dj|ff|pp|rr|ss)|re(?=im|in[^d]|is|it|un|us))"
    r"|creat(?!u)|^scien|theat|cereal|linear|nuclear|opean"
    r"|(?<!p)(?<!l)(?<!j)(?<!g)eo(?!w)|leo(?!pard)"  # video; not people, surgeon
    r"|(?<!g)ua(?!de)|(?<!g)ue[lnt]|uit(?=[iy])|fluid|ruin|genuin|suici|uo(?!y)"  # usual, fluent, tuition
    r"|[aeiouy]ings?$|^coo(?=pera|pt|rd)|aic|seum|poe[tm]"  # going, cooperate, mosaic, museum
    r"|(?<=[aeiou])sms?$|thms?$"  # organism, algorithm
)
_SILENT: Final = re.compile(
    r"(?<![aeiouy])(?<![^aeiouylrw]l)(?<![^aeiouyrw]r)e$"  # note; not table, centre
    r"|(?<![aeiouycgsxz])(?<![cs]h)(?<![^aeiouylrw]l)(?<![^aeiouyrw]r)es$"  # notes; not boxes
    r"|(?<![aeiouydt])(?<![^aeiouylrw]l)(?<![^aeiouyrw]r)ed$"  # helped; not needed, handled
    r"|[aeiouy][^aeiouy]{0,1}[^aeiouyl]e(?=ment)|[aeiouy][^aeiouy]{1,2}e(?=ful|less|ness|some|ly$|ty$)"
    r"|gue[ds]?$|(?<=ic)a(?=lly$)"  # colleague, basically
)

# --- Spanish: one syllable for each strong or accented vowel of a vowel group; u is silent in que, gui.
_SILENT_U: Final = re.compile(r"(?<=[gq])u(?=[eiéí])")
_SILENT_H: Final = re.compile(r"(?<=[aeiouáéíóúü])h(?=[aeiouáéíóúü])(?!u[aeioáéíó])")
_VOWEL_Y: Final = re.compile(r"y(?![aeiouáéíóúü])")
_SPANISH_GROUP: Final = re.compile(r"[aeiouáéíóúü]+")
_NUCLEUS: Final = re.compile(r"[aeoáéíóú]")
_DOUBLE_WEAK: Final = re.compile(r"i(?=i)|u(?=u)")


def reading_grade(text: str, language: str) -> float:
    """School grade (US years of schooling) at which a text can be read; lower is easier, below 0 is possible.

    English (`en`) is the Flesch-Kincaid grade level, 0.39 words/sentences + 11.8 syllables/words - 15.59
    (Kincaid, Fishburne, Rogers and Chissom 1975, US Navy Research Branch Report 8-75).
    Spanish (`es`) is Crawford's grade, 0.049 S - 0.205 O - 3.407, S syllables and O sentences per 100 words
    (Crawford 1989, Lectura y Vida 10(4)); made for grades 1 to 6, so read more as "harder", not a year.
    Both were made for passages of about 100 words and jump about on a sentence or two.
    Raises InvalidInput when the language is another one or the text has no words.
    """
    _syllable_counter(language)
    normal = unicodedata.normalize("NFC", text)
    words = _WORD.findall(normal)
    if not words:
        raise InvalidInput("There are no words to grade. Send a text with at least one word.")
    sentences = _count_sentences(normal)
    syllables = sum(count_syllables(word, language) for word in words)
    if language == "en":
        return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
    return 4.9 * syllables / len(words) - 20.5 * sentences / len(words) - 3.407


def count_syllables(word: str, language: str) -> int:
    """Syllables of one word, at least 1; parts joined by a hyphen or other mark are counted one by one."""
    counter = _syllable_counter(language)
    total = 0
    for part in _PARTS.findall(unicodedata.normalize("NFC", word).lower()):
        total += _DIGIT_SYLLABLES[language] if part.isdigit() else counter(part.replace("’", "'"))
    return max(total, 1)


def _syllable_counter(language: str) -> Callable[[str], int]:
    if language == "en":
        return _english_syllables
    if language == "es":
        return _spanish_syllables
    raise InvalidInput(f"Reading grades exist for 'en' and 'es', not for {language!r}. Use one of these two.")


def _count_sentences(text: str) -> int:
    """Stretches of text that hold a word, cut at ends of sentences and at lines such as list items."""
    flat = _SPACE.sub(lambda space: "\n" if "\n" in space[0] or "\r" in space[0] else " ", text)
    return sum(1 for piece in _SENTENCE_END.split(flat) if _WORD.search(piece))


def _english_syllables(word: str) -> int:
    word, _, ending = word.replace("é", "ay").partition("'")
    extra = 1 if ending == "t" and word.endswith(("dn", "sn")) else 0  # didn't, isn't
    known = _ENGLISH_EXCEPTIONS.get(word) or _ENGLISH_EXCEPTIONS.get(word.removesuffix("s"))
    if known:
        return known + extra
    letters = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    if not _VOWEL_GROUP.search(letters):
        return _spelled_out(letters)
    letters = _COMPOUND_E.sub(r"\1", letters.replace("qu", "q"))
    if letters.startswith("every"):
        letters = "evry" + letters[5:]
    letters = _CONSONANT_Y.sub("j", letters)
    count = len(_VOWEL_GROUP.findall(letters)) + len(_BREAKS.findall(letters)) - len(_SILENT.findall(letters))
    return max(1, count) + extra


def _spelled_out(letters: str) -> int:
    """Syllables of letters read one by one, such as TV or HR."""
    return sum(3 if letter == "w" else 1 for letter in letters)


def _spanish_syllables(word: str) -> int:
    letters = _VOWEL_Y.sub("i", _SILENT_H.sub("", _SILENT_U.sub("", word)))
    groups = _SPANISH_GROUP.findall(letters)
    if not groups:
        return _spelled_out(word)
    return sum(max(len(_NUCLEUS.findall(group)), 1 + len(_DOUBLE_WEAK.findall(group))) for group in groups)
