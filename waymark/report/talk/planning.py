"""What is said about a plan: a step that is known, what it aims at, the first hours, whether it is realistic."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from waymark.catalogue import Catalogue
from waymark.gaps import SHOWN_GAPS
from waymark.plan import LearningPlan, PlanStep
from waymark.plan_change import PlanChange, PlanShown
from waymark.profile import SkillStatement
from waymark.report.messages import Message, choice
from waymark.report.talk.learning import remarks, resource_line
from waymark.report.talk.words import joined, name_of, percent, role_name, statement

A_YEAR = 52  # weeks; a plan within it is called realistic at its pace
LONG = 104  # weeks; a longer one is called a long road
NAMED = 5  # steps that came or went
SMALL_STEP, LEFT_OUT = "small_step", "left_out"  # marks of what was said last
ON_THE_PLAN = {"mark": "plan"}  # the next word on the plan is understood as such


def plan_is_fixed(names: Sequence[str], costs: str = "") -> Message:
    """What to say to "drop X from the plan": nothing was stored, what it `costs`, and what does work."""
    what, example = joined(names) or "single steps", names[0] if names else "Docker"
    free = costs or "You are free to pass over or begin with any step."
    return Message(
        f'I can\'t move or leave out {what} in a plan yet. {free} If you know it already, say "I know {example}" and '
        "it leaves the plan.",
        choices=(choice("Show the plan", "ask_plan"), choice("What am I missing?", "ask_gaps")),
        data=ON_THE_PLAN,
    )


def cost_of_skipping(plan: LearningPlan, skills: Sequence[str], catalogue: Catalogue) -> str:
    """What a plan saves and loses by passing over the steps of these skills; "" where it has none of them."""
    hours = points = 0.0
    prepares: dict[str, None] = {}
    before = plan.readiness_before
    for step in plan.steps:
        if step.skill in skills:
            hours, points = hours + step.hours, points + (step.readiness - before) * 100
            prepares |= dict.fromkeys(skill for skill in step.because if skill not in skills)
        before = step.readiness
    if not hours:
        return ""
    lost = (
        f"{points:.0f} point{'' if round(points) == 1 else 's'} of readiness" if points >= 1 else "hardly any readiness"
    )
    stands = joined(name_of(skill, catalogue) for skill in list(prepares)[:NAMED])
    built = f"; {stands} {'build' if len(prepares) > 1 else 'builds'} on it" if prepares else ""
    return f"Passing it over saves about {hours:.0f} of {plan.hours:.0f} hours and costs {lost}{built}."


def step_known(said: Sequence[SkillStatement], catalogue: Catalogue) -> Message:
    """Steps that leave the plan because they are known, with the level that is taken."""
    noted = [statement(one, catalogue) for one in said]
    first = name_of(said[0].skill, catalogue) if said else ""
    return Message(
        f'Noted as known: {"; ".join(noted)}. If it is less, say so ("{first}: beginner").',
        kind="profile",
        data={"understood": noted},
    )


def not_first(named: str, leads: str, because: Sequence[str], catalogue: Catalogue) -> str:
    """The line on a skill that was taken for the first one. `because` are the steps that the first one prepares."""
    line = f"{name_of(named, catalogue)} is not first here: {name_of(leads, catalogue)} is"
    return f"{line}, since it prepares {joined(name_of(s, catalogue) for s in because)}." if because else f"{line}."


def plan_moved(change: PlanChange | None, now: PlanShown, catalogue: Catalogue) -> Message:
    """Why a plan is longer or shorter than the one before; None where there is none to compare with."""
    lines = _differences(change, catalogue) if change else ["I have no other plan to compare this one with."]
    goal = role_name(now.role, catalogue) if now.role else "both paths"
    if now.limit:
        lines.append(f"Within {now.limit} a plan takes the steps that add most for {goal} together; all else waits.")
    else:
        lines.append(
            f"A plan aims at the {SHOWN_GAPS} gaps that weigh most for {goal}, on what I know of you. When one is closed "
            "the next moves up, so the plan reaches further and need not get shorter; what you have learned is no longer "
            "in it."
        )
    return Message("\n".join(lines), choices=(choice("Show the plan", "ask_plan"),), data=ON_THE_PLAN)


def plan_changed(change: PlanChange, catalogue: Catalogue) -> Message:
    """What is different in the plan after a step was called known."""
    same = change.before == change.after
    lines = ["The plan stays as it is."] if same else ["The plan with that:", *_differences(change, catalogue)]
    return Message(" ".join(lines), choices=(choice("Show the plan", "ask_plan"),), data=ON_THE_PLAN)


def _differences(change: PlanChange, catalogue: Catalogue) -> list[str]:
    before, after = change.before, change.after
    more = round(after.hours) - round(before.hours)
    turned = f"It got {'longer' if more > 0 else 'shorter'} by {abs(more)} hours. " if more else ""
    lines = [f"{turned}Before: {_size(before)}. Now: {_size(after)}."]
    if before.role != after.role:
        goals = [role_name(p.role, catalogue) if p.role else "what both paths share" for p in (before, after)]
        return [*lines, f"They have different goals: {goals[0]} before, {goals[1]} now."]
    if before.limit != after.limit:
        lines.append(f"The time for it changed: {before.limit or 'no limit'} before, {after.limit or 'no limit'} now.")
    if change.gone:
        lines.append(f"No longer in it: {_hours(change.gone, catalogue)}.")
    if change.new:
        lines.append(f"New: {_hours(change.new, catalogue)}.")
    if change.moved:
        moved = list(change.moved.items())[:NAMED]
        lines.append(
            "Changed: " + joined(f"{name_of(s, catalogue)} ({a:.0f} to {b:.0f} h)" for s, (a, b) in moved) + "."
        )
    return lines


def _size(plan: PlanShown) -> str:
    return f"about {plan.hours:.0f} hours, {math.ceil(plan.weeks)} weeks at {plan.pace:g} hours a week"


def _hours(steps: Mapping[str, float], catalogue: Catalogue) -> str:
    named = joined(f"{name_of(s, catalogue)} ({h:.0f} h)" for s, h in list(steps.items())[:NAMED])
    return f"{named}, and {len(steps) - NAMED} more" if len(steps) > NAMED else named


def first_hours(step: PlanStep, hours: float, catalogue: Catalogue) -> Message:
    """The beginning of a step, for who wants one small thing: what, from what, and what to do."""
    part = min(hours, step.hours)
    share = (
        f"the first {part:g} of about {step.hours:.0f} hours" if part < step.hours else f"about {step.hours:.0f} hours"
    )
    lines = [f"This week: {name_of(step.skill, catalogue)}, {share} to {step.need.label}."]
    if step.resource:
        lines.append(f"Begin with {resource_line(step.resource)}{remarks(step, catalogue)}")
    todo = "Go through its beginning and try each thing yourself" if step.resource else "Take it up in small pieces"
    lines.append(f"{todo}." + (f" What it leads to: {step.project}" if step.project else ""))
    return Message("\n".join(lines), choices=(choice("Show the plan", "ask_plan"),), data={"mark": SMALL_STEP})


def realistic(
    whole: LearningPlan, within: LearningPlan | None, limit: str, catalogue: Catalogue, *, chosen: bool
) -> Message:
    """Whether the time will do: the weeks of the `whole` plan, what fits `within` a limit, and what shortens it."""
    path = role_name(whole.role, catalogue)
    path += "" if chosen else " (the likelier path on what you told me)"
    pace = whole.hours_per_week
    assumed = " (which I assume)" if whole.assumed else ""
    months = f", some {whole.weeks * 12 / 52:.0f} months" if whole.weeks >= 9 else ""
    lines = [
        f"{_judged(whole.weeks)} At {pace:g} hours a week{assumed} the plan for {path} takes about "
        f"{math.ceil(whole.weeks)} weeks{months}, from {percent(whole.readiness_before)} to "
        f"{percent(whole.readiness_after)} of what is asked for. The hours are estimates."
    ]
    if within is not None:
        reached = percent(within.readiness_after)
        lines.append(f"In {limit} you get to {reached}, with the steps that add most in that time.")
    lines += [
        "What shortens it:",
        f"- more time: at {pace * 2:g} hours a week it is about {math.ceil(whole.weeks / 2)} weeks",
        "- telling me what you know: what you did not mention I count as missing",
        "- a smaller aim: name the months that you have, and I choose the steps that add most",
    ]
    return Message("\n".join(lines), choices=(choice("Show the plan", "ask_plan"),), data=ON_THE_PLAN)


def time_tried(
    tried: LearningPlan, now: LearningPlan, limits: tuple[str, str], catalogue: Catalogue, usual: float | None
) -> Message:
    """What another pace or end would make of a plan. `limits` are the times in words, tried and of now; `usual` the
    hours a week that are kept."""
    sizes = [
        f"{math.ceil(p.weeks)} weeks at {p.hours_per_week:g} hours a week, up to {percent(p.readiness_after)}"
        + (f" (within {limit})" if limit else "")
        for p, limit in zip((tried, now), limits, strict=True)
    ]
    if tried.hours_per_week != now.hours_per_week:
        stays = f"I keep to your {usual:g} hours" if usual else "no hours are noted"
        example = f"{tried.hours_per_week:g} hours a week"
    else:
        stays = f"I keep to the {limits[1]}" if limits[1] else "no limit is noted"
        example = f"I have {limits[0]}"
    return Message(
        f"For {role_name(tried.role, catalogue)} that would be about {sizes[0]}, instead of {sizes[1]}. "
        f'Nothing has changed: {stays}; say "{example}" to change it.',
        choices=(choice("Show the plan", "ask_plan"),),
        data=ON_THE_PLAN,
    )


def _judged(weeks: float) -> str:
    if weeks <= A_YEAR:
        return "Yes, if you keep the pace."
    return "It is, as a project of more than a year." if weeks <= LONG else "As a long road yes, as a quick change no."
