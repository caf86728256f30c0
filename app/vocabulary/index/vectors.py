"""The vectors of an index: of every label and definition, by both encoders; what an older index has is not made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from app.errors import NotReady
from app.text.encoder import Encoder
from app.vocabulary.index.files import Array, IndexFiles
from app.vocabulary.terms import SkillTerm

Floats = npt.NDArray[np.float32]


class NamedEncoder(Encoder, Protocol):
    """An encoder whose model has a checksum: its vectors may be taken from an older index."""

    @property
    def checksum(self) -> str:
        """What names the model."""
        ...


def vector_columns(
    skills: Sequence[SkillTerm], encoder: Encoder, reader: NamedEncoder | None, folder: Path
) -> dict[str, Array]:
    """The arrays: `vectors` and `text_vectors` by the static encoder, `read_vectors` and `read_text_vectors` in context.

    Definitions stand in `text_vectors`; a skill without one has its label's vector there, and where no skill has one the
    array has no row. Without `reader` the arrays of the reading encoder have no column.
    """
    labels = [skill.label for skill in skills]
    texts = [skill.definition or skill.label for skill in skills]
    defined = any(skill.definition for skill in skills)
    vectors = _encoded(encoder, labels)
    columns: dict[str, Array] = {
        "vectors": vectors,
        "text_vectors": _encoded(encoder, texts) if defined else vectors[:0],
    }
    if reader is None:
        empty = np.zeros((len(skills), 0), dtype=np.float32)
        return {**columns, "read_vectors": empty, "read_text_vectors": empty[:0], "read_keys": _keys([])}
    wanted = dict.fromkeys([*labels, *(texts if defined else [])])
    read = _read(list(wanted), reader, folder)
    row = {text: number for number, text in enumerate(wanted)}
    columns["read_vectors"] = read[[row[label] for label in labels]]
    columns["read_text_vectors"] = read[[row[text] for text in texts]] if defined else read[:0]
    columns["read_keys"] = _keys([*labels, *(texts if defined else [])])
    return columns


def _encoded(encoder: Encoder, texts: Sequence[str]) -> Floats:
    return np.ascontiguousarray(encoder.encode(texts), dtype=np.float32)


def _read(texts: list[str], reader: NamedEncoder, folder: Path) -> Floats:
    """Vectors of texts, those that an older index beside this one has taken from there."""
    keys = _keys(texts)
    missing = dict(zip(keys.tolist(), range(len(texts)), strict=True))
    found: Floats | None = None
    for known, vectors in _older(folder, reader.checksum):
        _, here, there = np.intersect1d(keys, known, return_indices=True)
        if found is None:
            found = np.zeros((len(texts), vectors.shape[1]), dtype=np.float32)
        found[here] = vectors[there]
        for key in keys[here].tolist():
            missing.pop(key, None)
    rows = sorted(missing.values())
    made = _encoded(reader, [texts[row] for row in rows])
    if found is None:
        return made
    found[rows] = made
    return found


def _older(folder: Path, checksum: str) -> Iterator[tuple[npt.NDArray[np.uint64], Floats]]:
    """(keys, vectors) of every finished index beside this one that the same model made."""
    for meta in sorted(folder.parent.glob("*/index.json")):
        try:
            found = _vectors_of(meta, checksum)
        except (FileNotFoundError, NotReady):
            continue  # another process has just removed it
        if found is not None:
            yield found


def _vectors_of(meta: Path, checksum: str) -> tuple[npt.NDArray[np.uint64], Floats] | None:
    if json.loads(meta.read_text("utf-8")).get("reader") != checksum:
        return None
    files = IndexFiles(meta.parent)
    vectors, texts = files.array("read_vectors"), files.array("read_text_vectors")
    return files.array("read_keys"), np.concatenate([vectors, texts])


def _keys(texts: Sequence[str]) -> npt.NDArray[np.uint64]:
    """What texts are known by: the first eight bytes of their hashes."""
    digests = b"".join(hashlib.blake2b(text.encode("utf-8"), digest_size=8).digest() for text in texts)
    return np.frombuffer(digests, dtype=np.uint64)
