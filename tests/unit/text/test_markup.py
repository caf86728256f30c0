from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import TooLarge
from app.text.markup import description_to_text, html_to_text, looks_like_html

CASES = {
    "paragraphs stand apart": ("<p>One</p><p>Two</p>", "One\n\nTwo"),
    "white space collapses": ("<p>One\n   two\t three </p>", "One two three"),
    "inline elements do not part words": ("<p><b>P</b>ython and <i>S</i>QL</p>", "Python and SQL"),
    "inline elements keep their spaces": ("<b>One </b>two<i> three</i>", "One two three"),
    "headings": ("<h1>Driver</h1>Drives.<h2>Tasks</h2>", "Driver\n\nDrives.\n\nTasks"),
    "breaks": ("one<br>two<br/>three<br><br>four", "one\ntwo\nthree\n\nfour"),
    "list": ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
    "list without end tags": ("<ul><li>One<li>Two</ul>After", "- One\n- Two\n\nAfter"),
    "list of paragraphs": ("<ul><li><p>One</p></li><li><p>Two</p></li></ul>", "- One\n- Two"),
    "empty items leave no mark": ("<ul><li></li><li>One</li><li> </li></ul><p>x</p>", "- One\n\nx"),
    "nested list": ("<ul><li>One<ul><li>Two</li></ul></li><li>Three</ul>", "- One\n- Two\n- Three"),
    "definitions": ("<dl><dt>Term<dd>Means this<dt>Next</dl>", "Term\nMeans this\nNext"),
    "table": ("<table><tr><th>Skill<th>Level<tr><td>Excel<td>Good</table>", "Skill | Level\nExcel | Good"),
    "table with empty cells": ("<table><tr><td></td><td>A</td><td>B</td></tr></table>", "A | B"),
    "layout table": ("<table><tr><td><p>A</p><p>B</p></td><td>C</td></tr></table>", "A\n\nB\nC"),
    "table in a table": (
        "<table><tr><td><table><tr><td>A</td><td>B</td></tr></table></td></tr></table>x",
        "A | B\n\nx",
    ),
    "cells without a row": ("<table><td>A<td>B</table>", "A\nB"),
    "entities": ("<p>R&amp;D &lt;b&gt; caf&eacute; &#8211; &#x41;</p>", "R&D <b> café – A"),
    "hard spaces are spaces": ("<p>one&nbsp;two</p>", "one two"),
    "script and style": ("<style>p{}</style><p>A</p><script>if (a<b) x('</p>')</script>B", "A\n\nB"),
    "script that never ends": ("<p>A</p><script>x = 1", "A"),
    "navigation, template, noscript": (
        "<nav><a>Home</a></nav><template><p>T</p></template><noscript>N</noscript><p>A</p>",
        "A",
    ),
    "head": ("<html><head><title>T</title><meta x></head><body>A</body></html>", "A"),
    "head without an end": ("<head><title>T</title><p>A", "A"),
    "hidden attribute": ("<div hidden><p>gone</p></div><p>A</p>", "A"),
    "hidden in a class is no attribute": ("<p class='hidden'>A</p>", "A"),
    "display none": ("<p style='color:red; DISPLAY : none'>gone</p>A", "A"),
    "visibility hidden": ("<span style=visibility:hidden>gone</span>A", "A"),
    "hidden paragraph without an end": ("<p hidden>gone<p>A", "A"),
    "hidden cell": ("<table><tr><td hidden>gone<td>A<td>B</table>", "A | B"),
    "a page that hides itself": ("<body style='visibility:hidden'><p>A</p></body>", "A"),
    "dropped element closed by its parent": ("<div><nav>gone</div><p>A</p>", "A"),
    "drawing with a title": ("<svg><title/><text>gone</text></svg>A", "A"),
    "comments": ("A<!-- <p>gone</p> -->B<!---->C<!-->D", "ABCD"),
    "conditional comment": ("<!--[if mso]><p>gone</p><![endif]-->A", "A"),
    "comment that never ends": ("A<!-- gone", "A"),
    "doctype and processing instruction": ("<?xml version='1.0'?><!DOCTYPE html><p>A</p>", "A"),
    "preformatted": ("<pre>one\n  two</pre>three", "one\n  two\n\nthree"),
    "less-than signs": ("<p>3 < 5 and I <3 you</p>", "3 < 5 and I <3 you"),
    "greater-than in a value": ("<p title='a > b'>A</p>", "A"),
    "quote without partner": ('<p>A</p><a href="x>B</a><p>C</p>', "A\n\nB\n\nC"),
    "tag that never ends": ("<p>A</p><b", "A"),
    "end tags without start": ("</div></p>A</table></li>B", "AB"),
    "upper case": ("<P>One<BR>two</P><UL><LI>x</UL>", "One\ntwo\n\n- x"),
    "escaped": (
        "&lt;p&gt;One &amp;amp; two&lt;/p&gt;&lt;ul&gt;&lt;li&gt;x&lt;/li&gt;&lt;/ul&gt;",
        "One & two\n\n- x",
    ),
    "escaped twice": ("&amp;lt;p&amp;gt;One&amp;lt;/p&amp;gt;", "One"),
    "character data of feeds": ("<![CDATA[<p>One</p><p>Two</p>]]>", "One\n\nTwo"),
    "select": ("<select><option>AF</option><option>AL</option></select>A", "A"),
    "nothing": ("", ""),
    "number too large for a character": ("<p>&#99999999999999;A&#" + "9" * 5000 + ";</p>", "\ufffdA\ufffd"),
}


