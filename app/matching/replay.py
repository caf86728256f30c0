"""Replay: a match from the past, computed again from its receipt and its two sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import app
from app.errors import FieldProblem, InvalidInput, ParlanceError
from app.matching.receipt import is_dated, sides_that_differ
from app.matching.schemas import GivenReceipt, MatchRequest, ReplayRequest
from app.vocabulary.receipt import rules_in, ruleset_of
from app.vocabulary.registry import View, VocabularyRegistry

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Runner:
    """What answers matches here: the releases that are stored, and an answer by some of them."""

    registry: VocabularyRegistry
    answer: Callable[[View, MatchRequest], Answer]


@dataclass(frozen=True, slots=True)
class _Worlds:
    """What the receipt was written under, None where a release of it is gone, and what answers now.

    Now, a pinned release that is gone gives way to the active one; `pins` are those that are left.
    """

    then: View | None
    now: View
    pins: Sequence[str]


def replay_match(body: ReplayRequest, runner: Runner) -> Answer:
    """The old answer where nothing moved since, otherwise what did, with the answer of now.

    Raises InvalidInput for a receipt that is not of these sides, or that no match has had.
    """
    receipt = body.receipt
    _check(body)
    stored = [pin for pin in receipt.pinned or () if _is_stored(pin, runner.registry)]
    worlds = _Worlds(_then(receipt, runner.registry), runner.registry.view(stored), stored)
    changed = _changed(receipt, worlds)
    if changed:
        return _compared(body, runner, worlds, changed)
    answer = _answered(runner, worlds.now, _request(body, stored))
    moved = _moved_documents(receipt, answer)
    if not moved:
        return answer
    changed = {"stored": moved}
    detail = " ".join([*_sentences(changed), *_had(None, None)])
    return {"changed": changed, "detail": detail, "then": None, "pinned": None, "now": answer}


def _check(body: ReplayRequest) -> None:
    other = sides_that_differ(body.receipt.input_sha256, body.posting, body.worker)
    if other:
        problems = [
            FieldProblem(f"/{side}", f"Send the {side} as it was sent for this receipt.") for side in other
        ]
        named = " and ".join(f"the {side}" for side in other)
        detail = f"The receipt is of another match: {named} differ{'s' * (len(other) == 1)} from what it was given for."
        raise InvalidInput(detail, errors=problems)
    if is_dated(body.worker) != (body.receipt.as_of is not None):
        detail = "Send as_of as the receipt had it: it names a day where the worker is read from a text, only there."
        raise InvalidInput(detail, errors=[FieldProblem("/receipt/as_of", detail)])


def _request(body: ReplayRequest, pins: Sequence[str]) -> MatchRequest:
    receipt = body.receipt
    return MatchRequest(
        posting=body.posting,
        worker=body.worker,
        weights=receipt.weights,
        effort=receipt.effort,
        as_of=receipt.as_of,
        vocabulary=tuple(pins),
    )


def _then(receipt: GivenReceipt, registry: VocabularyRegistry) -> View | None:
    """Exactly the releases of a receipt, be they active or kept; None where one is not stored."""
    known = {(release.framework, release.version): release for release in registry.releases()}
    named = sorted((each.framework, each.version) for each in receipt.vocabulary)
    chosen = tuple(known[name] for name in named if name in known)
    if len(chosen) < len(named):
        return None
    return View(tuple(known.values()), chosen, registry.open(chosen))


def _is_stored(pin: str, registry: VocabularyRegistry) -> bool:
    return any(f"{release.framework}:{release.version}" == pin for release in registry.releases())


def _answered(runner: Runner, view: View, asked: MatchRequest) -> Answer:
    """The answer; what cannot be used of the receipt is raised as a field of it."""
    try:
        return runner.answer(view, asked)
    except InvalidInput as problem:
        errors = [
            FieldProblem(
                f"/receipt{each.pointer}" if each.pointer.startswith("/weights") else each.pointer,
                each.detail,
            )
            for each in problem.errors
        ]
        raise InvalidInput(problem.detail, errors=errors) from None


# ---- what has moved


def _changed(receipt: GivenReceipt, worlds: _Worlds) -> dict[str, Any]:
    """What moved since; empty where nothing did."""
    changed: dict[str, Any] = {}
    if receipt.engine != app.__version__:
        changed["engine"] = {"then": receipt.engine, "now": app.__version__}
    if not _same_rules(receipt, worlds):
        changed["ruleset"] = {"then": receipt.ruleset, "now": ruleset_of(worlds.now.index)}
    releases = _moved_releases(receipt, worlds.now)
    if releases:
        changed["vocabulary"] = releases
    return changed


def _same_rules(receipt: GivenReceipt, worlds: _Worlds) -> bool:
    """Whether rules, models and, as far as they are stored, the rows of the releases are those of the receipt."""
    if worlds.then is not None:
        return ruleset_of(worlds.then.index) == receipt.ruleset
    return rules_in(ruleset_of(worlds.now.index)) == rules_in(receipt.ruleset)


def _moved_releases(receipt: GivenReceipt, now: View) -> list[dict[str, Any]]:
    known = {(release.framework, release.version) for release in now.known}
    was = {each.framework: each.version for each in receipt.vocabulary}
    is_now = {release.framework: release.version for release in now.chosen}
    return [
        {
            "framework": framework,
            "then": was.get(framework),
            "now": is_now.get(framework),
            "gone": framework in was and (framework, was[framework]) not in known,
        }
        for framework in sorted(was.keys() | is_now.keys())
        if was.get(framework) != is_now.get(framework)
    ]


def _moved_documents(receipt: GivenReceipt, now: Answer) -> dict[str, Any]:
    """The stored documents that are another version now; of the older one nothing is kept."""
    versions = now["receipt"].get("stored") or {}
    return {
        side: {"id": given.id, "then": given.version, "now": versions[side]["version"]}
        for side, given in (receipt.stored or {}).items()
        if side in versions and versions[side]["version"] != given.version
    }


# ---- the answer where something has


def _compared(body: ReplayRequest, runner: Runner, worlds: _Worlds, changed: dict[str, Any]) -> Answer:
    now, why_not = _tried(runner, worlds.now, _request(body, worlds.pins))
    moved = _moved_documents(body.receipt, now) if now is not None else {}
    changed |= {"stored": moved} if moved else {}
    asked = _request(body, body.receipt.pinned or ())
    then = pinned = None
    view = worlds.then if not moved else None
    if view is not None and "ruleset" not in changed:
        then = _answered(runner, view, asked)
        then["receipt"]["engine"] = body.receipt.engine  # by the same rules it gave the same answer
    elif view is not None and "vocabulary" in changed:
        pinned, _ = _tried(runner, view, asked)
    detail = " ".join([*_sentences(changed), *_had(then, pinned), *why_not])
    return {"changed": changed, "detail": detail, "then": then, "pinned": pinned, "now": now}


def _tried(runner: Runner, view: View, asked: MatchRequest) -> tuple[Answer | None, list[str]]:
    """An answer, or why there is none: a skill may be retired, a feature gone, a limit lower by now."""
    try:
        return runner.answer(view, asked), []
    except ParlanceError as problem:
        if problem.status >= 500:
            raise
        return None, [f"There is no answer now: {problem.detail}"]


def _sentences(changed: dict[str, Any]) -> list[str]:
    said = []
    if "engine" in changed:
        said.append("The engine moved from {then} to {now}.".format(**changed["engine"]))
    if "ruleset" in changed:
        said.append("The rules, or what they were fed, are others than those of the receipt.")
    for side, each in changed.get("stored", {}).items():
        said.append(f"The stored {side} {each['id']} is version {each['now']} now; it was {each['then']}.")
    for each in changed.get("vocabulary", []):
        now = f"version {each['now']}" if each["now"] else "no release"
        then = f"version {each['then']}" if each["then"] else "no release"
        gone = "; the older one is not stored here any more" if each["gone"] else ""
        said.append(f"Of {each['framework']}, {now} answers in place of {then}{gone}.")
    return said


def _had(then: Answer | None, pinned: Answer | None) -> list[str]:
    if then is not None:
        return ["`then` is the old answer again."]
    if pinned is not None:
        return ["The old answer cannot be had again; `pinned` is by the rules of now with its releases."]
    return ["The old answer cannot be had again."]
