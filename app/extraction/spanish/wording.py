"""Spanish wordings with or without their accents, since many write without."""

from __future__ import annotations

from app.text.labelled import wordings

_EITHER = str.maketrans({"á": "[áa]", "é": "[ée]", "í": "[íi]", "ó": "[óo]", "ú": "[úu]", "ñ": "[ñn]"})
_BARE = str.maketrans("áéíóúñ", "aeioun")


def spanish_wordings(block: str) -> list[str]:
    """The phrases of a block, each matching with accents and without."""
    return wordings(block.translate(_EITHER))


def both_spellings(block: str) -> str:
    """The plain words of a block, those with accents a second time without."""
    return f"{block} {' '.join(word.translate(_BARE) for word in block.split())}"
