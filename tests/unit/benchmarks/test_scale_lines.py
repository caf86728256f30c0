"""The corpus as callers send it: lines that the requests of the bulk routes take."""

from __future__ import annotations

import json

import pytest

from app.postings.schemas import PostingRequest
from app.workers.schemas import WorkerRequest
from benchmarks.scale import ads, corpus
from benchmarks.scale.bags import bags
from benchmarks.scale.lines import posting_lines, posting_skills, shares, worker_lines
from benchmarks.scale.sources import read_sources


@pytest.fixture(scope="module")
def made() -> tuple[corpus.Workers, corpus.Postings]:
    sources = read_sources()
    return corpus.make_workers(40, 5, sources), corpus.make_postings(40, 5, sources)


def test_lines_of_workers_are_requests(made: tuple[corpus.Workers, corpus.Postings]) -> None:
    workers, _ = made
    lines = list(worker_lines(workers, 10, 40, named_from=1_000))
    assert len(lines) == 30
    request = WorkerRequest.model_validate(json.loads(lines[0]))
    assert request.external_id == "w1010"
    codes = workers.codes[workers.offsets[10] : workers.offsets[11]].tolist()
    assert [skill.id for skill in request.skills or []] == [workers.skill_ids[code] for code in codes]


def test_experience_is_named_with_the_first_skill(made: tuple[corpus.Workers, corpus.Postings]) -> None:
    workers, _ = made
    for number, line in enumerate(worker_lines(workers, 0, 40)):
        first, *others = json.loads(line)["skills"]
        months = max(int(workers.months[number]), 0)
        assert round(first.get("years", 0) * 12) == months
        assert not any("years" in skill for skill in others)


def test_lines_of_postings_are_requests(made: tuple[corpus.Workers, corpus.Postings]) -> None:
    _, postings = made
    for number, line in enumerate(posting_lines(postings, 0, 40)):
        request = PostingRequest.model_validate(json.loads(line))
        assert request.external_id == f"p{number}"
        assert len(request.skills or []) == 15
    assert posting_skills(postings, 0)[10]["requirement"] == "preferred"


def test_ads_say_what_the_posting_wants(made: tuple[corpus.Workers, corpus.Postings]) -> None:
    _, postings = made
    texts = ads.synthetic_ads(postings, 0, 2)
    lines = [json.loads(line) for line in ads.text_lines(postings, texts, 0, 2)]
    assert "Requirements\n- " in lines[0]["text"]
    assert lines[0]["text"] != lines[1]["text"]
    assert PostingRequest.model_validate(lines[1]).text == lines[1]["text"]


def test_bags_name_every_skill_by_a_word(made: tuple[corpus.Workers, corpus.Postings]) -> None:
    workers, _ = made
    words = list(bags(workers))
    assert [len(bag) for bag in words] == [
        int(end - begin) for begin, end in zip(workers.offsets[:-1], workers.offsets[1:], strict=True)
    ]
    assert words[0][0] == f"s{workers.codes[0]}"


def test_shares_cover_everything_once() -> None:
    assert shares(10, 3) == [(0, 3), (3, 6), (6, 10)]
