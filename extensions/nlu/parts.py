"""A message that asks several things is answered in order: where it may be cut, and which cuts are kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_PARTS = 3
PART_SURE = 0.65
_ASKS = r"(?:what|which|who|where|when|why|how|is|are|do|does|did|can|could|should|would|will|tell|show|explain|give)"
_CUT = re.compile(
    rf"(?<=[?!.;])\s+|\n+|\s*[,;]?\s+(?:and|also|plus|then|but)\s+(?:also\s+)?(?={_ASKS}\b)|,\s+(?={_ASKS}\b)",
    re.IGNORECASE,
)
# Courtesy is no question: it neither makes a message a double one nor takes a place among the three.
_COURTESY = frozenset(
    {"greet", "thanks", "affirm", "chitchat", "goodbye", "deny", "out_of_scope", "nlu_fallback", "help"}
)
_SAYS = re.compile(r"\w+\W+\w+|\w{7,}")  # a piece of one short word is none
_LONGEST = 400  # longer texts are told or pasted, not asked


@dataclass(frozen=True)
class Part:
    """A stretch of the message (character offsets) with an intent of its own."""

    intent: str
    start: int
    end: int
    confidence: float


def cut(text: str) -> list[tuple[int, int]]:
    """Where the message may be cut: character offsets of two to six pieces, or nothing."""
    if len(text) > _LONGEST:
        return []
    edges = [0, *(edge for match in _CUT.finditer(text) for edge in match.span()), len(text)]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    pieces = [(low, high) for low, high in pairs if _SAYS.search(text[low:high])]
    return pieces if 2 <= len(pieces) <= 6 else []


def keep(pieces: Sequence[tuple[int, int]], ranked: Sequence[tuple[str, float]]) -> tuple[Part, ...]:
    """The parts to answer, in order, at most three; nothing unless at least two different things are asked."""
    parts: list[Part] = []
    for (start, end), (intent, confidence) in zip(pieces, ranked, strict=False):
        known = any(part.intent == intent for part in parts)
        if intent not in _COURTESY and confidence >= PART_SURE and not known:
            parts.append(Part(intent, start, end, round(confidence, 4)))
    return tuple(parts[:MOST_PARTS]) if len(parts) > 1 else ()
