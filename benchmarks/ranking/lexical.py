"""The rankings that a search engine gives without us: BM25 and TF-IDF cosine over the raw texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

Scores = npt.NDArray[np.float64]


class Bm25:
    """Okapi BM25 over a collection of texts, with English stop words left out.

    Robertson and Zaragoza 2009; the idf is log(1 + (N - n + 0.5) / (n + 0.5)), which is never negative.
    """

    def __init__(self, texts: Sequence[str], k1: float = 1.2, b: float = 0.75) -> None:
        self._words = CountVectorizer(stop_words="english")
        counts = self._words.fit_transform(texts).tocsc()
        lengths = np.asarray(counts.sum(axis=1)).ravel()
        having = np.diff(counts.indptr)
        idf = np.log1p((len(texts) - having + 0.5) / (having + 0.5))
        norm = k1 * (1 - b + b * lengths / max(lengths.mean(), 1e-9))
        weighed = counts.astype(np.float64)
        weighed.data = weighed.data * (k1 + 1) / (weighed.data + norm[weighed.indices])
        weighed.data *= np.repeat(idf, having)
        self._weighed = weighed.tocsr()

    def scores(self, query: str) -> Scores:
        """The score of each text for a query; a word that the query repeats counts each time."""
        asked = self._words.transform([query])
        return np.asarray((self._weighed @ asked.T).todense()).ravel()


class TfIdf:
    """The cosine of TF-IDF vectors as scikit-learn makes them, with English stop words left out."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._words = TfidfVectorizer(stop_words="english")
        self._texts = self._words.fit_transform(texts)

    def scores(self, query: str) -> Scores:
        """The cosine of each text with a query."""
        return np.asarray((self._texts @ self._words.transform([query]).T).todense()).ravel()
