"""The report in a chat that has no page for it: its essentials as text, and the way to the file."""

from __future__ import annotations

from collections.abc import Sequence
from shlex import quote
from typing import TYPE_CHECKING

from waymark.catalogue import Catalogue
from waymark.gaps import SkillGap
from waymark.plan import LearningPlan
from waymark.report.messages import Message
from waymark.report.talk.advice import recommendation
from waymark.report.talk.learning import weeks_of
from waymark.report.talk.own_data import profile_lines
from waymark.report.talk.words import joined, length_of, name_of, role_name, start_only

if TYPE_CHECKING:
    from waymark.adviser import Assessment

GAPS = 6  # named in a chat; the file has all
STEPS = 8


def report_in_chat(
    assessment: Assessment,
    gaps: Sequence[SkillGap],
    plan: LearningPlan,
    catalogue: Catalogue,
    *,
    shared: bool = False,
    limit: str = "",
) -> Message:
    """Profile, recommendation with its reasons, the `gaps` of the plan's role, and the plan in weeks. `shared` is a
    plan for what all roles ask for; `limit` the time that it has to fit in ("3 months")."""
    lines = ["Your report in short.", "What you told me:", *profile_lines(assessment.profile, catalogue), ""]
    lines += ["Where you stand:", recommendation(assessment, catalogue).text, ""]
    lines += [start, ""] if (start := start_only(assessment.profile)) else []
    if gaps:
        named = joined(f"{name_of(g.skill, catalogue)} (about {g.hours:.0f} h)" for g in gaps[:GAPS])
        more = f", and {len(gaps) - GAPS} more" if len(gaps) > GAPS else ""
        lines += [f"What you miss for {role_name(plan.role, catalogue)}: {named}{more}.", ""]
    lines += _plan(plan, "what both paths share" if shared else role_name(plan.role, catalogue), limit, catalogue)
    lines.append(
        "There is no web address here to read or print it at. Whoever runs this copy can give you the whole report as a "
        f"file with: waymark profile export {quote(assessment.profile.person)} --format html (or json, for all that is stored)."
    )
    return Message("\n".join(lines), kind="report", data={"url": None})


def _plan(plan: LearningPlan, goal: str, limit: str, catalogue: Catalogue) -> list[str]:
    if not plan.steps:
        return []
    within = f" within {limit}" if limit else ""
    lines = [
        f"Plan for {goal}{within}: about {plan.hours:.0f} hours, {length_of(plan.weeks)} at "
        f"{plan.hours_per_week:g} hours a week{' (assumed)' if plan.assumed else ''}. Hours are estimates."
    ]
    lines += [f"- {weeks_of(s)}: {name_of(s.skill, catalogue)}, to {s.need.label}" for s in plan.steps[:STEPS]]
    if later := dict.fromkeys(name_of(s.skill, catalogue) for s in plan.steps[STEPS:]):
        lines.append(f"- after that: {joined(later)}")
    return [*lines, ""]
