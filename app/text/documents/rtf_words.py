"""RTF control words that matter to the text, and the code pages of its character sets."""

from __future__ import annotations

CHARACTERS = {
    "emdash": "\u2014",
    "endash": "\u2013",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "\u2022",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "tab": "\t",
}

LINE_ENDS = frozenset({"par", "line", "sect", "page", "column"})
PAGE_EDGES = frozenset({"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"})

_SKIPPED = """
    fonttbl colortbl stylesheet listtable listoverridetable revtbl rsidtbl filetbl generator info title author
    operator company comment doccomm userprops xmlnstbl themedata colorschememapping datastore latentstyles
    pict nonshppict objdata objclass objname fldinst bkmkstart bkmkend xe tc tcn txe rxe sp sn sv shprslt
    atnid atnauthor atndate atnref annotation template password pgptbl mmath passwordhash
    footnote ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pnseclvl nonesttables
"""
# Groups whose content is not text of the document; an unknown group that is marked as skippable is skipped
# too.
SKIPPED_GROUPS = frozenset(_SKIPPED.split())
# Marked as skippable, yet they hold text.
READ_ANYWAY = frozenset({"shpinst", "shptxt"})
# The bullet or number of a list item, written out for old programs.
LIST_MARKS = frozenset({"listtext", "pntext"})

SYMBOL_CHARSET = 2
_CODE_PAGES = {
    77: "mac_roman",
    78: "cp932",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_PAGE_NUMBERS = frozenset((437, 850, 852, 855, 858, 866, 874, 932, 949, 950, *range(1250, 1259)))


def charset_encoding(charset: int) -> str | None:
    """The encoding of a font's character set (`fcharset`); None where the document's own applies."""
    return _CODE_PAGES.get(charset)


def code_page_encoding(number: int) -> str:
    """The encoding of `ansicpg`; Windows-1252 for one that is not known."""
    if number == 65001:
        return "utf-8"
    if number == 936:
        return "gbk"
    if number == 10000:
        return "mac_roman"
    return f"cp{number}" if number in _PAGE_NUMBERS else "cp1252"
