from __future__ import annotations

from app.text.documents.docx_styles import Styles
from tests.documents.make import word_xml


def style(name: str, content: str) -> str:
    return f'<w:style w:styleId="{name}">{content}</w:style>'


def read(*styles: str) -> Styles:
    return Styles([word_xml("styles", "".join(styles))])


def test_headings_by_name_by_level_and_by_descent() -> None:
    styles = read(
        style("H1", '<w:name w:val="Heading 1"/>'),
        style("T", '<w:name w:val="Title"/>'),
        style("O", '<w:name w:val="Ours"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
        style("B", '<w:name w:val="Body"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'),
        style("H2", '<w:name w:val="Mine"/><w:basedOn w:val="H1"/>'),
    )
    assert [styles.is_heading(name) for name in ("H1", "T", "O", "H2", "B", "none", "")] == [True] * 4 + [
        False
    ] * 3


def test_numbering_is_inherited_and_can_be_taken_back() -> None:
    styles = read(
        style("L", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'),
        style("Child", '<w:basedOn w:val="L"/>'),
        style("Plain", '<w:basedOn w:val="L"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'),
    )
    assert [styles.is_numbered(name) for name in ("L", "Child", "Plain", "none")] == [
        True,
        True,
        False,
        False,
    ]


def test_styles_based_on_each_other_end() -> None:
    styles = read(style("A", '<w:basedOn w:val="B"/>'), style("B", '<w:basedOn w:val="A"/>'))
    assert not styles.is_heading("A")
    assert not styles.is_numbered("B")
