"""Makes small sample documents of every kind from lines of text, in memory."""

from __future__ import annotations

import html as entities
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.documents.pdf_writer import Placed, assemble, page_content, stream, write_pdf

_TOP, _LINE, _LEFT, _RIGHT = 780, 14, 60, 320
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def pdf(*pages: Sequence[str], password: str | None = None) -> bytes:
    """A PDF with one column of lines on each page."""
    return write_pdf([page_content(column(lines)) for lines in pages], password=password)


def column(lines: Sequence[str], x: float = _LEFT, top: float = _TOP) -> list[Placed]:
    """Lines one below the other; an empty one leaves a gap."""
    return [Placed(x, top - _LINE * number, line) for number, line in enumerate(lines) if line]


def two_column_pdf(
    left: Sequence[str], right: Sequence[str], *, heading: str = "", by_row: bool = False
) -> bytes:
    """A PDF in two columns, written one column after the other, or line by line across both."""
    runs = [Placed(_LEFT, _TOP + 30, heading, 18)] if heading else []
    columns = (column(left), column(right, _RIGHT))
    if by_row:
        runs += sorted((run for side in columns for run in side), key=lambda run: (-run.y, run.x))
    else:
        runs += [run for side in columns for run in side]
    return write_pdf([page_content(runs)])


def picture_pdf() -> bytes:
    """A PDF that holds a picture and no text."""
    gray = b"/Type/XObject/Subtype/Image/Width 4/Height 4/ColorSpace/DeviceGray/BitsPerComponent 8"
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>"
    )
    return assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            stream(bytes(16), gray),
            stream(b"q 400 0 0 400 90 200 cm /I Do Q"),
        ]
    )


def looping_pdf(count: int = 1) -> bytes:
    """A PDF whose page tree contains itself and claims `count` pages."""
    return assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count %d>>" % count,
            b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count %d>>" % count,
        ]
    )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a DOCX file; `style` is the id of a style in `docx`."""

    text: str
    style: str = ""
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a DOCX file; a cell is one or several lines."""

    rows: Sequence[Sequence[str]]


def docx(
    *blocks: str | Paragraph | Table,
    header: str = "",
    footer: str = "",
    body_xml: str = "",
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """A DOCX file; `body_xml` is put at the end of its body, `parts` beside or in place of its own parts."""
    body = "".join(map(_block_xml, blocks)) + body_xml
    files = {
        "[Content_Types].xml": _CONTENT_TYPES.encode(),
        "_rels/.rels": _RELATIONS.encode(),
        "word/styles.xml": _styles_xml().encode(),
        "word/document.xml": word_xml("document", f"<w:body>{body}</w:body>"),
    }
    if header:
        files["word/header1.xml"] = word_xml("hdr", _block_xml(header))
    if footer:
        files["word/footer1.xml"] = word_xml("ftr", _block_xml(footer))
    return archive(files | dict(parts or {}))


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def word_xml(root: str, content: str) -> bytes:
    """A part of a DOCX file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} xmlns:w="{_WORD}" '
        f'xmlns:mc="{_COMPATIBILITY}">{content}</w:{root}>'
    ).encode()


def run_xml(text: str, properties: str = "") -> str:
    """One run of a paragraph."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def bomb(size: int, declared: int | None = None, name: str = "word/document.xml") -> bytes:
    """An archive whose one entry unpacks to `size` zeros, a multiple of 1 MiB, whatever size it declares."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)  # the same wherever it stands
    packed = piece * (size >> 20) + packer.flush()
    sizes = struct.pack("<III", 0, len(packed), size if declared is None else declared)
    both = (
        struct.pack("<HHHHH", 20, 0, zipfile.ZIP_DEFLATED, 0, 33) + sizes + struct.pack("<HH", len(name), 0)
    )
    local = b"PK\x03\x04" + both + name.encode() + packed
    listing = (
        b"PK\x01\x02" + struct.pack("<H", 20) + both + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name.encode()
    )
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(listing), len(local), 0)
    return local + listing + b"PK\x05\x06" + end


def rtf(*lines: str, font: str = "Calibri", charset: int = 0, code_page: int = 1252) -> bytes:
    """An RTF file with one paragraph for each line."""
    fonts = rf"{{\fonttbl{{\f0\fswiss\fcharset{charset} {font};}}{{\f1\fnil\fcharset2 Symbol;}}}}"
    body = "\n".join(rf"\pard\plain\f0 {_rtf_escaped(line)}\par" for line in lines)
    head = rf"{{\rtf1\ansi\ansicpg{code_page}\deff0{fonts}{{\colortbl;\red0\green0\blue0;}}"
    return (head + r"{\info{\title Not the text}}" + "\n" + body + "}").encode("ascii")


def html(*lines: str, title: str = "Sample") -> bytes:
    """An HTML page with one paragraph for each line."""
    body = "\n".join(f"<p>{entities.escape(line)}</p>" for line in lines)
    head = f"<head><meta charset='utf-8'><title>{title}</title></head>"
    return f"<!DOCTYPE html>\n<html>{head}<body>{body}</body></html>".encode()


def _block_xml(block: str | Paragraph | Table) -> str:
    if isinstance(block, Table):
        rows = ("".join(f"<w:tc>{_cell_xml(cell)}</w:tc>" for cell in row) for row in block.rows)
        return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    paragraph = block if isinstance(block, Paragraph) else Paragraph(block)
    style = f'<w:pStyle w:val="{paragraph.style}"/>' if paragraph.style else ""
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if paragraph.numbered else ""
    return f"<w:p><w:pPr>{style}{number}</w:pPr>{run_xml(paragraph.text)}</w:p>"


def _cell_xml(cell: str) -> str:
    return "".join(map(_block_xml, cell.split("\n")))


def _styles_xml() -> str:
    return word_xml(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="OurList"><w:name w:val="Ours"/>'
        '<w:basedOn w:val="ListBullet"/></w:style>',
    ).decode()


def _rtf_escaped(text: str) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    codes = (
        int.from_bytes(units[start : start + 2], "little", signed=True) for start in range(0, len(units), 2)
    )
    return "".join(
        chr(code) if 32 <= code < 127 and chr(code) not in "\\{}" else rf"\u{code}?" for code in codes
    )


_CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
