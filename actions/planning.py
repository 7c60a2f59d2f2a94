"""Making a plan: for the role and within the time that were named, now or before.

A time in all ("three months", "20 hours in all") holds for every plan until another one is named or it is lifted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from actions.chosen import newly_chosen, nobody_chose, wanted_role
from actions.questions import ask_next, hours_answer
from actions.turn import Reply, Turn
from waymark.gaps import SkillGap, held_levels
from waymark.meaning.answers import WEEKS, StudyTime, study_time
from waymark.meaning.deadlines import deadline, weeks_until
from waymark.meaning.plan_wording import asks_plan_for_both, lifts_limit, only_wonders, tells_experience
from waymark.meaning.told_time import beside_facts, limit_denied, tries_time, without_objected, without_repeated
from waymark.plan import Budget, LearningPlan, PlanStep, after_plan
from waymark.plan_change import PlanShown, change_since, remembered, shown
from waymark.report import talk
from waymark.report.messages import Message, choice
from waymark.report.talk.words import role_name, time_named
from waymark.skills import ProficiencyLevel

Limits = tuple[float | None, float | None, date | None]  # weeks, hours in all, the day on which the weeks end
NO_LIMITS: Limits = (None, None, None)


def kept_limits(turn: Turn) -> Limits:
    """The time that was named before; of a deadline what is left of it, and nothing once it is over."""
    weeks, total_hours, *until = turn.plan_limits or NO_LIMITS
    day = date.fromisoformat(until[0]) if until and until[0] else None
    if day is None:
        return weeks, total_hours, None
    left = weeks_until(day, turn.adviser.today())
    return (left, total_hours, day) if left > 0 else (None, total_hours, None)


def time_told(turn: Turn, text: str) -> StudyTime:
    """The time to study in a text of the turn; "Python for 2 years" names none, nor does what the bot said last."""
    said = study_time(without_repeated(without_objected(text), turn.said_before))
    if said.bare and said.hours_per_week and turn.open_question != "hours" and kept_limits(turn)[1]:
        said = replace(said, hours_per_week=None, total_hours=said.hours_per_week)  # "20 hours in all", then "no, 40"
    if said.weeks is None:
        today = turn.adviser.today()
        day = deadline(text, today)
        return replace(said, weeks=weeks_until(day, today), until=day) if day else said
    of_skills = any(m.years is not None and abs(m.years * WEEKS["y"] - said.weeks) < 1 for m in turn.mentions)
    return replace(said, weeks=None) if of_skills or tells_experience(text) else said


def time_beside(turn: Turn) -> StudyTime:
    """The time to study that is told beside facts: "R and SQL, about 4 hours a week for 7 months"."""
    if (part := turn.text_of("set_hours")) and (said := time_told(turn, part)).said:
        return said
    facts = [(fact.start, fact.end) for fact in (*turn.mentions, *turn.interests)]
    return time_told(turn, beside_facts(turn.text, facts))


def keep_time(turn: Turn) -> tuple[tuple[Message, ...], dict[str, Any]]:
    """Keeps the time told beside facts: what to say of it, and the slots to set."""
    said = time_beside(turn)
    if not said.said or tries_time(turn.text):
        return (), {}
    if said.hours_per_week:
        turn.adviser.set_hours(turn.person, said.hours_per_week)
    kept = talk.time_kept(said.hours_per_week, time_named(*limits_of(said)), known=True)
    return _with_reading((kept,), said), limits_told(turn, said)


def _with_reading(messages: Sequence[Message], said: StudyTime) -> tuple[Message, ...]:
    """The messages, which say first how hours a day were read as hours a week."""
    read = talk.time_read(said.week) if said.week and said.hours_per_week else ""
    return (replace(messages[0], text=f"{read}\n{messages[0].text}"), *messages[1:]) if read else tuple(messages)


def limits_of(said: StudyTime) -> Limits:
    return said.weeks, said.total_hours, said.until


def slot_of(limits: Limits) -> list[float | str | None]:
    """The limits as a slot holds them: a day in ISO form, and only where one was named."""
    weeks, total_hours, until = limits
    return [weeks, total_hours, until.isoformat()] if until else [weeks, total_hours]


def limits_after(turn: Turn, slots: Mapping[str, Any]) -> Limits:
    """The time that plans have to fit in after a turn that sets these slots."""
    if "plan_limits" not in slots:
        return kept_limits(turn)
    return kept_limits(replace(turn, plan_limits=tuple(slots["plan_limits"] or ())))


def lifts(turn: Turn) -> bool:
    """Whether the time that plans keep to shall count no longer, or was never named."""
    weeks, denied = kept_limits(turn)[0], limit_denied(turn.text)
    misheard = weeks is not None and denied is not None and abs(weeks - denied) < 1
    return misheard or lifts_limit(turn.text)


def limits_told(turn: Turn, said: StudyTime) -> dict[str, Any]:
    """The slot of the time that plans have to fit in, where the message names or lifts one."""
    if said.limited:
        wonders = turn.intent == "ask_how_long" and only_wonders(turn.text)
        return {} if wonders else {"plan_limits": slot_of(limits_of(said))}
    return {"plan_limits": None} if lifts(turn) else {}


def make_plan(turn: Turn) -> Reply:
    """The plan, or how long it takes; what was told of time and goal is kept, also where it is too early for a plan."""
    said = time_told(turn, turn.text)
    reply = _made(turn, said)
    return replace(reply, messages=_with_reading(reply.messages, said))


def hours_asked(turn: Turn) -> Reply:
    """The question for a number, where a time was told without one; an end that was told with it is kept."""
    said = time_told(turn, turn.text)
    slots = {**limits_told(turn, said), **newly_chosen(turn)}
    return Reply.of(talk.ask_hours(time_named(*limits_of(said))), opens="hours", slots=slots)


def _made(turn: Turn, said: StudyTime) -> Reply:
    if said.said and _only_tried(turn, said):
        return _tried(turn, said)
    asked = turn.open_question == "hours" and not said.limited  # "in 3 months" says nothing of a week
    hours = said.hours_per_week or (hours_answer(turn) if asked else None)
    if hours:
        turn.adviser.set_hours(turn.person, hours)
    if _tells_no_number(turn, said, hours):
        return hours_asked(turn)
    slots = {**limits_told(turn, said), **newly_chosen(turn)}
    if turn.adviser.profile(turn.person).is_empty:
        return _too_early(turn, hours, slots)
    hours = hours or turn.adviser.profile(turn.person).hours_per_week
    if said.limited:
        limits = limits_of(said)
    else:
        lifted = turn.intent == "ask_how_long" or lifts(turn)  # how long it takes in all is asked
        limits = NO_LIMITS if lifted else kept_limits(turn)
    return _planned(turn, limits, hours, slots)


def _tells_no_number(turn: Turn, said: StudyTime, hours: float | None) -> bool:
    """Whether a message is about one's time and names none that can be planned with ("only weekends")."""
    typed = turn.intent == "set_hours" and turn.text and not turn.text.startswith("/")
    return bool(typed) and not (hours or said.said or lifts(turn))


