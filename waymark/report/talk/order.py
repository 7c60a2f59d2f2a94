"""Why a step or a gap is listed, and why it stands where it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from waymark.catalogue import Catalogue
from waymark.gaps import SkillGap
from waymark.plan import PlanStep
from waymark.report.messages import Message, choice
from waymark.report.talk.learning import NAMED, climb
from waymark.report.talk.words import asked_for, joined, name_of
from waymark.skills import ProficiencyLevel


def _place_of(gap: SkillGap, waiting: Sequence[str], catalogue: Catalogue) -> str:
    """What a gap adds, what stands on it, and how often it is asked for."""
    line = f"{name_of(gap.skill, catalogue)} ({climb(gap.have, gap.need)}): +{gap.gain * 100:.0f} points for about {gap.hours:.0f} h"
    line += ", a foundation" if gap.foundation else ""
    if later := [name_of(skill, catalogue) for skill in waiting][:NAMED]:
        line += f"; {joined(later)} {'stand' if len(later) > 1 else 'stands'} on it"
    figures = asked_for(gap.skill, catalogue)
    return f"{line}. It is {figures}." if figures else f"{line}."


def why_listed(skill: str, gap: SkillGap | None, waiting: Sequence[str], catalogue: Catalogue) -> str:
    """Why a skill is in the plan, or in the list of gaps."""
    if gap is not None:
        return _place_of(gap, waiting, catalogue)
    names = joined(name_of(s, catalogue) for s in waiting[:NAMED])
    return f"{name_of(skill, catalogue)}: {names or 'what comes after it'} cannot be learned without it."


def not_listed(
    skill: str,
    have: ProficiencyLevel | None,
    gap: SkillGap | None,
    listed: Sequence[str],
    catalogue: Catalogue,
    *,
    planned: bool,
) -> str:
    """That a skill is not in the plan (else in the list of gaps), why it is not, and what is."""
    name = name_of(skill, catalogue)
    if gap is not None:
        why = "is missing too, but other steps add more for your hours"
    else:
        why = f"counts as {have.label} already" if have else "is not among what that role commonly asks for"
    there = joined([name_of(s, catalogue) for s in listed[:NAMED]])
    line = f"{name} is not in {'the plan' if planned else 'the list'}: it {why}."
    return f"{line} What is in it first: {there}." if there else line


def other_order(wished: PlanStep, before: Sequence[PlanStep], catalogue: Catalogue) -> Message:
    """Whether a step can come first, by what it stands on among the steps `before` it; the plan itself keeps its
    order."""
    name, lead = name_of(wished.skill, catalogue), name_of(before[0].skill, catalogue)
    stands_on = dict.fromkeys(s.skill for s in before if wished.skill in s.because)
    if any(s.skill == wished.skill for s in before):
        why = f"The step {climb(wished.have, wished.need)} in {name} goes on with the one before it in {name}, so it can't come first."
    elif stands_on:
        why = f"{name} builds on {joined(name_of(s, catalogue) for s in stands_on)}, so it can't come first."
    else:
        why = (
            f"{name} builds on nothing that stands before it, so begin with it if you like. I put {lead} first because "
            "foundations come first, then what adds most for each hour."
        )
    return Message(
        f'{why} I keep no other order, but you need not follow mine: take the steps as you like and say "done: {name}" '
        "when one is finished.",
        choices=(choice("Show the plan", "ask_plan"),),
        data={"mark": "plan"},
    )


def about_the_plan(lines: Sequence[str]) -> Message:
    """Lines on single steps; the next question is taken as one about the plan too."""
    return Message("\n".join(lines), choices=(choice("Show the plan", "ask_plan"),), data={"mark": "plan"})


def order(
    first: Sequence[SkillGap],
    waiting: Mapping[str, Sequence[str]],
    catalogue: Catalogue,
    *,
    planned: bool,
    limited: bool,
    opening: str = "",
    held: Sequence[str] = (),
) -> Message:
    """Why these gaps come first, in the plan if `planned` (for less than all of them if `limited`) and else in the
    list; `waiting` are those that stand on each. `opening` is said before, `held` are skills said to be known."""
    rule = "Foundations come first, then what adds most for each hour of study, and nothing before what it stands on."
    if limited:
        rule += " In the time that you named I choose the steps that add most together."
    lines = [f"{opening} {rule}".strip()]
    lines += [f"- {_place_of(gap, waiting[gap.skill], catalogue)}" for gap in first]
    if held:
        known = name_of(held[0], catalogue)
        lines.append(f'If you know {known} already, say "I know {known}" and it leaves the plan.')
    lines.append("(A point is one per cent more of what postings ask for. The hours are estimates.)")
    if planned:  # the next question about the order is about the plan too
        return Message("\n".join(lines), data={"mark": "plan"})
    return Message("\n".join(lines), choices=(choice("Make a plan", "ask_plan"),))
