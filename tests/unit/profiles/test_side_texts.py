from __future__ import annotations

from typing import Any

import pytest

from app.errors import InvalidInput, ParlanceError, TooLarge
from app.profiles.schemas import Side
from app.profiles.side_texts import SideText, side_text


def read(side: dict[str, Any], most: int = 1000) -> SideText | None:
    return side_text(Side.model_validate(side), "worker", most)


def test_a_text_is_taken_as_it_is() -> None:
    assert read({"text": " <b>a</b>\r\n"}) == SideText(" <b>a</b>\r\n")


@pytest.mark.parametrize("side", [{"skills": []}, {"occupation": "onet:1"}])
def test_other_kinds_have_no_text(side: dict[str, Any]) -> None:
    assert read(side) is None


def test_documents_are_written_out() -> None:
    posting, resume = read({"job_posting": {"title": "Cook"}}), read({"json_resume": {"skills": ["SQL"]}})
    assert posting is not None
    assert resume is not None
    assert (posting.text, posting.composed and posting.composed.titles) == ("Cook", ("Cook",))
    assert resume.text == "Skills\n- SQL"


@pytest.mark.parametrize(
    ("side", "error", "kind", "words"),
    [
        ({"text": ""}, InvalidInput, "text", "this one is empty"),
        ({"text": " \n\t\u200b…"}, InvalidInput, "text", "this one is empty"),
        ({"text": "a" * 1001}, TooLarge, "text", "at most 1,000 characters; it has 1,001"),
        ({"job_posting": {}}, InvalidInput, "job_posting", "no part that is read"),
        ({"job_posting": {"datePosted": "2026-01-01"}}, InvalidInput, "job_posting", "no part that is read"),
        ({"json_resume": {"basics": {"name": "Jo"}}}, InvalidInput, "json_resume", "no part that is read"),
        ({"job_posting": {"description": "a " * 1001}}, TooLarge, "job_posting", "at most 1,000 characters"),
        ({"json_resume": {"skills": ["a"] * 3000}}, TooLarge, "json_resume", "at most 1,000 characters"),
        ({"json_resume": {"skills": [[[]]] * 3000}}, TooLarge, "json_resume", "at most 1,000 characters"),
        ({"job_posting": {"description": "<p></p>" * 250_001}}, TooLarge, "job_posting", "Shorten"),
    ],
)
def test_what_cannot_be_read_names_its_place(
    side: dict[str, Any], error: type[ParlanceError], kind: str, words: str
) -> None:
    with pytest.raises(error) as caught:
        read(side)
    (problem,) = caught.value.errors
    assert problem.pointer == f"/worker/{kind}"
    assert words in problem.detail


@pytest.mark.parametrize("kind", ["job_posting", "json_resume"])
@pytest.mark.parametrize("field", ["skills", "unknown"])
def test_deep_documents_are_refused(kind: str, field: str) -> None:
    deep: Any = "words"
    for _ in range(450):
        deep = {"name": [deep]}
    with pytest.raises(InvalidInput, match="at most 40 levels") as caught:
        read({kind: {field: deep}})
    assert [problem.pointer for problem in caught.value.errors] == [f"/worker/{kind}"]
