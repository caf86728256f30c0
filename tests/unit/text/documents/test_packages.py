from __future__ import annotations

import pytest

from app.errors import TooLarge, UnreadableDocument, UnsupportedDocument
from app.text.documents.packages import MAX_ENTRIES, MAX_PARTS, Package
from tests.documents.make import archive, bomb, docx

_GIB = 1 << 30


def unpacked(package: Package, name: str) -> bytes:
    return b"".join(package.read(name))


def test_parts_are_unpacked() -> None:
    package = Package(archive({"word/document.xml": b"<x/>" * 100_000, "word/styles.xml": b"<y/>"}))
    assert package.main == "word/document.xml"
    assert unpacked(package, package.main) == b"<x/>" * 100_000
    assert unpacked(package, "word/styles.xml") == b"<y/>"


def test_the_main_part_may_be_numbered() -> None:
    assert Package(archive({"word/document2.xml": b"<x/>"})).main == "word/document2.xml"


def test_the_limit_holds_for_all_parts_together() -> None:
    part = bytes(MAX_PARTS * 2 // 3)
    package = Package(archive({"word/document.xml": part, "word/header1.xml": part}))
    unpacked(package, "word/document.xml")
    with pytest.raises(TooLarge, match="15 MB"):
        unpacked(package, "word/header1.xml")


@pytest.mark.parametrize("name", ["word/document.xml", "word/media/picture.png"])
def test_a_gigabyte_of_zeros_is_refused_as_declared(name: str) -> None:
    data = bomb(_GIB, name=name)
    with pytest.raises((TooLarge, UnsupportedDocument)):
        Package(data)


@pytest.mark.parametrize("declared", [1_000, MAX_PARTS])
def test_a_gigabyte_that_declares_less_is_refused_as_damaged(declared: int) -> None:
    package = Package(bomb(_GIB, declared))
    with pytest.raises(UnreadableDocument, match="damaged"):
        unpacked(package, package.main)


def test_entries_are_counted_before_they_are_listed() -> None:
    entries = {f"{number}.txt": b"" for number in range(MAX_ENTRIES)}
    with pytest.raises(UnsupportedDocument, match="2,000 entries"):
        Package(archive(entries | {"word/document.xml": b"<x/>"}))


@pytest.mark.parametrize("kept", [4, 30, 200, 600, -1, -30, -200])
def test_cut_off_files(kept: int) -> None:
    with pytest.raises((UnreadableDocument, UnsupportedDocument)) as caught:
        Package(docx("Driver")[:kept])
    assert "damaged" in caught.value.detail


def test_a_cut_off_docx_is_told_from_other_archives() -> None:
    with pytest.raises(UnreadableDocument, match="Send it again"):
        Package(docx("Driver")[:-100])


def test_a_part_with_changed_bytes() -> None:
    data = bytearray(docx("Driver " * 500))
    start = data.index(b"word/document.xml") + 40
    data[start : start + 20] = bytes(20)
    package = Package(bytes(data))
    with pytest.raises(UnreadableDocument, match="damaged"):
        unpacked(package, package.main)


def test_an_encrypted_part() -> None:
    data = bytearray(archive({"word/document.xml": b"<x/>"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    package = Package(bytes(data))
    with pytest.raises(UnreadableDocument, match="password"):
        unpacked(package, package.main)


@pytest.mark.parametrize(
    ("files", "named"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}, "OpenDocument"),
        ({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}, "Excel"),
        ({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}, "PowerPoint"),
        ({"Index/Document.iwa": b"x"}, "Pages"),
        ({"cv.pdf": b"%PDF-1.7"}, "Unpack it"),
        ({"word/media/document.xml": b"<x/>"}, "packed file"),
        ({}, "packed file"),
    ],
)
def test_other_archives(files: dict[str, bytes], named: str) -> None:
    if "mimetype" in files:  # stored first and unpacked, as the format asks
        data = archive({}).join([b"PK\x03\x04" + bytes(26) + b"mimetype" + files["mimetype"], archive(files)])
    else:
        data = archive(files)
    with pytest.raises(UnsupportedDocument) as caught:
        Package(data)
    assert named in caught.value.detail
    assert "Only PDF, DOCX, RTF, HTML and TXT files are read." in caught.value.detail
