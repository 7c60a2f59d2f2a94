"""What the adviser concludes about a profile, and the answers to what-ifs, advertisements and "what changed?".

Values only; `waymark.adviser` makes them, `waymark.report` puts them into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from waymark.catalogue import Catalogue, Question
from waymark.fit import UNKNOWN, Fit, assess_fit, recommend
from waymark.gaps import (
    SHOWN_GAPS,
    Readiness,
    SkillGap,
    find_gaps,
    held_levels,
    readiness_of,
    readiness_share,
)
from waymark.interview import next_question
from waymark.plan import Budget, LearningPlan, make_plan
from waymark.profile import InterestStatement, Profile, SkillStatement, moved_interests, moved_skills
from waymark.reasons import Reason, reasons_of
from waymark.skills import Interest, Mention, Polarity, ProficiencyLevel, Scope


@dataclass(frozen=True)
class Assessment:
    """One judgement: the recommendation (a role id, both, not_yet or unknown) and all that it rests on.

    `gaps` are the first `SHOWN_GAPS` of each role; `plan` is the one for `path`, None where too little is known.
    """

    person: str
    at: datetime
    recommendation: str
    fit: Fit
    readiness: Mapping[str, Readiness]
    reasons: tuple[Reason, ...]
    gaps: Mapping[str, tuple[SkillGap, ...]]
    plan: LearningPlan | None
    next_question: Question | None
    profile: Profile
    catalogue_hash: str

    @property
    def path(self) -> str:
        """The role to speak of: the recommended one, else the one that fits better."""
        return path_of(self.recommendation, self.fit)

    @property
    def is_clear(self) -> bool:
        """Does the whole range of the path's probability lie above an even share? One that crosses it is no verdict."""
        return self.fit.probability[self.path].low > 1 / len(self.fit.probability)


@dataclass(frozen=True)
class WhatIf:
    """The assessment before and after learning; `learned` are the mentions with the levels that were assumed, `lost`
    the skills that are supposed away."""

    before: Assessment
    after: Assessment
    learned: tuple[Mention, ...]
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartlyMet:
    """A skill that an advertisement asks for and that is held, yet not as asked: `level` or `years` against `have` or
    `told_years`, the years that the person named."""

    skill: str
    have: ProficiencyLevel
    level: ProficiencyLevel
    years: float | None
    told_years: float | None


@dataclass(frozen=True)
class AdvertMatch:
    """An advertisement against a profile: skill ids met and missing, the nearest role and all roles' shares 0..1.

    `met_share` is the part of the must-haves that is met, `below` the missing skills that are held, yet lower than
    asked for, `either` are the groups of which one skill is enough, `implied` names for a skill met but
    not said what it is taken from.
    """

    met: tuple[str, ...]
    missing_must: tuple[str, ...]
    missing_nice: tuple[str, ...]
    nearest: str
    shares: Mapping[str, float]
    met_share: float = 0.0
    below: tuple[PartlyMet, ...] = ()
    either: tuple[tuple[str, ...], ...] = ()
    implied: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Heard:
    """What became of a message: the profile now, what was taken over, and what replaced an earlier statement."""

    profile: Profile
    told: tuple[Mention, ...]
    liked: tuple[Interest, ...]
    noted: tuple[str, ...]
    changed: tuple[tuple[SkillStatement | None, SkillStatement], ...]
    turned: tuple[tuple[InterestStatement | None, InterestStatement], ...] = ()


@dataclass(frozen=True)
class Returning:
    """Somebody who comes back: the last assessment, the one of now, and the skills and activities that moved it."""

    profile: Profile
    last: Assessment
    now: Assessment
    moved_by: tuple[str, ...]


def returning(last: Assessment, now: Assessment) -> Returning:
    """What moved from one assessment of a person to another."""
    moved = (*moved_skills(last.profile, now.profile), *moved_interests(last.profile, now.profile))
    return Returning(now.profile, last, now, moved)


def path_of(recommendation: str, fit: Fit) -> str:
    """The recommended role, else the one of the highest probability (ties: the first by id)."""
    if recommendation in fit.probability:
        return recommendation
    return max(sorted(fit.probability), key=lambda role: fit.probability[role].value)


def recommendation_of(profile: Profile, catalogue: Catalogue) -> tuple[str, Fit]:
    """The recommendation and the fit alone: what a search over many profiles needs."""
    fit, held = assess_fit(profile, catalogue), held_levels(profile, catalogue)
    shares = {role: readiness_share(held, role, catalogue) for role in catalogue.roles}
    return recommend(fit, shares, profile, catalogue), fit


def assess(profile: Profile, catalogue: Catalogue, at: datetime) -> Assessment:
    """The whole assessment of a profile; the same for the same arguments."""
    fit, held = assess_fit(profile, catalogue), held_levels(profile, catalogue)
    readiness = {role: readiness_of(held, role, catalogue) for role in catalogue.roles}
    recommendation = recommend(fit, {role: r.share for role, r in readiness.items()}, profile, catalogue)
    gaps = {role: find_gaps(profile, role, catalogue, held)[:SHOWN_GAPS] for role in catalogue.roles}
    path = path_of(recommendation, fit)
    planned = recommendation != UNKNOWN and not profile.is_empty
    return Assessment(
        person=profile.person,
        at=at,
        recommendation=recommendation,
        fit=fit,
        readiness=readiness,
        reasons=reasons_of(fit.contributions, catalogue),
        gaps=gaps,
        plan=make_plan(profile, path, catalogue, Budget(), gaps[path]) if planned else None,
        next_question=next_question(profile, catalogue),
        profile=profile,
        catalogue_hash=catalogue.content_hash,
    )


def learned(mention: Mention, profile: Profile, catalogue: Catalogue, roles: Iterable[str]) -> Mention:
    """The mention as something learned: to the level named, else to what the roles ask for; never less than held."""
    asked = [r.level for role in roles for r in catalogue.requirements_of(role) if r.skill == mention.skill]
    level = mention.level or max(asked, default=ProficiencyLevel.INTERMEDIATE)
    held = held_levels(profile, catalogue).get(mention.skill, ProficiencyLevel.NONE)
    return replace(mention, polarity=Polarity.HAS, scope=Scope.OWN, level=max(level, held), years=None)
