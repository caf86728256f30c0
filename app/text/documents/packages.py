"""DOCX files as zip archives, checked before a part is unpacked; nothing touches the disk."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from app.errors import TooLarge, UnreadableDocument, UnsupportedDocument
from app.text.documents.detection import unsupported

MAX_ENTRIES = 2_000
MAX_UNPACKED = 200_000_000  # as declared, over all entries
MAX_PARTS = 15_000_000  # as unpacked, over the parts that are read

_MAIN_PART = re.compile(r"word/document\d*\.xml")
_BROKEN = "This Word file is damaged or incomplete. Send it again, or open it in Word and save it anew."
_CHUNK = 1 << 18
_ENCRYPTED = 0x1
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"


class Package:
    """The parts of a DOCX file, unpacked piece by piece under one limit for all of them."""

    def __init__(self, data: bytes) -> None:
        """Raises UnsupportedDocument, UnreadableDocument or TooLarge for all but sound, modest DOCX files."""
        # Every entry costs memory when the listing is read, so the entries are counted first.
        if data.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise unsupported(f"a packed file with more than {MAX_ENTRIES:,} entries")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise _not_an_archive(data) from error
        self.names = self._archive.namelist()
        self.main = next((name for name in sorted(self.names) if _MAIN_PART.fullmatch(name)), "")
        if not self.main:
            raise _other_archive(self.names, data)
        if sum(entry.file_size for entry in self._archive.infolist()) > MAX_UNPACKED:
            raise _too_large(MAX_UNPACKED)
        self._left = MAX_PARTS

    def read(self, name: str) -> Iterator[bytes]:
        """The unpacked part in pieces; raises TooLarge over the limit, UnreadableDocument for damage."""
        entry = self._archive.getinfo(name)
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableDocument(
                "This Word file is protected by a password. Save it without one, or paste the text."
            )
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableDocument(_BROKEN)
        if entry.file_size > self._left:
            raise _too_large(MAX_PARTS)
        try:
            with self._archive.open(entry) as part:
                while piece := part.read(_CHUNK):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise _too_large(MAX_PARTS)
                    yield piece
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise UnreadableDocument(_BROKEN) from error


def _too_large(limit: int) -> TooLarge:
    return TooLarge(
        f"Unpacked, this Word file is larger than {limit // 1_000_000} MB. "
        "Remove pictures and embedded files from it, or paste the text."
    )


def _not_an_archive(data: bytes) -> UnreadableDocument | UnsupportedDocument:
    """A zip that cannot be listed: most often cut off, since the listing stands at the end."""
    if data.startswith(b"PK") and (b"word/" in data or b"[Content_Types].xml" in data[:4096]):
        return UnreadableDocument(_BROKEN)
    return unsupported("a packed file (zip) that is damaged")


def _other_archive(names: list[str], data: bytes) -> UnsupportedDocument:
    if _OPEN_DOCUMENT in data[:200]:
        return unsupported("an OpenDocument file", "Save it as DOCX or PDF, or paste the text.")
    folders = {name.partition("/")[0] for name in names}
    if "xl" in folders:
        return unsupported("an Excel workbook")
    if "ppt" in folders:
        return unsupported("a PowerPoint presentation")
    if "Index" in folders and any(name.endswith(".iwa") for name in names):
        return unsupported("an Apple Pages file", "Export it as DOCX or PDF, or paste the text.")
    return unsupported("a packed file (zip)", "Unpack it and send the documents in it one by one.")
