"""One skill as a page to read: plain HTML that needs no script and loads nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from urllib.parse import quote

from app.vocabulary.representations import LANGUAGE, Detail, Frameworks
from app.vocabulary.store import StoredFramework

# What a browser may do with the page: show its own style, and nothing besides.
SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_STYLE = """
body { font: 1.125rem/1.6 system-ui, sans-serif; color: #1b1b1b; background: #fff; max-width: 44rem;
  margin: 0 auto; padding: 1.5rem; }
h1 { line-height: 1.25; margin: .5rem 0; } h2 { margin: 2rem 0 .5rem; font-size: 1.25rem; }
a { color: #0b4f9e; } .note { color: #444; } ul { padding-left: 1.25rem; } li { margin: .25rem 0; }
"""
_KINDS = {
    "skill": "A skill: something people do",
    "knowledge": "Knowledge: something people know about",
    "technology": "A tool or technology that people use at work",
    "attitude": "An attitude: how people go about their work",
    "language": "A language skill",
    "essential": "An essential skill: useful in every kind of work and in daily life",
}
_RELATIONS = {
    "exact_match": "the same skill",
    "close_match": "nearly the same skill",
    "broader": "a more general skill",
    "narrower": "a special case of it",
    "related": "a related skill",
    "similar": "a similar skill",
}


def page(detail: Detail, frameworks: Frameworks, address: Callable[[str], str]) -> bytes:
    """The skill as a page of HTML. `address` gives the address of a skill's page by its id."""
    label = escape(detail["label"])
    sections = [
        _status(detail),
        _listed("What takes its place", _linked(detail.get("replaced_by", ()), address)),
        _about(detail),
        _listed("Other names for it", _names(detail)),
        _listed("More general skills", _linked(detail["broader"], address)),
        _listed("Special cases of it", _linked(detail["narrower"], address)),
        _listed("In other lists of skills", _matches(detail, frameworks, address)),
        _listed("Filed under", map(escape, detail["classes"])),
        _source(detail, frameworks[detail["framework"]]),
    ]
    return (
        f'<!doctype html>\n<html lang="{LANGUAGE}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{label} – skill – Parlance</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{label}</h1>\n<p class="note">{_KINDS[detail["type"]]}.</p>\n'
        + "".join(filter(None, sections))
        + "</main>\n</body>\n</html>\n"
    ).encode()


def page_address(root_path: str, skill_id: str) -> str:
    """The address of a skill on this server; `root_path` is where a proxy has put the service."""
    return f"{root_path}/v1/skills/{quote(skill_id, safe=':')}"


def _status(detail: Detail) -> str:
    if detail["status"] == "active":
        return ""
    version = escape(detail["version"])
    return f"<p><strong>This skill is retired.</strong> It was last in version {version}.</p>\n"


def _about(detail: Detail) -> str:
    parts = []
    for language in dict.fromkeys([*detail["plain_language"], *detail["definition"]]):
        text = detail["plain_language"].get(language) or detail["definition"][language]
        heading = "What it is" if language == LANGUAGE else escape(detail["labels"].get(language, language))
        examples = detail["examples"].get(language, [])
        marks = f' lang="{escape(language)}"' if language != LANGUAGE else ""
        parts.append(
            f"<section{marks}>\n<h2>{heading}</h2>\n<p>{escape(text)}</p>\n{_examples(examples)}</section>\n"
        )
    return "".join(parts)


def _examples(examples: Iterable[Mapping[str, str]]) -> str:
    items = "".join(f"<li>{escape(example['text'])}</li>\n" for example in examples)
    return f"<ul>\n{items}</ul>\n" if items else ""


def _names(detail: Detail) -> Iterable[str]:
    for language in dict.fromkeys([*detail["labels"], *detail["alternative_labels"]]):
        own = [detail["labels"][language]] if language != LANGUAGE and language in detail["labels"] else []
        for name in [*own, *detail["alternative_labels"].get(language, [])]:
            yield _marked(escape(name), language)


def _marked(name: str, language: str) -> str:
    return name if language == LANGUAGE else f'<span lang="{escape(language)}">{name}</span>'


def _linked(skills: Iterable[Mapping[str, str]], address: Callable[[str], str]) -> Iterable[str]:
    return (f'<a href="{escape(address(skill["id"]))}">{escape(skill["label"])}</a>' for skill in skills)


def _matches(detail: Detail, frameworks: Frameworks, address: Callable[[str], str]) -> Iterable[str]:
    for match in detail["matches"]:
        link = next(iter(_linked([match["skill"]], address)))
        title = escape(frameworks[match["skill"]["framework"]].title)
        yield f"{link} in {title}: {_RELATIONS[match['relation']]}"


def _listed(heading: str, items: Iterable[str]) -> str:
    listed = "".join(f"<li>{item}</li>\n" for item in items)
    return f"<h2>{heading}</h2>\n<ul>\n{listed}</ul>\n" if listed else ""


def _source(detail: Detail, framework: StoredFramework) -> str:
    versions = ", ".join(escape(release["version"]) for release in detail["release_history"])
    uri = escape(detail["uri"])
    link = f'<a href="{uri}">{uri}</a>' if detail["uri"].startswith(("http://", "https://")) else uri
    return (
        f"<h2>Where this comes from</h2>\n<p>{escape(framework.title)}, version {escape(detail['version'])}, "
        f"by {escape(framework.publisher)}. Licence: {escape(framework.licence)}.<br>\n"
        f"It is in version {versions}. Its address there: {link}.<br>\n"
        f"Its id here: <code>{escape(detail['id'])}</code></p>\n"
    )
