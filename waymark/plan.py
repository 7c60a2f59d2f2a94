"""A learning plan: which steps, in which order and weeks, from what, and what they bring.

The plan closes the gaps that are shown; where time is short ("20 hours in all", "three months") it takes the
subset of steps that brings most. Hours are estimates of the catalogue; a related skill that is held shortens them.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from waymark.catalogue import Catalogue, Resource
from waymark.climbs import Climb, Node, climbs_of, closure, in_order, within_reach
from waymark.gaps import (
    NONE,
    SHOWN_GAPS,
    SkillGap,
    all_gaps,
    climb_hours,
    find_gaps,
    held_levels,
    imply,
    readiness_share,
    settled_skills,
)
from waymark.languages import languages_of
from waymark.profile import Profile, SkillStatement
from waymark.skills import Polarity, ProficiencyLevel
from waymark.subset import best_subset

DEFAULT_HOURS_PER_WEEK = 5.0  # where nobody has named any; said to be an assumption
STAGES = 4  # milestones of a plan at most
TINY = 1e-9


@dataclass(frozen=True)
class Budget:
    """The time that somebody has; None where it was not named. Raises ValueError unless all numbers are above 0."""

    hours_per_week: float | None = None
    weeks: float | None = None
    total_hours: float | None = None

    def __post_init__(self) -> None:
        for name in ("hours_per_week", "weeks", "total_hours"):
            value = getattr(self, name)
            if value is not None and not 0 < value < math.inf:
                raise ValueError(f"{name.replace('_', ' ')} must be a number above 0, not {value!r}")

    @property
    def names_a_pace(self) -> bool:
        """True where hours a week were named, or follow from weeks and hours in all."""
        return self.hours_per_week is not None or (self.weeks is not None and self.total_hours is not None)

    def pace(self, usual: float | None) -> float:
        """Hours a week: as named, else what weeks and total hours give, else what is usual, else the assumption."""
        if self.hours_per_week is None and self.weeks and self.total_hours:
            return self.total_hours / self.weeks
        return self.hours_per_week or usual or DEFAULT_HOURS_PER_WEEK

    def limit(self, pace: float) -> float | None:
        """Hours in all; None where there is no end."""
        limits = [self.total_hours] if self.total_hours else []
        limits += [self.weeks * pace] if self.weeks else []
        return min(limits, default=None)


@dataclass(frozen=True)
class PlanStep:
    """One level of one skill. Weeks are calendar weeks of the plan, from 1; `because` are the skills it prepares;
    `readiness` is what is reached after it; `uses` are languages of the resource that are not held by then."""

    skill: str
    have: ProficiencyLevel
    need: ProficiencyLevel
    hours: float
    week_from: int
    week_to: int
    because: tuple[str, ...] = ()
    resource: Resource | None = None
    project: str | None = None
    readiness: float = 0.0
    uses: tuple[str, ...] = ()

    @property
    def takes_a_part(self) -> bool:
        """Does the resource take clearly longer than the step, so that a part of it is enough?"""
        return self.resource is not None and self.resource.hours >= self.hours + 1.0


@dataclass(frozen=True)
class Milestone:
    """The end of a stage: the week, the readiness reached, the last step (index) of it and a project that shows it."""

    week: int
    readiness: float
    last_step: int
    project: str | None


@dataclass(frozen=True)
class LearningPlan:
    """The steps in order. `weeks` = hours in all / hours a week; `assumed` is True where nobody named the hours."""

    role: str
    steps: tuple[PlanStep, ...]
    hours_per_week: float
    weeks: float
    readiness_before: float
    readiness_after: float
    hours: float = 0.0
    assumed: bool = False
    milestones: tuple[Milestone, ...] = ()


class _Learner:
    """Somebody on the way through a plan: the levels held, also those that a learned skill implies."""

    def __init__(self, profile: Profile, held: Mapping[str, ProficiencyLevel], catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.held = dict(held)
        self.settled = settled_skills(profile)

    def learn(self, skill: str, level: ProficiencyLevel) -> None:
        """The same as `held_levels` of the profile that has been told this level."""
        self.held[skill] = level
        self.settled.add(skill)
        imply(self.held, skill, level, self.settled, self.catalogue)

    def hours(self, climb: Climb) -> float:
        return climb_hours(climb.skill, climb.below, climb.level, self.held, self.catalogue)


def make_plan(
    profile: Profile,
    role: str,
    catalogue: Catalogue,
    budget: Budget | None = None,
    shown: Sequence[SkillGap] | None = None,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
) -> LearningPlan:
    """The plan for `role` within the budget; `shown` are the gaps to show where they are known already. With `only`
    the goals are of these skills (what they stand on comes with them). The skills `without` are left out, and so is
    what stands on them; nothing else moves up in their place.

    Raises KeyError on an unknown role.
    """
    budget = budget or Budget()
    pace = budget.pace(profile.hours_per_week)
    limit = budget.limit(pace)
    held = held_levels(profile, catalogue)
    found = shown if shown is not None else find_gaps(profile, role, catalogue, held)
    gaps = [g for g in found if only is None or g.skill in only][:SHOWN_GAPS]
    gaps = within_reach(gaps, without, role, held, catalogue)
    climbs = climbs_of(gaps, role, held, catalogue)
    chosen = set(climbs) if limit is None else _within(limit, climbs)
    learner = _Learner(profile, held, catalogue)
    before = readiness_share(held, role, catalogue)
    steps = _walk(in_order(chosen, climbs), learner, role, pace, 0.0)
    if limit is not None:
        others = [g for g in all_gaps(profile, role, catalogue, held) if only is None or g.skill in only]
        others = within_reach(others, without, role, held, catalogue)
        steps = _filled_up(steps, climbs_of(others, role, held, catalogue), learner, role, pace, limit)
    hours = sum(step.hours for step in steps)
    return LearningPlan(
        role=role,
        steps=tuple(steps),
        hours_per_week=pace,
        weeks=hours / pace,
        readiness_before=before,
        readiness_after=readiness_share(learner.held, role, catalogue),
        hours=hours,
        assumed=not (budget.names_a_pace or profile.hours_per_week),
        milestones=_milestones(steps, hours),
    )


def shared_skills(catalogue: Catalogue) -> frozenset[str]:
    """What every role asks for: right to learn for whoever has not chosen yet."""
    asked = [{r.skill for r in catalogue.requirements_of(role)} for role in catalogue.roles]
    return frozenset(set.intersection(*asked)) if asked else frozenset()


def after_plan(profile: Profile, plan: LearningPlan) -> Profile:
    """The profile of somebody who has taken every step."""
    learned = {s.skill: SkillStatement(s.skill, Polarity.HAS, s.need, origin="progress") for s in plan.steps}
    return replace(profile, skills={**profile.skills, **learned})


def _within(limit: float, climbs: Mapping[Node, Climb]) -> set[Node]:
    return best_subset(
        list(climbs),
        {node: climb.hours for node, climb in climbs.items()},
        {node: climb.gain for node, climb in climbs.items()},
        {node: climb.needs for node, climb in climbs.items()},
        limit,
    )


def _walk(ordered: list[Climb], learner: _Learner, role: str, pace: float, start: float) -> list[PlanStep]:
    """The steps with their hours and weeks; what an earlier step implies is not learned again."""
    steps: list[PlanStep] = []
    used: set[str] = set()
    for climb in ordered:
        if learner.held.get(climb.skill, NONE) >= climb.level:
            continue
        hours = learner.hours(climb)
        resource = pick_resource(climb.skill, climb.level, learner.catalogue, used, learner.held)
        uses = _not_held(resource, learner.held, learner.catalogue) if resource else ()
        learner.learn(climb.skill, climb.level)
        used |= {resource.url} if resource else set()
        steps.append(
            PlanStep(
                skill=climb.skill,
                have=climb.below,
                need=climb.level,
                hours=hours,
                week_from=int((start + TINY) // pace) + 1,
                week_to=max(int((start + TINY) // pace) + 1, math.ceil((start + hours - TINY) / pace)),
                because=_prepares(climb, ordered),
                resource=resource,
                uses=uses,
                project=next((p.text for p in learner.catalogue.projects_for(climb.skill, climb.level)), None),
                readiness=readiness_share(learner.held, role, learner.catalogue),
            )
        )
        start += hours
    return steps


def _prepares(climb: Climb, ordered: Collection[Climb]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(o.skill for o in ordered if climb.node in o.needs and o.skill != climb.skill))


def _filled_up(
    steps: list[PlanStep], climbs: Mapping[Node, Climb], learner: _Learner, role: str, pace: float, limit: float
) -> list[PlanStep]:
    """The steps, and what still fits because learning one skill has shortened another."""
    used = sum(step.hours for step in steps)
    while True:
        done = {node for node, climb in climbs.items() if learner.held.get(climb.skill, NONE) >= climb.level}
        open_goals = [climb for node, climb in climbs.items() if climb.gain > 0 and node not in done]
        bundles = [[climbs[n] for n in closure(goal.node, climbs, done)] for goal in open_goals]
        fitting = [b for b in bundles if sum(map(learner.hours, b)) <= limit - used + TINY]
        if not fitting:
            return steps
        best = max(fitting, key=lambda b: sum(c.gain for c in b) / max(sum(map(learner.hours, b)), TINY))
        steps = steps + _walk(best, learner, role, pace, used)
        used = sum(step.hours for step in steps)


def pick_resource(
    skill: str,
    level: ProficiencyLevel,
    catalogue: Catalogue,
    used: Collection[str] = (),
    held: Mapping[str, ProficiencyLevel] | None = None,
) -> Resource | None:
    """Something to climb to `level` with: in languages that are `held` where these are known, for that level or the
    next lower one; free first, then what is new."""
    return min(
        catalogue.resources_for(skill),
        key=lambda r: (
            held is not None and bool(_not_held(r, held, catalogue)),
            abs(r.level - level) + (0.5 if r.level > level else 0.0),
            not r.free,
            r.url in used,
            r.hours,
        ),
        default=None,
    )


def _not_held(resource: Resource, held: Mapping[str, ProficiencyLevel], catalogue: Catalogue) -> tuple[str, ...]:
    return tuple(language for language in languages_of(resource, catalogue) if held.get(language, NONE) <= NONE)


def _milestones(steps: list[PlanStep], hours: float) -> tuple[Milestone, ...]:
    """The ends of the stages: about a quarter of the hours each, at the end of a step."""
    found: list[Milestone] = []
    spent = 0.0
    for i, step in enumerate(steps):
        spent += step.hours
        if spent >= hours * (len(found) + 1) / STAGES - TINY or i == len(steps) - 1:
            first = found[-1].last_step + 1 if found else 0
            project = next((s.project for s in reversed(steps[first : i + 1]) if s.project), None)
            found.append(Milestone(step.week_to, step.readiness, i, project))
    return tuple(found)
