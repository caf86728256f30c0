"""Training the span head on what the finished encoder sees: cheap, so many rounds are possible, in true proportions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from app.text.reader import Reading, ReadingEncoder
from seed_data.reader.bert import SpanHead
from seed_data.reader.corpus import Sentence

_ROUNDS, _BATCH, _RATE, _DECAY = 8, 1024, 1e-3, 0.02
_IGNORED = -100


def around(states: NDArray[np.float32]) -> NDArray[np.float32]:
    """(p, 1152): each state (p, 384) between those of its neighbours, zeros beyond the ends."""
    before, after = np.zeros_like(states), np.zeros_like(states)
    before[1:], after[:-1] = states[:-1], states[1:]
    return np.concatenate([before, states, after], axis=1)


def tags(places: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> list[int]:
    """The tag of each piece: 0 outside, 1 begins, 2 goes on; marks are ignored."""
    found = [0 if end > start else _IGNORED for start, end in places]
    for first, past in spans:
        inside = [n for n, (start, end) in enumerate(places) if end > start and start < past and end > first]
        for piece in inside:
            found[piece] = 1 if piece == inside[0] else 2
    return found


def train_head(encoder: ReadingEncoder, sentences: Sequence[Sentence], seed: int = 0) -> SpanHead:
    """A head learnt on sentences whose places are known."""
    torch.manual_seed(seed)
    readings: list[Reading] = [encoder.read(sentence.text) for sentence in sentences]
    states = torch.from_numpy(np.concatenate([around(reading.states) for reading in readings]))
    wanted = torch.tensor(
        [t for r, s in zip(readings, sentences, strict=True) for t in tags(r.places, s.spans or ())]
    )
    head = SpanHead()
    optimizer = torch.optim.AdamW(head.parameters(), lr=_RATE, weight_decay=_DECAY)
    known = torch.nonzero(wanted != _IGNORED)[:, 0]
    head.train()
    for _ in range(_ROUNDS):
        order: Tensor = known[torch.randperm(len(known))]
        for start in range(0, len(order), _BATCH):
            some = order[start : start + _BATCH]
            loss = functional.cross_entropy(head(states[some]), wanted[some])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return head.eval()
