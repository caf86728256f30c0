"""Training the ranking: features of candidates by the very code that serves, scikit-learn's models, plain arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from app.extraction.linking.linker import Linker, Query
from app.extraction.linking.ranker import Ranker
from app.extraction.linking.trees import Trees
from seed_data.reader.corpus import FOLDS, Corpus, Sentence

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]

_STRENGTH = 0.05  # C of the logistic regression
_ROUNDS, _LEAVES, _RATE = 150, 10, 0.08
TRAINED_ON = ("skillspan_train_esco", "general_ads_esco", "trades")
# Nothing learns from these: the figures of house and tech are of sentences that neither encoder nor ranking has seen.
HELD_OUT = ("house_validation", "tech_validation")


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of one sentence: which are right, their features, and how many right ones there are in all."""

    source: str
    fold: int
    gold: frozenset[int]
    skills: Rows
    features: Floats
    right: NDArray[np.bool_]


def read_examples(
    linker: Linker,
    corpus: Corpus,
    rows: Rows,
    query: Callable[[Sentence], Query | None],
    sets: Sequence[str] = (*TRAINED_ON, *HELD_OUT),
) -> list[Example]:
    """One example per distinct sentence; `rows` gives the row of the index of each skill of the corpus."""
    allowed = np.zeros(len(linker.index), dtype=bool)
    allowed[rows] = True
    found = []
    for name in sets:
        for sentence in _distinct(corpus.sentences[name]):
            asked = query(sentence)
            if asked is None:
                continue
            (pool,) = linker.pools([asked])
            kept = allowed[pool.skills]
            skills, features = pool.skills[kept], pool.features[kept]
            gold = frozenset(rows[list(sentence.skills)].tolist())
            right = np.isin(skills, list(gold))
            found.append(Example(name, sentence.fold, gold, skills, features, right))
    return found


def learnable(examples: Sequence[Example]) -> list[Example]:
    """Those that a ranking may learn from."""
    return [example for example in examples if example.gold and example.source in TRAINED_ON]


def _distinct(sentences: Sequence[Sentence]) -> list[Sentence]:
    merged: dict[str, Sentence] = {}
    for sentence in sentences:
        known = merged.get(sentence.text)
        skills = sentence.skills if known is None else tuple({*known.skills, *sentence.skills})
        merged[sentence.text] = replace(sentence, skills=skills)
    return list(merged.values())


def fit(examples: Sequence[Example], names: Sequence[str]) -> Ranker:
    """A ranking learnt on these examples, not yet calibrated."""
    features = np.concatenate([example.features for example in examples])
    right = np.concatenate([example.right for example in examples])
    scaler = StandardScaler().fit(features)
    plain = LogisticRegression(C=_STRENGTH, max_iter=500).fit(scaler.transform(features), right)
    boosted = HistGradientBoostingClassifier(
        max_iter=_ROUNDS,
        max_leaf_nodes=_LEAVES,
        learning_rate=_RATE,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=0,
    ).fit(features, right)
    weights = plain.coef_[0] / scaler.scale_
    bias = float(plain.intercept_[0] - (weights * scaler.mean_).sum())
    base = float(boosted._baseline_prediction.ravel()[0])
    return Ranker(
        tuple(names), weights.astype(np.float32), bias + base, _trees(boosted), scale=1.0, shift=0.0
    )


def _trees(boosted: Any) -> Trees:
    """The trees of a fitted model as arrays."""
    grown = [predictors[0].nodes for predictors in boosted._predictors]
    most = max(map(len, grown))
    shape = (len(grown), most)
    feature, left, right = (np.zeros(shape, dtype=np.int32) for _ in range(3))
    threshold, value = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
    for tree, nodes in enumerate(grown):
        count = len(nodes)
        leaf = nodes["is_leaf"].astype(bool)
        own = np.arange(count)
        feature[tree, :count] = np.where(leaf, 0, nodes["feature_idx"])
        # rounded down, so that a float32 value above the threshold stays above it
        limits = nodes["num_threshold"]
        low = limits.astype(np.float32)
        threshold[tree, :count] = np.where(low > limits, np.nextafter(low, np.float32(-np.inf)), low)
        left[tree, :count] = np.where(leaf, own, nodes["left"])
        right[tree, :count] = np.where(leaf, own, nodes["right"])
        value[tree, :count] = np.where(leaf, nodes["value"], 0.0)
    return Trees(feature, threshold, left, right, value)


def calibrated(ranker: Ranker, logits: Floats, right: NDArray[np.bool_]) -> Ranker:
    """The ranking with the scale and shift (Platt 1999) that fit held-out logits best."""
    platt = LogisticRegression(C=1e6, max_iter=500).fit(logits[:, None], right)
    return replace(ranker, scale=float(platt.coef_[0, 0]), shift=float(platt.intercept_[0]))


def logits(ranker: Ranker, features: Floats) -> Floats:
    """What the ranking adds up to before calibration."""
    if not len(features):
        return np.zeros(0, dtype=np.float32)
    total: Floats = (features * ranker.weights).sum(axis=1) + ranker.bias + ranker.trees.sums(features)
    return total


def cross_validated(
    examples: Sequence[Example], names: Sequence[str], copies: Sequence[Example]
) -> list[Floats]:
    """Held-out logits of every example: each fold by a ranking learnt on the others.

    `copies` are the same sentences seen another way (without definitions), for learning only.
    """
    found: list[Floats] = [np.zeros(0, dtype=np.float32)] * len(examples)
    for fold in range(FOLDS):
        ranker = fit([x for x in learnable([*examples, *copies]) if x.fold != fold], names)
        for place, example in enumerate(examples):
            if example.fold == fold:
                found[place] = logits(ranker, example.features)
    return found


def ranked_precision(example: Example, scores: Floats, cut: int) -> float:
    """|top k ∩ gold| / min(k, |gold|)."""
    top = example.skills[np.argsort(-scores, kind="stable")][:cut]
    return len(example.gold.intersection(top.tolist())) / min(cut, len(example.gold))


def save(ranker: Ranker, file: Path) -> None:
    """Write a ranking as plain arrays."""
    trees = ranker.trees
    np.savez_compressed(
        file,
        names=np.array(ranker.names),
        weights=ranker.weights,
        bias=np.float64(ranker.bias),
        feature=trees.feature.astype(np.int16),
        threshold=trees.threshold,
        left=trees.left.astype(np.int16),
        right=trees.right.astype(np.int16),
        value=trees.value,
        scale=np.float64(ranker.scale),
        shift=np.float64(ranker.shift),
    )
