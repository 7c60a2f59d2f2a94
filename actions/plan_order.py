"""Why a skill stands in the plan or in the list of gaps, and why where it does."""

from __future__ import annotations

from actions.chosen import wanted_role
from actions.planning import gaps_for, kept_limits, plan_shown
from actions.turn import Answer, Reply, Turn
from waymark.gaps import SkillGap, held_levels
from waymark.meaning import plan_wording
from waymark.report import talk
from waymark.skills import Polarity

FIRST = 3  # gaps whose place is explained
OF_A_PLAN = {"plan", talk.LEFT_OUT, talk.SMALL_STEP}  # marks of what was said last


def order_asked(turn: Turn) -> Answer | None:
    """What answers a question about the order, or about a step itself; None where nothing of the kind is asked."""
    if turn.mentions and plan_wording.asks_why_in_plan(turn.text):
        return _why_in_plan
    if plan_wording.asks_why_order(turn.text) and (_first_gaps(turn) or _named_and_not_first(turn)):
        return _order
    return None


def _why_in_plan(turn: Turn) -> Reply:
    """What speaks for each skill that is named; of one that is not in the plan, that it is not."""
    catalogue, planned = turn.adviser.catalogue, _planned(turn)
    gaps, listed, named = _gaps(turn), _listed(turn), tuple(dict.fromkeys(m.skill for m in turn.mentions))[:FIRST]
    held = held_levels(turn.adviser.profile(turn.person), catalogue)
    waiting = turn.adviser.waiting_for(turn.person, wanted_role(turn))
    because = {s.skill: s.because for s in plan_shown(turn).steps} if planned else {}
    lines = [
        talk.why_listed(skill, gaps.get(skill), waiting.get(skill) or because.get(skill, ()), catalogue)
        if skill in listed
        else talk.not_listed(skill, held.get(skill), gaps.get(skill), listed, catalogue, planned=planned)
        for skill in named
    ]
    return Reply.of(talk.about_the_plan(lines), digression=True)


def _planned(turn: Turn) -> bool:
    """Whether the plan is what is talked about, and not the list of gaps."""
    return not OF_A_PLAN.isdisjoint(turn.marks_before) or (bool(turn.plans_shown) and "gaps" not in turn.marks_before)


def _gaps(turn: Turn) -> dict[str, SkillGap]:
    return {gap.skill: gap for gap in gaps_for(turn, wanted_role(turn))}


def _listed(turn: Turn) -> tuple[str, ...]:
    """The skills in the order in which they were shown: of the plan, or of the gaps."""
    if not _planned(turn):
        return tuple(_gaps(turn))
    return tuple(dict.fromkeys(step.skill for step in plan_shown(turn).steps))


def _first_gaps(turn: Turn) -> tuple[SkillGap, ...]:
    """The gaps that a question about the order is about: those named, else the first of the plan or of the list."""
    gaps = _gaps(turn)
    named = dict.fromkeys(m.skill for m in turn.mentions)
    if named:
        return tuple(gaps[skill] for skill in named if skill in gaps)
    return tuple(gaps[skill] for skill in _listed(turn) if skill in gaps)[:FIRST]


def _named_and_not_first(turn: Turn) -> str | None:
    """The skill that a question takes for the first one and that is not; None where it is right."""
    listed = _listed(turn)
    if not (turn.mentions and listed and plan_wording.asks_why_first(turn.text)):
        return None
    named = [m.skill for m in turn.mentions]
    return None if listed[0] in named else named[0]


def _order(turn: Turn) -> Reply:
    """Why these come first; where something else does, that is said before."""
    first, catalogue, planned = _first_gaps(turn), turn.adviser.catalogue, _planned(turn)
    opening = ""
    if (mistaken := _named_and_not_first(turn)) is not None:
        leads = _listed(turn)[0]
        first = tuple(gap for gap in (_gaps(turn).get(leads),) if gap)
        because = next((s.because for s in plan_shown(turn).steps if s.skill == leads), ()) if planned else ()
        opening = talk.not_first(mistaken, leads, () if first else because, catalogue)
    held = [m.skill for m in turn.own if m.polarity is Polarity.HAS]
    waiting = turn.adviser.waiting_for(turn.person, wanted_role(turn))
    limited = planned and any(kept_limits(turn))
    told = talk.order(first, waiting, catalogue, planned=planned, limited=limited, opening=opening, held=held)
    return Reply.of(told, digression=True)
