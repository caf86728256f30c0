"""The training of the token table: telling every label from all others, and agreeing with the teacher."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from seed_data.encoder.corpus import Pairs

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Settings:
    """What was found best on the development sets (docs/models/static-encoder.md)."""

    dimension: int = 256
    steps: int = 400
    batch: int = 512
    rate: float = 3e-3
    temperature: float = 0.05
    dropped_pieces: float = 0.1
    teacher_batch: int = 192
    taught_every: int = 2  # every second sentence is shown to the teacher, which is slow
    longest: int = 64  # word pieces of a text that are read
    seed: int = 1


class Bags:
    """Texts as runs of row numbers, laid end to end."""

    def __init__(self, texts: Sequence[Rows]) -> None:
        self._ends = np.cumsum([0, *map(len, texts)])
        self._pieces = np.concatenate(texts)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def take(self, texts: Rows) -> tuple[Tensor, Tensor]:
        """(row numbers, where each text begins) of some texts."""
        first = self._ends[texts]
        lengths = self._ends[texts + 1] - first
        starts = np.cumsum(lengths) - lengths
        where = np.arange(lengths.sum()) - np.repeat(starts - first, lengths)
        return torch.from_numpy(self._pieces[where]), torch.from_numpy(starts)


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the teacher says: its vectors of some sentences and of every label."""

    sentences: Bags
    vectors: Vectors
    labels: Vectors


class Table(torch.nn.Module):
    """The vectors being learnt."""

    def __init__(self, start: Vectors) -> None:
        super().__init__()
        self.bag = torch.nn.EmbeddingBag.from_pretrained(
            torch.from_numpy(start.copy()), freeze=False, mode="sum", sparse=True
        )

    def forward(self, bags: tuple[Tensor, Tensor], dropped: float = 0.0) -> Tensor:
        """Unit vectors of the texts; a share of their pieces left out at random."""
        pieces, starts = bags
        kept = (torch.rand(len(pieces)) >= dropped).float()
        return functional.normalize(self.bag(pieces, starts, per_sample_weights=kept), dim=1, eps=1e-6)


class Sampler:
    """Draws texts of one kind, each with one of its labels; its other labels are not held against it."""

    def __init__(self, pairs: Pairs, bags: Bags) -> None:
        self._bags, self._answers, self.share = bags, pairs.answers, pairs.share
        self._drawn = np.array([(t, label) for t, found in enumerate(pairs.answers) for label in found])

    def draw(self, count: int, random: np.random.Generator) -> tuple[tuple[Tensor, Tensor], Tensor, Tensor]:
        """(texts, one label of each, the (row, label) places to leave out)."""
        drawn = self._drawn[random.integers(0, len(self._drawn), count)]
        also = [
            (row, other)
            for row, (text, label) in enumerate(drawn)
            for other in self._answers[text]
            if other != label
        ]
        left_out = torch.tensor(also, dtype=torch.int64).reshape(-1, 2)
        return self._bags.take(drawn[:, 0]), torch.from_numpy(drawn[:, 1].copy()), left_out


def train(
    start: Vectors, labels: Bags, samplers: Sequence[Sampler], lessons: Lessons, settings: Settings
) -> Vectors:
    """The table after training. Same input, same torch release, same processor: same table."""
    torch.manual_seed(settings.seed)
    random = np.random.default_rng(settings.seed)
    table = Table(start)
    optimiser = torch.optim.SparseAdam(list(table.parameters()), lr=settings.rate)
    every_label = labels.take(np.arange(len(labels)))
    for step in range(settings.steps):
        optimiser.param_groups[0]["lr"] = _rate(step, settings)
        targets = table(every_label)
        loss = _contrast(table, targets, samplers, settings, random)
        loss = loss + _agreement(table, targets, lessons, settings, random)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if (step + 1) % 50 == 0:
            print(f"  step {step + 1} of {settings.steps}, loss {loss.item():.3f}", flush=True)
    return table.bag.weight.detach().numpy()


def _rate(step: int, settings: Settings) -> float:
    """Learning rate: up over 30 steps, then down in a line."""
    return settings.rate * min(1.0, (step + 1) / 30) * (1 - step / settings.steps) + 1e-5


def _contrast(
    table: Table,
    targets: Tensor,
    samplers: Sequence[Sampler],
    settings: Settings,
    random: np.random.Generator,
) -> Tensor:
    """InfoNCE of texts against all labels."""
    whole = sum(sampler.share for sampler in samplers)
    loss = torch.zeros(())
    for sampler in samplers:
        share = sampler.share / whole
        texts, label, left_out = sampler.draw(int(settings.batch * share), random)
        scores = table(texts, settings.dropped_pieces) @ targets.T / settings.temperature
        masked = torch.zeros_like(scores, dtype=torch.bool)
        masked[left_out[:, 0], left_out[:, 1]] = True
        loss = loss + share * functional.cross_entropy(scores.masked_fill(masked, -1e4), label)
    return loss


def _agreement(
    table: Table, targets: Tensor, lessons: Lessons, settings: Settings, random: np.random.Generator
) -> Tensor:
    """Divergence of the table's ranking of all labels for a sentence from the teacher's."""
    chosen = random.integers(0, len(lessons.sentences), settings.teacher_batch)
    wanted = torch.from_numpy(lessons.vectors[chosen] @ lessons.labels.T) / settings.temperature
    scores = table(lessons.sentences.take(chosen)) @ targets.T / settings.temperature
    return functional.kl_div(
        torch.log_softmax(scores, dim=1), torch.softmax(wanted, dim=1), reduction="batchmean"
    )
