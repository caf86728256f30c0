"""Whatever was matched, its receipt and its sides give the same bytes again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, cast

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import InvalidInput, NotReady, TooLarge
from app.matching.matcher import answer_match
from app.matching.replay import Runner, replay_match
from app.matching.schemas import MatchRequest, ReplayRequest
from app.occupations.catalogue import Catalogue
from app.settings import Settings
from app.vocabulary.index.build import build_index
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.registry import View, VocabularyRegistry
from app.vocabulary.terms import ReleaseKey
from tests.unit.matching.reading_stand_in import LabelExtractor
from tests.unit.matching.small_vocabulary import (
    FORKLIFT_OPERATORS,
    SKILLS,
    WordEncoder,
    given_weights,
    vocabulary_rows,
)
from tests.unit.profiles import test_job_posting, test_json_resume

Json = dict[str, Any]


@dataclass(frozen=True)
class Stored:
    """As much of a stored release as replay looks at."""

    framework: str
    version: str


@dataclass
class Registry:
    """One release, which is active."""

    index: Any
    stored: tuple[Stored, ...] = field(default=(Stored("esco", "1"),))

    def releases(self) -> tuple[Stored, ...]:
        return self.stored

    def open(self, _releases: Any) -> Any:
        return self.index

    def view(self, _pins: Any) -> View:
        return View(cast(Any, self.stored), cast(Any, self.stored), self.index)


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Runner:
    folder = tmp_path_factory.mktemp("replay") / "esco"
    build_index(
        replace(vocabulary_rows(), releases=(ReleaseKey("esco", "1", "rows"),)), folder, WordEncoder()
    )
    named = VocabularyIndex(folder)
    extractor = LabelExtractor(named)

    def answer(_view: View, asked: MatchRequest) -> Json:
        return answer_match(cast(Any, extractor), catalogue, asked, Settings())

    return Runner(cast(VocabularyRegistry, Registry(named)), answer)


def match(runner: Runner, asked: Json) -> Json:
    return runner.answer(runner.registry.view(()), MatchRequest.model_validate(asked))


def replay(runner: Runner, receipt: Json, asked: Json) -> Json:
    sides = {"posting": asked["posting"], "worker": asked["worker"]}
    return replay_match(ReplayRequest.model_validate({"receipt": receipt, **sides}), runner)


labels = st.sampled_from(sorted(label for _, label in SKILLS.values()))
lines = st.lists(labels | st.sampled_from(["3 years of experience", "2019 to present", ""]), max_size=5)
texts = lines.map(lambda said: "Requirements\n- " + "\n- ".join(said))
years = st.none() | st.integers(0, 9) | st.fixed_dictionaries({}, optional={"min": st.floats(0, 4)})
skill = st.fixed_dictionaries(
    {"id": st.sampled_from(sorted(SKILLS))},
    optional={"years": years, "requirement": st.sampled_from(["required", "preferred", "mentioned"])},
)
sides = st.one_of(
    st.builds(lambda text: {"text": text}, texts),
    st.builds(lambda skills: {"skills": skills}, st.lists(skill, max_size=4)),
    st.just({"occupation": FORKLIFT_OPERATORS}),
    st.builds(lambda text, said: {"job_posting": {"title": text, "skills": said}}, labels, lines),
    st.builds(lambda said: {"json_resume": {"skills": said, "work": [{"position": "x"}]}}, lines),
)
requests = st.fixed_dictionaries(
    {"posting": sides, "worker": sides},
    optional={
        "weights": given_weights | st.none(),
        "effort": st.sampled_from(["fast", "thorough"]),
        "as_of": st.dates().map(lambda day: day.replace(year=1950 + day.year % 200, day=1).isoformat()),
        "vocabulary": st.sampled_from([[], ["esco:1"], "esco:1"]),
    },
)


@settings(max_examples=200)
@given(requests)
def test_the_bytes_are_the_same(runner: Runner, asked: Json) -> None:
    old = orjson.dumps(match(runner, asked))
    receipt = orjson.loads(old)["receipt"]
    assert orjson.dumps(replay(runner, receipt, asked)) == old


@settings(max_examples=60)
@given(
    st.dictionaries(test_job_posting.KEYS, test_job_posting.ANYTHING, max_size=6),
    st.dictionaries(test_json_resume.KEYS, test_json_resume.ANYTHING, max_size=6),
)
def test_the_order_of_the_fields_of_a_document_decides_nothing(
    runner: Runner, posting: Json, resume: Json
) -> None:
    """The hash of a side says nothing of it, so neither may the answer."""
    asked = {"as_of": "2026-01-01", "posting": {"job_posting": posting}, "worker": {"json_resume": resume}}
    try:
        old = match(runner, asked)
    except (InvalidInput, TooLarge):
        return
    assert orjson.dumps(replay(runner, old["receipt"], backwards(asked))) == orjson.dumps(old)


def backwards(value: Any) -> Any:
    """The same JSON with the fields of every object the other way round."""
    if isinstance(value, dict):
        return {name: backwards(value[name]) for name in reversed(value)}
    return [backwards(each) for each in value] if isinstance(value, list) else value


ASKED = {"posting": {"text": "Requirements\n- handle cash"}, "worker": {"skills": [{"id": "esco:cash"}]}}


def test_a_limit_that_is_lower_by_now_leaves_no_answer_of_now(runner: Runner) -> None:
    receipt = match(runner, ASKED)["receipt"]

    def refuse(_view: View, _asked: MatchRequest) -> Json:
        raise TooLarge("Send at most 5 characters.")

    strict = Runner(runner.registry, refuse)
    answer = replay(strict, {**receipt, "ruleset": "older"}, ASKED)
    assert answer["now"] is None
    assert answer["detail"].endswith("There is no answer now: Send at most 5 characters.")
    with pytest.raises(TooLarge):
        replay(strict, receipt, ASKED)


def test_a_fault_of_ours_is_no_answer(runner: Runner) -> None:
    receipt = match(runner, ASKED)["receipt"]

    def fail(_view: View, _asked: MatchRequest) -> Json:
        raise NotReady("No vocabulary is loaded.")

    with pytest.raises(NotReady):
        replay(Runner(runner.registry, fail), {**receipt, "ruleset": "older"}, ASKED)


def test_sides_are_checked_before_anything_is_opened(runner: Runner) -> None:
    receipt = match(runner, ASKED)["receipt"]
    closed = Runner(cast(VocabularyRegistry, None), runner.answer)
    with pytest.raises(InvalidInput) as raised:
        replay(closed, receipt, {**ASKED, "worker": {"skills": []}})
    assert [problem.pointer for problem in raised.value.errors] == ["/worker"]
