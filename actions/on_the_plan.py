"""What people say about a plan that they were shown, and what answers it: a step that they know or want to skip, a
week of it, its order, why it got longer, what to do this week, whether it is realistic."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.aside import MISHEARD
from actions.chosen import nobody_chose, wanted_role
from actions.plan_edits import after_a_plan, wish_meant
from actions.plan_order import order_asked
from actions.planning import (
    hours_asked,
    kept_limits,
    limits_of,
    make_plan,
    plan_for,
    plan_shown,
    remembering,
    time_told,
)
from actions.turn import Answer, Reply, Turn
from waymark.meaning import plan_edits, plan_wording, practical
from waymark.meaning.answers import study_time
from waymark.meaning.asides import worries_about_age
from waymark.meaning.more import steps_wanted
from waymark.meaning.told_time import hours_instead, hours_settled, may_be_study_time, names_no_hours, tries_time
from waymark.plan import Budget, LearningPlan
from waymark.plan_change import change_since, shown
from waymark.report import talk
from waymark.report.talk.words import time_named

WISH, WEEK, ORDER, MOVED, SMALL, REALISTIC, PACE, DONE, STEP, FIRST = (
    "plan_wish", "a_week_of_the_plan", "why_this_order", "why_it_moved", "a_small_step", "is_it_realistic", "pace",
    "a_step_done", "a_step_of_the_plan", "the_first_steps",
)  # fmt: skip
ON_THE_PLAN = {WISH, WEEK, ORDER, MOVED, SMALL, REALISTIC, PACE, DONE, STEP, FIRST}
_OF_TIME = {  # intents under which words on one's time are heard
    "set_hours", "ask_plan", "ask_how_long", "compare_or_whatif", "deny", "correct_or_remove_skill", "undo", "feedback",
    "nevermind", "back", "affirm", "answer_level", "answer_activity", *MISHEARD,
}  # fmt: skip
_OF_THE_ROLES = {"ask_degree_maths", "ask_job_market", "ask_salary", "ask_resources", "compare_or_whatif"}


def plan_meant(turn: Turn) -> tuple[str, Answer] | None:
    """What a message says about the plan and what answers it; None where it is about something else."""
    if done := plan_wording.finished(turn.text, turn.adviser.catalogue):
        return DONE, lambda t: marked_done(t, done)
    if (number := _step_done(turn)) is not None:
        return DONE, lambda t: _mark_step(t, number)
    if (wish := wish_meant(turn)) is not None:
        return WISH, wish
    text, known = turn.text, not turn.adviser.profile(turn.person).is_empty
    if known and not (turn.mentions or turn.interests) and _tells_no_number(turn):
        return PACE, hours_asked
    if known and turn.intent in _OF_TIME and (said := _time_meant(turn)) is not None:
        return said
    if turn.intent != "set_hours" and not turn.mentions and (week := plan_wording.week_asked(text)) is not None:
        return WEEK, lambda t: _week_of_the_plan(t, week)
    if not known:
        return None
    if not turn.mentions and (passed := practical.step_passed(text)) is not None:
        return STEP, lambda t: _after_step(t, passed)
    if turn.plans_shown and plan_wording.asks_why_moved(text):
        return MOVED, _moved
    if (asked := order_asked(turn)) is not None:
        return ORDER, asked
    if turn.mentions or turn.interests or turn.intent in _OF_THE_ROLES:
        return None
    if (count := steps_wanted(text)) is not None and (turn.plans_shown or turn.intent == "ask_plan"):
        return FIRST, lambda t: _first_steps(t, count)
    if plan_wording.asks_small_step(text) or (talk.SMALL_STEP in turn.marks_before and _tells_hours(turn)):
        return SMALL, _small_step
    of_a_plan = turn.plans_shown or "plan" in turn.marks_before
    if of_a_plan and plan_wording.finds_it_long(text) and not time_told(turn, text).said:
        return REALISTIC, _realistic
    about_time = turn.plans_shown or turn.intent == "ask_how_long" or study_time(text).said
    if plan_wording.asks_if_realistic(text) and about_time and not worries_about_age(text):
        return REALISTIC, _realistic
    return None


def marked_done(turn: Turn, skills: tuple[str, ...]) -> Reply:
    """Raises the skills to the levels that the chosen path asks for."""
    before, after = turn.adviser.mark_done(turn.person, skills, wanted_role(turn))
    return Reply.of(talk.progress(skills, before, after, turn.adviser.catalogue), opens="offer:ask_plan")


def _time_meant(turn: Turn) -> tuple[str, Answer] | None:
    """Hours that somebody stays with, or a time that is only tried, however it sounds."""
    of_a_week = after_a_plan(turn) and not kept_limits(turn)[1]
    settled = hours_settled(turn.text) or (hours_instead(turn.text) if of_a_week else None)
    if settled and (after_a_plan(turn) or turn.adviser.profile(turn.person).hours_per_week):
        return PACE, lambda t: make_plan(replace(t, intent="set_hours", text=f"{settled:g} hours a week"))
    if tries_time(turn.text) and not turn.mentions and time_told(turn, turn.text).said:
        return PACE, make_plan
    if turn.mentions or turn.interests:
        return None
    if turn.intent in {*MISHEARD, "answer_level"} and may_be_study_time(turn.text):
        said = time_told(turn, turn.text)
        if said.hours_per_week and not said.bare and not tries_time(turn.text):
            return PACE, lambda t: make_plan(replace(t, intent="set_hours"))
    return None


def _tells_no_number(turn: Turn) -> bool:
    """ "In the evenings", which is no goodbye: a time to study in that still lacks its hours."""
    return names_no_hours(turn.text) and time_told(turn, turn.text).hours_per_week is None


def _step_done(turn: Turn) -> int | None:
    """The 0-based step of the plan that "I finished the first step", "step 2 is done" calls finished."""
    if turn.mentions or not turn.plans_shown or plan_edits.skips_step(turn.text) or "?" in turn.text:
        return None
    done = turn.intent == "progress_done" or plan_wording.says_finished(turn.text)
    number = plan_wording.step_numbered(turn.text) if done else None
    return number if number is not None and number < len(plan_shown(turn).steps) else None


def _mark_step(turn: Turn, number: int) -> Reply:
    """Raises the skill of a step to the level of that step, which may be less than the path asks for."""
    step = plan_shown(turn).steps[number]
    before, after = turn.adviser.mark_done(turn.person, (step.skill,), wanted_role(turn), step.need)
    told = talk.progress((step.skill,), before, after, turn.adviser.catalogue, step.need.label)
    return Reply.of(told, opens="offer:ask_plan")


def _first_steps(turn: Turn, count: int) -> Reply:
    """The plan's first steps and no more, which is a plan that was shown all the same."""
    plan = plan_shown(turn)
    if not plan.steps:
        return Reply.of(talk.nothing_to_plan(plan, turn.adviser.catalogue), digression=True)
    kept = remembering(turn, {}, shown(plan, time_named(*kept_limits(turn)), nobody_chose(turn)))
    return Reply.of(talk.first_steps(plan, count, turn.adviser.catalogue), digression=True, slots=kept)