def _only_tried(turn: Turn, said: StudyTime) -> bool:
    """Whether a time is a what-if: said so, or other hours than those known in a question on how long it takes."""
    profile = turn.adviser.profile(turn.person)
    other = profile.hours_per_week and said.hours_per_week not in (None, profile.hours_per_week)
    asked = turn.intent == "ask_how_long" and "?" in turn.text and only_wonders(turn.text)
    return not profile.is_empty and (tries_time(turn.text) or bool((other or said.limited) and asked))


def _tried(turn: Turn, said: StudyTime) -> Reply:
    """The plan at a time that is only tried, beside the one of now; nothing of it is kept."""
    now, role = kept_limits(turn), wanted_role(turn)
    usual = turn.adviser.profile(turn.person).hours_per_week
    limits = limits_of(said) if said.limited else now
    tried = plan_for(turn, role, Budget(said.hours_per_week, *limits[:2]))
    plan = plan_for(turn, role, Budget(None, *now[:2]))
    told = talk.time_tried(tried, plan, (time_named(*limits), time_named(*now)), turn.adviser.catalogue, usual)
    return Reply.of(told, digression=True)


def _too_early(turn: Turn, hours: float | None, slots: Mapping[str, Any]) -> Reply:
    """Nothing is known of the person: the time is kept, and they are asked about themselves."""
    limit = time_named(*limits_after(turn, {"plan_limits": None, **slots}))
    if hours or limit:
        asked = ask_next(turn, talk.time_kept(hours, limit, known=False))
        return replace(asked, slots={**asked.slots, **slots})
    return Reply.of(*talk.about("time", None, turn.adviser.catalogue), talk.invitation(turn.number), slots=dict(slots))


