"""Which words of a PDF page a person can see: painted, in another colour than what is behind, not tiny, on the page."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import pypdfium2
    from pypdfium2.raw import FPDF_PAGEOBJECT

# Unpainted words are what scanners lay over the picture of a page.
Sight = Literal["seen", "unpainted", "hidden"]

_UNPAINTED_MODES = (3, 7)  # invisible, and only a clipping path
_TINY = 1.5  # points
_SAME = 12  # of 255: colours no further apart look the same
_MOST_OBJECTS = 5_000
_MOST_AREAS = 300  # the last ones drawn
_WHITE = (255, 255, 255)

_Colour = tuple[int, int, int]


class _Area(NamedTuple):
    """A painted part of the page; a colour of None is a picture or something else that has many."""

    left: float
    bottom: float
    right: float
    top: float
    colour: _Colour | None


class PageSight:
    """Tells for the words of one page whether they can be seen."""

    def __init__(self, page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> None:
        self._page = page
        self._text = text_page.raw
        self._crop = page.get_cropbox()
        self._areas: list[_Area] | None = None
        self._channels = [ctypes.c_uint() for _ in range(4)]
        self._references = [ctypes.byref(channel) for channel in self._channels]

    @property
    def has_picture(self) -> bool:
        """Whether a picture stands on the page, as on one that was scanned."""
        return any(area.colour is None for area in self._painted())

    def of(self, index: int, box: tuple[float, float, float, float]) -> Sight:
        """How the word that begins with character `index` is seen; `box` is that character's."""
        from pypdfium2 import raw

        left, bottom, right, top = box
        across, up = (left + right) / 2, (bottom + top) / 2
        if not (self._crop[0] <= across <= self._crop[2] and self._crop[1] <= up <= self._crop[3]):
            return "hidden"
        if max(top - bottom, right - left) < _TINY:
            return "hidden"
        text_object = raw.FPDFText_GetTextObject(self._text, index)
        if text_object and raw.FPDFTextObj_GetTextRenderMode(text_object) in _UNPAINTED_MODES:
            return "unpainted"
        if not raw.FPDFText_GetFillColor(self._text, index, *self._references):
            return "seen"
        red, green, blue, alpha = (channel.value for channel in self._channels)
        if alpha == 0:
            return "hidden"
        behind = self._behind(across, up)
        return "hidden" if behind and _alike(behind, (red, green, blue)) else "seen"

    def _behind(self, across: float, up: float) -> _Colour | None:
        """The colour behind a point of the page; None where a picture is."""
        for area in reversed(self._painted()):
            if area.left <= across <= area.right and area.bottom <= up <= area.top:
                return area.colour
        return _WHITE

    def _painted(self) -> list[_Area]:
        if self._areas is None:
            self._areas = _painted_areas(self._page)
        return self._areas


def _alike(one: _Colour, other: _Colour) -> bool:
    return all(abs(a - b) <= _SAME for a, b in zip(one, other, strict=True))


def _painted_areas(page: pypdfium2.PdfPage) -> list[_Area]:
    """The filled shapes and pictures of a page, in the order in which they are drawn."""
    from pypdfium2 import raw

    found: list[_Area] = []
    for number in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        area = _area(raw.FPDFPage_GetObject(page.raw, number))
        if area is not None:
            found.append(area)
    return found[-_MOST_AREAS:]


def _area(drawn: FPDF_PAGEOBJECT) -> _Area | None:
    from pypdfium2 import raw

    kind = raw.FPDFPageObj_GetType(drawn)
    if kind == raw.FPDF_PAGEOBJ_TEXT or (kind == raw.FPDF_PAGEOBJ_PATH and not _is_filled(drawn)):
        return None
    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, edges)):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    colour = _fill(drawn) if kind == raw.FPDF_PAGEOBJ_PATH else None
    return _Area(left, bottom, right, top, colour)


def _is_filled(drawn: FPDF_PAGEOBJECT) -> bool:
    from pypdfium2 import raw

    filled, stroked = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(drawn, ctypes.byref(filled), ctypes.byref(stroked)) and filled.value)


def _fill(drawn: FPDF_PAGEOBJECT) -> _Colour | None:
    """The colour of a shape; None where it is a pattern or lets what is behind it through."""
    from pypdfium2 import raw

    channels = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(drawn, *map(ctypes.byref, channels)):
        return None
    red, green, blue, alpha = (channel.value for channel in channels)
    return (red, green, blue) if alpha == 255 else None
