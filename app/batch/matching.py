"""A task of matching: reads the items, scores every pair of them, finds the meetings; one part at a time."""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast

import numpy as np
import orjson

from app.batch.items import Item, Json, SideName, posting_profile, read_item, worker_profile
from app.batch.plan import Plan, Step
from app.batch.rows import Column, chosen, least_tenths, pack_rows, unpack_rows
from app.errors import InvalidInput
from app.extraction.models import Effort
from app.extraction.pipeline import Extractor
from app.matching.grid import PostingPlan, WorkerBatch, WorkerRoles, can_be_scored
from app.matching.meetings import Bounds, best_meetings
from app.matching.weights import read_weights
from app.occupations.catalogue import Catalogue
from app.problems import problem_body
from app.profiles.profile import Role
from app.profiles.sides import SideReader, StoredSides
from app.vocabulary.receipt import receipt_of, ruleset_of

Pause = Callable[[float], object]  # is told how many seconds of the processor were used, and lets others work
ReadParts = Callable[[Sequence[str]], Iterator[bytes]]  # what finished parts of some kinds brought

_NOTHING_WEIGHED = "Nothing that this posting asks for has a weight. Give required_skills a weight above 0."


@dataclass(frozen=True, slots=True)
class Tools:
    """What a task is worked on with: the readers of the releases that it was made for."""

    extractor: Extractor
    catalogue: Catalogue
    most_characters: int
    stored: StoredSides  # those of the organisation whose task it is


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of a task. `inputs` and `parts` read from the database when they are called."""

    organisation_id: int
    options: Json
    input_sha256: str
    inputs: Callable[[], bytes | None]
    parts: ReadParts


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a part brought, and what is of no use after it."""

    data: bytes
    drops: tuple[str, ...] = ()
    drops_inputs: bool = False
    receipt: Json | None = None


def pack_json(value: Any) -> bytes:
    """JSON as bytes, compressed."""
    return zlib.compress(orjson.dumps(value), 1)


def unpack_json(packed: bytes) -> Any:
    """The JSON that was packed."""
    return json.loads(zlib.decompress(packed))


