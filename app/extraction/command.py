"""The command `parlance extract FILE|-`."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from app.settings import Settings


def register(subparsers: Any) -> None:
    """Adds `extract` to the command line."""
    parser = subparsers.add_parser("extract", help="read the skills of a job ad or résumé")
    parser.add_argument(
        "file", metavar="FILE", help="a text, PDF, DOCX, RTF or HTML file, or - for standard input"
    )
    parser.add_argument(
        "--kind", choices=("auto", "posting", "resume"), default="auto", help="what the text is"
    )
    parser.add_argument(
        "--effort", choices=("fast", "thorough"), default="thorough", help="how thoroughly to read"
    )
    parser.add_argument(
        "--as-of", type=_day, metavar="YYYY-MM-DD", help="what 'present' means in a résumé; today by default"
    )
    parser.add_argument("--json", action="store_true", help="print the answer of POST /v1/extract")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Reads the file and prints what was found."""
    import orjson

    from app.extraction.access import application_readers
    from app.extraction.answers import day_of, extraction_answer
    from app.extraction.pipeline import Request
    from app.main import create_app
    from app.releases.seed import ensure_ready
    from app.vocabulary.receipt import make_receipt

    text = read_file(arguments.file, settings)
    ensure_ready(settings)
    readers = application_readers(create_app(settings))
    index = readers.vocabulary.registry.index()
    request = Request(text, arguments.kind, effort=arguments.effort, as_of=arguments.as_of)
    extraction = readers.extractor(index).extract(request)
    answer = extraction_answer(index, text, extraction)
    day = day_of(extraction)
    answer["receipt"] = make_receipt(index, text.encode(), effort=arguments.effort, as_of=day)
    if arguments.json:
        sys.stdout.write(orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode() + "\n")
    else:
        sys.stdout.write("\n".join(_lines(answer)) + "\n")
    return 0


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise argparse.ArgumentTypeError("give a date such as 2026-01-31") from None


def read_file(name: str, settings: Settings) -> str:
    """The text of a file, or of standard input for `-`. Raises what reading a document raises."""
    from app.extraction.intake import check_readable
    from app.limits import check_document
    from app.text.documents.reader import read_document

    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    check_document(len(data), settings.max_document_bytes)
    text = read_document(data, filename=None if name == "-" else Path(name).name).text
    check_readable(text, settings.max_text_characters)
    return text


def _lines(answer: dict[str, Any]) -> list[str]:
    """The answer for a person: one line a skill, with the words that show it."""
    lines = [f"A {answer['kind']} in '{answer['language']}'."]
    for found in answer["skills"]:
        shown = dict.fromkeys(answer["mentions"][at]["surface"] for at in found["mentions"])
        how = found["requirement"] if found["polarity"] == "asserted" else found["polarity"].replace("_", " ")
        words = ", ".join(f"“{surface}”" for surface in shown)
        used = found["experience"]
        spent = f", {used['months']} months until {used['last_used']}" if used else ""
        lines.append(f"  {found['confidence']:.2f}  {found['skill']['label']} ({how}{spent}): {words}")
    lines += [
        f"  {item['kind']}: {item['label']} ({item['requirement']})" for item in answer["qualifications"]
    ]
    return lines + [f"  Note: {warning['detail']}" for warning in answer["warnings"]]
