"""A wish to learn more of what is held already takes nothing of it away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.turn import Turn
from waymark.meaning.retraction import wishes_for_more
from waymark.skills import Mention, Polarity


def without_wishes_for_what_is_held(turn: Turn) -> Turn:
    """ "I want to get better at Python" of who told a level of it is no "I don't know it yet"; "I want to learn Python"
    may be, and the latest word stands."""
    wished = [m for m in turn.own if m.polarity is Polarity.WANTS]
    if not (wished and wishes_for_more(turn.text)) or turn.intent == "correct_or_remove_skill":
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
