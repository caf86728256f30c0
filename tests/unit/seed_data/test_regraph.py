"""The graph of the reading encoder: an older one is brought to that of today and gives the same; the card names it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st

import seed_data
from seed_data.reader.regraph import Field, read_message, regraph, write_message

ROOT = Path(seed_data.__file__).parents[1]
CARRIED = ROOT / "seed_data" / "reader" / "model.onnx"
WIDTH = 8
_EPSILON = b"\x0a\x07epsilon\x15\xcc\xbc\x8c\x2b\xa0\x01\x01"  # 1e-12, a float
_FIELDS = st.lists(
    st.one_of(
        st.builds(Field, st.integers(1, 2_000), st.just(0), st.integers(0, 2**64 - 1)),
        st.builds(Field, st.integers(1, 2_000), st.just(1), st.binary(min_size=8, max_size=8)),
        st.builds(Field, st.integers(1, 2_000), st.just(2), st.binary(max_size=300)),
        st.builds(Field, st.integers(1, 2_000), st.just(5), st.binary(min_size=4, max_size=4)),
    )
)


def message(*fields: tuple[int, int | bytes | str]) -> bytes:
    """A message of whole numbers, texts and messages."""
    made = []
    for number, value in fields:
        kept = value.encode() if isinstance(value, str) else value
        made.append(Field(number, 0 if isinstance(kept, int) else 2, kept))
    return write_message(made)


def value_info(name: str) -> bytes:
    """A float array (n, WIDTH)."""
    shape = message((1, message((2, "n"))), (1, message((1, WIDTH))))
    return message((1, name), (2, message((1, message((1, 1), (2, shape))))))


def tensor(name: str, values: np.ndarray) -> bytes:
    return message((1, WIDTH), (2, 1), (8, name), (9, values.astype("<f4").tobytes()))


def older_model(scale: np.ndarray, shift: np.ndarray) -> bytes:
    """A model of one sum and its norm, as an earlier `export.py` wrote them."""
    norm = message(
        *((1, name) for name in ("a", "b", "scale", "shift")),
        (2, "norm.out"),
        (4, "SkipLayerNormalization"),
        (5, _EPSILON),
        (7, "com.microsoft"),
    )
    result = message((1, "norm.out"), (2, "states"), (4, "Identity"))
    graph = message(
        (1, norm),
        (1, result),
        (2, "reader"),
        *((5, tensor(name, values)) for name, values in (("scale", scale), ("shift", shift))),
        *((11, value_info(name)) for name in ("a", "b")),
        (12, value_info("states")),
    )
    return message((1, 8), (7, graph), (8, message((2, 17))), (8, message((1, "com.microsoft"), (2, 1))))


def states_of(model: bytes, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    (found,) = session.run(None, {"a": first, "b": second})
    return np.asarray(found)


def test_a_sum_and_its_norm_give_what_one_node_gave() -> None:
    random = np.random.default_rng(3)
    first, second = (random.normal(size=(5, WIDTH)).astype(np.float32) for _ in range(2))
    scale, shift = random.normal(size=(2, WIDTH)).astype(np.float32)
    older = older_model(scale, shift)
    newer = regraph(older)
    assert b"SkipLayerNormalization" in older
    assert b"SkipLayerNormalization" not in newer
    found = states_of(newer, first, second)
    assert np.allclose(found, states_of(older, first, second), atol=1e-4)
    total = first + second
    apart = total - total.mean(axis=1, keepdims=True)
    assert np.allclose(found, apart / total.std(axis=1, keepdims=True) * scale + shift, atol=1e-4)


def test_a_graph_of_today_comes_back_byte_by_byte() -> None:
    newer = regraph(older_model(np.ones(WIDTH), np.zeros(WIDTH)))
    assert regraph(newer) == newer
    carried = CARRIED.read_bytes()
    assert regraph(carried) == carried


@given(_FIELDS)
def test_a_message_is_written_as_it_was_read(fields: list[Field]) -> None:
    assert read_message(write_message(fields)) == fields


@pytest.mark.parametrize("content", [b"", message((1, 8)), message((7, 3))])
def test_what_is_no_model_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="no model"):
        regraph(content)


def test_the_card_names_the_encoder_that_is_carried() -> None:
    card = (ROOT / "docs" / "models" / "reader.md").read_text(encoding="utf-8")
    (named,) = re.findall(r"\(SHA-256 `([0-9a-f]{64})`\)", card)
    assert named == hashlib.sha256(CARRIED.read_bytes()).hexdigest()
