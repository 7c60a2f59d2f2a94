"""Gaps, plans and resources."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from waymark.catalogue import Catalogue, Resource
from waymark.gaps import SkillGap
from waymark.plan import LearningPlan, PlanStep
from waymark.report.messages import Message, choice
from waymark.report.talk.roles import about
from waymark.report.talk.words import joined, length_of, name_of, percent, role_name
from waymark.skills import ProficiencyLevel

if TYPE_CHECKING:
    from waymark.adviser import Assessment

SHOWN_STEPS = 6  # steps told in full; nobody reads twenty in a chat, and the report has them all
NAMED = 4  # skills named that stand on another one
AHEAD = 3  # steps told in full where a week is asked about
LIFTED = 'say "no limit" for the whole plan'
LONG_PLAN = 104  # weeks; nobody should have to find out alone that a plan takes years


def climb(have: ProficiencyLevel, need: ProficiencyLevel) -> str:
    return f"to {need.label}" if have is ProficiencyLevel.NONE else f"{have.label} to {need.label}"


def gaps(
    assessment: Assessment,
    role: str,
    catalogue: Catalogue,
    chosen: bool = True,
    *,
    most: int | None = None,
    by_weight: bool = False,
    listed: Sequence[SkillGap] | None = None,
) -> Message:
    """What is missing for a role; where it was not `chosen` and both can fit, with the reason why this one. No more
    than `most` are told where so many were asked for, `by_weight` the heaviest; `listed` are the gaps if not all."""
    every = assessment.gaps[role] if listed is None else listed
    ranked = sorted(every, key=lambda g: -g.gain) if by_weight else list(every)
    listed = ranked[: most or len(ranked)]
    label = role_name(role, catalogue)
    if not listed:
        return Message(
            f"For {label} I see no gap in what is commonly asked for. Your next step is to show it: a project or an application.",
            kind="gaps",
            data={"role": role, "gaps": []},
        )
    unsure = ""
    if assessment.recommendation == "unknown":
        unsure = "I can't name a path yet, so take this as a look at one of them. "
    elif assessment.recommendation == "both" and not chosen:
        lean = round(assessment.fit.probability[role].value * 100)
        unsure = f"Both paths can fit you; I take {label}, to which you lean for now ({lean} in 100). "
    ordered = "what weighs most" if by_weight else "in the order in which I would learn it"
    lines = [f"{unsure}For {label} you miss, {ordered}:"]
    lines += [
        f"- {name_of(g.skill, catalogue)} ({climb(g.have, g.need)}): about {g.hours:.0f} hours, +{g.gain * 100:.0f} points"
        for g in listed
    ]
    if more := len(ranked) - len(listed):
        lines.append(f'({more} more: say "all gaps".)')
    ask = "" if assessment.profile.hours_per_week else " Tell me your hours a week."
    lines.append(f"You stand at {percent(assessment.readiness[role].share)}. Shall I make a plan?{ask}")
    other = next((r for r in catalogue.roles if r != role), None)
    choices = (choice("Make a plan", "ask_plan"),) + (
        (choice(f"Gaps for {role_name(other, catalogue)}", "choose_role", role=other),) if other else ()
    )
    return Message(
        "\n".join(lines),
        kind="gaps",
        choices=choices,
        data={"role": role, "gaps": [_gap(g, catalogue) for g in listed]},
    )


def _gap(gap: SkillGap, catalogue: Catalogue) -> dict[str, object]:
    return {
        "id": gap.skill,
        "name": name_of(gap.skill, catalogue),
        "have": gap.have.label,
        "need": gap.need.label,
        "hours": gap.hours,
        "gain": gap.gain,
    }


def plan(
    made: LearningPlan,
    hours: float | None,
    catalogue: Catalogue,
    shared: Mapping[str, float] | None = None,
    limit: str = "",
    left_out: Sequence[PlanStep] = (),
) -> Message:
    """The steps with weeks and resources. `shared` is each role's readiness after a plan for what all of them ask for;
    `limit` the time that was named ("3 months"), and `left_out` the first steps of skills for which it is too short."""
    within = f", within the {limit} that you named ({LIFTED})" if limit else ""
    assumed = "" if hours else f" I assume {made.hours_per_week:g} hours a week; tell me yours and I change it."
    pace = f"about {length_of(made.weeks)} at {made.hours_per_week:g} hours a week"
    if shared is None:
        goal, reached = (
            role_name(made.role, catalogue),
            f"from {percent(made.readiness_before)} to {percent(made.readiness_after)}",
        )
        lines = [f"Plan for {goal}: {pace}, {reached} of what is asked for{within}.{assumed}"]
    else:
        reached = joined(
            f"{percent(share)} of what is asked of a {role_name(r, catalogue)}" for r, share in shared.items()
        )
        both = joined(role_name(r, catalogue) for r in shared)
        lines = [f"Plan for what {both} share, which is right either way: {pace}, up to {reached}{within}.{assumed}"]
    lines += [step_line(step, catalogue) for step in made.steps[:SHOWN_STEPS]]
    if later := made.steps[SHOWN_STEPS:]:
        weeks = f"weeks {int(later[0].week_from)}-{int(later[-1].week_to)}"
        lines.append(f"- {weeks}, after that: {joined(dict.fromkeys(name_of(s.skill, catalogue) for s in later))}")
    if left_out:
        named = (
            name_of(s.skill, catalogue) + (f" beyond {s.have.label}" if s.have else "") for s in left_out
        )  # who holds a part of it can build on that part
        lines.append(f"Left out, as the time is too short: {joined(named)}.")
    if made.weeks > LONG_PLAN:
        lines.append(
            f"That is some {made.weeks / 52:.0f} years at this pace. Look again after the first steps, or name the months that you have and "
            "I choose what fits."
        )
    first = next((name_of(step.skill, catalogue) for step in made.steps), "Docker")
    lines.append(f'Hours are estimates. When you finish a step, say so: "done: {first}".')
    return Message(
        "\n".join(lines), kind="plan", data=_plan_data(made, catalogue) | ({"mark": "left_out"} if left_out else {})
    )


def _plan_data(made: LearningPlan, catalogue: Catalogue) -> dict[str, object]:
    return {"role": made.role, "steps": [_step_data(s, catalogue) for s in made.steps]}


def weeks_of(step: PlanStep) -> str:
    """ "week 3", "weeks 3-5"."""
    first, last = int(step.week_from), max(int(step.week_from), int(step.week_to))
    return f"week {first}" if first == last else f"weeks {first}-{last}"


def step_line(step: PlanStep, catalogue: Catalogue) -> str:
    """A step with its weeks, hours, resource and project."""
    line = (
        f"- {weeks_of(step)}: {name_of(step.skill, catalogue)}, {climb(step.have, step.need)}, about {step.hours:.0f} h"
    )
    if step.resource:
        line += f"\n  {resource_line(step.resource)}{remarks(step, catalogue)}"
    if step.project:
        line += f"\n  Show it: {step.project}"
    return line


def remarks(step: PlanStep, catalogue: Catalogue) -> str:
    """ " (uses R; a part of it is enough here)" where the resource of a step needs a language that is not held by then,
    or takes longer than the step."""
    said = [f"uses {joined(name_of(s, catalogue) for s in step.uses)}"] if step.uses else []
    said += ["a part of it is enough here"] if step.takes_a_part else []
    return f" ({'; '.join(said)})" if said else ""


def _step_data(step: PlanStep, catalogue: Catalogue) -> dict[str, object]:
    found = step.resource
    return {
        "id": step.skill,
        "name": name_of(step.skill, catalogue),
        "climb": climb(step.have, step.need),
        "week_from": step.week_from,
        "week_to": step.week_to,
        "hours": step.hours,
        "url": found.url if found else None,
        "title": found.title if found else None,
        "publisher": found.publisher if found else None,
        "free": found.free if found else None,
        "resource_hours": found.hours if found else None,
        "remarks": remarks(step, catalogue),
        "project": step.project,
    }


def plan_from(made: LearningPlan, week: int, catalogue: Catalogue, shared: bool = False) -> Message:
    """The steps that are learned in a week of the plan and after it; `shared`: of a plan for what all roles ask for."""
    steps = [s for s in made.steps if s.week_to >= week]
    label = "what both paths share" if shared else role_name(made.role, catalogue)
    if not steps:
        end = f"The plan for {label} is through by then: its last step ends in week {math.ceil(made.weeks)}."
        return Message(end, data={"mark": "plan"})
    lines = [f"In the plan for {label}, at {made.hours_per_week:g} hours a week, from week {week} on:"]
    lines += [step_line(step, catalogue) for step in steps[:AHEAD]]
    if later := steps[AHEAD:]:
        lines.append(f"Then: {joined(dict.fromkeys(name_of(s.skill, catalogue) for s in later))}.")
    return Message("\n".join(lines), data={"mark": "plan"})


def plan_in_short(made: LearningPlan, hours: float | None, catalogue: Catalogue, limit: str = "") -> Message:
    """How long it takes; `hours` a week are None where the person has not said how many. `limit` is the time that
    plans have to fit in ("3 months")."""
    holds = f" My plans keep to the {limit} that you named ({LIFTED})." if limit else ""
    months = f" (some {made.weeks * 12 / 52:.0f} months)" if made.weeks >= 9 else ""
    ask = "" if hours else " How many hours a week do you have?"
    total = sum(step.hours for step in made.steps)
    first = joined(dict.fromkeys(name_of(s.skill, catalogue) for s in made.steps[:3]))
    return Message(
        f"For what is most asked for in {role_name(made.role, catalogue)} jobs: about {total:.0f} hours of study, which is {math.ceil(made.weeks)} weeks{months} at "
        f"{made.hours_per_week:g} hours a week. You would start with {first}. It takes you from {percent(made.readiness_before)} to "
        f"{percent(made.readiness_after)}. The hours are estimates.{holds}{ask}",
        kind="plan",
        choices=(choice("Show the plan", "ask_plan"),),
        data={"role": made.role, "hours": total, "weeks": made.weeks},
    )


def nothing_to_plan(made: LearningPlan, catalogue: Catalogue) -> Message:
    if made.readiness_after < 0.99:
        return Message(
            "In that time none of the steps can be finished. Give me a little more time and I can plan something "
            f"worthwhile, or {LIFTED}."
        )
    return Message(f"There is nothing to plan: you hold what {role_name(made.role, catalogue)} jobs commonly ask for.")


def resource_line(resource: Resource) -> str:
    free = ", free" if resource.free else ""
    return f"{resource.title} ({resource.publisher}{free}, about {resource.hours:g} h): {resource.url}"


def resources(skills: Sequence[str], catalogue: Catalogue) -> Message:
    if not skills:
        return Message(
            'For which skill? Name one, for example "a course for SQL", or tell me what you know and I suggest what to learn first.'
        )
    lines = []
    for skill in skills[:3]:
        rows = sorted(catalogue.resources_for(skill), key=lambda r: (not r.free, r.level, r.hours))[:3]
        if rows:
            lines += [f"{name_of(skill, catalogue)}:"] + [f"- {resource_line(r)}" for r in rows]
        else:
            lines.append(f"For {name_of(skill, catalogue)} my catalogue has no resource that I could confirm.")
    checked = next((r.checked for s in skills for r in catalogue.resources_for(s)), "")
    lines += [f"Hours are estimates. Addresses checked: {checked}."] if checked else []
    return Message("\n".join(lines), data={"skills": list(skills)})


def where_to_start(first: Sequence[SkillGap], catalogue: Catalogue) -> tuple[Message, ...]:
    general = about("start", None, catalogue)
    if not first:
        return general
    steps = joined(f"{name_of(g.skill, catalogue)} ({climb(g.have, g.need)}, about {g.hours:.0f} h)" for g in first)
    return (Message(f"On what you told me, start with {steps}.", choices=(choice("Make a plan", "ask_plan"),)),)
