"""What people say about a plan that they were shown, and what answers it: a step that they know or want to skip, a
week of it, its order, why it got longer, what to do this week, whether it is realistic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.aside import MISHEARD
from actions.chosen import nobody_chose, wanted_role
from actions.plan_order import OF_A_PLAN, order_asked
from actions.planning import kept_limits, limits_of, make_plan, plan_shown, time_told
from actions.turn import Answer, Reply, Turn
from waymark.meaning import plan_wording, practical
from waymark.meaning.answers import level_answer, study_time
from waymark.meaning.asides import worries_about_age
from waymark.meaning.told_time import hours_instead, hours_settled, tries_time
from waymark.meaning.wording import role_named
from waymark.plan import Budget, LearningPlan
from waymark.plan_change import PlanChange, change_since, shown, shown_from
from waymark.report import talk
from waymark.report.talk.words import name_of, time_named
from waymark.skills import Mention, ProficiencyLevel

WISH, WEEK, ORDER, MOVED, SMALL, REALISTIC, PACE, DONE, STEP = (
    "plan_wish", "a_week_of_the_plan", "why_this_order", "why_it_moved", "a_small_step", "is_it_realistic", "pace",
    "a_step_done", "a_step_of_the_plan",
)  # fmt: skip
ON_THE_PLAN = {WISH, WEEK, ORDER, MOVED, SMALL, REALISTIC, PACE, DONE, STEP}
SHORTEST_WORD = 4  # letters, of a name that is said in part
MOST_NAMED = 3  # steps of one wish
_AFTER_A_PLAN = {"ask_plan", "set_hours", "ask_how_long", "ask_gaps", "choose_role"}
_OF_TIME = {  # intents under which words on one's time are heard
    "set_hours", "ask_plan", "ask_how_long", "compare_or_whatif", "deny", "correct_or_remove_skill", "undo", "feedback",
    "nevermind", "back", "affirm", "answer_level", "answer_activity", *MISHEARD,
}  # fmt: skip
_OF_THE_ROLES = {"ask_degree_maths", "ask_job_market", "ask_salary", "ask_resources", "compare_or_whatif"}
ASSUMED = ProficiencyLevel.INTERMEDIATE  # of who says "I know it" and no more, as of who names a skill


def plan_meant(turn: Turn) -> tuple[str, Answer] | None:
    """What a message says about the plan and what answers it; None where it is about something else."""
    if done := plan_wording.finished(turn.text, turn.adviser.catalogue):
        return DONE, lambda t: marked_done(t, done)
    if _wishes(turn):
        return WISH, _plan_wish
    text, known = turn.text, not turn.adviser.profile(turn.person).is_empty
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
    of_a_week = _after_a_plan(turn) and not kept_limits(turn)[1]
    settled = hours_settled(turn.text) or (hours_instead(turn.text) if of_a_week else None)
    if settled and (_after_a_plan(turn) or turn.adviser.profile(turn.person).hours_per_week):
        return PACE, lambda t: make_plan(replace(t, intent="set_hours", text=f"{settled:g} hours a week"))
    if tries_time(turn.text) and not turn.mentions and time_told(turn, turn.text).said:
        return PACE, make_plan
    return None


def _after_a_plan(turn: Turn) -> bool:
    shown = not turn.adviser.profile(turn.person).is_empty  # of who has told nothing no plan was made
    return shown and (turn.intent_before in _AFTER_A_PLAN or not OF_A_PLAN.isdisjoint(turn.marks_before))


def _tells_hours(turn: Turn) -> bool:
    """Whether a message is about the hours that somebody has, and asks for no plan with them."""
    said = time_told(turn, turn.text).hours_per_week is not None
    return said and turn.intent != "ask_how_long" and re.search(r"\bplan\b", turn.text, re.I) is None


def _wishes(turn: Turn) -> bool:
    """Whether a message would change steps of a plan, or says that one is known already."""
    text, after = turn.text, _after_a_plan(turn)
    if turn.mentions and plan_wording.edits_plan(text, turn.intent == "correct_or_remove_skill", after):
        return True
    if turn.mentions and plan_wording.begins_with_skip(text):
        return True
    if talk.LEFT_OUT in turn.marks_before and plan_wording.without_those(text):
        return True
    if turn.intent in {"progress_done", "compare_or_whatif"} or ("?" in text and not plan_wording.asks_leave(text)):
        return False
    skips, knows = plan_wording.skips_step(text), plan_wording.says_known(text)
    if after:
        return (skips or (knows and _says_no_more(turn))) and bool(_steps_meant(turn))
    if not turn.plans_shown or (turn.open_question or "").startswith("q:"):
        return False
    # Longer after a plan "drop R" may be a correction, and "I know R" is telling, unless nobody else would hear it.
    steps = {step.skill for step in plan_shown(turn).steps}
    meant = _steps_meant(turn)
    return bool(meant) and ((skips and steps.issuperset(meant)) or (knows and not turn.mentions))


def _says_no_more(turn: Turn) -> bool:
    """Whether all that is named is of the plan: "I know Java and Docker" is telling, which is heard as such."""
    return {m.skill for m in turn.mentions} <= {step.skill for step in plan_shown(turn).steps}


def _steps_meant(turn: Turn) -> tuple[str, ...]:
    """The skills that are named, else what is called by name, or by its number in the plan ("the first one")."""
    if named := tuple(dict.fromkeys(m.skill for m in turn.mentions))[:MOST_NAMED]:
        return named
    if turn.adviser.profile(turn.person).is_empty:
        return ()
    catalogue = turn.adviser.catalogue
    skills = tuple(dict.fromkeys(step.skill for step in plan_shown(turn).steps))
    asked_for = dict.fromkeys(
        (*skills, *(r.skill for role in catalogue.roles for r in catalogue.requirements_of(role)))
    )
    called = tuple(skill for skill in asked_for if _is_called(skill, turn))[:MOST_NAMED]
    if not called and len(partly := [skill for skill in asked_for if _is_partly_called(skill, turn)]) == 1:
        return tuple(partly)
    number = plan_wording.step_numbered(turn.text)
    if not called and number is None and turn.spoken_of in skills and plan_wording.skips_it(turn.text):
        return (turn.spoken_of,)
    return called or (skills[number : number + 1] if number is not None else ())


def _is_called(skill: str, turn: Turn) -> bool:
    """Whether the text holds a name of the skill that the reader leaves out elsewhere ("communication")."""
    known = turn.adviser.catalogue.skills[skill]
    names = (known.preferred_label, *known.alt_labels)
    return any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", turn.text, re.I) for n in names)


def _is_partly_called(skill: str, turn: Turn) -> bool:
    """ "The business stuff": a word of a skill's name, which means it where it stands in no other one's."""
    label = turn.adviser.catalogue.skills[skill].preferred_label
    words = re.findall(rf"\w{{{SHORTEST_WORD},}}", label.casefold())
    return any(re.search(rf"\b{re.escape(word)}\b", turn.text, re.I) for word in words)


def _plan_wish(turn: Turn) -> Reply:
    """A step that is known leaves the plan; nothing else does."""
    meant = _steps_meant(turn)
    if meant and plan_wording.says_known(turn.text):
        return _known(turn, meant)
    if not meant and talk.LEFT_OUT in turn.marks_before:  # they are left out already
        return make_plan(replace(turn, intent="ask_plan", text="", open_question=None))
    catalogue = turn.adviser.catalogue
    names = tuple(name_of(skill, catalogue) for skill in meant[:MOST_NAMED])
    role = role_named(turn.text, catalogue)
    plan = None if turn.adviser.profile(turn.person).is_empty else plan_shown(turn)
    costs = talk.cost_of_skipping(plan, meant, catalogue) if plan else ""
    return Reply.of(talk.plan_is_fixed(names, costs), digression=True, slots={"chosen_role": role} if role else {})


def _known(turn: Turn, skills: Sequence[str]) -> Reply:
    """Marks the steps as known, says at which level, and what that changes in the plan."""
    needed = {step.skill: step.need for step in reversed(plan_shown(turn).steps)}
    before = turn.adviser.profile(turn.person).skills
    said = {m.skill: m for m in turn.own}
    told = []
    for skill in skills:
        level, years = (said[skill].level, said[skill].years) if skill in said else (None, None)
        if level is None and years is None:
            level = level_answer(turn.text) or max(ASSUMED, needed.get(skill, ASSUMED))
            if skill in before and before[skill].held >= level:
                continue  # "I know it" takes nothing back of what was told before
        told.append(Mention(skill, 0, 0, level=level, years=years, evidence=turn.text[:200]))
    turn.adviser.hear(turn.person, told)
    now = turn.adviser.profile(turn.person).skills
    noted = talk.step_known([now[skill] for skill in skills if skill in now], turn.adviser.catalogue)
    before_it = turn.plans_shown[-1:]  # after gaps there is no plan yet, so how long it takes is enough
    again = make_plan(replace(turn, intent="ask_plan" if before_it else "ask_how_long", text="", open_question=None))
    if before_it and (kept := again.slots.get("plans_shown")):
        change = PlanChange(shown_from(before_it[0]), shown_from(kept[-1]))
        again = replace(again, messages=(talk.plan_changed(change, turn.adviser.catalogue),))
    return replace(again, messages=(noted, *again.messages), digression=False)


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
    whole = turn.adviser.plan(turn.person, role)
    if not whole.steps:
        return Reply.of(talk.nothing_to_plan(whole, turn.adviser.catalogue), digression=True)
    limits = limits_of(said) if said.limited else kept_limits(turn)
    within: LearningPlan | None = None
    if any(limits):
        within = turn.adviser.plan(turn.person, role, Budget(None, *limits[:2]))
    told = talk.realistic(whole, within, time_named(*limits), turn.adviser.catalogue, chosen=role is not None)
    if not plan_wording.asks_if_realistic(turn.text):  # "make it shorter" asks for no judgement, which stands first
        told = replace(told, text=told.text.partition(". ")[2])
    return Reply.of(told, digression=True)
