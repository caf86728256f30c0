"""Does a sentence ask for a skill? Our model beside word TF-IDF with logistic regression, in one run.

    python -m benchmarks.asking --data DIR [--model seed_data/asking]

DIR holds `spans/skillspan_train.json` and `skillspan_dev.json` (a sentence asks where it has a marked span) and
`linking/general_ads_esco.csv`. General ads have no sentence without a span, so they show recall alone; and the
model learnt from them. Times are processor time of one thread, the best of three, all sentences of an ad in a call.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from app.extraction.asking import AskingModel
from seed_data.asking.examples import Posting, read_general, read_own, read_skillspan

RECALL = 0.97  # what a gate must let through of the sentences that ask
_PLACEHOLDER = re.compile(r"<[A-Z_]+>")

Scores = NDArray[np.float64]
Judge = Callable[[Sequence[str]], Sequence[float] | NDArray[np.float32]]


def main() -> None:
    parser = argparse.ArgumentParser(description="Accuracy of the sentences that ask for a skill.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=Path("seed_data/asking"))
    options = parser.parse_args()
    train, dev = read_skillspan(options.data, "train"), read_skillspan(options.data, "dev")
    model = AskingModel.load(options.model)
    with threadpool_limits(1):
        print(f"{'what':28}   n  acc    prec. recall  F1    gate  passes     µs")
        for name, judge in (
            ("ours", model.scores),
            ("ours, alone", model.scores_alone),
            ("TF-IDF", learnt(train)),
        ):
            show(name, dev, judge, train)
        show_general(model, read_general(options.data))
        show_calibration(model, dev)


def learnt(train: Sequence[Posting]) -> Judge:
    """The baseline: word TF-IDF and logistic regression."""
    texts = [_PLACEHOLDER.sub(" ", s.text) for p in train for s in p.sentences]
    words = TfidfVectorizer(sublinear_tf=True, token_pattern=r"(?u)\b\w+\b")
    judge = LogisticRegression(C=5, max_iter=500).fit(
        words.fit_transform(texts), [s.asks > 0.5 for p in train for s in p.sentences]
    )

    def scores(sentences: Sequence[str]) -> NDArray[np.float32]:
        plain = [_PLACEHOLDER.sub(" ", sentence) for sentence in sentences]
        return np.asarray(judge.predict_proba(words.transform(plain))[:, 1], dtype=np.float32)

    return scores


def show(name: str, postings: Sequence[Posting], judge: Judge, train: Sequence[Posting]) -> None:
    """One line for each part of the postings; the last for sentences that training did not have."""
    seen = {_plain(s.text) for p in train for s in p.sentences}
    texts = [[s.text for s in p.sentences] for p in postings]
    judged = [np.asarray(judge(sentences), dtype=np.float64) for sentences in texts]
    spent = min(_seconds(judge, texts) for _ in range(3)) / sum(map(len, texts)) * 1e6
    scores = np.concatenate(judged)
    asks = np.array([s.asks > 0.5 for p in postings for s in p.sentences])
    house = np.array([p.source == "house" for p in postings for _ in p.sentences])
    fresh = np.array([_plain(s.text) not in seen for p in postings for s in p.sentences])
    everything = np.ones(len(asks), dtype=bool)
    for part, chosen in (("dev", everything), ("house", house), ("tech", ~house), ("not in train", fresh)):
        print(f"{name + ', ' + part:26}", line(scores[chosen], asks[chosen]), f"{spent:5.1f}")


def line(scores: Scores, asks: NDArray[np.bool_]) -> str:
    """Figures at 0.5, and the threshold that a gate needs with what it lets through."""
    said = scores > 0.5
    right = float((said & asks).sum())
    precision, recall = right / max(1, said.sum()), right / asks.sum()
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    gate = float(np.quantile(scores[asks], 1 - RECALL, method="lower"))
    figures = [len(asks), (said == asks).mean(), precision, recall, f1, gate, (scores >= gate).mean()]
    return "{:6d}  {:.4f} {:.3f} {:.3f}  {:.3f}  {:.3f} {:.3f}  ".format(*figures)


def show_general(model: AskingModel, general: Sequence[Posting]) -> None:
    """Recall on general ads, and agreement with our own sentences; both were learnt from."""
    scores = model.scores_alone([p.sentences[0].text for p in general])
    labelled = np.array([p.sentences[0].asks == 1.0 for p in general])
    print(
        f"general ads (learnt from), with a label: {labelled.sum()} sentences, recall "
        f"{(scores[labelled] > 0.5).mean():.3f}; without: {(scores[~labelled] > 0.5).mean():.3f} said to ask"
    )
    own = read_own()
    if own:
        scores = model.scores_alone([p.sentences[0].text for p in own])
        print(
            "own sentences (learnt from)",
            line(scores.astype(float), np.array([p.sentences[0].asks > 0.5 for p in own])),
        )


def show_calibration(model: AskingModel, postings: Sequence[Posting]) -> None:
    """How often sentences of each tenth of probability ask, and the mean difference (ECE)."""
    scores = np.concatenate([model.scores([s.text for s in p.sentences]) for p in postings])
    asks = np.array([s.asks for p in postings for s in p.sentences])
    tenth = np.minimum((scores * 10).astype(int), 9)
    error = 0.0
    for number in range(10):
        chosen = tenth == number
        if chosen.any():
            said, came = float(scores[chosen].mean()), float(asks[chosen].mean())
            error += abs(said - came) * float(chosen.mean())
            print(f"said {said:.2f}  came true {came:.2f}  ({int(chosen.sum())})")
    print(f"ECE {error:.3f}")


def _seconds(judge: Judge, texts: Sequence[Sequence[str]]) -> float:
    """Processor time of one thread: other programs on the machine do not count."""
    began = time.process_time()
    for sentences in texts:
        judge(sentences)
    return time.process_time() - began


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", _PLACEHOLDER.sub("", text).lower()))


if __name__ == "__main__":
    main()
