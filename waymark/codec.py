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
    return _named(_plain(gap), catalogue)


def plan_document(plan: LearningPlan, catalogue: Catalogue) -> Document:
    plain = _plain(plan)
    return {**plain, "steps": [_named(step, catalogue) for step in plain["steps"]]}


def profile_document(profile: Profile, catalogue: Catalogue) -> Document:
    """The profile in the shape that `waymark advise` reads, with names."""
    plain = plain_profile(profile)
    return {
        "id": plain["person"],
        "skills": [_named(d, catalogue) for d in plain["skills"]],
        "interests": [_named_interest(d, catalogue) for d in plain["interests"]],
        "unknown": plain["unknown"],
        "skipped": plain["skipped"],
        "hours_per_week": plain["hours_per_week"],
    }


def plain_profile(profile: Profile) -> Document:
    """The profile with the fields' own names: what undo keeps and an export holds."""
    return {
        "person": profile.person,
        "hours_per_week": profile.hours_per_week,
        "skills": [_plain(s) for s in profile.skills.values()],
        "interests": [_plain(i) for i in profile.interests.values()],
        "unknown": list(profile.unknown),
        "skipped": sorted(profile.skipped),
    }


def _named(document: Document, catalogue: Catalogue) -> Document:
    """With "id" and "name" first in place of "skill"."""
    skill = document.pop("skill")
    return {"id": skill, "name": catalogue.skill_name(skill), **document}


def _named_interest(document: Document, catalogue: Catalogue) -> Document:
    activity, attitude = document.pop("activity"), document.pop("attitude")
    return {"id": activity, "name": catalogue.activity_name(activity), "polarity": attitude, **document}


def _plain(value: Any) -> Document:
    """A dataclass as JSON values; levels and polarities as their words, moments in ISO 8601."""
    return {key: _json(item) for key, item in vars(value).items()}


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
    interests = [{**d, "activity": d["id"], "attitude": d["polarity"]} for d in document["interests"]]
    skills = [{**d, "skill": d["id"]} for d in document["skills"]]
    return plain_profile_from({**document, "person": document["id"], "skills": skills, "interests": interests})


def plain_profile_from(document: Mapping[str, Any]) -> Profile:
    """The inverse of `plain_profile`. Raises KeyError, TypeError or ValueError on anything else."""
    skills = [
        SkillStatement(
            d["skill"], Polarity(d["polarity"]), ProficiencyLevel.of(d["level"]), d["years"], d["evidence"],
            d["origin"], _moment(d["at"]),
        )
        for d in document["skills"]
    ]  # fmt: skip
    interests = [
        InterestStatement(d["activity"], Attitude(d["attitude"]), d["evidence"], d["origin"], _moment(d["at"]))
        for d in document["interests"]
    ]
    return Profile(
        person=document["person"],
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


def _unnamed(d: Mapping[str, Any]) -> Document:
    """The fields of a gap or a step, levels read."""
    rest = {key: value for key, value in d.items() if key not in ("id", "name")}
    return {**rest, "skill": d["id"], "have": _level(d["have"]), "need": _level(d["need"])}


def _gap_from(d: Mapping[str, Any]) -> SkillGap:
    return SkillGap(**_unnamed(d))


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
    return PlanStep(**{**_unnamed(d), **lists, "resource": resource})


def _level(label: str) -> ProficiencyLevel:
    return ProficiencyLevel[label.upper()]


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
