"""What the reader and the shape of a message say about its intent, as numbers between 0 and 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from extensions.nlu.normalise import SKILL
from waymark.skills import Frame, Polarity, Reading

INTERROGATIVE = ("what", "which", "who", "where", "when", "why", "how")
_AUXILIARY = (
    "is",
    "are",
    "was",
    "were",
    "do",
    "does",
    "did",
    "can",
    "could",
    "should",
    "would",
    "will",
    "may",
    "might",
)
QUESTION_WORDS = frozenset((*INTERROGATIVE, *_AUXILIARY, "must"))
_FIRST_PERSON = frozenset(("i", "my", "me", "we", "our"))
FRAMES = tuple(Frame)

Counts = Mapping[str, int]


def reading_features(reading: Reading) -> list[float]:
    """How many skills a message tells, in which manner, and its frame."""
    own = reading.own
    tells = [
        float(bool(own)),
        min(len(own), 4) / 4,
        min(len(reading.mentions) - len(own), 3) / 3,
        float(any(m.polarity is Polarity.LACKS for m in own)),
        float(any(m.polarity is Polarity.WANTS for m in own)),
        float(any(m.level is not None for m in own)),
        float(any(m.years is not None for m in own)),
        float(bool(reading.interests)),
        min(len(reading.interests), 3) / 3,
        float(bool(reading.unknown)),
    ]
    return tells + [float(reading.frame is frame) for frame in FRAMES]


def shape_features(tokens: Sequence[str]) -> list[float]:
    """Question, first person, length, and how much of a message is names of skills (of masked, normalised tokens)."""
    only_words = [t for t in tokens if t[0].isalnum()]
    count = max(1, len(only_words))
    return [
        float("?" in tokens),
        float(bool(only_words) and only_words[0] in QUESTION_WORDS),
        float(any(t in QUESTION_WORDS for t in only_words[1:])),
        float(any(t in _FIRST_PERSON for t in only_words)),
        min(len(only_words), 20) / 20,
        float(len(only_words) <= 2),
        sum(t == SKILL for t in only_words) / count,
        float("numx" in only_words),
    ]


def familiarity(tokens: Sequence[str], inside: Counts, outside: Counts, own: str | None = None) -> list[float]:
    """Shares of the words that training messages about our topic know, and that only the others know.

    `inside`, `outside`: in how many training messages a word stands. `own` ("inside", "outside") says to which of the
    two this message itself belongs, in training, so that it does not vouch for its own words.
    """
    found = {t for t in tokens if t[0].isalpha() and len(t) > 2}
    if not found:
        return [1.0, 0.0, 0.0]
    seen_in = {t for t in found if inside.get(t, 0) - (own == "inside") > 0}
    seen_out = {t for t in found if outside.get(t, 0) - (own == "outside") > 0}
    strange = len(found - seen_in)
    return [len(seen_in) / len(found), len(seen_out - seen_in) / len(found), min(strange, 4) / 4]


def row(reading: Reading, tokens: Sequence[str], known: Sequence[float]) -> np.ndarray:
    """All of it, float32."""
    return np.asarray([*reading_features(reading), *shape_features(tokens), *known], dtype=np.float32)
