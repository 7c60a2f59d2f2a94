"""People in despair, and people who are discouraged: what answers them, by what they say."""

from __future__ import annotations

from actions.chosen import wanted_role
from actions.planning import gaps_for, plan_shown
from actions.turn import Reply, Turn
from waymark.meaning.distress import discouragement, is_desperate
from waymark.report import talk


def with_care(turn: Turn) -> Reply:
    """Care and a human pointer, no cheer and no question after it; an honest word and a next step where it is plainly
    about learning or a job search. In doubt it is care, with the offer to go on."""
    kind = discouragement(turn.text)
    if kind is not None:
        return encouraged(turn, kind)
    return Reply.of(talk.distress(turn.handoff, talk.CARE in turn.marks_before, not is_desperate(turn.text)))


def encouraged(turn: Turn, kind: str) -> Reply:
    known = not turn.adviser.profile(turn.person).is_empty
    if known and kind == "too_long" and (plan := plan_shown(turn)).steps:
        step = talk.first_hours(plan.steps[0], plan.hours_per_week, turn.adviser.catalogue)
        again = any(step.text in text for text in turn.said_before)
        return Reply.of(talk.put_off(step, again))
    first = next(iter(gaps_for(turn, wanted_role(turn))), None) if known else None
    said = talk.discouraged(kind, first, known, turn.adviser.catalogue, turn.said_before)
    return Reply.of(said, opens="offer:ask_plan" if first is not None else None)
