"""From a learnt network to the whole numbers that `app/extraction/asking.py` reads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from app.extraction.asking import PEAK, PRESENT, STEPS, WIDEST
from seed_data.asking.network import Batch, Document, Network

_LEVELS = 127
_OUTLIERS = 99.9  # per cent of values that must fit below the peak
_NUMBERS = 1 / 128  # what one step of the length features is worth while learning

Arrays = dict[str, np.ndarray]


@torch.no_grad()
def quantised(network: Network, documents: Sequence[Document], words: Sequence[int]) -> Arrays:
    """The arrays of the model; `documents` show how large values become."""
    seen = [_values(network, Batch([document])) for document in documents]
    strongest, usual, summary, context = (np.concatenate(values) for values in zip(*seen, strict=True))
    arrays: Arrays = {"words": np.array(words, dtype=np.uint32)}
    table, shapes = network.table().numpy(), network.shape.weight.numpy()
    step = _robust_peak(np.abs(table)) / _LEVELS
    arrays["table"], arrays["shapes"] = _whole(table / step), _whole(shapes / step)

    channel_steps = _steps(strongest)
    usual_steps = _steps(usual)
    word = _layer(network.word, np.full(network.word.in_features, step))
    _store(arrays, "word", word, channel_steps)
    arrays["usual_scale"] = word[2] / usual_steps

    lengths = np.full(3, _NUMBERS)
    summary_steps = _steps(summary)
    _store(
        arrays,
        "sentence",
        _layer(network.sentence, np.concatenate([channel_steps, usual_steps, lengths])),
        summary_steps,
    )
    context_steps = _steps(context)
    seven = network.context.in_features // (len(summary_steps) + 1)
    around = np.tile(np.concatenate([summary_steps, [1 / PRESENT]]), seven)
    _store(arrays, "context", _layer(network.context, around), context_steps)
    answer = _layer(network.answer, np.concatenate([summary_steps, context_steps]))
    _store(arrays, "answer", answer, np.full(1, 1 / STEPS))
    return arrays


def probabilities(slope: float, offset: float) -> np.ndarray:
    """The table from log odds of the network, in steps, to calibrated probabilities."""
    odds = np.arange(-WIDEST * STEPS, WIDEST * STEPS + 1) / STEPS
    return (1 / (1 + np.exp(-(slope * odds + offset)))).astype(np.float32)


def _values(network: Network, batch: Batch) -> tuple[np.ndarray, ...]:
    """The values that pass from layer to layer."""
    read = network.read(batch)
    features = network.features(read, batch).numpy()
    summary = network.summary(read, batch)
    context = torch.relu(network.context(network.around(summary, batch)))
    channels = network.settings.channels
    return features[:, :channels], features[:, channels : 2 * channels], summary.numpy(), context.numpy()


def _layer(layer: torch.nn.Linear, steps: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Whole weights and biases of a layer whose inputs are counted in `steps`, and what one of its sums is worth."""
    weights = layer.weight.numpy().T.astype(np.float64) * steps[:, None]
    worth = np.maximum(np.abs(weights).max(axis=0), 1e-12) / _LEVELS
    bias = np.rint(layer.bias.numpy().astype(np.float64) / worth).astype(np.int32)
    return _whole(weights / worth), bias, worth


def _store(
    arrays: Arrays, name: str, layer: tuple[np.ndarray, np.ndarray, np.ndarray], steps: np.ndarray
) -> None:
    arrays[f"{name}_weights"], arrays[f"{name}_bias"] = layer[0], layer[1]
    arrays[f"{name}_scale"] = layer[2] / steps


def _steps(values: np.ndarray) -> np.ndarray:
    """What one step of each column is worth, so that all but outliers lie within the peak."""
    return np.maximum(np.percentile(values, _OUTLIERS, axis=0).astype(np.float64), 1e-6) / PEAK


def _robust_peak(values: np.ndarray) -> float:
    return float(np.percentile(values, 99.99))


def _whole(values: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(values), -_LEVELS, _LEVELS).astype(np.int8)