def _planned(turn: Turn, limits: Limits, hours: float | None, slots: Mapping[str, Any]) -> Reply:
    catalogue, budget = turn.adviser.catalogue, Budget(hours, *limits[:2])
    limit = time_named(*limits)
    opens = None if hours else "hours"
    if nobody_chose(turn) and turn.intent != "ask_how_long":
        plan, reached = turn.adviser.shared_plan(turn.person, budget, turn.passed_over)
        if plan.steps:
            whole = turn.adviser.shared_plan(turn.person, Budget(hours), turn.passed_over)[0] if limit else plan
            told = talk.plan(plan, hours, catalogue, reached, limit, _left_out(turn, plan, whole))
            told = _beside_the_last(turn, told, shown(plan, limit, shared=True))
            return _shared(turn, told, opens, remembering(turn, slots, shown(plan, limit, shared=True)))
    plan = plan_for(turn, wanted_role(turn), budget)
    if not plan.steps:
        return Reply.of(talk.nothing_to_plan(plan, catalogue), digression=True, slots=dict(slots))
    if turn.intent == "ask_how_long":
        message = talk.plan_in_short(plan, hours, catalogue, _holds(turn, slots))
    else:
        whole = plan_for(turn, plan.role, Budget(hours)) if limit else plan
        message = talk.plan(plan, hours, catalogue, limit=limit, left_out=_left_out(turn, plan, whole))
    message = _beside_the_last(turn, message, shown(plan, limit))
    return Reply.of(message, opens=opens, slots=dict(remembering(turn, slots, shown(plan, limit))))


def _left_out(turn: Turn, plan: LearningPlan, whole: LearningPlan) -> tuple[PlanStep, ...]:
    """The first steps of skills that the whole plan has and that do not fit into the time of this one; what is learned
    along with another step is not missing."""
    fits = {step.skill for step in plan.steps}
    levels = held_levels(after_plan(turn.adviser.profile(turn.person), plan), turn.adviser.catalogue)
    missing = [s for s in whole.steps if s.skill not in fits and s.need > levels.get(s.skill, ProficiencyLevel.NONE)]
    return tuple({step.skill: step for step in reversed(missing)}.values())[::-1]


def _beside_the_last(turn: Turn, told: Message, now: PlanShown) -> Message:
    """The plan with what has to be said of it: what is left out as wished, and why it is longer than the last one."""
    catalogue = turn.adviser.catalogue
    change = change_since(turn.plans_shown, now)
    lines = [talk.grown(change, catalogue)] if change else []
    lines += [talk.kept_out(turn.passed_over, catalogue)] if turn.passed_over else []
    return replace(told, text="\n".join(filter(None, (told.text, *lines))))


def remembering(turn: Turn, slots: Mapping[str, Any], plan: PlanShown) -> Mapping[str, Any]:
    return {**slots, "plans_shown": remembered(turn.plans_shown, plan)}


def _holds(turn: Turn, slots: Mapping[str, Any]) -> str:
    """The time that plans have to fit in after this turn, in words."""
    return time_named(*limits_after(turn, slots))


def _shared(turn: Turn, plan: Message, opens: str | None, slots: Mapping[str, Any]) -> Reply:
    """The plan for what the roles share, and the question which of them it shall be."""
    catalogue = turn.adviser.catalogue
    ways = tuple(choice(f"Gaps for {role_name(role, catalogue)}", "choose_role", role=role) for role in catalogue.roles)
    asked = "" if asks_plan_for_both(turn.text) else f"{talk.plan_nobody_chose(catalogue)}\n"
    plan = replace(plan, text=f"{asked}{plan.text}", choices=(*plan.choices, *ways))
    return Reply.of(plan, opens=opens, slots=dict(slots))


def plan_shown(turn: Turn) -> LearningPlan:
    """The plan as it was made last, within the time that was named: of one path, or of what all share."""
    budget = Budget(None, *kept_limits(turn)[:2])
    if nobody_chose(turn):
        return turn.adviser.shared_plan(turn.person, budget, turn.passed_over)[0]
    return plan_for(turn, wanted_role(turn), budget)


def plan_for(turn: Turn, role: str | None, budget: Budget | None = None) -> LearningPlan:
    """The plan for a role without what the person wants to leave out."""
    return turn.adviser.plan(turn.person, role, budget, turn.passed_over)


def gaps_for(turn: Turn, role: str | None) -> tuple[SkillGap, ...]:
    """What is missing for a role without what the person wants to leave out."""
    return turn.adviser.gaps(turn.person, role, turn.passed_over)
