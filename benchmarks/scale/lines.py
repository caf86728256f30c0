"""The corpus as a caller sends it: a line of JSON a worker or posting, and postings as searches name them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

import orjson

from benchmarks.scale.corpus import NOTHING, Postings, Workers

REQUIREMENTS = ("required", "preferred", "mentioned")
_LOT = 10_000
_WORKER = b'{"external_id":"w%d","consent":true,"occupation":"%b","region":"%b","remote":%b,"skills":[%b}]}\n'


def worker_lines(workers: Workers, first: int, last: int, *, named_from: int = 0) -> Iterator[bytes]:
    """Lines for POST /v1/workers/bulk. Experience is named with the first skill: that of all is never less.

    Worker i has the `external_id` w{i + named_from}.
    """
    named = [orjson.dumps({"id": id_})[:-1] for id_ in workers.skill_ids]
    places = [id_.encode() for id_ in workers.region_ids]
    jobs = [id_.encode() for id_ in workers.occupation_ids]
    for start in range(first, last, _LOT):
        end = min(start + _LOT, last)
        offsets = workers.offsets[start : end + 1].tolist()
        codes = workers.codes[offsets[0] : offsets[-1]].tolist()
        about = zip(
            range(start + named_from, end + named_from),
            workers.roles[start:end, 0].tolist(),
            workers.regions[start:end].tolist(),
            workers.remote[start:end].tolist(),
            workers.months[start:end].tolist(),
            pairwise(offsets),
            strict=True,
        )
        for name, role, region, remote, months, (begin, until) in about:
            skills = [named[code] for code in codes[begin - offsets[0] : until - offsets[0]]]
            if months > 0:
                skills[0] += b',"years":%.4f' % (months / 12)
            yield _WORKER % (
                name,
                jobs[role],
                places[region],
                b"true" if remote else b"false",
                b"},".join(skills),
            )


def posting_lines(postings: Postings, first: int, last: int) -> Iterator[bytes]:
    """Lines for POST /v1/postings/bulk, with skills and no text."""
    for posting in range(first, last):
        line = {**posting_facts(postings, posting), "skills": posting_skills(postings, posting)}
        yield orjson.dumps(line) + b"\n"


def posting_facts(postings: Postings, posting: int) -> dict[str, object]:
    """All of a posting but what it wants."""
    role = int(postings.roles[posting, 0])
    facts: dict[str, object] = {
        "external_id": f"p{posting}",
        "employer": f"Employer {int(postings.employers[posting])}",
        "region": postings.region_ids[int(postings.regions[posting])],
        "remote": bool(postings.remote[posting]),
        "posted_on": (date.today() - timedelta(days=int(postings.days[posting]))).isoformat(),
    }
    return facts if role == NOTHING else {**facts, "occupation": postings.occupation_ids[role]}


def posting_skills(postings: Postings, posting: int) -> list[dict[str, object]]:
    """What a posting wants; experience is asked for with its first skill."""
    begin, end = postings.offsets[posting : posting + 2].tolist()
    wanted: list[dict[str, object]] = [
        {"id": postings.skill_ids[code], "requirement": REQUIREMENTS[requirement]}
        for code, requirement in zip(
            postings.codes[begin:end].tolist(), postings.requirements[begin:end].tolist(), strict=True
        )
    ]
    if postings.months[posting] > 0:
        wanted[0]["years"] = int(postings.months[posting]) / 12
    return wanted


def worker_skills(workers: Workers, worker: int) -> list[dict[str, object]]:
    """What a worker brings."""
    begin, end = workers.offsets[worker : worker + 2].tolist()
    held: list[dict[str, object]] = [
        {"id": workers.skill_ids[code]} for code in workers.codes[begin:end].tolist()
    ]
    if workers.months[worker] > 0:
        held[0]["years"] = int(workers.months[worker]) / 12
    return held


def shares(count: int, parts: int) -> Sequence[tuple[int, int]]:
    """So many things cut into parts of nearly the same size: (first, past the last) of each."""
    return list(pairwise([count * part // parts for part in range(parts + 1)]))
