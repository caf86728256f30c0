"""What the elements of HTML mean for its text: lines, what is dropped, and what another's start ends."""

from __future__ import annotations

import re


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _names("area base br col embed frame hr img input link meta param source track wbr")
# Their content is no markup and no text of the page.
RAW = _names("script style textarea title xmp iframe noembed noframes")
DROPPED = _names("head nav noscript template svg math select datalist object audio video canvas map frameset")
INLINE = _names("a abbr b big cite code em font i mark q s small span strike strong sub sup time tt u")
PARAGRAPHS = _names(
    "h1 h2 h3 h4 h5 h6 p ul ol dl blockquote pre table section article header footer main aside form "
    "fieldset figure address details menu dir search"
)
LINES = PARAGRAPHS | _names(
    "div li dt dd tr td th caption legend summary figcaption center option hr thead tbody tfoot body html"
)
LISTS = frozenset({"ul", "ol", "menu", "dir"})
CELLS = frozenset({"td", "th"})
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
# What may stand in a head; anything else begins the body.
HEAD_CONTENT = _names("title base link meta style script noscript template bgsound")

# A start tag ends these open elements, unless one of those after stands between.
IMPLIED_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), LISTS),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    **dict.fromkeys(CELLS, (CELLS, frozenset({"tr", "table"}))),
    "tr": (CELLS | {"tr"}, frozenset({"table"})),
    **dict.fromkeys(_ROW_GROUPS, (CELLS | _ROW_GROUPS | {"tr"}, frozenset({"table"}))),
    "body": (frozenset({"head"}), frozenset()),
    **dict.fromkeys(PARAGRAPHS | {"div", "hr"}, (frozenset({"p"}), LINES - {"p"})),
}

_TEXT_ELEMENTS = (
    "p br div span ul ol li dl dt dd table tr td th tbody thead a b i u em strong small font html body head "
    "section article header footer main blockquote pre code hr img style script center sup sub "
    "h1 h2 h3 h4 h5 h6"
)
_NAMES = "(?:" + "|".join(_TEXT_ELEMENTS.split()) + ")"
# An end tag, a break or list, an element with attributes, or the beginning of a page.
MARKUP = re.compile(
    rf"<(?:/{_NAMES}\s{{0,9}}>|(?:br|hr|p|li|ul|ol)\s{{0,9}}/?>|{_NAMES}\s{{1,9}}[a-z-]{{2,20}}=[\"']"
    r"|!doctype\s{1,9}html|html\b|body\b)",
    re.IGNORECASE,
)
# The same with its signs escaped, once or, as in some feeds, twice.
ESCAPED_MARKUP = re.compile(
    rf"&(?:amp;)?lt;(?:/{_NAMES}\s{{0,9}}&(?:amp;)?gt;|(?:br|hr|p|li|ul|ol)\s{{0,9}}/?&(?:amp;)?gt;"
    rf"|{_NAMES}\s{{1,9}}[a-z-]{{2,20}}=(?:[\"']|&(?:amp;)?(?:quot|\#39);))",
    re.IGNORECASE,
)
