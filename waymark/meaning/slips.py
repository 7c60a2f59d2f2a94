"""An answer of one word with a slip of the keyboard in it: "strng", "confortable"."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from waymark.meaning.answers import level_answer
from waymark.skills import ProficiencyLevel

_ANSWERS = ("never", "nothing", "little", "beginner", "comfortable", "intermediate", "strong", "advanced", "expert")
_NEAR = 0.8  # of 1, the same letters in the same order
_SHORTEST = 4  # letters; a shorter word is near to too many others
_ONE_WORD = re.compile(r"\W*(?:(?:an?|very|quite|pretty|i'?m|just)\W+)*([a-z]+)\W*", re.I)


def misspelt_level(text: str) -> ProficiencyLevel | None:
    """The level of the answer that a single word is nearest to; None where it is near to none."""
    found = _ONE_WORD.fullmatch(text[:40])
    word = found[1].casefold() if found else ""
    if len(word) < _SHORTEST:
        return None
    alike = [(SequenceMatcher(None, word, known).ratio(), known) for known in _ANSWERS if known[0] == word[0]]
    near, known = max(alike, default=(0.0, ""))
    return level_answer(known) if near >= _NEAR else None
