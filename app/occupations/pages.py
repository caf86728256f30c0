"""Occupations and profiles as pages to read and as CSV; a page needs no script and loads nothing else."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from app.occupations.profile_answers import titles_by_kind

JSON, HTML, CSV = "application/json", "text/html", "text/csv"
OFFERED = (JSON, HTML, CSV)

Detail = Mapping[str, Any]

LANGUAGE = "en"
_SEVERAL = " | "  # between the values of a cell
_SHORT = {"esco": "ESCO", "onet": "O*NET", "parlance,": "Parlance,"}
_MOST_TITLES = 60
_MOST_ROWS = 60  # of a list of skills; the rest is in JSON and CSV

_STYLE = """
body { font: 1.0625rem/1.6 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 0; }
main { max-width: 52rem; margin: 0 auto; padding: 1.5rem; }
h1 { line-height: 1.25; margin: .25rem 0 .5rem; } h2 { margin: 2.25rem 0 .5rem; font-size: 1.3rem; }
h3 { margin: 1.5rem 0 .25rem; font-size: 1.05rem; }
a { color: #0b4f9e; } p { margin: .5rem 0; max-width: 44rem; } .note, caption { color: #4a4a4a; font-size: .95rem; }
ul { padding-left: 1.25rem; margin: .5rem 0; } li { margin: .2rem 0; }
ul.inline { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .35rem; }
ul.inline li { background: #f0f3f7; border-radius: .3rem; padding: .1rem .55rem; margin: 0; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .97rem; }
caption { text-align: left; padding-bottom: .35rem; }
td.note { font-size: .88rem; }
th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid #e1e5ea; vertical-align: top; }
th { font-weight: 600; vertical-align: bottom; }
.figure { white-space: nowrap; } .number { text-align: right; } td.number { white-space: nowrap; }
.bar { display: inline-block; width: 4.5rem; height: .6rem; background: #e6ebf1; border-radius: .3rem; overflow: hidden; }
.bar span { display: block; height: 100%; background: #0b4f9e; }
.tag { background: #e5f1e7; color: #14532d; border-radius: .3rem; padding: 0 .4rem; font-size: .85rem; }
.weak { color: #6b6b6b; }
"""
_FRAMEWORKS = {
    "esco": "ESCO, the classification of the European Union",
    "onet": "O*NET, the classification of the United States",
}
_MATCHES = {"exact_match": "the same work", "close_match": "nearly the same work"}
_WIDER, _NARROWER = "a wider occupation", "a special case of it"
_TITLES = (
    "alias",
    "alternative",
    "reported",
    "short",
)  # kinds; those derived from its own title say nothing new
# (relations, heading, what the reader should know)
_SECTIONS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("essential",), "Skills the work needs", "Essential in this work, by ESCO."),
    (("optional",), "Skills some employers need", "Useful in part of the jobs, by ESCO."),
    (
        ("rated",),
        "Skills, knowledge and abilities, rated",
        "How important each is for the work, as O*NET rates it.",
    ),
    (("technology",), "Tools and technology", "Software and tools that people in this work use."),
    (
        ("derived",),
        "Skills found in its tasks",
        "Found by Parlance in the descriptions of the work; nobody has reviewed them.",
    ),
)
_COLUMNS = (
    *(
        "occupation_id",
        "occupation",
        "skill_id",
        "skill_uri",
        "skill",
        "type",
        "relation",
        "importance",
        "level",
    ),
    *("suppressed", "importance_value", "level_value", "hot", "in_demand", "source", "overlay"),
)
_DETAIL_COLUMNS = (
    *("id", "uri", "label", "framework", "version", "kind", "code", "status", "job_zone", "description"),
    *("alternative_titles", "broader", "narrower", "matches"),
)


# ---- CSV


def profile_csv(profile: Detail) -> bytes:
    """The skills of a profile, one a row (RFC 4180)."""
    occupation = profile["occupation"]
    rows = []
    for each in profile["skills"]:
        scales = each["scales"] or {}
        skill = each["skill"]
        rows.append(
            {
                **{column: each.get(column) for column in _COLUMNS},
                "occupation_id": occupation["id"],
                "occupation": occupation["label"],
                "skill_id": skill["id"],
                "skill_uri": skill["uri"],
                "skill": skill["label"],
                "type": skill["type"],
                "importance_value": (scales.get("importance") or {}).get("value"),
                "level_value": (scales.get("level") or {}).get("value"),
            }
        )
    return _csv(_COLUMNS, rows)


def occupation_csv(detail: Detail) -> bytes:
    """The occupation as one row below a header; ` | ` stands between several values of a cell."""
    plain = {column: detail[column] for column in _DETAIL_COLUMNS if isinstance(detail.get(column), str)}
    others = {
        "job_zone": detail["job_zone"] and detail["job_zone"]["zone"],
        "description": _text(detail),
        "alternative_titles": _SEVERAL.join(
            title["title"] for title in detail["titles"] if title["language"] == LANGUAGE
        ),
        "broader": _SEVERAL.join(each["id"] for each in detail["broader"]),
        "narrower": _SEVERAL.join(each["id"] for each in detail["narrower"]),
        "matches": _SEVERAL.join(each["occupation"]["id"] for each in detail["matches"]),
    }
    return _csv(_DETAIL_COLUMNS, [{**plain, **others}])


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


# ---- pages; addresses are relative, so that they hold wherever a proxy has put the service


def occupation_page(detail: Detail) -> bytes:
    """The occupation as a page of HTML."""
    id_ = f"./{quote(detail['id'].rpartition('/')[2], safe=':')}"
    profile = (
        ""
        if detail["kind"] == "group"
        else (
            f'<p><a href="{id_}/profile"><strong>What this work needs and pays</strong></a> · '
            f'<a href="{id_}/related">Related occupations</a></p>\n'
        )
    )
    sections = [
        f"<p>{escape(_text(detail))}</p>\n" if _text(detail) else "",
        profile,
        _zone(detail["job_zone"]),
        _listed("Also called", map(escape, _other_titles(detail)), inline=True),
        _listed("It belongs to", (_link(each, detail["id"]) for each in detail["broader"])),
        _listed("What it comprises", (_link(each, detail["id"]) for each in detail["narrower"])),
        _listed(
            "In other classifications",
            (f"{_link(m['occupation'], detail['id'])} – {_what_it_is(detail, m)}" for m in detail["matches"]),
        ),
        _where(detail),
    ]
    kind = "A group of occupations" if detail["kind"] == "group" else "An occupation"
    return _page(detail["label"], f"{kind} of {_framework(detail)}.", _retired(detail) + "".join(sections))


def profile_page(profile: Detail) -> bytes:
    """The profile as a page of HTML: the most important skills of each kind, wages, tasks."""
    occupation = profile["occupation"]
    code = escape(occupation["id"])
    sections = [
        f'<p><a href="../{quote(occupation["id"].rpartition("/")[2], safe=":")}">About this occupation</a></p>\n',
        _review(profile),
        _zone(profile["job_zone"]),
        _wages(profile["wages"]),
        *(_skills(profile["skills"], *section) for section in _SECTIONS),
        _listed("What people do", (escape(task["text"]) for task in _core_first(profile["tasks"]))),
        _education(profile["education"]["education"]),
        _listed("How people go about it", (escape(style["label"]) for style in profile["work_styles"])),
        _lacking(profile),
        f'<p class="note">Drawn from {_releases(profile)}. Its id here: <code>{code}</code></p>\n',
    ]
    where = f" in {escape(profile['region'])}" if profile["region"] else ""
    return _page(occupation["label"], f"What the work needs and pays{where}.", "".join(sections))


def _page(title: str, under: str, body: str) -> bytes:
    return (
        f'<!doctype html>\n<html lang="{LANGUAGE}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} – occupation – Parlance</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{escape(title)}</h1>\n<p class="note">{under}</p>\n{body}</main>\n</body>\n</html>\n'
    ).encode()


def _text(detail: Detail) -> str:
    for name in ("description", "definition"):
        texts = detail[name]
        if texts:
            return str(texts.get(LANGUAGE) or next(iter(texts.values())))
    return ""


def _other_titles(detail: Detail) -> list[str]:
    """The titles in the page's language, each once however it is written."""
    by_kind = titles_by_kind(detail["titles"], LANGUAGE)
    found = {title.casefold(): title for kind in reversed(_TITLES) for title in by_kind.get(kind, ())}
    return sorted(found.values(), key=str.casefold)[:_MOST_TITLES]


def _what_it_is(detail: Detail, match: Detail) -> str:
    """What a matched occupation is to this one; the crosswalk speaks of the O*NET occupation."""
    if match["relation"] in _MATCHES:
        return _MATCHES[match["relation"]]
    return _NARROWER if (match["relation"] == "broad_match") == (detail["framework"] == "onet") else _WIDER


def _framework(detail: Detail) -> str:
    framework = str(detail["framework"])
    return escape(_FRAMEWORKS.get(framework, framework))


def _retired(detail: Detail) -> str:
    if detail["status"] == "active":
        return ""
    return f"<p><strong>This occupation is retired.</strong> It was last in version {escape(detail['version'])}.</p>\n"


def _zone(zone: Mapping[str, Any] | None) -> str:
    if zone is None:
        return ""
    meaning = f"{escape(zone['title'])} (job zone {zone['zone']} of 5). {escape(zone['meaning'])}"
    return f"<h2>How much preparation it takes</h2>\n<p>{meaning}</p>\n"


def _listed(heading: str, items: Iterable[str], *, inline: bool = False) -> str:
    entries = "".join(f"<li>{item}</li>\n" for item in items)
    kind = ' class="inline"' if inline else ""
    return f"<h2>{heading}</h2>\n<ul{kind}>\n{entries}</ul>\n" if entries else ""


def _link(occupation: Mapping[str, str], own: str) -> str:
    up = "../" * own.count("/") or "./"  # a colon in a first part would be read as that of a scheme
    return f'<a href="{up}{quote(occupation["id"], safe=":/")}">{escape(occupation["label"])}</a>'


def _where(detail: Detail) -> str:
    versions = ", ".join(escape(release["version"]) for release in detail["release_history"])
    uri = escape(detail["uri"])
    link = f'<a href="{uri}">{uri}</a>' if detail["uri"].startswith(("http://", "https://")) else uri
    code = f"Its code: {escape(detail['code'])}.<br>\n" if detail["code"] else ""
    return (
        f"<h2>Where this comes from</h2>\n<p>{_framework(detail)}, version {escape(detail['version'])}. "
        f"It is in version {versions}.<br>\n{code}Its address there: {link}.<br>\n"
        f"Its id here: <code>{escape(detail['id'])}</code></p>\n"
    )


# ---- parts of a profile


def _review(profile: Detail) -> str:
    if not profile["overlays"]:
        return ""
    state = escape(profile["review_state"].replace("_", " "))
    return f"<p>Adapted locally; the state of its review: <strong>{state}</strong>.</p>\n"


def _skills(skills: Sequence[Detail], relations: tuple[str, ...], heading: str, note: str) -> str:
    found = [each for each in skills if each["relation"] in relations]
    if not found:
        return ""
    sources = {each["source"] for each in found}
    of_all = f" {_plain_source(sources.pop())}." if len(sources) == 1 else ""
    rows = "".join(_skill_row(each, with_source=not of_all) for each in found[:_MOST_ROWS])
    more = f" The first {_MOST_ROWS} of {len(found)}." if len(found) > _MOST_ROWS else ""
    column = "" if of_all else "<th>Source</th>"
    return (
        f'<h2>{heading}</h2>\n<div class="wide"><table>\n<caption>{note}{of_all}{more}</caption>\n'
        f"<tr><th>Skill</th><th>Importance</th>{column}</tr>\n{rows}</table></div>\n"
    )


def _plain_source(source: str) -> str:
    """A source in plain words: `esco 1.1.0 via close_match "chef"` as `ESCO 1.1.0, for “chef”`."""
    release, via, matched = source.partition(" via ")
    framework, space, version = release.partition(" ")
    shown = f"{_SHORT.get(framework, framework)}{space}{version}"
    names = re.sub(r'"([^"]*)"', "“\\1”", matched.partition(" ")[2])
    return escape(f"{shown}, for {names}" if via else shown)


def _skill_row(each: Detail, *, with_source: bool) -> str:
    share = 0 if each["importance"] is None else round(each["importance"] * 100)
    weak = ' class="weak"' if each["suppressed"] else ""
    note = " (uncertain figure)" if each["suppressed"] else ""
    tags = "".join(
        f' <span class="tag">{text}</span>'
        for flag, text in (("in_demand", "in demand"), ("hot", "widely asked for"))
        if each[flag]
    )
    bar = f'<span class="bar"><span style="width:{share}%"></span></span> {share}'
    source = f'<td class="note">{_plain_source(each["source"])}</td>' if with_source else ""
    return (
        f"<tr{weak}><td>{escape(each['skill']['label'])}{tags}{note}</td>"
        f'<td class="figure">{bar}</td>{source}</tr>\n'
    )


def _wages(wages: Detail) -> str:
    rows = "".join(_wage_row(item) for item in wages["items"])
    note = f'<p class="note">{escape(wages["note"])}</p>\n' if wages["note"] else ""
    via = (
        f'<p class="note">Of the matched occupation: {escape(wages["via"])}.</p>\n'
        if wages["via"] and rows
        else ""
    )
    if not rows:
        return f"<h2>What it pays</h2>\n{note}" if note else ""
    return (
        f'<h2>What it pays</h2>\n<div class="wide"><table>\n<caption>{escape(wages["source"])}</caption>\n'
        '<tr><th>Where</th><th>Year</th><th class="number">Lowest tenth under</th><th class="number">Half under</th>'
        '<th class="number">Highest tenth over</th><th class="number">An hour, half under</th></tr>\n'
        f"{rows}</table></div>\n{note}{via}"
    )


def _wage_row(item: Detail) -> str:
    figures = "".join(
        f'<td class="number">{_dollars(item[name])}</td>'
        for name in ("annual_p10", "annual_median", "annual_p90", "hourly_median")
    )
    note = f'<br><span class="note">{escape(item["note"])}</span>' if item["note"] else ""
    where = escape(item["area_name"] or item["area"])
    return f"<tr><td>{where}{note}</td><td>{item['year']}</td>{figures}</tr>\n"


def _dollars(amount: float | None) -> str:
    if amount is None:
        return "–"
    return f"${amount:,.2f}" if amount < 1_000 else f"${amount:,.0f}"  # an hour, a year


def _core_first(tasks: Sequence[Detail]) -> list[Detail]:
    return sorted(tasks, key=lambda task: task["kind"] != "core")


def _education(categories: Sequence[Detail]) -> str:
    ordered = sorted(categories, key=lambda each: -(each["percent"] or 0))
    return _listed(
        "Education that people in this work say it takes",
        (
            f"{escape(each['label'] or '')}: {each['percent']:.0f} %"
            for each in ordered
            if (each["percent"] or 0) >= 1
        ),
    )


def _lacking(profile: Detail) -> str:
    if not profile["lacks"]:
        return ""
    files = ", ".join(map(escape, profile["lacks"]))
    return f"<p><strong>Not complete:</strong> the release lacks {files}, so what they hold is missing here.</p>\n"


def _releases(profile: Detail) -> str:
    return ", ".join(f"{escape(x['framework'])} {escape(x['version'])}" for x in profile["releases"])
