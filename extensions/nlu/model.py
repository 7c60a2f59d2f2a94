"""The intent classifier: kernel ridge regression over words, characters and sentence vectors, then a small logit.

Why so: with 53 intents of about 180 messages each, a closed form is trained in seconds, gives the same result
every time, and tells for every training message what it would have been without it (leave one out). The second
step learns on those honest scores, together with what the reader says, so that its probabilities are calibrated.
Measured against Rasa's own classifiers in docs/nlu.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy.linalg import lapack
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from extensions.nlu import features
from extensions.nlu.decide import OUT_OF_SCOPE
from extensions.nlu.normalise import masked, plain, words
from extensions.nlu.spelling import Mend
from extensions.nlu.terms import TermScores
from extensions.nlu.vectors import Encoder
from waymark.skills import Reading

RIDGE = 0.5
DENSE_WEIGHT = 8.0
DENSE_SHARPNESS = 3.0
DENSE_SIZE = 192  # numbers that are kept of a vector's 512: as good, and the comparison takes a third of the time
SCORE_SCALE = 4.0
LOGIT_C = 3.0
BLOCK = 1024  # messages whose likeness to all earlier ones is found at a time


@dataclass(frozen=True)
class Views:
    """Messages as the classifier sees them, row by row."""

    masked: list[str]
    plain: list[str]
    dense: np.ndarray  # (n, 512) float32


def look(readings: Sequence[Reading], encode: Encoder, mend: Mend = str) -> Views:
    """The views of these messages; `mend` takes slips of the keyboard out of a text."""
    masks = [mend(masked(r.text, [(m.start, m.end) for m in r.mentions])) for r in readings]
    plains = [mend(plain(r.text)) for r in readings]
    return Views(masks, plains, encode(plains))


def _main_directions(dense: np.ndarray) -> np.ndarray:
    """The directions in which the vectors differ most, as columns (512, DENSE_SIZE)."""
    values, directions = np.linalg.eigh((dense.T @ dense).astype(np.float64))
    return np.ascontiguousarray(directions[:, np.argsort(-values)[:DENSE_SIZE]], dtype=np.float32)


def _project(dense: np.ndarray, projection: np.ndarray) -> np.ndarray:
    short = dense @ projection
    return np.asarray(short / np.maximum(np.linalg.norm(short, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _similar(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return DENSE_WEIGHT * np.exp(DENSE_SHARPNESS * (a @ b.T - 1.0))


@dataclass
class IntentModel:
    """A trained classifier. Arrays are float32; `classes` are sorted intent names."""

    classes: list[str]
    word_tfidf: TfidfVectorizer
    character_tfidf: TfidfVectorizer
    word_weights: np.ndarray  # (words, classes)
    character_weights: np.ndarray  # (n-grams, classes)
    projection: np.ndarray  # (512, DENSE_SIZE)
    train_dense: np.ndarray  # (messages, DENSE_SIZE), rows of length 1
    dual: np.ndarray  # (messages, classes)
    inside: dict[str, int]
    outside: dict[str, int]
    logit_weights: np.ndarray  # (scores + features, classes)
    logit_bias: np.ndarray

    def scores(self, views: Views) -> np.ndarray:
        """The first step's scores, (n, classes)."""
        by_word, by_character = self._terms
        similar = _similar(_project(views.dense, self.projection), self.train_dense) @ self.dual
        return by_word(views.masked) + by_character(views.plain) + similar

    @cached_property
    def _terms(self) -> tuple[TermScores, TermScores]:
        return (
            TermScores(self.word_tfidf, self.word_weights),
            TermScores(self.character_tfidf, self.character_weights),
        )

    def probabilities(self, readings: Sequence[Reading], encode: Encoder, mend: Mend = str) -> np.ndarray:
        """Calibrated probabilities, (n, classes), rows summing to 1."""
        views = look(readings, encode, mend)
        extra = [_extra(r, m, self.inside, self.outside) for r, m in zip(readings, views.masked, strict=True)]
        inputs = np.hstack([SCORE_SCALE * self.scores(views), np.vstack(extra)])
        return _softmax(inputs @ self.logit_weights + self.logit_bias)

    @property
    def word_counts(self) -> dict[str, int]:
        """In how many training messages a word stands."""
        return dict(Counter(self.inside) + Counter(self.outside))

    @property
    def known_words(self) -> set[str]:
        """Words of our subject, from the training messages: never noise. (The others hold samples of noise.)"""
        return set(self.inside)