def _tells_hours(turn: Turn) -> bool:
    """Whether a message is about the hours that somebody has, and asks for no plan with them."""
    said = time_told(turn, turn.text).hours_per_week is not None
    return said and turn.intent != "ask_how_long" and re.search(r"\bplan\b", turn.text, re.I) is None


def _week_of_the_plan(turn: Turn, week: int) -> Reply:
    """What stands in the plan from that week on, within the time that it was made for."""
    if turn.adviser.profile(turn.person).is_empty:
        return Reply.of(talk.invitation(turn.number))
    plan = plan_shown(turn)
    return Reply.of(talk.plan_from(plan, week, turn.adviser.catalogue, nobody_chose(turn)), digression=True)


def _after_step(turn: Turn, passed: int) -> Reply:
    """The step behind the one that is named, within the time that the plan was made for."""
    return Reply.of(talk.step_after(plan_shown(turn), passed, turn.adviser.catalogue), digression=True)


def _moved(turn: Turn) -> Reply:
    """What differs between the plan of now and the one before, and what every plan aims at."""
    shared = nobody_chose(turn)
    now = shown(plan_shown(turn), time_named(*kept_limits(turn)), shared)
    return Reply.of(talk.plan_moved(change_since(turn.plans_shown, now), now, turn.adviser.catalogue), digression=True)


def _small_step(turn: Turn) -> Reply:
    """The beginning of the plan's first step, and no more."""
    plan = plan_shown(turn)
    if not plan.steps:
        return Reply.of(talk.nothing_to_plan(plan, turn.adviser.catalogue), digression=True)
    told = time_told(turn, turn.text).hours_per_week
    if told and not plan_wording.is_of_now(turn.text):
        turn.adviser.set_hours(turn.person, told)
    return Reply.of(
        talk.first_hours(plan.steps[0], told or plan.hours_per_week, turn.adviser.catalogue), digression=True
    )


def _realistic(turn: Turn) -> Reply:
    """The weeks that the likelier path takes at the hours that somebody has, and what shortens it."""
    said = time_told(turn, turn.text)
    if said.hours_per_week:
        turn.adviser.set_hours(turn.person, said.hours_per_week)
    role = wanted_role(turn)
    whole = plan_for(turn, role)
    if not whole.steps:
        return Reply.of(talk.nothing_to_plan(whole, turn.adviser.catalogue), digression=True)
    limits = limits_of(said) if said.limited else kept_limits(turn)
    within: LearningPlan | None = None
    if any(limits):
        within = plan_for(turn, role, Budget(None, *limits[:2]))
    told = talk.realistic(whole, within, time_named(*limits), turn.adviser.catalogue, chosen=role is not None)
    if not plan_wording.asks_if_realistic(turn.text):  # "make it shorter" asks for no judgement, which stands first
        told = replace(told, text=told.text.partition(". ")[2])
    return Reply.of(told, digression=True)
