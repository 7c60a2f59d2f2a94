"""One slip of the keyboard mended: "delte my data", "salry". Only words that no language knows are touched.

A word is taken for a slip when the training messages do not have it, the encoder's vocabulary of many languages has
to cut it into pieces, and one letter more, less, other or swapped makes it a word that training messages use often.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from extensions.nlu.checks import Pieces

OFTEN = 4  # training messages that a word must stand in to be what was meant
SHORTEST = 5  # letters; in shorter words one letter makes another word
_LETTERS = re.compile(r"[^\W\d_]+")

Mend = Callable[[str], str]


class Speller:
    """`counts`: in how many training messages a word stands. Pure, once made."""

    def __init__(self, counts: Mapping[str, int], pieces: Pieces) -> None:
        self._counts, self._pieces = counts, pieces
        self._near: dict[str, list[str]] = {}
        for word in sorted(w for w, n in counts.items() if n >= OFTEN and w.isalpha() and len(w) >= SHORTEST - 1):
            for shorter in _shortened(word):
                self._near.setdefault(shorter, []).append(word)
        self._known: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        """The text with such words mended; lower case is expected."""
        return _LETTERS.sub(lambda found: self._mended(found[0]), text)

    def _mended(self, word: str) -> str:
        if len(word) < SHORTEST or self._counts.get(word, 0) >= OFTEN or not word.isascii():
            return word
        if word not in self._known:
            if len(self._known) > 20_000:  # strangers' words must not fill the memory
                self._known.clear()
            self._known[word] = self._found(word)
        return self._known[word]

    def _found(self, word: str) -> str:
        if len(word) > 30 or len(self._pieces(word)) < 2:
            return word
        near = {w for shorter in _shortened(word) for w in self._near.get(shorter, ())}
        slips = [w for w in near if w[0] == word[0] and _one_slip(word, w)]
        return max(slips, key=lambda w: (self._counts[w], w), default=word)


def _shortened(word: str) -> Iterator[str]:
    """The word, and the word with each letter left out."""
    yield word
    yield from {word[:i] + word[i + 1 :] for i in range(len(word))}


def _one_slip(a: str, b: str) -> bool:
    """Whether one letter added, left out, changed, or two neighbours swapped make one of the other."""
    if len(a) > len(b):
        a, b = b, a
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return len(b) - len(a) == 1 and a[at:] == b[at + 1 :]
    return a[at + 1 :] == b[at + 1 :] or (a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :])