def word_vectorizer() -> TfidfVectorizer:
    """Words and pairs of words of the masked text, untrained."""
    pattern = r"(?u)[^\W_]+(?:'[a-z]+)?|[?!]|[^\w\s]"
    return TfidfVectorizer(
        token_pattern=pattern, ngram_range=(1, 2), sublinear_tf=True, lowercase=False, dtype=np.float32
    )


def character_vectorizer() -> TfidfVectorizer:
    """Runs of two to five letters within words of the plain text, untrained: what survives misspelling."""
    return TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, lowercase=False, min_df=2, dtype=np.float32
    )


def train(readings: Sequence[Reading], intents: Sequence[str], encode: Encoder, seed: int = 7) -> IntentModel:
    """A classifier from labelled messages. Deterministic."""
    classes = sorted(set(intents))
    labels = np.searchsorted(classes, intents)
    views = look(readings, encode)
    word_tfidf, character_tfidf = word_vectorizer(), character_vectorizer()
    by_word, by_character = word_tfidf.fit_transform(views.masked), character_tfidf.fit_transform(views.plain)
    projection = _main_directions(views.dense)
    dense = _project(views.dense, projection)
    kernel = _kernel(by_word, by_character, dense)
    dual, left_out = _ridge(kernel, np.eye(len(classes))[labels])
    inside, outside = _document_counts(views.masked, intents)
    extra = [
        _extra(r, m, inside, outside, "outside" if intent == OUT_OF_SCOPE else "inside")
        for r, m, intent in zip(readings, views.masked, intents, strict=True)
    ]
    logit = LogisticRegression(C=LOGIT_C, max_iter=200, tol=1e-3, random_state=seed)
    logit.fit(np.hstack([SCORE_SCALE * left_out, np.vstack(extra)]), labels)
    return IntentModel(
        classes, word_tfidf, character_tfidf, _weights(by_word, dual), _weights(by_character, dual),
        projection, dense, dual.astype(np.float32), inside, outside,
        logit.coef_.T.astype(np.float32), logit.intercept_.astype(np.float32),
    )  # fmt: skip


def _kernel(by_word: csr_matrix, by_character: csr_matrix, dense: np.ndarray) -> np.ndarray:
    """How alike any two messages are, (n, n) float32 in Fortran's order; only the lower half is filled and meant."""
    rows = hstack([by_word, by_character]).tocsr()
    columns = rows.T.tocsr()
    kernel = np.zeros((rows.shape[0],) * 2, dtype=np.float32, order="F")
    for low in range(0, rows.shape[0], BLOCK):
        high = min(low + BLOCK, rows.shape[0])
        alike = (rows[low:high] @ columns[:, :high]).toarray()
        kernel[low:high, :high] = alike + _similar(dense[low:high], dense[:high])
    return kernel


def _ridge(kernel: np.ndarray, targets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Dual weights, and the score of every message by the model that has not seen it (both n x classes, float32).

    The lower half of the kernel is used up. Raises ValueError if it is not positive definite.
    """
    kernel[np.diag_indices_from(kernel)] += RIDGE
    targets = (targets - targets.mean(axis=0)).astype(np.float32)
    factor, failed = lapack.spotrf(kernel, lower=1, overwrite_a=1)
    if failed:
        raise ValueError("the messages' kernel is not positive definite")
    dual, _ = lapack.spotrs(factor, targets, lower=1)
    # K is L L', so the diagonal of its inverse is that of L'^-1 L^-1: the sums of squares of L^-1's columns. Half of
    # the work of the whole inverse.
    root, _ = lapack.strtri(factor, lower=1, overwrite_c=1)
    diagonal = np.array([column[place:] @ column[place:] for place, column in enumerate(root.T)])
    return dual, targets - dual / diagonal[:, None]


def _weights(rows: csr_matrix, dual: np.ndarray) -> np.ndarray:
    return np.asarray(rows.T @ dual, dtype=np.float32)


def _document_counts(texts: Sequence[str], intents: Sequence[str]) -> tuple[dict[str, int], dict[str, int]]:
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for text, intent in zip(texts, intents, strict=True):
        (outside if intent == OUT_OF_SCOPE else inside).update(set(words(text)))
    return dict(inside), dict(outside)


def _extra(reading: Reading, text: str, inside: Any, outside: Any, own: str | None = None) -> np.ndarray:
    tokens = words(text)
    return features.row(reading, tokens, features.familiarity(tokens, inside, outside, own))


def _softmax(scores: np.ndarray) -> np.ndarray:
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True))