class MatchingTask:
    """Does the parts of one task. What several parts need is read once, when the first of them asks for it."""

    def __init__(self, stored: Stored, tools: Tools, pause: Pause) -> None:
        self._stored, self._tools, self._pause = stored, tools, pause
        options = stored.options
        self._weights = read_weights(options["weights"])
        self._least = least_tenths(options["least_score"])
        self.plan = Plan(options["postings"], options["workers"], options["meetings"] is not None)

    def do(self, number: int) -> Outcome:
        """The part of this number; the same bytes whoever does it and whatever happened before."""
        step = self.plan.step(number)
        if step.kind == "profiles":
            return Outcome(self._read(step))
        if step.kind == "head":
            return Outcome(self._head(), drops_inputs=True, receipt=self._receipt())
        is_last = number == self.plan.parts - 1
        if self.plan.meets and is_last:
            return Outcome(self._meet(), drops=("scores", "profiles"))
        return Outcome(self._score(step), drops=("profiles",) if is_last else ())

    # ---- reading

    def _read(self, step: Step) -> bytes:
        """The profiles of some items."""
        options = self._stored.options
        effort, as_of = cast(Effort, options["effort"]), date.fromisoformat(options["as_of"])
        tools = self._tools
        reader = SideReader(tools.extractor, tools.catalogue, effort, as_of, tools.stored)
        found = []
        for item in self._items[step.first : step.past]:
            began = time.thread_time()
            found.append(read_item(reader, item, tools.most_characters))
            self._pause(time.thread_time() - began)
        return pack_json(found)

    @cached_property
    def _items(self) -> list[Item]:
        packed = self._stored.inputs()
        if packed is None:
            raise RuntimeError("the inputs of a task are gone before they were read")
        inputs = unpack_json(packed)
        return [*_numbered("posting", inputs["postings"]), *_numbered("worker", inputs["workers"])]

    def _head(self) -> bytes:
        """What a result is written with: the callers' ids, and what is wrong with items."""
        problems = []
        for item, read in zip(self._items, self._read_items, strict=True):
            problem = read.get("problem") or self._unweighed(item, read)
            if problem:
                problems.append([item.side, item.number, item.id, problem])
        ids = {side: [item.id for item in self._items if item.side == side] for side in ("posting", "worker")}
        return pack_json({"postings": ids["posting"], "workers": ids["worker"], "problems": problems})

    def _unweighed(self, item: Item, read: Json) -> Json | None:
        if item.side == "worker":
            return None
        posting = posting_profile(self._tools.extractor.index, read)
        if can_be_scored(posting, self._weights):
            return None
        return problem_body(InvalidInput(_NOTHING_WEIGHED))

    def _receipt(self) -> Json:
        options = self._stored.options
        return receipt_of(
            self._tools.extractor.index,
            self._stored.input_sha256,
            effort=options["effort"],
            as_of=options["as_of"] if options["dated"] else None,
        )

    # ---- scoring

    @cached_property
    def _read_items(self) -> list[Json]:
        """What was read of every item, the postings first."""
        return [item for packed in self._stored.parts(("profiles",)) for item in unpack_json(packed)]

    @cached_property
    def _workers(self) -> _Workers:
        return _Workers.of(self._read_items[self.plan.postings :], self._tools)

    def _plan_of(self, posting: Json) -> PostingPlan:
        index = self._tools.extractor.index
        return PostingPlan(index, posting_profile(index, posting), self._weights)

    def _score(self, step: Step) -> bytes:
        """The rows of some postings: those listed, or with meetings those of all workers in their order."""
        options, columns = self._stored.options, [np.zeros((4, 0), dtype=np.int64)]
        for number in range(step.first, step.past):
            began = time.thread_time()
            posting = self._read_items[number]
            plan = None if "problem" in posting else self._plan_of(posting)
            if plan is not None and plan.is_scorable and len(self._workers.numbers):
                points, reverse = self._workers.rate(plan, posting)
                places = (
                    np.arange(len(points))
                    if step.kind == "scores"
                    else chosen(points, self._least, options["top"])
                )
                numbers = np.full(len(places), number)
                columns.append(
                    np.stack([numbers, self._workers.numbers[places], points[places], reverse[places]])
                )
            self._pause(time.thread_time() - began)
        return pack_rows(np.concatenate(columns, axis=1))

    def _meet(self) -> bytes:
        """The rows of the pairs that should meet."""
        table = np.concatenate([unpack_rows(packed) for packed in self._stored.parts(("scores",))], axis=1)
        if not table.size:
            return pack_rows(table)
        workers = len(self._workers.numbers)
        asked = self._stored.options["meetings"]
        bounds = Bounds(asked["per_worker"], asked["per_posting"])
        pairs = np.array(best_meetings(table[2].reshape(-1, workers), bounds, self._least), dtype=np.int64)
        places = pairs.reshape(-1, 2) @ np.array([workers, 1])
        met = table[:, places]
        # By posting, and of each the best first.
        return pack_rows(met[:, np.lexsort((met[1], -met[2], met[0]))])

    @property
    def ruleset(self) -> str:
        """The rules that are in force now."""
        return ruleset_of(self._tools.extractor.index)

    def is_current(self) -> bool:
        """Whether the rules are still those of the task's beginning."""
        return bool(self._stored.options["ruleset"] == self.ruleset)


@dataclass(frozen=True)
class _Workers:
    """The workers that can be scored: their numbers in the request, and what all postings score them by."""

    numbers: Column
    batch: WorkerBatch
    roles: WorkerRoles

    @classmethod
    def of(cls, items: Sequence[Json], tools: Tools) -> _Workers:
        """From what was read of all workers."""
        read = [(at, item) for at, item in enumerate(items) if "problem" not in item]
        profiles = [worker_profile(tools.extractor.index, item) for _, item in read]
        roles = WorkerRoles([profile.roles for profile in profiles], tools.catalogue.closeness)
        return cls(np.array([at for at, _ in read], dtype=np.int64), WorkerBatch.of(profiles), roles)

    def rate(self, plan: PostingPlan, posting: Json) -> tuple[Column, Column]:
        """The scores and reverse scores of all workers."""
        return plan.ratings(self.batch, self.roles.closeness([Role(id_, id_) for id_ in posting["roles"]]))


def _numbered(side: SideName, sent: Sequence[Json]) -> Iterator[Item]:
    seen: set[str] = set()
    for number, raw in enumerate(sent):
        item = Item(side, number, raw)
        yield Item(side, number, raw, is_repeated=item.id in seen)
        if item.id is not None:
            seen.add(item.id)
