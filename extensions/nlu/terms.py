"""One message through a trained TfidfVectorizer, without scikit-learn's checks and sparse matrices.

Those are made for thousands of texts and cost more than a single message itself. The numbers are the same
(`tests/nlu/test_terms.py`); training still uses scikit-learn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer


class TermScores:
    """Scores of texts: their weighted terms times `weights` (terms, classes). Pure, once made."""

    def __init__(self, vectorizer: TfidfVectorizer, weights: np.ndarray) -> None:
        """The vectorizer has to be trained or filled, with sublinear counts and rows of length 1."""
        self._analyse: Callable[[str], Iterable[str]] = vectorizer.build_analyzer()
        self._places: Mapping[str, int] = vectorizer.vocabulary or vectorizer.vocabulary_
        self._idf = np.asarray(vectorizer.idf_, dtype=np.float32)
        self._weights = np.ascontiguousarray(weights)

    def row(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Places of the text's known terms, and their weights: (n,) int64 and (n,) float32 of length 1."""
        places = self._places
        counts = Counter(places[term] for term in self._analyse(text) if term in places)
        at = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        often = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        weight = (np.log(often) + np.float32(1.0)) * self._idf[at]
        return at, weight / max(float(np.sqrt(weight @ weight)), 1e-12)

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        """(texts, classes) float32."""
        rows = (self.row(text) for text in texts)
        found = [weight @ self._weights[at] for at, weight in rows]
        return np.vstack(found).astype(np.float32, copy=False)
