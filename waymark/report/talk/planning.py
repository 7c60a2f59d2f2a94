"""What is said about a plan: a step that is known or left out, what it aims at, the first hours, whether it is
realistic."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from waymark.catalogue import Catalogue
from waymark.gaps import SHOWN_GAPS
from waymark.meaning.week_hours import WeekHours
from waymark.plan import LearningPlan, PlanStep
from waymark.plan_change import PlanChange, PlanShown
from waymark.profile import SkillStatement
from waymark.report.messages import Message, choice
from waymark.report.talk.learning import remarks, resource_line, step_line
from waymark.report.talk.words import joined, name_of, percent, role_name, statement

A_YEAR = 52  # weeks; a plan within it is called realistic at its pace
LONG = 104  # weeks; a longer one is called a long road
NAMED = 5  # steps that came or went
SMALL_STEP, LEFT_OUT = "small_step", "left_out"  # marks of what was said last
FEWER_WEEKS = "If it is the weeks that are too many, name the months that you have and I choose what fits."
ON_THE_PLAN = {"mark": "plan"}  # the next word on the plan is understood as such


def plan_is_fixed(names: Sequence[str], costs: str = "", *, can_go: bool = False) -> Message:
    """What to say to "put X first", "can I skip X?": nothing was stored, what passing it over `costs`, and what does
    work; `can_go` where nothing else stands on it, so that it can be left out."""
    what, example = joined(names) or "single steps", names[0] if names else "Docker"
    free = costs or "You are free to pass over or begin with any step."
    fixed = (
        f'Say "leave out {example}" and I plan without it.'
        if can_go
        else f"I can't move or leave out {what} in a plan."
    )
    return Message(
        f'{fixed} {free} If you know it already, say "I know {example}" and it leaves the plan.',
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
    if change and change.new and change.before.role == change.after.role:
        pass  # it is said beside what is new
    elif now.limit:
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
    turned = (
        f"It got {'longer' if more > 0 else 'shorter'} by {abs(more)} hour{'' if abs(more) == 1 else 's'}. "
        if more
        else ""
    )
    lines = [f"{turned}Before: {_size(before)}. Now: {_size(after)}."]
    if before.role != after.role:
        goals = [role_name(p.role, catalogue) if p.role else "what both paths share" for p in (before, after)]
        return [*lines, f"They have different goals: {goals[0]} before, {goals[1]} now."]
    if before.limit != after.limit:
        lines.append(f"The time for it changed: {before.limit or 'no limit'} before, {after.limit or 'no limit'} now.")
    if change.gone:
        lines.append(f"No longer in it: {_hours(change.gone, catalogue)}.")
    if change.new:
        lines.append(f"New: {_hours(change.new, catalogue)}. {_moves_up(after, catalogue)}")
    if change.moved:
        moved = list(change.moved.items())[:NAMED]
        lines.append(
            "Changed: " + joined(f"{name_of(s, catalogue)} ({a:.0f} to {b:.0f} h)" for s, (a, b) in moved) + "."
        )
    return lines


def _moves_up(plan: PlanShown, catalogue: Catalogue) -> str:
    """Why something else stands in a plan when a part of it is done."""
    if plan.limit:
        return f"The hours that got free go to what adds most within {plan.limit}."
    goal = role_name(plan.role, catalogue) if plan.role else "both paths"
    return f"A plan aims at the {SHOWN_GAPS} gaps that weigh most for {goal}: when one is closed, the next moves up."


def grown(change: PlanChange, catalogue: Catalogue) -> str:
    """The line of a plan that is longer than the last one for the same goal, though more is known; "" for any other."""
    before, after = change.before, change.after
    more = round(after.hours) - round(before.hours)
    if (before.role, before.limit) != (after.role, after.limit) or more < 1 or not change.new:
        return ""
    gone = f"{_hours(change.gone, catalogue)} left it, but " if change.gone else ""
    came = f"{_hours(change.new, catalogue)} came in"
    hours = f"{more} hour{'' if more == 1 else 's'}"
    return f"That is {hours} more than in the last plan: {gone}{came}. {_moves_up(after, catalogue)}"


def passed_over(skills: Sequence[str], costs: str, change: PlanChange, catalogue: Catalogue) -> Message:
    """That these skills are left out of plans from now on, what that changes and costs, and how to have them back."""
    names, first = joined(name_of(s, catalogue) for s in skills), name_of(skills[0], catalogue)
    moved = "The plan stays as it is."
    if change.before.steps != change.after.steps:
        moved = " ".join(_differences(change, catalogue)) if change.new else costs or f"Now: {_size(change.after)}."
    return Message(
        f"{names}: left out of gaps and plans from now on. {moved} Your profile stays "
        f'as it is. If you know it already, say "I know {first}"; to have it in again, say "put {first} back".',
        choices=(choice("Show the plan", "ask_plan"), choice("What am I missing?", "ask_gaps")),
        data=ON_THE_PLAN,
    )


def in_again(skills: Sequence[str], change: PlanChange, catalogue: Catalogue) -> Message:
    """That what was left out counts in gaps and plans again."""
    names = joined(name_of(s, catalogue) for s in skills)
    return Message(
        f"{names}: in again. The plan takes {_size(change.after)} with that.",
        choices=(choice("Show the plan", "ask_plan"),),
        data=ON_THE_PLAN,
    )


def kept_out(skills: Sequence[str], catalogue: Catalogue) -> str:
    """The line of a plan or a list of gaps without what shall not be learned."""
    names, first = joined(name_of(s, catalogue) for s in skills), name_of(skills[0], catalogue)
    return f'Left out, as you wished: {names} (say "put {first} back" to have it in again).'


def first_steps(made: LearningPlan, count: int, catalogue: Catalogue) -> Message:
    """The beginning of a plan and no more, for who finds all of it too long."""
    steps, left = made.steps[:count], len(made.steps) - count
    lines = [step_line(step, catalogue) for step in steps]
    pace = f"At {made.hours_per_week:g} hours a week{' (assumed)' if made.assumed else ''}"
    more = f'; {left} more step{"" if left == 1 else "s"} after that (say "the plan" for all)' if left > 0 else ""
    lines.append(f'{pace}{more}. When it is done, say "I finished the first step".')
    return Message("\n".join(lines), choices=(choice("Show the plan", "ask_plan"),), data=ON_THE_PLAN)


def in_short(sentence: str) -> Message:
    """The one sentence that an answer comes down to."""
    return Message(f"In short: {sentence}")


def time_read(week: WeekHours) -> str:
    """How hours a day were read as hours a week, so that a wrong reading can be put right; "" where nothing was
    reckoned."""
    if week.days <= 1:
        return ""
    whole, minutes = divmod(round(week.each * 60), 60)
    hours = f"{week.each:.3g} hour{'' if week.each == 1 else 's'}"
    each = hours if whole and minutes in {0, 30} else f"{whole * 60 + minutes} minutes"
    read = f"I read that as {each} on {week.days:g} days, {week.hours:g} hours a week."
    other = max(2, round(week.hours / 2))
    return f'{read} If it is not so, say for example "{other} hours a week".' if week.doubtful else read


def ask_hours(limit: str) -> Message:
    """Asks for the number of hours where a time was told without one; `limit` is the end that was named with it."""
    noted = f"{limit}: noted. " if limit else ""
    return Message(
        f'{noted}How many hours a week is that, about? I plan with a number, for instance "6 hours a week"; a guess will do.'
    )


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
