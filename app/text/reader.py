"""The reading encoder: a small transformer that sees words in context and marks those that ask for a skill.

`seed_data/reader/make_reader.py` makes its two files: `model.onnx`, weights as whole numbers, and `vocabulary.txt`,
one word piece a line. It runs on one processor core a text and needs no network. Texts are read one by one, so that
nothing else that was asked for takes part in an answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.errors import NotReady
from app.text.pieces import WordPieces

MODEL_FILE = "model.onnx"
VOCABULARY_FILE = "vocabulary.txt"
LONGEST = 96  # word pieces of a text that are read, its first and last mark included
WIDTH = 384

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was seen in one text: for each word piece its state (p, 384), its place (start, end) in the text, and how
    likely it is to begin (p,) and to go on (p,) with what is asked for, 0..1. Marks at both ends have empty places.
    """

    states: Floats
    places: list[tuple[int, int]]
    begins: Floats
    goes_on: Floats


class ReadingEncoder:
    """Reads sentences in context. Safe to share between threads."""

    def __init__(self, model: bytes, vocabulary: str, threads: int = 1) -> None:
        self._model = model
        self._vocabulary = vocabulary
        self._threads = threads

    @classmethod
    def load(cls, directory: Path, *, threads: int = 1) -> ReadingEncoder:
        """Read the model's files; the session itself is made on first use. `encode` uses so many threads."""
        model, vocabulary = directory / MODEL_FILE, directory / VOCABULARY_FILE
        for file in (model, vocabulary):
            if not file.is_file():
                raise NotReady(f"The reading encoder's file {file.name} is missing: install Parlance again.")
        return cls(model.read_bytes(), vocabulary.read_text("utf-8"), threads)

    @cached_property
    def checksum(self) -> str:
        """The SHA-256 of both files, one after the other."""
        digest = hashlib.sha256(self._model)
        digest.update(self._vocabulary.encode())
        return digest.hexdigest()

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return WIDTH

    @cached_property
    def _session(self) -> Any:
        import onnxruntime  # type: ignore[import-untyped]

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        return onnxruntime.InferenceSession(self._model, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _pieces(self) -> WordPieces:
        return WordPieces(self._vocabulary.splitlines(), LONGEST)

    def read(self, text: str) -> Reading:
        """One text in context; what comes after `LONGEST` pieces is left out."""
        numbers, places = self._pieces.spell(text)
        states, tags = self._session.run(None, {"pieces": np.array([numbers], dtype=np.int64)})
        return Reading(states[0], places, tags[0, :, 1], tags[0, :, 2])

    def encode(self, texts: Sequence[str]) -> Floats:
        """Unit vectors (texts, 384): the mean of the states of each text's pieces.

        Each text is read alone: activations are rounded by the largest of a call, and a vector must not depend on
        what else was asked for.
        """
        found = np.zeros((len(texts), WIDTH), dtype=np.float32)
        spelled = [self._pieces.spell(text).numbers for text in texts]
        session = self._session

        def read(row: int) -> None:
            states = session.run(["states"], {"pieces": np.array([spelled[row]], dtype=np.int64)})[0]
            found[row] = states[0].mean(axis=0)

        with ThreadPoolExecutor(self._threads) as pool:
            for _ in pool.map(read, range(len(texts)), chunksize=64):
                pass
        found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), np.float32(1e-6))
        return found
