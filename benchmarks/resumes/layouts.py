"""The layouts: each writes a worker's résumé as the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benchmarks.resumes import marked_up, pdf_pages, plain
from benchmarks.resumes.content import Worker

# The first one is what the others are held against.
LAYOUTS: Mapping[str, Callable[[Worker], bytes]] = {
    "text": plain.plain_text,
    "text, hyphenated": plain.hyphenated_text,
    "pdf, one column": pdf_pages.one_column,
    "pdf, sidebar left": pdf_pages.sidebar_left,
    "pdf, sidebar right": pdf_pages.sidebar_right,
    "pdf, sidebar by row": pdf_pages.sidebar_by_row,
    "docx, tables": marked_up.docx_with_tables,
    "docx, sidebar": marked_up.docx_sidebar,
    "rtf": marked_up.rtf,
    "html": marked_up.html_page,
    "html, soup": marked_up.html_soup,
}
