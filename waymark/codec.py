"""Profiles and assessments as JSON documents and back: what is stored, exported and printed by the CLI."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import datetime
from typing import Any

from waymark.assessment import Assessment
from waymark.catalogue import Catalogue, Evidence, Question, Resource
from waymark.fit import Contribution, Fit, Interval
from waymark.gaps import Readiness, SkillGap
from waymark.plan import LearningPlan, Milestone, PlanStep
from waymark.profile import InterestStatement, Profile, SkillStatement
from waymark.reasons import Reason
from waymark.skills import Attitude, Polarity, ProficiencyLevel

Document = dict[str, Any]
_AS_IT_IS = frozenset({str, float, int, bool, type(None)})
SPOKEN_ROLE = "mle"  # with two roles the fit is said as the probability of this one


def assessment_document(a: Assessment, catalogue: Catalogue) -> Document:
    """The machine-readable assessment: plain JSON values, names beside ids."""
    plan = plan_document(a.plan, catalogue) if a.plan else None
    return {
        "id": a.person,
        "at": a.at.isoformat(),
        "recommendation": a.recommendation,
        "fit": _fit_document(a.fit),
        "readiness": {role: r.share for role, r in a.readiness.items()},
        "reasons": [_plain(reason) for reason in a.reasons],
        "gaps": {role: [gap_document(g, catalogue) for g in gaps] for role, gaps in a.gaps.items()},
        "plan": plan.pop("steps") if plan else [],
        "plan_summary": plan,
        "next_question": _plain(a.next_question) if a.next_question else None,
        "readiness_by_group": {role: {g: list(v) for g, v in r.groups.items()} for role, r in a.readiness.items()},
        "contributions": [_plain(c) for c in a.fit.contributions],
        "profile": profile_document(a.profile, catalogue),
        "catalogue": a.catalogue_hash,
    }


def _fit_document(fit: Fit) -> Document:
    spoken = SPOKEN_ROLE if SPOKEN_ROLE in fit.probability else list(fit.probability)[-1]
    said = fit.probability[spoken]
    roles = {role: {"value": i.value, "low": i.low, "high": i.high} for role, i in fit.probability.items()}
    return {spoken: said.value, "low": said.low, "high": said.high, "roles": roles, "answered": fit.answered}


def gap_document(gap: SkillGap, catalogue: Catalogue) -> Document:
    return {"id": gap.skill, "name": catalogue.skills[gap.skill].preferred_label, **_plain(gap, drop=("skill",))}


def plan_document(plan: LearningPlan, catalogue: Catalogue) -> Document:
    steps = [
        {"id": s.skill, "name": catalogue.skills[s.skill].preferred_label, **_plain(s, drop=("skill",))}
        for s in plan.steps
    ]
    return {**_plain(plan, drop=("steps",)), "steps": steps}


def profile_document(profile: Profile, catalogue: Catalogue) -> Document:
    """The profile in the shape that `waymark advise` reads, with names."""
    skills = catalogue.skills
    activities = catalogue.activities
    return {
        "id": profile.person,
        "skills": [
            {
                "id": s.skill,
                "name": skills[s.skill].preferred_label if s.skill in skills else s.skill,
                **_plain(s, ("skill",)),
            }
            for s in profile.skills.values()
        ],
        "interests": [
            {
                "id": i.activity,
                "name": activities[i.activity].label if i.activity in activities else i.activity,
                "polarity": i.attitude.value,
                **_plain(i, ("activity", "attitude")),
            }
            for i in profile.interests.values()
        ],
        "unknown": list(profile.unknown),
        "skipped": sorted(profile.skipped),
        "hours_per_week": profile.hours_per_week,
    }


def _plain(value: Any, drop: tuple[str, ...] = ()) -> Any:
    """A dataclass as JSON values; levels and polarities as their words, moments in ISO 8601."""
    return {key: _json(item) for key, item in vars(value).items() if key not in drop}


def _json(value: Any) -> Any:
    if type(value) in _AS_IT_IS:
        return value
    if isinstance(value, ProficiencyLevel):
        return value.label
    if isinstance(value, (Polarity, Attitude)):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value):
        return _plain(value)
    if isinstance(value, Mapping):
        return {key: _json(item) for key, item in value.items()}
    return [_json(item) for item in value] if isinstance(value, (list, tuple)) else value


def profile_from(document: Mapping[str, Any]) -> Profile:
    """The inverse of `profile_document`. Raises KeyError, TypeError or ValueError on anything else."""
    skills = [
        SkillStatement(
            d["id"], Polarity(d["polarity"]), ProficiencyLevel.of(d["level"]), d["years"], d["evidence"], d["origin"],
            _moment(d["at"]),
        )
        for d in document["skills"]
    ]  # fmt: skip
    interests = [
        InterestStatement(d["id"], Attitude(d["polarity"]), d["evidence"], d["origin"], _moment(d["at"]))
        for d in document["interests"]
    ]
    return Profile(
        person=document["id"],
        skills={s.skill: s for s in skills},
        interests={i.activity: i for i in interests},
        unknown=tuple(document["unknown"]),
        skipped=frozenset(document["skipped"]),
        hours_per_week=document["hours_per_week"],
    )


def readable(document: Mapping[str, Any]) -> Assessment | None:
    """The assessment in a stored document; None for one of a version that can no longer be read."""
    try:
        return assessment_from(document)
    except ValueError:
        return None


def assessment_from(document: Mapping[str, Any]) -> Assessment:
    """The inverse of `assessment_document`. Raises ValueError on anything else."""
    try:
        return _assessment_from(document)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not an assessment of this version: {error!r}") from error


def _assessment_from(d: Mapping[str, Any]) -> Assessment:
    groups = {role: {g: (v[0], v[1]) for g, v in by.items()} for role, by in d["readiness_by_group"].items()}
    question = d["next_question"]
    probability = {role: Interval(i["value"], i["low"], i["high"]) for role, i in d["fit"]["roles"].items()}
    return Assessment(
        person=d["id"],
        at=datetime.fromisoformat(d["at"]),
        recommendation=d["recommendation"],
        fit=Fit(probability, tuple(Contribution(**c) for c in d["contributions"]), d["fit"]["answered"]),
        readiness={role: Readiness(role, share, groups[role]) for role, share in d["readiness"].items()},
        reasons=tuple(Reason(**{**r, "evidence": tuple(Evidence(**e) for e in r["evidence"])}) for r in d["reasons"]),
        gaps={role: tuple(_gap_from(g) for g in gaps) for role, gaps in d["gaps"].items()},
        plan=_plan_from(d["plan_summary"], d["plan"]) if d["plan_summary"] else None,
        next_question=Question(**{**question, "skills": tuple(question["skills"])}) if question else None,
        profile=profile_from(d["profile"]),
        catalogue_hash=d["catalogue"],
    )


def _named(d: Mapping[str, Any]) -> Document:
    """The fields of a gap or a step, levels read."""
    rest = {key: value for key, value in d.items() if key not in ("id", "name")}
    return {**rest, "skill": d["id"], "have": _level(d["have"]), "need": _level(d["need"])}


def _gap_from(d: Mapping[str, Any]) -> SkillGap:
    return SkillGap(**_named(d))


def _plan_from(summary: Mapping[str, Any], steps: list[Document]) -> LearningPlan:
    return LearningPlan(
        **{
            **summary,
            "steps": tuple(_step_from(s) for s in steps),
            "milestones": tuple(Milestone(**m) for m in summary["milestones"]),
        }
    )


def _step_from(d: Mapping[str, Any]) -> PlanStep:
    found = d["resource"]
    resource = Resource(**{**found, "level": _level(found["level"])}) if found else None
    lists = {"because": tuple(d["because"]), "uses": tuple(d.get("uses", ()))}
    return PlanStep(**{**_named(d), **lists, "resource": resource})


def _level(label: str) -> ProficiencyLevel:
    return ProficiencyLevel[label.upper()]


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
