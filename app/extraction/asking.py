"""Does this sentence ask for a skill? A small convolution over the words of each sentence and its neighbours.

One file, `model.npz`, made by `seed_data/asking/make_asking.py`; docs/models/asking.md is its card. A word is a
row of a table (its spelling, else its last three letters), read with two words on either side; what is strongest
and what is usual in a sentence is summed up in a few numbers, and those of the three sentences before and after
it are read with them, because requirements stand together.

The answer is the same to the byte on every machine: weights and values are whole numbers whose products and sums
stay below 2^24, so float32 adds them exactly in any order; what follows are single, correctly rounded operations;
and the probability of a whole number is looked up in a table.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from app.errors import NotReady
from app.text.array_files import OPENING

MODEL_FILE = "model.npz"
REACH = 2  # words read on either side of a word
NEIGHBOURS = 3  # sentences read on either side of a sentence
LONGEST = 120  # words of a sentence that are read; no sum leaves 2^24 with them, and no sentence needs more
PEAK = 255  # the largest value that passes from one layer to the next
PRESENT = 64  # what says that there is a sentence here, where none is all zeros
STEPS = 64  # steps of the table of probabilities in one unit of log odds
WIDEST = 8  # log odds at the ends of that table

# Rows of the table before those of words: what has no word of its own, then endings, then words.
EMPTY, UNKNOWN, PUNCTUATION, NUMBER, ENDINGS = 0, 1, 2, 10, 16
ENDING_ROWS = 512
FIRST_WORD = ENDINGS + ENDING_ROWS
SHAPES = 6  # sign, lower case, Title, CAPITALS, mixed, with digits

_SIGNS = ":?!,;/&"
_TOKEN = re.compile(rf"<[A-Z_]+>|[^\W_]+(?:\+\+|#)?|[{_SIGNS}]")
_CHUNK = 256  # sentences read at once, which bounds the memory a long text takes
_CACHED_WORDS = 50_000
_NOTHING = "<>"  # stands where a sentence has no word
_GAP = (EMPTY,) * REACH

Whole = NDArray[np.float32]  # whole numbers, held as float32 for the sake of the product


class AskingModel:
    """Probabilities that sentences ask for a skill. Safe to share between threads."""

    def __init__(self, arrays: dict[str, NDArray[np.generic]], checksum: str) -> None:
        self.checksum = checksum
        self._rows = {int(word): FIRST_WORD + row for row, word in enumerate(arrays["words"].tolist())}
        table, shapes = arrays["table"].astype(np.int16), arrays["shapes"].astype(np.int16)
        if len(table) != FIRST_WORD + len(self._rows) or len(shapes) != SHAPES:
            raise NotReady("The model of asking sentences is damaged: install Parlance again.")
        table[EMPTY] = -shapes[0]  # what stands between sentences adds up to nothing
        self._table, self._shapes = table, shapes
        self._word = _Layer(arrays, "word")
        self._usual = arrays["usual_scale"].astype(np.float64)
        self._sentence = _Layer(arrays, "sentence")
        self._context = _Layer(arrays, "context")
        self._answer = _Layer(arrays, "answer")
        self._probabilities = arrays["probabilities"].astype(np.float32)
        self._codes: dict[str, int] = {}

    @classmethod
    def load(cls, folder: Path) -> AskingModel:
        """Open the model in a folder."""
        file = folder / MODEL_FILE
        if not file.is_file():
            raise NotReady("The model of asking sentences (model.npz) is missing: install Parlance again.")
        with OPENING, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        return cls(arrays, hashlib.sha256(file.read_bytes()).hexdigest())

    def scores(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """The probability of each sentence of one document, in reading order; neighbours count."""
        if not sentences:
            return np.zeros(0, dtype=np.float32)
        chunks = [self.summaries(sentences[i : i + _CHUNK]) for i in range(0, len(sentences), _CHUNK)]
        return self._judge(np.concatenate(chunks))

    def scores_alone(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """The probability of each sentence read by itself, as if it were a document."""
        if not sentences:
            return np.zeros(0, dtype=np.float32)
        summaries = self.summaries(sentences)
        gap = 2 * NEIGHBOURS + 1
        apart = np.zeros((len(summaries) * gap, summaries.shape[1]), dtype=np.float32)
        apart[::gap] = summaries
        return self._judge(apart)[::gap]

    def summaries(self, sentences: Sequence[str]) -> Whole:
        """A few whole numbers a sentence, from its own words."""
        codes = [*_GAP]
        starts: list[int] = []
        ends: list[int] = []
        for sentence in sentences:
            starts.append(len(codes) - REACH)
            codes += self.codes(sentence)
            ends.append(len(codes) - REACH)
            codes += _GAP
        codes.append(0)  # the end of the last sentence is an index of its own then, as reduceat wants it
        read = self._word.sums(self._windows(np.array(codes, dtype=np.intp)))
        bounds = np.empty(2 * len(starts), dtype=np.intp)
        bounds[::2], bounds[1::2] = starts, ends
        return self._summed_up(read, bounds)

    def codes(self, sentence: str) -> list[int]:
        """Each token as one whole number: its row of the table times six, plus its shape."""
        known = self._codes
        tokens = tokens_of(sentence)
        try:
            return [known[token] for token in tokens]
        except KeyError:
            return [self._code(token) for token in tokens]

    def _code(self, token: str) -> int:
        found = self._codes.get(token)
        if found is None:
            if len(self._codes) >= _CACHED_WORDS:
                self._codes = {}  # another thread may be reading the old dictionary
            row, shape = row_of(token, self._rows), shape_of(token)
            found = self._codes[token] = row * SHAPES + shape
        return found

    def _windows(self, codes: NDArray[np.intp]) -> Whole:
        """Five words side by side for each place between the first and the last two."""
        rows, shapes = np.divmod(codes, SHAPES)
        values = (self._table[rows] + self._shapes[shapes]).astype(np.float32)
        width = values.shape[1]
        windows = sliding_window_view(values.reshape(-1), (2 * REACH + 1) * width)[::width]
        return np.ascontiguousarray(windows)

    def _summed_up(self, read: Whole, bounds: NDArray[np.intp]) -> Whole:
        """The strongest and the usual value of every sentence, and its length, in a few numbers."""
        np.maximum(read, 0, out=read)
        strongest = np.maximum.reduceat(read, bounds, axis=0)[::2]
        totals = np.add.reduceat(read, bounds, axis=0, dtype=np.float64)[::2]
        lengths = (bounds[1::2] - bounds[::2]).astype(np.float64)
        usual = np.rint(totals / lengths[:, None] * self._usual)
        features = np.concatenate(
            [self._word.passed_on(strongest), np.minimum(usual, PEAK), length_features(lengths)], axis=1
        )
        return self._sentence.passed_on(self._sentence.sums(features.astype(np.float32)))

    def _judge(self, summaries: Whole) -> NDArray[np.float32]:
        """Probabilities of sentences that stand in one document; rows of zeros are no sentences."""
        count, width = summaries.shape
        around = np.zeros((count + 2 * NEIGHBOURS, width + 1), dtype=np.float32)
        around[NEIGHBOURS:-NEIGHBOURS, :-1] = summaries
        around[NEIGHBOURS:-NEIGHBOURS, -1] = np.where(summaries.any(axis=1), PRESENT, 0)
        windows = sliding_window_view(around.reshape(-1), (2 * NEIGHBOURS + 1) * (width + 1))[:: width + 1]
        context = self._context.passed_on(self._context.sums(np.ascontiguousarray(windows)))
        sums = self._answer.sums(np.concatenate([summaries, context], axis=1))
        odds = np.rint(sums[:, 0].astype(np.float64) * self._answer.scale)
        limit = WIDEST * STEPS
        return self._probabilities[np.clip(odds, -limit, limit).astype(np.intp) + limit]


class _Layer:
    """Whole-number weights, and the scale that brings sums back to numbers from 0 to 255."""

    def __init__(self, arrays: dict[str, NDArray[np.generic]], name: str) -> None:
        self.weights = arrays[f"{name}_weights"].astype(np.float32)
        self.bias = arrays[f"{name}_bias"].astype(np.float32)
        self.scale = arrays[f"{name}_scale"].astype(np.float64)

    def sums(self, values: Whole) -> Whole:
        """Products with the weights, added up; exact."""
        found: Whole = values @ self.weights
        found += self.bias
        return found

    def passed_on(self, sums: Whole) -> Whole:
        """Sums as whole numbers from 0 to 255."""
        values = np.rint(np.maximum(sums, 0) * self.scale)
        return np.minimum(values, PEAK).astype(np.float32)


def tokens_of(sentence: str) -> list[str]:
    """Words, placeholders in pointed brackets, and the signs that say something; full stops do not."""
    return _TOKEN.findall(sentence)[:LONGEST] or [_NOTHING]


def token_places(sentence: str) -> list[tuple[int, int]]:
    """Where the tokens of a sentence stand."""
    return [match.span() for match in _TOKEN.finditer(sentence)][:LONGEST] or [(0, 0)]


def row_of(token: str, words: dict[int, int]) -> int:
    """The row of a token: its own, that of its kind, or that of its last three letters."""
    if token[0] == "<":
        return UNKNOWN
    if token in _SIGNS:
        return PUNCTUATION + _SIGNS.index(token)
    if token.isdigit():
        return NUMBER + min(len(token), 5)
    folded = token.lower()
    found = words.get(word_key(folded))
    return ending_row(folded) if found is None else found


def word_key(folded: str) -> int:
    """A word as the model stores it."""
    return crc32(folded.encode())


def ending_row(folded: str) -> int:
    """The row of the last three letters of a word."""
    return ENDINGS + crc32(folded[-3:].encode()) % ENDING_ROWS


def shape_of(token: str) -> int:
    """How a token is written: sign 0, lower case 1, Title 2, CAPITALS 3, mixed 4, with digits 5."""
    if token[0] == "<":
        return 2
    if token in _SIGNS:
        return 0
    if any(sign.isdigit() for sign in token):
        return 5
    if token.islower():
        return 1
    return 2 if token.istitle() else 3 if token.isupper() else 4


def length_features(lengths: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the number of words of a sentence says, as whole numbers up to 255."""
    return np.stack([np.minimum(lengths, 60) * 4, (lengths < 4) * 128.0, (lengths < 7) * 128.0], axis=1)
