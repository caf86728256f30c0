"""The command `parlance match --posting FILE --worker FILE`."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from app.settings import Settings


def register(subparsers: Any) -> None:
    """Adds `match` to the command line."""
    parser = subparsers.add_parser("match", help="score how well a job ad and a résumé fit, and say why")
    parser.add_argument(
        "--posting", metavar="FILE", required=True, help="the job ad, any document that is read here"
    )
    parser.add_argument(
        "--worker", metavar="FILE", required=True, help="the résumé, any document that is read here"
    )
    parser.add_argument("--json", action="store_true", help="print the answer of POST /v1/matches")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Reads both files and prints the score with its parts."""
    import orjson

    from app.extraction.access import application_readers
    from app.extraction.command import read_file
    from app.main import create_app
    from app.matching.matcher import answer_match
    from app.matching.schemas import MatchRequest
    from app.occupations.access import application_catalogue
    from app.profiles.schemas import MatchSide
    from app.releases.seed import ensure_ready

    posting, worker = (read_file(name, settings) for name in (arguments.posting, arguments.worker))
    ensure_ready(settings)
    app = create_app(settings)
    try:
        readers = application_readers(app)
        extractor = readers.extractor(readers.vocabulary.registry.index())
        asked = MatchRequest(posting=MatchSide(text=posting), worker=MatchSide(text=worker))
        answer = answer_match(extractor, application_catalogue(app), asked, settings)
    finally:
        app.state.engine.dispose()
    if arguments.json:
        sys.stdout.write(orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode() + "\n")
    else:
        sys.stdout.write("\n".join(_lines(answer)) + "\n")
    return 0


def _lines(answer: dict[str, Any]) -> list[str]:
    """The answer for a person: the score, its parts, and the skills in their lists."""
    if answer["score"] is None:
        reasons = (f"  {warning['detail']}" for warning in answer["warnings"])
        return ["There is not enough in the texts to score.", *reasons]
    lines = [f"Score {answer['score']:.1f} of 100"]
    lines += [
        f"  {part['points']:7.1f}  {part['feature']}: {part['explanation']}" for part in answer["parts"]
    ]
    for name in ("matched", "related", "missing"):
        skills = answer["skills"][name]
        if skills:
            lines.append(f"{name.capitalize()}: " + ", ".join(item["skill"]["label"] for item in skills))
    return lines
