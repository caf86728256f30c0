"""The encoder in torch: MiniLM-L6 (BERT with 6 layers of 384), and the heads that find the words that ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Encoding, Tokenizer
from torch import Tensor, nn
from torch.nn import functional

WIDTH, LAYERS, HEADS = 384, 6, 12
LONGEST = 96  # word pieces of a text that are read
TAGS = 3  # outside, begin, inside
HIDDEN = 128  # of the span head
_EPSILON = 1e-12


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=_EPSILON)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """States (n, t, 384) to the next layer's; `bias` (n, 1, 1, t) is very low where there is no piece."""
        n, t, _ = states.shape
        q, k, v = self.qkv(states).view(n, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5 + bias
        mixed = weights.softmax(dim=-1) @ v
        states = self.norm1(states + self.out(mixed.transpose(1, 2).reshape(n, t, WIDTH)))
        return self.norm2(states + self.down(functional.gelu(self.up(states))))


class SpanHead(nn.Module):
    """Tags a piece by its state and those of its neighbours; learnt last, while the encoder stands still."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(3 * WIDTH, HIDDEN)
        self.out = nn.Linear(HIDDEN, TAGS)
        self.dropout = nn.Dropout(0.3)

    def forward(self, states: Tensor) -> Tensor:
        """Logits (p, 3) of pieces given as (p, 1152): the state before, its own, the one after."""
        found: Tensor = self.out(self.dropout(torch.relu(self.hidden(self.dropout(states)))))
        return found


class Reader(nn.Module):
    """The encoder with the plain head that it is trained with."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30_522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.tagger = nn.Linear(WIDTH, TAGS)

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """States (n, t, 384) of word pieces (n, t); `mask` is 1 where there is a piece."""
        places = self.places.weight[: pieces.shape[1]]
        states = self.norm(self.words(pieces) + places)
        bias = ((1.0 - mask) * -1e4)[:, None, None, :].to(states.dtype)
        for layer in self.layers:
            states = layer(states, bias)
        return states


def load_minilm(folder: Path) -> tuple[Reader, Tokenizer]:
    """The published model, from the folder of the package that carries it."""
    source = load_file(str(folder / "model.safetensors"))
    target: dict[str, Tensor] = {}
    target["words.weight"] = source["embeddings.word_embeddings.weight"]
    # All our texts are of the first kind, so its vector is added to the places once and for all.
    target["places.weight"] = (
        source["embeddings.position_embeddings.weight"] + source["embeddings.token_type_embeddings.weight"][0]
    )
    _copy(target, "norm", source, "embeddings.LayerNorm")
    for number in range(LAYERS):
        old, new = f"encoder.layer.{number}", f"layers.{number}"
        for part in ("weight", "bias"):
            parts = [source[f"{old}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            target[f"{new}.qkv.{part}"] = torch.cat(parts)
        _copy(target, f"{new}.out", source, f"{old}.attention.output.dense")
        _copy(target, f"{new}.norm1", source, f"{old}.attention.output.LayerNorm")
        _copy(target, f"{new}.up", source, f"{old}.intermediate.dense")
        _copy(target, f"{new}.down", source, f"{old}.output.dense")
        _copy(target, f"{new}.norm2", source, f"{old}.output.LayerNorm")
    reader = Reader()
    missing, unexpected = reader.load_state_dict(target, strict=False)
    if unexpected or any(not name.startswith("tagger") for name in missing):
        raise ValueError(f"Not the model that was expected: {missing}, {unexpected}")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return reader, tokenizer


def _copy(target: dict[str, Tensor], new: str, source: dict[str, Tensor], old: str) -> None:
    for part in ("weight", "bias"):
        target[f"{new}.{part}"] = source[f"{old}.{part}"]


@dataclass(slots=True)
class Batch:
    """Texts as word pieces, padded."""

    pieces: Tensor
    mask: Tensor


def batch(encodings: Sequence[Encoding]) -> Batch:
    """Texts laid side by side."""
    longest = max(len(encoding.ids) for encoding in encodings)
    pieces = torch.zeros(len(encodings), longest, dtype=torch.long)
    mask = torch.zeros(len(encodings), longest)
    for row, encoding in enumerate(encodings):
        pieces[row, : len(encoding.ids)] = torch.tensor(encoding.ids)
        mask[row, : len(encoding.ids)] = 1.0
    return Batch(pieces, mask)


def pooled(states: Tensor, mask: Tensor) -> Tensor:
    """Unit vectors (n, 384): the mean of the states of each text."""
    total = (states.float() * mask[..., None]).sum(dim=1)
    return functional.normalize(total, dim=-1)