@pytest.mark.parametrize(("html", "text"), CASES.values(), ids=CASES.keys())
def test_html_to_text(html: str, text: str) -> None:
    assert html_to_text(html) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One</p>", True),
        ("Line one<br>line two", True),
        ("<ul><li>x", True),
        ("<!DOCTYPE html><title>x", True),
        ("<html>x", True),
        ('<a href="x">y', True),
        ("&lt;p&gt;One&lt;/p&gt;", True),
        ("&lt;br/&gt;", True),
        ("Plain text.", False),
        ("R&amp;D &lt; 5", False),
        ("3 < 5 and 7 > 2", False),
        ("Knows the <div> and <span> elements", False),
        ("Vec<T> and List<String>", False),
        ("mail <a@b.example>", False),
        ("", False),
    ],
)
def test_looks_like_html(text: str, expected: bool) -> None:
    assert looks_like_html(text) is expected


@pytest.mark.parametrize(
    ("description", "text"),
    [
        ("<p>One</p>", "One"),
        ("&lt;p&gt;One&lt;/p&gt;", "One"),
        ("R&amp;D\n\nLine   two", "R&D\n\nLine   two"),
        ("Plain\r\ntext", "Plain\ntext"),
    ],
)
def test_description_to_text(description: str, text: str) -> None:
    assert description_to_text(description) == text


BOMBS = {
    "nested elements": "<div>" * 100_000 + "deep" + "</div>" * 100_000,
    "nested tables": "<table><tr><td>x" * 20_000,
    "nested lists": "<ul><li>x" * 20_000,
    "misnested formatting": "".join(f"<font color={n}>" for n in range(2_000)) + "<p>x" * 20_000,
    "end tags without start": "<div>" * 20_000 + "</b>" * 20_000,
    "less-than signs": "<" * 500_000,
    "tags without end": "<a " * 700_000,
    "quotes without partner": '<a ">" ' * 50_000 + "'",
    "scripts without end": "<script/>" * 50_000,
    "comments": "<!--" * 500_000,
    "digits": "<p>&#" + "9" * 2_000_000,
    "attributes": "<p " + "hidden = " * 200_000 + ">",
    "spaces in a style": "<p style='display" + " " * 1_000_000 + "'>",
}


@pytest.mark.parametrize("html", BOMBS.values(), ids=BOMBS.keys())
def test_time_is_linear_whatever_the_markup(html: str) -> None:
    started = time.process_time()
    html_to_text(html)
    assert time.process_time() - started < 5


def test_the_number_of_tags_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.text.markup.MAX_TAGS", 1_000)
    assert html_to_text("<i>" * 1_000 + "a") == "a"
    with pytest.raises(TooLarge, match="1,000 tags"):
        html_to_text("<i>" * 1_001)


_TAGS = (
    "<p> </p> <li> <ul> </ul> <tr> <td> </table> <nav> </nav> <div> <pre> </div> <br> <!-- --> < > ' &lt; a"
)


@given(st.lists(st.sampled_from([*_TAGS.split(), "<div hidden>", " b ", "\n"])))
def test_any_soup_gives_tidy_text(pieces: list[str]) -> None:
    text = html_to_text("".join(pieces))
    assert text == text.strip()
    assert "\n\n\n\n" not in text
    assert html_to_text("".join(pieces)) == text


@given(
    st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="<>&"), max_size=60)
)
def test_words_survive(text: str) -> None:
    words = html_to_text(f"<div><p>{text}</p></div>").split()
    assert words == description_to_text(text).split()
