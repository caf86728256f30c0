"""Shows a posting anew as boards do: in markup, in capitals, with lists as commas, with dates and promises added."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

_EQUAL = (
    "We are an equal opportunity employer. All qualified applicants will receive consideration without regard to race, "
    "color, religion, sex, sexual orientation, gender identity, national origin, disability or protected veteran status. "
    "Reasonable accommodations are made on request."
)


def _html(lines: list[str]) -> list[str]:
    shown, listed = [], False
    for line in lines:
        item = line.startswith("- ")
        if item != listed:
            shown.append("<ul>" if item else "</ul>")
            listed = item
        words = html.escape(line.removeprefix("- "))
        shown.append(f"<li>{words}</li>" if item else f"<p class='x'>{words}</p>")
    return [*shown, "</ul>" if listed else "<br/>"]


def _commas(lines: list[str]) -> list[str]:
    shown: list[str] = []
    for line in lines:
        if line.startswith("- ") and shown:
            joint = " " if shown[-1].endswith(":") else ", "
            shown[-1] += joint + line.removeprefix("- ")
        else:
            shown.append(line)
    return shown


def _reshown(lines: list[str]) -> list[str]:
    date = "Posted on 14 September 2026, updated 20 September 2026. Reference: 77-18823/B."
    return [lines[0], date, *lines[1:], "Apply now: https://board.example/job/77188?utm_source=feed"]


WAYS: dict[str, Callable[[list[str]], list[str]]] = {
    "html": _html,
    "upper": lambda lines: [line.upper() for line in lines],
    "commas": _commas,
    "spaces": lambda lines: [line.replace(" ", " \u00a0 ") + "\r\n" for line in lines],
    "quotes": lambda lines: [line.replace("'", "’").replace("- ", "• ") for line in lines],
    "equal": lambda lines: [*lines, "", _EQUAL],
    "reshown": _reshown,
}


def shown_anew(lines: Sequence[str], ways: Sequence[str] = ()) -> str:
    """The text of a posting, shown in these ways one after the other."""
    shown = list(lines)
    for way in ways:
        shown = WAYS[way](shown)
    return "\n".join(shown)
