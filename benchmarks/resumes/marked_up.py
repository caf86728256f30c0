"""Résumés as DOCX with tables, RTF and HTML, tidy and as the soup that old editors leave."""

from __future__ import annotations

import html
from collections.abc import Iterable

from benchmarks.resumes.content import Section, Worker
from benchmarks.resumes.plain import ASIDE, Drawn, contact, drawn, entry_lines, head, section_lines
from tests.documents.make import Paragraph, Table, docx

_RTF_HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Calibri;}{\f1\fnil\fcharset2 Symbol;}}"
    r"{\colortbl;\red0\green0\blue0;}{\info{\title Not the text}}"
)
_RTF_BULLET = r"\pard\plain\f0 {\listtext\f1\'b7\tab}"


def docx_with_tables(worker: Worker) -> bytes:
    """Headings as paragraphs; entries in a table of two columns, dates at the left; skills in a grid."""
    blocks: list[str | Paragraph | Table] = [line.text for line in head(worker)]
    for section in worker.sections:
        blocks.append(Paragraph(section.heading.capitalize(), "Heading1"))
        if section.heading == "skills":
            words = [line.text for line in section.lines]
            blocks.append(Table([words[at : at + 2] for at in range(0, len(words), 2)]))
        else:
            blocks += [line.text for line in section.lines]
        if section.entries:
            blocks.append(Table([_row(section, number) for number in range(len(section.entries))]))
    return docx(*blocks)


def _row(section: Section, number: int) -> tuple[str, str]:
    entry = section.entries[number]
    told = [entry.title, entry.place, *(f"• {item.text}" for item in entry.items)]
    return entry.dates, "\n".join(told)


def docx_sidebar(worker: Worker) -> bytes:
    """The whole page as a table of one row: a cell at the left for skills and the like, the rest at the right."""
    aside, main = [Drawn("heading", "Contact"), *contact(worker)], head(worker)[:2]
    for section in worker.sections:
        (aside if section.heading in ASIDE else main).extend(section_lines(section))
    return docx(Table([["\n".join(_plainly(aside)), "\n".join(_plainly(main))]]))


def _plainly(lines: Iterable[Drawn]) -> list[str]:
    marks = {"item": "• "}
    return [
        marks.get(line.kind, "") + line.text + (f"\t{line.beside}" if line.beside else "") for line in lines
    ]


def rtf(worker: Worker) -> bytes:
    """Paragraphs with list items as word processors write them, and the entries' heads as rows of a table."""
    parts = [_RTF_HEAD]
    for line in drawn(worker):
        text = _rtf(line.text)
        if line.kind == "head":
            parts.append(
                rf"\trowd\cellx6000\cellx9000\pard\intbl {text}\cell\pard\intbl {_rtf(line.beside)}\cell\row"
            )
        elif line.kind == "item":
            parts.append(rf"{_RTF_BULLET}{text}\par")
        else:
            parts.append(rf"\pard\plain\f0 {text}\par")
    return ("\n".join(parts) + "}").encode("ascii")


def _rtf(text: str) -> str:
    return "".join(c if 32 <= ord(c) < 127 and c not in "\\{}" else rf"\u{ord(c)}?" for c in text)


def html_page(worker: Worker) -> bytes:
    """A tidy page: headings, nested lists, and a table for the dates of each entry."""
    parts = [f"<h1>{worker.name}</h1>"]
    parts += [f"<p>{html.escape(line.text)}</p>" for line in head(worker)[1:]]
    for section in worker.sections:
        parts.append(f"<section><h2>{section.heading.capitalize()}</h2>")
        if section.heading == "skills":
            items = "".join(f"<li>{html.escape(line.text)}</li>" for line in section.lines)
            parts.append(f"<ul><li>Trained in<ul>{items}</ul></li></ul>")
        else:
            parts += [f"<p>{html.escape(line.text)}</p>" for line in section.lines]
        parts += [_html_entry(section, number) for number in range(len(section.entries))]
        parts.append("</section>")
    title = f"<title>Résumé of {worker.name}</title>"
    return (
        f"<!DOCTYPE html>\n<html><head><meta charset=utf-8>{title}</head><body>{''.join(parts)}</body></html>"
    ).encode()


def _html_entry(section: Section, number: int) -> str:
    entry = section.entries[number]
    items = "".join(f"<li>{html.escape(item.text)}</li>" for item in entry.items)
    return (
        f"<table><tr><td><b>{html.escape(entry.title)}</b></td><td>{entry.dates}</td></tr></table>"
        f"<div><em>{html.escape(entry.place)}</em></div><ul>{items}</ul>"
    )


def html_soup(worker: Worker) -> bytes:
    """The same words in markup that nobody closed: fonts, layout tables, words cut by tags, hidden text."""
    parts = ["<HTML><BODY bgcolor=white><TABLE width=100%><TR><TD valign=top><FONT face='Arial' size=2>"]
    for section in worker.sections:
        if section.heading in ASIDE:
            parts += map(_soup, section_lines(section))
    parts.append("<TD><FONT size='3'>")
    parts += map(_soup, head(worker))
    for section in worker.sections:
        if section.heading not in ASIDE:
            parts.append(_soup(Drawn("heading", section.heading.capitalize())))
            parts += [_soup(Drawn("line", line.text)) for line in section.lines]
            parts += [_soup(line) for entry in section.entries for line in entry_lines(entry)]
    return "\r\n".join(parts).encode("cp1252", "xmlcharrefreplace")


def _soup(line: Drawn) -> str:
    first, _, rest = line.text.partition(" ")
    cut = f"<span style='color:#111'>{html.escape(first[:2])}</span>{html.escape(first[2:])}"
    text = f"{cut}&nbsp;<font color=black>{html.escape(rest)}" if rest else cut
    if line.kind == "heading":
        return f"<P><B><U>{text}</B></U><BR>"
    if line.kind == "item":
        return f"<LI>{text}</I>"
    if line.kind == "head":
        return f"<p><b>{text}&nbsp;&nbsp;&nbsp;{html.escape(line.beside)}<br></b>"
    return f"<DIV>{text}"
