"""Writes small PDF files by hand, so that tests need no binaries and no further library."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

_PASSWORD_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
LIGATURES = {"\ufb01": b"\x01", "\ufb02": b"\x02", "\ufb00": b"\x03", "\ufb03": b"\x04"}


@dataclass(frozen=True, slots=True)
class Placed:
    """One run of text at a point of the page, counted in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 11


def page_content(runs: Sequence[Placed]) -> bytes:
    """The content stream that draws the runs in their order."""
    drawn = [
        b"BT /F1 %g Tf %g %g Td (%s) Tj ET" % (run.size, run.x, run.y, _encoded(run.text)) for run in runs
    ]
    return b"\n".join(drawn)


def write_pdf(contents: Sequence[bytes], *, password: str | None = None) -> bytes:
    """A PDF with one page for each content stream; `password` encrypts it (RC4, 40 bit)."""
    return pdf_of_streams([stream(content) for content in contents], password=password)


def pdf_of_streams(streams: Sequence[bytes], *, password: str | None = None) -> bytes:
    """A PDF with one page for each stream object."""
    first = 5
    pages = [first + 2 * number for number in range(len(streams))]
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 4 0 R>>",
        stream(_unicode_map()),
    ]
    for page, content in zip(pages, streams, strict=True):
        bodies.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            b"/Contents %d 0 R>>" % (page + 1)
        )
        bodies.append(content)
    return assemble(bodies) if password is None else _encrypted(bodies, password)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object's body, compressed."""
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), entries, packed)


def endless_stream(piece: bytes, times: int) -> bytes:
    """A stream object's body that unpacks to the piece many times over, made without packing it all."""
    packer = zlib.compressobj(9)
    first = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = first + first[2:] * (times - 1) + packer.flush()
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)


def assemble(bodies: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of numbered objects (the first is the catalogue), with its cross-reference table."""
    parts = [b"%PDF-1.4\n"]
    offsets = []
    position = len(parts[0])
    for number, body in enumerate(bodies, 1):
        offsets.append(position)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        position += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(bodies) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table))
    parts.append(b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, position))
    return b"".join(parts)


def _encoded(text: str) -> bytes:
    """Windows-1252 with the ligatures at codes of their own, escaped for a PDF string."""
    codes = b"".join(LIGATURES.get(character) or character.encode("cp1252") for character in text)
    return codes.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _unicode_map() -> bytes:
    """A ToUnicode map that names the ligatures as single characters, as many real fonts do."""
    printable = [bytes([code]) for code in range(32, 256) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)]
    rows = [(code, code.decode("cp1252")) for code in printable] + [
        (code, text) for text, code in LIGATURES.items()
    ]
    lines = [f"<{code.hex()}> <{text.encode('utf-16-be').hex()}>" for code, text in rows]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin begincmap /CMapName /Ours def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{body}\nendcmap end"
    ).encode("ascii")


def _encrypted(bodies: Sequence[bytes], password: str) -> bytes:
    """The standard security handler, revision 2; only streams are encrypted, as no object holds a string."""
    identifier = hashlib.md5(password.encode()).digest()
    padded = (password.encode("latin-1") + _PASSWORD_PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    permissions = -44
    key = hashlib.md5(padded + owner + permissions.to_bytes(4, "little", signed=True) + identifier).digest()[
        :5
    ]
    user = _rc4(key, _PASSWORD_PADDING)
    sealed = [_sealed(body, number, key) for number, body in enumerate(bodies, 1)]
    sealed.append(
        b"<</Filter/Standard/V 1/R 2/P %d/O<%s>/U<%s>>>"
        % (permissions, owner.hex().encode(), user.hex().encode())
    )
    name = identifier.hex().encode()
    return assemble(sealed, b"/Encrypt %d 0 R/ID[<%s><%s>]" % (len(sealed), name, name))


def _sealed(body: bytes, number: int, key: bytes) -> bytes:
    head, opening, rest = body.partition(b">>stream\n")
    if not opening:
        return body
    content = rest.removesuffix(b"\nendstream")
    object_key = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
    return head + opening + _rc4(object_key, content) + b"\nendstream"


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    swap = 0
    for index in range(256):
        swap = (swap + state[index] + key[index % len(key)]) % 256
        state[index], state[swap] = state[swap], state[index]
    result = bytearray()
    first = second = 0
    for byte in data:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        result.append(byte ^ state[(state[first] + state[second]) % 256])
    return bytes(result)
