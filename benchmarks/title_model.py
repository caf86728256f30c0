"""Makes the encoder of titles: `python -m benchmarks.title_model --data DIR [--out DIR]`.

Needs, in an environment of its own, `pip install torch==2.13.0 "numpy>=2,<3"`; nothing of it is needed to run Parlance.
Two names of one occupation are to lie close, names of different ones apart (InfoNCE within the batch). Learnt from the
names of ESCO 1.1.0 and O*NET 29.0 less the two tenths that are held out; the crosswalk plays no part. `--strict` leaves
out all O*NET names of the occupations whose titles are the test's queries, to show what that changes.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from app.occupations.titles.words import read, readings
from app.text.encoder import MODEL_FILE, VOCABULARY_FILE, StaticEncoder, record
from benchmarks.title_data import Names, TitleData, part, read_data, without

SEED_ENCODER = Path("seed_data/encoder")
RARE, RARE_PIECE = 2, 4  # a word or piece seen less often has no vector of its own
SHARED, ESCO = 0.15, 0.4  # shares of a batch: names across frameworks, names of ESCO; the rest is O*NET
OWN_TITLE = 0.3
SPELLED = 0.1  # words read in pieces, so that pieces of words that nobody knows mean something
DROPPED, TEMPERATURE, BATCH = 0.1, 0.05, 1024
HELD = (0, 1)


class Vocabulary:
    """Words and pieces with their first vectors, taken from the general encoder."""

    def __init__(self, texts: list[tuple[str, ...]], general: StaticEncoder) -> None:
        names = {row: piece for piece, row in general._pieces.items()}
        counts = Counter(word for words in texts for word in words)
        pieces: Counter[str] = Counter()
        self._split = {word: [names[row] for row in general._split(word)] for word in counts}
        for word, count in counts.items():
            pieces.update(dict.fromkeys(self._split[word], count if count < 50 else 50))
        whole = [word for word, count in counts.items() if count >= RARE]
        rest = [p for p, c in pieces.items() if (p.startswith("##") and c >= RARE_PIECE) or len(p) <= 2]
        self.terms = sorted(dict.fromkeys(whole + rest))
        self.number = {term: row for row, term in enumerate(self.terms)}
        self._general = general

    def numbers(self, words: tuple[str, ...]) -> tuple[list[int], list[list[int]]]:
        """Each word as a whole (its pieces where it has no vector), and each word in pieces."""
        pieces = [[self.number[p] for p in self._split.get(word, []) if p in self.number] for word in words]
        whole = [
            [self.number[word]] if word in self.number else pieces[place] for place, word in enumerate(words)
        ]
        return [row for rows in whole for row in rows], pieces

    def first_vectors(self, dimension: int) -> np.ndarray:
        rows = np.asarray(self._general._rows, dtype=np.float32) * self._general._scales[:, None].astype(
            np.float32
        )
        known = self._general._pieces
        table = np.stack(
            [
                rows[known[term]] if term in known else rows[self._general._split(term)].sum(axis=0)
                for term in self.terms
            ]
        )
        _, axes = np.linalg.eigh(table.T @ table)
        table = table @ axes[:, ::-1][:, :dimension]
        return (table / np.linalg.norm(table, axis=1).mean()).astype(np.float32)


def bags(texts: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    starts = np.cumsum([0, *map(len, texts)])[:-1]
    return torch.from_numpy(np.concatenate([np.array(t, np.int64) for t in texts])), torch.from_numpy(starts)


class Groups:
    """The names of each occupation, and the occupations of two frameworks that share a name."""

    def __init__(self, frameworks: list[Names], vocabulary: Vocabulary) -> None:
        self.names: list[list[tuple[list[int], list[list[int]]]]] = []
        self.of: list[list[int]] = []
        sharing: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        for framework, names in enumerate(frameworks):
            self.of.append([])
            for found in names.values():
                read_names = [reading.words for name in found for reading in readings(name)[:2]]
                numbered = [vocabulary.numbers(words) for words in dict.fromkeys(read_names)]
                self.names.append([name for name in numbered if name[0]])
                if len(self.names[-1]) >= 2:
                    self.of[framework].append(len(self.names) - 1)
                for words in {tuple(sorted(words)) for words in read_names}:
                    sharing.setdefault(words, []).append((framework, len(self.names) - 1))
        shared = Counter(
            (one, other)
            for owners in sharing.values()
            if len(owners) <= 4
            for framework, one in owners
            for another, other in owners
            if framework < another
        )
        self.shared = [pair for pair in shared if self.names[pair[0]] and self.names[pair[1]]]
        self.shared_chance = np.array([shared[pair] for pair in self.shared], dtype=float)
        self.shared_chance /= self.shared_chance.sum()
        self.chance = [np.array([len(self.names[g]) ** 0.5 for g in groups]) for groups in self.of]
        self.chance = [chance / chance.sum() for chance in self.chance]

    def draw(
        self, random: np.random.Generator
    ) -> tuple[list[list[int]], list[list[int]], np.ndarray, np.ndarray]:
        left, right, one, other = [], [], [], []
        across, esco = int(BATCH * SHARED), int(BATCH * ESCO)
        for framework, count in ((0, esco), (1, BATCH - esco - across)):
            for group in random.choice(self.of[framework], count, p=self.chance[framework]):
                names = self.names[group]
                a, b = random.choice(len(names), 2, replace=False)
                if random.random() < OWN_TITLE and b != 0:
                    a = 0
                left.append(self._drawn(names[a], random))
                right.append(self._drawn(names[b], random))
                one.append(group)
                other.append(group)
        for place in random.choice(len(self.shared), across, p=self.shared_chance):
            for group, texts, groups in zip(self.shared[place], (left, right), (one, other), strict=True):
                names = self.names[group]
                texts.append(self._drawn(names[random.integers(len(names))], random))
                groups.append(group)
        return left, right, np.array(one), np.array(other)

    def _drawn(self, name: tuple[list[int], list[list[int]]], random: np.random.Generator) -> list[int]:
        whole, pieces = name
        if random.random() < SPELLED:
            spelled = [row for rows in pieces for row in rows]
            return spelled or whole
        return whole


def train(groups: Groups, start: np.ndarray, steps: int, rate: float, seed: int = 1) -> np.ndarray:
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    table = torch.nn.EmbeddingBag.from_pretrained(
        torch.from_numpy(start), freeze=False, mode="sum", sparse=True
    )
    optimiser = torch.optim.SparseAdam(list(table.parameters()), lr=rate)

    def forward(texts: list[list[int]]) -> torch.Tensor:
        rows, starts = bags(texts)
        kept = (torch.rand(len(rows)) >= DROPPED).float()
        return functional.normalize(table(rows, starts, per_sample_weights=kept), dim=1, eps=1e-6)

    begin = time.time()
    for step in range(steps):
        optimiser.param_groups[0]["lr"] = rate * min(1.0, (step + 1) / 30) * (1 - step / steps) + 1e-5
        left, right, one, other = groups.draw(random)
        scores = forward(left) @ forward(right).T / TEMPERATURE
        a, b = torch.from_numpy(one), torch.from_numpy(other)
        same = (a[:, None] == b[None]) | (a[:, None] == a[None]) | (b[:, None] == b[None])
        scores = scores.masked_fill(same.fill_diagonal_(False), -1e4)
        target = torch.arange(len(left))
        loss = (functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)) / 2
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if (step + 1) % 250 == 0:
            print(f"step {step + 1}: loss {loss.item():.3f}, {time.time() - begin:.0f} s", flush=True)
    return table.weight.detach().numpy()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("app/occupations/titles/encoder"))
    parser.add_argument("--steps", type=int, default=1200)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--dimension", type=int, default=192)
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    data: TitleData = read_data(options.data)
    esco, onet = without(data.esco, HELD), without(data.onet, HELD)
    if options.strict:
        asked = {linked.onet for linked in data.task if part(linked.onet, 2) == 0}
        onet = {code: names for code, names in onet.items() if code not in asked}
    texts = [
        found.words for names in (esco, onet) for all_ in names.values() for n in all_ if (found := read(n))
    ]
    vocabulary = Vocabulary(texts, StaticEncoder.load(SEED_ENCODER))
    groups = Groups([esco, onet], vocabulary)
    print(
        f"{len(texts):,} names, {len(vocabulary.terms):,} words and pieces, {len(groups.shared):,} shared",
        flush=True,
    )
    table = train(groups, vocabulary.first_vectors(options.dimension), options.steps, options.rate)
    options.out.mkdir(parents=True, exist_ok=True)
    np.save(options.out / MODEL_FILE, record(table), allow_pickle=False)
    (options.out / VOCABULARY_FILE).write_text("\n".join(vocabulary.terms) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
