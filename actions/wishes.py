"""What is wished for, to be learned or asked about takes nothing away of what somebody knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.turn import Turn
from waymark.meaning.comparing import asks_if_easy
from waymark.meaning.others import is_only_pointed_at, speaks_of_oneself
from waymark.meaning.plan_wording import asks_to_leave_out
from waymark.meaning.practical import asks_to_do_with
from waymark.meaning.retraction import wishes_for_more
from waymark.meaning.trust import objection
from waymark.meaning.wording import is_to_be_learned
from waymark.skills import Mention, Polarity, Scope

ABOUT_LEARNING = {"ask_resources", "ask_where_to_start", "ask_plan", "ask_how_long"}


def without_what_is_only_asked(turn: Turn) -> Turn:
    """ "Ok, Python first. Which course?" does not say that Python is known, nor "can I do that in Excel?" that Excel
    is, nor "can I leave out the maths?" that it is not, nor "is that from before LLMs?" anything; and "strange, given
    my C++" tells nothing new of a C++ that is known."""
    learning, leaving = ABOUT_LEARNING & {turn.intent, *turn.parts}, asks_to_leave_out(turn.text)
    pointed_at = {m.skill for m in turn.own if is_only_pointed_at(turn.text, m.start)}
    known = turn.adviser.profile(turn.person).skills if pointed_at else {}
    places = {
        (m.start, m.end)
        for m in turn.own
        if (m.skill in pointed_at and m.skill in known)
        or asks_to_do_with(turn.text, m.start)
        or (m.polarity is Polarity.WANTS and asks_if_easy(turn.text))
        or (objection(turn.text) == "old" and not speaks_of_oneself(turn.text))
        or (leaving and m.polarity is Polarity.LACKS)
        or (learning and m.level is None and m.years is None and is_to_be_learned(turn.text, m.end))
    }
    asked = {"scope": Scope.QUESTION.value}
    entities = tuple(
        {**e, **asked} if e.get("entity") == Mention.ENTITY and (e.get("start"), e.get("end")) in places else e
        for e in turn.entities
    )
    return replace(turn, entities=entities)


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
