"""Slips of the keyboard in a few words: an answer ("strng", "confortable"), a wish ("mor info", "more qs")."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher

from waymark.meaning.answers import level_answer
from waymark.skills import ProficiencyLevel

_ANSWERS = ("never", "nothing", "little", "beginner", "comfortable", "intermediate", "strong", "advanced", "expert")
_NEAR = 0.8  # of 1, the same letters in the same order
_SHORTEST = 4  # letters; a shorter word is near to too many others
_SHORTEST_OF_A_WISH = 3  # where all the words have to make a wish together, "mor" can be nothing else
_FEW = 7  # words; a longer text says in other ways what it is about
_ONE_WORD = re.compile(r"\W*(?:(?:an?|very|quite|pretty|i'?m|just)\W+)*([a-z]+)\W*", re.I)


def misspelt_level(text: str) -> ProficiencyLevel | None:
    """The level of the answer that a single word is nearest to; None where it is near to none."""
    found = _ONE_WORD.fullmatch(text[:40])
    word = found[1].casefold() if found else ""
    known = _nearest(word, _ANSWERS) if len(word) >= _SHORTEST else None
    return level_answer(known) if known else None


def respelt(text: str, words: Collection[str]) -> str:
    """A text of a few words with each of them as the one of `words` that it is nearest to; a longer one as it is."""
    if len(text.split()) > _FEW:
        return text

    def plain(found: re.Match[str]) -> str:
        word = found[0].casefold()
        return word if word in words or len(word) < _SHORTEST_OF_A_WISH else _nearest(word, words) or word

    return re.sub(r"[^\W\d_]+", plain, text)


def _nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that begins alike and has nearly the same letters in the same order, or two of them exchanged."""
    alike = [(_likeness(word, known), known) for known in words if known[0] == word[0]]
    near, known = max(alike, default=(0.0, ""))
    return known if near >= _NEAR else None


def _likeness(word: str, known: str) -> float:
    exchanged = sorted(word) == sorted(known)
    return _NEAR if exchanged else SequenceMatcher(None, word, known).ratio()
