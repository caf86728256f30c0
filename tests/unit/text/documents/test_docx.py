from __future__ import annotations

import pytest

from app.errors import UnreadableDocument
from app.text.documents.cleaning import clean_text
from app.text.documents.docx import docx_to_text
from app.text.documents.flow import TextOverflow
from app.text.documents.models import DocumentLimits
from tests.documents.make import Paragraph, Table, archive, docx, run_xml, word_xml


def read(data: bytes) -> str:
    return clean_text(docx_to_text(data, DocumentLimits()))


def body(xml: str) -> str:
    return read(docx(body_xml=xml))


def paragraph(content: str) -> str:
    return f"<w:p>{content}</w:p>"


HINT = f"<w:sdtContent>{run_xml('Click here')}</w:sdtContent>"
PLACEHOLDER = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{HINT}</w:sdt>"


def test_paragraphs_and_blank_lines() -> None:
    assert (
        read(docx("Driver", "Two years & more", "", "", "", "", "End")) == "Driver\nTwo years & more\n\n\nEnd"
    )


def test_lists_by_numbering_and_by_style() -> None:
    data = docx(
        "Skills",
        Paragraph("Forklift", numbered=True),
        Paragraph("Till", "ListBullet"),
        Paragraph("Stock", "OurList"),
        Paragraph("", "OurList"),
        "After",
    )
    assert read(data) == "Skills\n- Forklift\n- Till\n- Stock\n\nAfter"


def test_headings_stand_apart_and_are_no_items() -> None:
    data = docx(
        "Alex Sample", Paragraph("Work", "Heading1"), "Driver", Paragraph("School", "Heading1"), "Diploma"
    )
    assert read(data) == "Alex Sample\n\nWork\nDriver\n\nSchool\nDiploma"


def test_tables_read_row_by_row() -> None:
    data = docx("Languages", Table([["Language", "Level"], ["English", "Good"], ["", "Basic"]]), "After")
    assert read(data) == "Languages\nLanguage | Level\nEnglish | Good\nBasic\nAfter"


def test_cells_of_several_lines_are_read_one_after_the_other() -> None:
    data = docx(Table([["Skills\nForklift\nTill", "Work\nDriver"]]))
    assert read(data) == "Skills\nForklift\nTill\nWork\nDriver"


def test_headers_come_first_and_footers_last_and_equal_ones_once() -> None:
    header = word_xml("hdr", paragraph(run_xml("Alex Sample")))
    data = docx(
        "Driver",
        header="Alex Sample",
        footer="Page 1",
        parts={
            "word/header2.xml": header,
            "word/footnotes.xml": word_xml("footnotes", paragraph(run_xml("A note"))),
        },
    )
    assert read(data) == "Alex Sample\n\nDriver\n\nPage 1\n\nA note"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>", "a\tb\nc\nd"),
        ('<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r>', "a"),
        ("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t></w:r>", "e-mail"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t> a</w:t></w:r>', "• a"),
        ('<w:r><w:sym w:font="Symbol" w:char="zzzz"/><w:t>a</w:t></w:r>', "a"),
        (run_xml("Py") + run_xml("thon", "<w:b/>"), "Python"),
        (run_xml("a") + run_xml("secret", "<w:vanish/>") + run_xml("b"), "ab"),
        (run_xml("a") + run_xml("b", '<w:vanish w:val="0"/>'), "ab"),
        ("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>" + run_xml("a"), "a"),
        (f"<w:del>{run_xml('old')}</w:del><w:ins>{run_xml('new')}</w:ins>", "new"),
        (f"<w:moveFrom>{run_xml('old')}</w:moveFrom>" + run_xml("a"), "a"),
        (f"<w:hyperlink>{run_xml('link')}</w:hyperlink>", "link"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run_xml("1"), "1"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run_xml('kept')}</w:sdtContent></w:sdt>", "kept"),
        (PLACEHOLDER + run_xml("kept"), "kept"),
    ],
)
def test_runs(content: str, text: str) -> None:
    assert body(paragraph(content)) == text


def test_a_text_box_follows_its_paragraph_and_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(run_xml('Boxed'))}{paragraph(run_xml('text'))}</w:txbxContent>"
    choices = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<mc:AlternateContent>{choices}</mc:AlternateContent>"
    text = body(
        paragraph(f"<w:r><w:t>Before</w:t>{both}</w:r>" + run_xml(" and after")) + paragraph(run_xml("Next"))
    )
    assert text == "Before and after\nBoxed\ntext\nNext"


def test_strict_files_name_their_elements_elsewhere() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    xml = f'<w:document xmlns:w="{strict}"><w:body>{paragraph(run_xml("Driver"))}</w:body></w:document>'
    assert read(archive({"word/document.xml": xml.encode()})) == "Driver"


def test_parts_in_utf16() -> None:
    xml = word_xml("document", paragraph(run_xml("Café"))).decode().replace("UTF-8", "UTF-16")
    assert read(archive({"word/document.xml": xml.encode("utf-16")})) == "Café"


def test_deep_tables_and_boxes_end() -> None:
    row = "<w:tbl><w:tr><w:tc>" + paragraph(run_xml("a"))
    assert body(row * 500 + "</w:tc></w:tr></w:tbl>" * 500).count("a") == 500
    opening = "<w:p><w:r><w:txbxContent>" + paragraph(run_xml("a"))
    assert "a" in body(opening * 500 + "</w:txbxContent></w:r></w:p>" * 500)


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml"])
def test_entities_are_refused(part: str) -> None:
    xml = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with pytest.raises(UnreadableDocument, match="entities"):
        read(docx("Driver", parts={part: xml}))


@pytest.mark.parametrize("xml", [b"", b"no xml", b"<w:document>", b"<a><b></a>"])
def test_broken_xml(xml: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        read(docx(parts={"word/document.xml": xml}))


def test_broken_styles_do_not_matter() -> None:
    assert read(docx("Driver", parts={"word/styles.xml": b"<broken"})) == "Driver"


def test_the_number_of_elements_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.text.documents.docx.MAX_ELEMENTS", 100)
    assert body("<w:r/>" * 90 + paragraph(run_xml("a"))) == "a"
    with pytest.raises(UnreadableDocument, match="beyond measure"):
        body("<w:r/>" * 101)


def test_too_much_text() -> None:
    with pytest.raises(TextOverflow):
        docx_to_text(docx("x" * 401), DocumentLimits(characters=100))
