"""The same tidy text whatever it came from: line ends, spaces, ligatures, invisible characters."""

from __future__ import annotations

import re
import unicodedata

_SURROGATE = re.compile("[\ud800-\udfff]")
# Soft hyphen, zero-width and direction marks, fillers, variation selectors, tags, controls and noncharacters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]+"
)
# Joiners shape words of some scripts and emoji; next to an ASCII character they only hide.
_LOOSE_JOINER = re.compile(r"(?<![^\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f])")
_MAPPED = {
    **dict.fromkeys(map(ord, "\r\x0b\x0c\x85\u2028\u2029"), "\n"),
    **dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "),
    **dict.fromkeys([0x2010, 0x2011], "-"),
    **dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
}
# Symbol fonts put bullets and icons into the private use area.
_SYMBOL_BULLET = re.compile(r"^[ \t]*[\ue000-\uf8ff]+[ \t]*", re.MULTILINE)
_SYMBOL = re.compile(r"[\ue000-\uf8ff]+")
_ACCENTED = re.compile(r"[A-Za-z][\u0300-\u036f]{1,3}")
_BLANK_LINES = re.compile(r"\n{4,}")


def clean_text(text: str) -> str:
    r"""Text with `\n` line ends, plain spaces and hyphens, and no invisible characters.

    At most two blank lines stay together; lines lose trailing blanks. Takes time linear in the length.
    """
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    text = text.replace("\r\n", "\n").translate(_MAPPED)
    text = _INVISIBLE.sub("", text.replace("\u00ad\n", "-\n"))
    if not text.isascii():
        if "\u200c" in text or "\u200d" in text:
            text = _LOOSE_JOINER.sub("", text)
        text = _SYMBOL.sub(" ", _SYMBOL_BULLET.sub("• ", text))
        text = _ACCENTED.sub(lambda match: unicodedata.normalize("NFC", match.group()), text)
    lines = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n\n", lines).strip()
