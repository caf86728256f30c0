"""The network while it learns: the same layers as `app/extraction/asking.py`, in torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - torch's own custom

from app.extraction.asking import (
    FIRST_WORD,
    NEIGHBOURS,
    REACH,
    SHAPES,
    UNKNOWN,
    ending_row,
    length_features,
    row_of,
    shape_of,
    token_places,
    tokens_of,
)
from seed_data.asking.examples import Posting, Sentence


@dataclass(frozen=True, slots=True)
class Settings:
    """Sizes and the course of training."""

    width: int = 24  # numbers a word
    channels: int = 64  # patterns of five words
    summary: int = 16  # numbers a sentence
    context: int = 16  # patterns of seven sentences
    epochs: int = 12
    postings: int = 4  # in a batch
    alone: int = 40  # sentences without neighbours in a batch
    rate: float = 3e-3
    dropped_words: float = 0.12
    dropped_commas: float = 0.3
    kept: float = 0.985  # of the running mean of the weights, at each step
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Coded:
    """A sentence as rows, shapes, rows of endings, marks of words (-1 unmarked) and its target."""

    rows: Tensor
    shapes: Tensor
    endings: Tensor
    marks: Tensor
    asks: float


Document = list[Coded]


def code(sentence: Sentence, words: dict[int, int]) -> Coded:
    """The tokens of a sentence as numbers."""
    tokens = tokens_of(sentence.text)
    places = token_places(sentence.text)
    rows = [row_of(token, words) for token in tokens]
    endings = [
        ending_row(t.lower()) if row >= FIRST_WORD else row for t, row in zip(tokens, rows, strict=True)
    ]
    marks = [-1.0] * len(tokens)
    if sentence.places is not None:
        marks = [float(any(a < end and start < b for a, b in sentence.places)) for start, end in places]
    return Coded(
        torch.tensor(rows),
        torch.tensor([shape_of(token) for token in tokens]),
        torch.tensor(endings),
        torch.tensor(marks),
        sentence.asks,
    )


def code_posting(posting: Posting, words: dict[int, int]) -> Document:
    """The sentences of a posting as numbers."""
    return [code(sentence, words) for sentence in posting.sentences]


class Batch:
    """Sentences of several documents end to end; around each are free places, as around each document."""

    def __init__(self, documents: Sequence[Document], commas_dropped: float = 0.0) -> None:
        sentences = [_without_commas(s, commas_dropped) for document in documents for s in document]
        self.lengths = torch.tensor([len(s.rows) for s in sentences])
        self.owners = torch.repeat_interleave(torch.arange(len(sentences)), self.lengths)
        self.words = torch.arange(len(self.owners)) + REACH * (self.owners + 1)
        self.width = len(self.owners) + REACH * (len(sentences) + 1)
        self.rows = torch.cat([s.rows for s in sentences])
        self.shapes = torch.cat([s.shapes for s in sentences])
        self.endings = torch.cat([s.endings for s in sentences])
        self.marks = torch.cat([s.marks for s in sentences])
        self.asks = torch.tensor([s.asks for s in sentences])
        places, position = [], NEIGHBOURS
        for document in documents:
            places += range(position, position + len(document))
            position += len(document) + NEIGHBOURS
        self.places, self.size = torch.tensor(places), position


_COMMA = 2 + 3  # PUNCTUATION + its place among the signs


def _without_commas(sentence: Coded, share: float) -> Coded:
    if not share or torch.rand(()) > share:
        return sentence
    kept = sentence.rows != _COMMA
    if not kept.any():
        return sentence
    return Coded(
        sentence.rows[kept],
        sentence.shapes[kept],
        sentence.endings[kept],
        sentence.marks[kept],
        sentence.asks,
    )


class Network(nn.Module):
    """Words to patterns, patterns to a summary, summaries of neighbours to an answer."""

    def __init__(self, start: np.ndarray, seen: Tensor, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        width, channels, size = settings.width, settings.channels, settings.summary
        self.register_buffer("start", torch.tensor(start, dtype=torch.float32))
        self.project = nn.Linear(start.shape[1], width, bias=False)
        with torch.no_grad():
            _, _, axes = torch.linalg.svd(self.start - self.start.mean(0), full_matrices=False)
            self.project.weight.copy_(axes[:width])
        # Rows that no sentence has stay where the projection puts them.
        self.register_buffer("place", torch.zeros(len(start), dtype=torch.long))
        self.place[seen] = torch.arange(1, len(seen) + 1)
        self.own = nn.Embedding(len(seen) + 1, width, padding_idx=0)
        nn.init.zeros_(self.own.weight)
        self.shape = nn.Embedding(SHAPES, width)
        nn.init.normal_(self.shape.weight, std=0.1)
        self.word = nn.Linear((2 * REACH + 1) * width, channels)
        self.mark = nn.Linear(channels, 1)
        self.sentence = nn.Linear(2 * channels + 3, size)
        self.alone = nn.Linear(size, 1)
        self.context = nn.Linear((2 * NEIGHBOURS + 1) * (size + 1), settings.context)
        self.answer = nn.Linear(size + settings.context, 1)
        self.drop, self.drop_values = nn.Dropout(0.3), nn.Dropout(0.2)

    def table(self) -> Tensor:
        """The vectors of all rows."""
        return self.project(self.start) + self.own(self.place)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Log odds of sentences, of sentences without neighbours, and of words."""
        read = self.read(batch)
        marks = self.mark(self.drop(read)).squeeze(-1)
        summary = self.summary(read, batch)
        return self.judge(summary, batch), self.alone(summary).squeeze(-1), marks

    def read(self, batch: Batch) -> Tensor:
        """What stands at each word: patterns of five words."""
        rows = batch.rows
        if self.training:
            chance = torch.rand(rows.shape)
            share = self.settings.dropped_words
            rows = torch.where(chance < share, batch.endings, rows)
            rows = torch.where((chance < share / 2) & (batch.rows >= FIRST_WORD), UNKNOWN, rows)
        values = self.drop_values(
            self.project(self.start[rows]) + self.own(self.place[rows]) + self.shape(batch.shapes)
        )
        laid = torch.zeros(batch.width, values.shape[1]).index_copy(0, batch.words, values)
        around = [laid[batch.words + distance] for distance in range(-REACH, REACH + 1)]
        return F.relu(self.word(torch.cat(around, dim=1)))

    def features(self, read: Tensor, batch: Batch) -> Tensor:
        """The strongest, the usual, the length."""
        empty = torch.zeros(len(batch.lengths), read.shape[1])
        owners = batch.owners[:, None].expand_as(read)
        strongest = empty.scatter_reduce(0, owners, read, "amax")
        usual = empty.index_add(0, batch.owners, read) / batch.lengths[:, None]
        numbers = torch.tensor(length_features(batch.lengths.double().numpy()), dtype=torch.float32) / 128
        return torch.cat([strongest, usual, numbers], dim=1)

    def summary(self, read: Tensor, batch: Batch) -> Tensor:
        """A few numbers a sentence."""
        return F.relu(self.sentence(self.drop(self.features(read, batch))))

    def around(self, summary: Tensor, batch: Batch) -> Tensor:
        """The summaries of seven sentences side by side."""
        size = summary.shape[1]
        laid = torch.zeros(batch.size, size + 1)
        laid[batch.places] = torch.cat([summary, torch.ones(len(summary), 1)], dim=1)
        windows = laid.unfold(0, 2 * NEIGHBOURS + 1, 1).transpose(1, 2).flatten(1)
        return windows[batch.places - NEIGHBOURS]

    def judge(self, summary: Tensor, batch: Batch) -> Tensor:
        """Log odds that each sentence asks for a skill."""
        context = F.relu(self.context(self.around(summary, batch)))
        return self.answer(self.drop(torch.cat([summary, context], dim=1))).squeeze(-1)


