"""The last answer in its shortest form: "shorter", "tl;dr", "in one sentence please"."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.chosen import wanted_role
from actions.planning import gaps_for, plan_shown
from actions.turn import Answer, Reply, Turn
from waymark.meaning.more import wants_it_shorter
from waymark.meaning.plan_wording import finds_it_long
from waymark.report import talk

SHORTER = "shorter"
FEW = 3  # gaps
LONG = 160  # letters of an answer that can be told in fewer
_SENTENCE = re.compile(r".+?(?:[.!?](?=\s|$)|:?$)", re.MULTILINE)


def shorter_meant(turn: Turn) -> tuple[str, Answer] | None:
    """What tells the last answer in short; None where nothing of the kind is wanted, or nothing long was said."""
    if turn.own or turn.interests or not wants_it_shorter(turn.text):
        return None
    known = not turn.adviser.profile(turn.person).is_empty
    if known and "gaps" in turn.marks_before:
        return SHORTER, _few_gaps
    if known and "plan" in turn.marks_before:
        alone = len(turn.text.split()) == 1 or not finds_it_long(turn.text)  # "make it shorter": the weeks are meant
        return (SHORTER, _first_step) if alone else None
    return (SHORTER, _first_sentence) if _long_answer(turn) else None


def _few_gaps(turn: Turn) -> Reply:
    assessment, role = turn.adviser.advise(turn.person), wanted_role(turn)
    path = role or assessment.path
    listed = tuple(g for g in assessment.gaps[path] if g in gaps_for(turn, path))
    told = talk.gaps(assessment, path, turn.adviser.catalogue, role is not None, most=FEW, listed=listed)
    return Reply.of(told, opens="offer:ask_plan")


def _first_step(turn: Turn) -> Reply:
    plan = plan_shown(turn)
    if not plan.steps:
        return Reply.of(talk.nothing_to_plan(plan, turn.adviser.catalogue), digression=True)
    told = talk.first_steps(plan, 1, turn.adviser.catalogue)
    return Reply.of(replace(told, text=f"{told.text} {talk.FEWER_WEEKS}"), digression=True)


def _long_answer(turn: Turn) -> str:
    """The longest text of the last answer; "" where none was long."""
    longest = max(turn.said_before, key=len, default="")
    return longest if len(longest) >= LONG and len(_SENTENCE.findall(longest)) > 1 else ""


def _first_sentence(turn: Turn) -> Reply:
    """Answers begin with what matters most, so their first sentence stands for them."""
    return Reply.of(talk.in_short(_SENTENCE.findall(_long_answer(turn))[0]), digression=True)
