"""The words that the model knows, and the vectors that they start from: those of the static encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from app.extraction.asking import FIRST_WORD, word_key
from app.text.encoder import MODEL_FILE, VOCABULARY_FILE


def choose_words(encoder: Path) -> tuple[list[int], np.ndarray]:
    """Keys of the whole words of the encoder's vocabulary, and their vectors."""
    pieces = (encoder / VOCABULARY_FILE).read_text(encoding="utf-8").splitlines()
    table = np.load(encoder / MODEL_FILE, allow_pickle=False)
    vectors = table["row"].astype(np.float32) * table["scale"].astype(np.float32)[:, None]
    chosen: dict[int, int] = {}
    for row, piece in enumerate(pieces):
        if piece.startswith("##") or piece.isdigit() or (len(piece) > 1 and piece[0] == "."):
            continue
        chosen.setdefault(word_key(piece), row)
    return list(chosen), vectors[list(chosen.values())]


def starting_table(vectors: np.ndarray) -> np.ndarray:
    """One row for each row of the model's table; the rows before the words start from nothing.

    Lengths are brought closer together (their square root): in the encoder a common word is all but nothing,
    while here "you", "will" and "our" say most.
    """
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    usual = np.sqrt(np.mean(lengths**2))
    evened = vectors / np.maximum(lengths, 1e-9) * np.sqrt(lengths / usual) * 4
    table = np.zeros((FIRST_WORD + len(vectors), vectors.shape[1]), dtype=np.float32)
    table[FIRST_WORD:] = evened
    return table
