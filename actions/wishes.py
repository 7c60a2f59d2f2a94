"""A wish to learn more of what is held already takes nothing of it away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.turn import Turn
from waymark.skills import Mention, Polarity

_MORE_OF_IT = re.compile(
    r"\b(?:better|more|stronger|further|deeper|improv\w+|deepen\w*|refresh\w*|brush\w* up|polish\w*|advance|extend"
    r"|strengthen\w*|next level|level up|perfect)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|no|never|nothing|cannot)\b|n['\u2019]t\b", re.IGNORECASE)


def without_wishes_for_what_is_held(turn: Turn) -> Turn:
    """ "I want to get better at Python" of who told a level of it is no "I don't know it yet"; "I want to learn Python"
    may be, and the latest word stands."""
    wished = [m for m in turn.own if m.polarity is Polarity.WANTS]
    more = _MORE_OF_IT.search(turn.text) is not None and _DENIES.search(turn.text) is None
    if not (wished and more) or turn.intent == "correct_or_remove_skill":
        return turn
    known = turn.adviser.profile(turn.person).skills
    levelled = {
        s for s, k in known.items() if k.polarity is Polarity.HAS and (k.level is not None or k.years is not None)
    }
    return replace(turn, entities=tuple(_held(e, levelled) for e in turn.entities))


def _held(entity: Mapping[str, Any], levelled: set[str]) -> Mapping[str, Any]:
    if entity.get("entity") != Mention.ENTITY or entity.get("value") not in levelled:
        return entity
    return {**entity, "polarity": Polarity.HAS.value} if entity.get("polarity") == Polarity.WANTS.value else entity
