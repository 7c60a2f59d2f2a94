"""An assessment as the words and rows that the report's templates place: Markdown and HTML say the same."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from waymark.assessment import Assessment
from waymark.catalogue import Catalogue
from waymark.change import Change
from waymark.fit import BOTH, NOT_YET, UNKNOWN
from waymark.gaps import SkillGap
from waymark.plan import LearningPlan
from waymark.report.chart import chart_rows
from waymark.report.talk.learning import remarks
from waymark.report.talk.words import (
    activity_name,
    joined,
    last_year,
    name_of,
    named_source,
    nearer_line,
    percent,
    role_name,
    start_only,
    statement,
    survey_year,
)
from waymark.skills import Attitude


def view(assessment: Assessment, catalogue: Catalogue, change: Sequence[Change] | None = None) -> dict[str, Any]:
    """Everything that a report shows, as plain values. `change` is the smallest one that turns the advice."""
    a = assessment
    cited = dict.fromkeys(r.source for r in a.reasons if r.source in catalogue.sources)
    notes = {source: number for number, source in enumerate(cited, start=1)}
    return {
        "date": f"{a.at:%d %B %Y}".lstrip("0"),
        "person": a.person,
        "verdict": f"{start_only(a.profile)} {verdict_line(a, catalogue)}".strip(),
        "sure": sure_line(a, catalogue),
        "roles": [_role(a, role, catalogue) for role in a.readiness],
        "profile": [statement(s, catalogue) for s in a.profile.skills.values()],
        "likes": _interests(a, Attitude.LIKE, catalogue),
        "dislikes": _interests(a, Attitude.DISLIKE, catalogue),
        "chart": chart_rows(a, catalogue),
        "reasons": [{"text": r.text, "note": notes.get(r.source)} for r in a.reasons],
        "change": joined(c.describe(catalogue) for c in change) if change else "",
        "turns_to": verdict_word(change[0].leads_to, catalogue) if change else "",
        "plan": _plan(a.plan, catalogue) if a.plan and a.plan.steps else None,
        "not_known": not_known(a, catalogue),
        "sources": _sources(notes, catalogue),
        "catalogue_hash": a.catalogue_hash[:12],
    }


def verdict_word(recommendation: str, catalogue: Catalogue) -> str:
    """A recommendation in a few words."""
    named = {BOTH: "both roles", NOT_YET: "foundations first", UNKNOWN: "too little known"}
    return named.get(recommendation) or role_name(recommendation, catalogue)


def verdict_line(a: Assessment, catalogue: Catalogue) -> str:
    """The recommendation as a sentence."""
    path = role_name(a.path, catalogue)
    said = {
        BOTH: "Both roles fit you. What you told does not favour one clearly, so the choice is one of liking.",
        NOT_YET: f"Neither role yet: the foundations come first. Of the two, what you told leans to {path}.",
        UNKNOWN: "Too little is known to recommend a role, and a guess would help nobody.",
    }.get(a.recommendation, _leaning(a, path))
    return f"{said} {nearer_line(a.profile, catalogue)}".strip()


def _leaning(a: Assessment, path: str) -> str:
    """A range that crosses the middle is no verdict, here as in the conversation."""
    if a.is_clear:
        return f"Of the roles compared, {path} fits you better."
    return f"Of the roles compared, {path} looks likelier for you, but that is not sure yet."


def sure_line(a: Assessment, catalogue: Catalogue) -> str:
    """How sure that is, in plain words and with the measured accuracy where the catalogue has one."""
    fit = a.fit.probability[a.path]
    line = (
        f"On what you told it is {round(fit.value * 100)} in 100 for {role_name(a.path, catalogue)}; the evidence "
        f"allows anything from {round(fit.low * 100)} to {round(fit.high * 100)}. "
        f"{_counted(a.fit.answered, 'statement')} of yours told the roles apart. Everybody starts at even chances."
    )
    right = catalogue.calibration.get(f"measured.precision.{a.recommendation}")
    if right:
        line += (
            f" Tried on people it had not seen (a survey{survey_year(catalogue)}), advice for "
            f"{role_name(a.path, catalogue)} named the job they held in {percent(right)} of the cases."
        )
    return line


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _role(a: Assessment, role: str, catalogue: Catalogue) -> dict[str, Any]:
    fit, ready = a.fit.probability[role], a.readiness[role]
    return {
        "id": role,
        "label": role_name(role, catalogue),
        "chance": f"{round(fit.value * 100)} in 100 ({round(fit.low * 100)} to {round(fit.high * 100)})",
        "ready": percent(ready.share),
        "gaps": [_gap(g, catalogue) for g in a.gaps[role]],
    }


def _gap(gap: SkillGap, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "name": name_of(gap.skill, catalogue),
        "have": gap.have.label if gap.have else "not held",
        "need": gap.need.label,
        "hours": f"{gap.hours:.0f}",
        "gain": f"{gap.gain * 100:.1f}",
        "kind": gap.kind,
        "known": _known(gap),
    }


def _known(gap: SkillGap) -> str:
    if gap.said:
        return "you said so"
    return "follows from what you told" if gap.have else "not mentioned so far"


def _interests(a: Assessment, attitude: Attitude, catalogue: Catalogue) -> list[str]:
    return [activity_name(i.activity, catalogue) for i in a.profile.interests.values() if i.attitude is attitude]


def _plan(plan: LearningPlan, catalogue: Catalogue) -> dict[str, Any]:
    ends = {m.last_step: m for m in plan.milestones}
    steps = []
    for i, step in enumerate(plan.steps):
        weeks = f"{step.week_from}" if step.week_from == step.week_to else f"{step.week_from}-{step.week_to}"
        mark = ends.get(i)
        steps.append(
            {
                "weeks": weeks,
                "name": name_of(step.skill, catalogue),
                "climb": f"{step.have.label} to {step.need.label}" if step.have else f"to {step.need.label}",
                "hours": f"{step.hours:.0f}",
                "prepares": joined(name_of(s, catalogue) for s in step.because),
                "resource": step.resource,
                "remarks": remarks(step, catalogue),
                "project": step.project,
                "milestone": f"week {mark.week}: {percent(mark.readiness)} of what is asked for" if mark else "",
            }
        )
    return {
        "role": role_name(plan.role, catalogue),
        "hours": f"{plan.hours:.0f}",
        "weeks": f"{math.ceil(plan.weeks)}" if plan.weeks >= 2 else f"{plan.weeks:.1f}",
        "pace": f"{plan.hours_per_week:g}",
        "assumed": plan.assumed,
        "before": percent(plan.readiness_before),
        "after": percent(plan.readiness_after),
        "steps": steps,
        "checked": next((s.resource.checked for s in plan.steps if s.resource), ""),
    }


def not_known(a: Assessment, catalogue: Catalogue) -> list[str]:
    """What the advice does not rest on, said openly."""
    lines = []
    unsaid = {g.skill: name_of(g.skill, catalogue) for gaps in a.gaps.values() for g in gaps if not (g.said or g.have)}
    if unsaid:
        lines.append(f"Counted as missing because nothing was said about them: {joined(unsaid.values())}.")
    if a.profile.unknown:
        lines.append(f"Noted but not in the catalogue, so not scored: {', '.join(a.profile.unknown)}.")
    if a.next_question:
        lines.append(f"The question that would tell most next: {a.next_question.text}")
    if last := last_year("postings", catalogue):
        lines.append(f"The postings behind the shares end in {last}; newer habits are not in them.")
    lines.append("Hours are estimates. Place, pay, health, degree and the people one works with are not considered.")
    return lines


def _sources(cited: Iterable[str], catalogue: Catalogue) -> list[str]:
    """The sources that the shown figures come from, with size, years and limits."""
    return [f"{named_source(source)}. {source.limits}".strip() for source in (catalogue.sources[s] for s in cited)]
