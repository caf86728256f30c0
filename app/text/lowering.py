"""Lower case of the same length, so that offsets found in it hold in the text."""

from __future__ import annotations

# One sign for one sign: a pattern is written once, with the plain keyboard's signs.
_PLAIN = (
    ("’", "'"),
    ("‘", "'"),
    ("ʼ", "'"),
    ("´", "'"),
    ("“", '"'),
    ("”", '"'),
    ("–", "-"),
    ("‑", "-"),
    ("−", "-"),
    ("\u00a0", " "),
)


def lowered(text: str) -> str:
    """The text in lower case with plain quotes, dashes and spaces; never a character longer or shorter."""
    low = text.lower()
    if text.isascii():
        return low
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for sign, plain in _PLAIN:
        low = low.replace(sign, plain)
    return low
