"""What must never be answered with confidence, decided before any statistics: noise, emoji, other scripts.

A classifier gives every text some intent: letters that it never saw, or none that it knows, must not decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence, Set
from enum import Enum

from extensions.nlu.normalise import DRAWN_OUT

Pieces = Callable[[str], Sequence[object]]

EMOJI_INTENTS = {
    "thanks": "🙏❤♥💖💙💚💜🧡💛💐🌹",
    "affirm": "👍👌✅✔💯🆗☑🤝",
    "deny": "👎❌✖🚫🙅🙅‍♂️",
    "greet": "👋🤗",
    "dont_know": "🤷🤔",
    "chitchat": "😂🤣😀😃😄😁😆😊🙂😎😉😋😅🥳🤩😍👏",
    "abuse": "🖕",
    "help": "🆘❓❔",
}
_BY_EMOJI = {sign: intent for intent, signs in EMOJI_INTENTS.items() for sign in signs if sign not in "\u200d\ufe0f♂"}
_ROW = (
    r"(?:[asdfghjkl]+|[qwertyuiop]+|[zxcvbnm]+)"  # of a keyboard; a word of one row with a run of neighbours is noise
)
_RUN = r"(?:asdf|sdfg|dfgh|fghj|ghjk|hjkl|lkjh|fdsa|qwer|wert|uiop|poiu|rewq|zxcv|xcvb|cvbn|vbnm|mnbv)"
_KEYBOARD = re.compile(rf"^(?=.*{_RUN}){_ROW}$|^(\w)\1{{3,}}$|^(\w{{2,3}})\2{{2,}}$")
_VOWELLESS = re.compile(r"^[bcdfghjklmnpqrstvwxz]{5,}$")
_SPEAKABLE = re.compile(r"^(?!.*[^aeiouy]{3})(?=.*[aeiouy]).{4,5}$")  # short words that a mouth can say: "nope", "tiny"
LETTERS_PER_PIECE = 2.0  # noise is cut finer than this: "kjsdhf" 1.5, "asdf" 2.0; "kubernetes" 2.5, "lernen" 6
NOISE_SHARE = 0.5
LOOKED_AT = 600  # characters


class Oddity(str, Enum):
    """Why a message is not classified."""

    EMPTY = "empty"  # nothing but spaces, punctuation and digits
    EMOJI = "emoji"
    SCRIPT = "script"  # letters of another alphabet
    NOISE = "noise"


def emoji_intent(text: str) -> str | None:
    """The intent of a message of signs alone: that of the first sign that has one."""
    return next((_BY_EMOJI[c] for c in text if c in _BY_EMOJI), None)


def find_oddity(text: str, known: Set[str], pieces: Pieces) -> Oddity | None:
    """What keeps this text from being classified; None for an ordinary one.

    `known` are lower-case words that are not noise (training vocabulary, names of skills).
    """
    text = text[:LOOKED_AT]
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return Oddity.EMOJI if any(unicodedata.category(c) == "So" for c in text) else Oddity.EMPTY
    foreign = sum(not unicodedata.name(c, "?").startswith(("LATIN", "FULLWIDTH LATIN")) for c in letters)
    if foreign > len(letters) / 2:
        return Oddity.SCRIPT
    found = re.findall(r"[^\W\d_]+", text.lower())[:40]
    noisy = sum(_is_noise(word, known, pieces) for word in found)
    sure = sum(len(word) > 2 and word in known for word in found)
    return Oddity.NOISE if noisy and noisy >= NOISE_SHARE * len(found) and sure <= noisy / 2 else None


def _is_noise(word: str, known: Set[str], pieces: Pieces) -> bool:
    if word in known or len(word) < 3:
        return False
    if _KEYBOARD.match(word):
        return True
    if known & {DRAWN_OUT.sub(r"\1", word), DRAWN_OUT.sub(r"\1\1", word)}:
        return False
    if _VOWELLESS.match(word) or len(word) > 30:
        return True
    return len(word) >= 4 and not _SPEAKABLE.match(word) and len(word) / max(1, len(pieces(word))) <= LETTERS_PER_PIECE
