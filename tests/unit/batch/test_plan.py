"""The parts of a task cover every item and posting once, and progress only rises."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.batch.plan import Plan

sizes = st.integers(1, 2000)


@given(sizes, sizes, st.booleans())
def test_the_parts_cover_everything_once(postings: int, workers: int, meets: bool) -> None:
    plan = Plan(postings, workers, meets)
    steps = [plan.step(number) for number in range(plan.parts)]
    read = [at for step in steps if step.kind == "profiles" for at in range(step.first, step.past)]
    assert read == list(range(postings + workers))
    scoring = "scores" if meets else "rows"
    scored = [
        at
        for step in steps[plan.reading + 1 : plan.parts - meets]
        for at in range(step.first, step.past)
        if step.kind == scoring
    ]
    assert scored == list(range(postings))
    assert [step.kind for step in steps].index("head") == plan.reading
    assert steps[-1].kind == "rows"


@given(sizes, sizes, st.booleans())
def test_progress_rises_to_the_total_and_no_further(postings: int, workers: int, meets: bool) -> None:
    plan = Plan(postings, workers, meets)
    done = [plan.done(number) for number in range(plan.parts)]
    assert done == sorted(done)
    assert done[-1] == plan.total
    assert all(each < plan.total for each in done[:-1])
