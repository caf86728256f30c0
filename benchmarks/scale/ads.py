"""Job ads for loading postings from text: real ones where they are given, and ones written around a posting's skills."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import orjson

from app.resources import resource_folder
from benchmarks.scale.corpus import Postings
from benchmarks.scale.frequencies import whole_ads
from benchmarks.scale.lines import posting_facts

_OPENINGS = (
    "We are a family business with three sites in the region, and we are growing.",
    "Our customers count on us every day, and so do our neighbours.",
    "You will join a small team that looks out for each other.",
    "For our busiest branch we are looking for somebody who likes to get things done.",
)
_OFFER = """
What we offer
- a fair wage and a plan that is known four weeks ahead
- paid training in your first month, and a mentor who has time for you
- 25 days of holiday, a contribution to your pension and free parking
- discounts in all our branches

About us
{opening} We were founded 40 years ago and have stayed independent since. People of every background work here, and we
would like to hear from you whatever your age, origin or belief. Send us a few lines about what you have done so far;
a covering letter is not needed. We answer every application within two weeks.
"""


def synthetic_ads(postings: Postings, first: int, last: int) -> Iterator[str]:
    """An ad a posting, of some 1,500 characters."""
    labels, titles = _column("skills", "label"), _column("occupations", "title")
    for posting in range(first, last):
        begin = int(postings.offsets[posting])
        skills = [
            labels.get(postings.skill_ids[code], "teamwork")
            for code in postings.codes[begin : begin + 15].tolist()
        ]
        opening = _OPENINGS[posting % len(_OPENINGS)]
        title = titles[postings.occupation_ids[int(postings.roles[posting, 0])]]
        months = int(postings.months[posting])
        asked = [f"at least {months // 12} years of experience in a similar job"] if months > 0 else []
        yield "\n".join(
            [
                f"{title} (reference {posting})", "", opening, "",
                "Your tasks", *(f"- {skill}" for skill in skills[13:]), "",
                "Requirements", *(f"- {line}" for line in [*asked, *skills[:10]]), "",
                "Nice to have", *(f"- {skill}" for skill in skills[10:13]),
                _OFFER.format(opening=opening),
            ]
        )  # fmt: skip


def real_ads(data: Path) -> Iterator[str]:
    """The ads of the public data sets, again and again."""
    return cycle(list(whole_ads(data)))


def text_lines(postings: Postings, texts: Iterator[str], first: int, last: int) -> Iterator[bytes]:
    """Lines for POST /v1/postings/bulk that bring a text; employers vary, so that a text sent again is another job."""
    for posting, text in zip(range(first, last), texts, strict=False):
        facts = posting_facts(postings, posting)
        facts.pop("occupation", None)
        yield orjson.dumps({**facts, "text": text}) + b"\n"


def _column(table: str, name: str) -> dict[str, str]:
    path = resource_folder("seed_data") / f"{table}.tsv.gz"
    with gzip.open(path, "rb") as file, io.TextIOWrapper(file, "utf-8", newline="") as text:
        return {row["id"]: row[name] for row in csv.DictReader(text, delimiter="\t")}