def train(postings: list[Document], alone: list[Document], start: np.ndarray, settings: Settings) -> Network:
    """Learn from postings and from sentences without neighbours."""
    torch.manual_seed(settings.seed)
    order = np.random.default_rng(settings.seed)
    coded = [sentence for document in (*postings, *alone) for sentence in document]
    seen = torch.cat([torch.tensor([UNKNOWN]), *(rows for s in coded for rows in (s.rows, s.endings))])
    network = Network(start, seen.unique(), settings)
    own = [network.own.weight]
    others = [p for name, p in network.named_parameters() if name != "own.weight"]
    groups = [
        {"params": others, "weight_decay": 0.02},
        {"params": own, "weight_decay": 0.3, "lr": settings.rate / 3},
    ]
    optimizer = torch.optim.AdamW(groups, lr=settings.rate)
    steps = settings.epochs * -(-len(postings) // settings.postings)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [settings.rate, settings.rate / 3], total_steps=steps
    )
    mean = [p.detach().clone() for p in network.parameters()]
    network.train()
    for _ in range(settings.epochs):
        shuffled = order.permutation(len(postings))
        for first in range(0, len(shuffled), settings.postings):
            chosen = [_varied(postings[i], order) for i in shuffled[first : first + settings.postings]]
            documents = [part for parts in chosen for part in parts]
            if alone:
                documents += [alone[i] for i in order.integers(0, len(alone), settings.alone)]
            loss = _loss(network, Batch(documents, settings.dropped_commas))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            for kept, now in zip(mean, network.parameters(), strict=True):
                kept.lerp_(now.detach(), 1 - settings.kept)
    with torch.no_grad():
        for parameter, kept in zip(network.parameters(), mean, strict=True):
            parameter.copy_(kept)
    return network.eval()


def _varied(document: Document, order: np.random.Generator) -> list[Document]:
    """A posting whole, or in two parts, or each sentence by itself: texts come in all three ways."""
    chance = order.random()
    if chance < 0.15:
        return [[sentence] for sentence in document]
    if chance < 0.35 and len(document) > 4:
        cut = int(order.integers(1, len(document)))
        return [document[:cut], document[cut:]]
    return [document]


def _loss(network: Network, batch: Batch) -> Tensor:
    answers, alone, marks = network(batch)
    entropy = F.binary_cross_entropy_with_logits
    marked = (batch.marks >= 0).float()
    words = entropy(marks, batch.marks.clamp(min=0), reduction="none") * marked
    return (
        entropy(answers, batch.asks) + entropy(alone, batch.asks) + 0.7 * words.sum() / marked.sum().clamp(1)
    )


@torch.no_grad()
def log_odds(network: Network, documents: list[Document]) -> list[np.ndarray]:
    """Log odds of the sentences of each document."""
    return [network(Batch([document]))[0].numpy() for document in documents]
