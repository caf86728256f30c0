"""Makes the model of asking sentences: `python -m seed_data.asking.make_asking --data DIR`.

DIR holds `spans/skillspan_*.json` and `linking/general_ads_esco.csv`; our own sentences lie in
`seed_data/sentences`. Needs torch 2.13 (CPU) beside the project, in an environment of its own; a minute or two on one
core. SkillSpan's dev part is only reported on. Data, figures and limits are in docs/models/asking.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from app.extraction.asking import FIRST_WORD, MODEL_FILE, PEAK, AskingModel
from seed_data.asking.examples import Posting, read_general, read_own, read_skillspan
from seed_data.asking.network import Network, Settings, code_posting, log_odds, train
from seed_data.asking.quantising import Arrays, probabilities, quantised
from seed_data.asking.words import choose_words, starting_table

HERE = Path(__file__).resolve().parent
FOLDS = 3
OWN_WEIGHT = 2  # our own sentences are drawn twice as often as those of general ads
_EXACT = 2**24


class Lessons:
    """All that is learnt from, as numbers: postings, and sentences without neighbours."""

    def __init__(self, data: Path, settings: Settings) -> None:
        self.settings = settings
        self.keys, vectors = choose_words(HERE.parent / "encoder")
        self.start = starting_table(vectors)
        self.words = {key: FIRST_WORD + row for row, key in enumerate(self.keys)}
        self.postings = read_skillspan(data, "train")
        self.general = read_general(data)
        self.own = read_own()

    def network(self, postings: Sequence[Posting], alone: Sequence[Posting]) -> Network:
        """A network that learnt from these."""
        coded = [[code_posting(p, self.words) for p in part] for part in (postings, alone)]
        return train(coded[0], coded[1], self.start, self.settings)

    def answers(self, network: Network, postings: Sequence[Posting]) -> np.ndarray:
        """Log odds of all sentences of these postings."""
        return np.concatenate(log_odds(network, [code_posting(p, self.words) for p in postings]))


def main() -> None:
    """Learn from everything, quantise, cross-validate to calibrate, write, report."""
    parser = argparse.ArgumentParser(description="Make the model of sentences that ask for a skill.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--seed", type=int, default=Settings().seed)
    options = parser.parse_args()
    torch.set_num_threads(1)
    lessons = Lessons(options.data, replace(Settings(), seed=options.seed))
    print(
        f"{len(lessons.postings)} postings, {len(lessons.general)} general, {len(lessons.own)} own sentences"
    )
    dev = read_skillspan(options.data, "dev")
    network = lessons.network(lessons.postings, [*lessons.general, *lessons.own * OWN_WEIGHT])
    shown = [code_posting(p, lessons.words) for p in (*lessons.postings, *lessons.own)]
    arrays = quantised(network, shown, lessons.keys)
    write(arrays, (1.0, 0.0), options.out)  # not yet calibrated
    report(AskingModel.load(options.out), options.out, dev)
    write(arrays, cross_validate(lessons), options.out)
    report(AskingModel.load(options.out), options.out, dev)


def write(arrays: Arrays, calibration: tuple[float, float], folder: Path) -> None:
    """The file, once its sums are known to be exact."""
    check_exact(arrays)
    arrays["probabilities"] = probabilities(*calibration)
    np.savez_compressed(folder / MODEL_FILE, allow_pickle=False, **arrays)


def cross_validate(lessons: Lessons) -> tuple[float, float]:
    """Print accuracy on postings and trades that were not learnt from; slope and offset of calibration."""
    postings, own = lessons.postings, lessons.own
    part_of_posting = np.random.default_rng(0).permutation(len(postings)) % FOLDS
    trades = sorted({p.source for p in own})
    part_of_trade = {trade: number % FOLDS for number, trade in enumerate(trades)}
    odds: list[np.ndarray] = []
    judged: list[Posting] = []
    for part in range(FOLDS):
        kept = [p for p, fold in zip(postings, part_of_posting, strict=True) if fold != part]
        others = [p for p in own if part_of_trade[p.source] != part]
        alone = [*lessons.general, *others * OWN_WEIGHT]
        held = [p for p, fold in zip(postings, part_of_posting, strict=True) if fold == part]
        held += [p for p in own if part_of_trade[p.source] == part]
        odds.append(lessons.answers(lessons.network(kept, alone), held))
        judged += held
    answers = np.concatenate(odds)
    asks, sources = _targets(judged)
    for source in ("house", "tech", *trades):
        _say(f"cross-validated, {source}", answers[sources == source] > 0, asks[sources == source])
    whole = np.isin(sources, ("house", "tech"))
    _say("cross-validated, SkillSpan train", answers[whole] > 0, asks[whole])
    if trades:
        _say("cross-validated, unseen trades", answers[~whole] > 0, asks[~whole])
    return fit_probabilities(answers, asks)


def fit_probabilities(odds: np.ndarray, asks: np.ndarray) -> tuple[float, float]:
    """Slope and offset that make log odds of sentences not learnt from come true (Platt, by Newton's method)."""
    inputs = np.stack([odds, np.ones_like(odds)], axis=1).astype(np.float64)
    found = np.array([1.0, 0.0])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-(inputs @ found)))
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs
        found += np.linalg.solve(curve, inputs.T @ (asks - chance))
    print(f"calibration: slope {found[0]:.3f}, offset {found[1]:.3f}")
    return float(found[0]), float(found[1])


def check_exact(arrays: Arrays) -> None:
    """Stop if any sum of whole numbers could leave what float32 holds exactly."""
    limits = {"word": 2 * 127, "sentence": PEAK, "context": PEAK, "answer": PEAK}
    for name, largest in limits.items():
        weights = np.abs(arrays[f"{name}_weights"].astype(np.int64)).sum(axis=0) * largest
        total = int((weights + np.abs(arrays[f"{name}_bias"].astype(np.int64))).max())
        if total >= _EXACT:
            raise SystemExit(f"Sums of the layer {name} may reach {total}: not exact in float32.")


def report(model: AskingModel, folder: Path, postings: list[Posting]) -> None:
    """Figures of the file as it will be read, on SkillSpan dev."""
    print(f"{model.checksum}, {(folder / MODEL_FILE).stat().st_size:,} bytes")
    scores = np.concatenate([model.scores([s.text for s in p.sentences]) for p in postings])
    asks, sources = _targets(postings)
    for source in ("house", "tech"):
        _say(f"dev, {source}", scores[sources == source] > 0.5, asks[sources == source])
    _say("dev", scores > 0.5, asks)


def _targets(postings: Sequence[Posting]) -> tuple[np.ndarray, np.ndarray]:
    pairs = [(s.asks, p.source) for p in postings for s in p.sentences]
    return np.array([asks for asks, _ in pairs]), np.array([source for _, source in pairs])


def _say(what: str, said: np.ndarray, asks: np.ndarray) -> None:
    right, found = said == (asks > 0.5), said[asks > 0.5].mean()
    precise = asks[said].mean() if said.any() else 0.0
    print(
        f"{what}: {len(asks)} sentences, accuracy {right.mean():.4f}, "
        f"precision {precise:.3f}, recall {found:.3f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
