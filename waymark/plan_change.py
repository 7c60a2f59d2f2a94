"""Plans that were shown, in short, and what differs between two of them: "why did it get longer?"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from waymark.plan import LearningPlan

KEPT = 2  # plans of before: the last one and the one that it can be held against
NOTICED = 1.0  # hours; a step that moved by less is the same step


@dataclass(frozen=True)
class PlanShown:
    """What is remembered of a plan. `role` is "" for what all roles share, `limit` the time in words ("3 months"),
    `reached` the readiness (0..1) after it, `steps` the hours by skill."""

    role: str
    pace: float
    limit: str
    reached: float
    steps: Mapping[str, float] = field(default_factory=dict)

    @property
    def hours(self) -> float:
        return sum(self.steps.values())

    @property
    def weeks(self) -> float:
        return self.hours / self.pace


@dataclass(frozen=True)
class PlanChange:
    """The steps that are gone, that are new, and that take longer or shorter (hours before and after), by skill."""

    before: PlanShown
    after: PlanShown

    @property
    def gone(self) -> Mapping[str, float]:
        return {s: h for s, h in self.before.steps.items() if s not in self.after.steps}

    @property
    def new(self) -> Mapping[str, float]:
        return {s: h for s, h in self.after.steps.items() if s not in self.before.steps}

    @property
    def moved(self) -> Mapping[str, tuple[float, float]]:
        both = {s: (h, self.after.steps[s]) for s, h in self.before.steps.items() if s in self.after.steps}
        return {s: (was, now) for s, (was, now) in both.items() if abs(was - now) >= NOTICED}


def shown(plan: LearningPlan, limit: str = "", shared: bool = False) -> PlanShown:
    steps: dict[str, float] = {}
    for step in plan.steps:
        steps[step.skill] = round(steps.get(step.skill, 0.0) + step.hours, 1)
    return PlanShown("" if shared else plan.role, plan.hours_per_week, limit, round(plan.readiness_after, 4), steps)


def shown_text(one: PlanShown) -> str:
    """In one line, to be kept with a conversation; `shown_from` is the inverse."""
    steps = ",".join(f"{skill}:{hours:g}" for skill, hours in one.steps.items())
    return f"{one.role}|{one.pace:g}|{one.limit}|{one.reached:g}|{steps}"


def shown_from(line: str) -> PlanShown:
    role, pace, limit, reached, steps = line.split("|")
    hours = dict(part.split(":") for part in steps.split(",") if part)
    return PlanShown(role, float(pace), limit, float(reached), {s: float(h) for s, h in hours.items()})


def remembered(lines: Sequence[str], one: PlanShown) -> list[str]:
    """The lines with this plan as the last one; the same plan shown again is one."""
    line = shown_text(one)
    return [*(other for other in lines if other != line), line][-KEPT:]


def change_since(lines: Sequence[str], now: PlanShown) -> PlanChange | None:
    """What differs from the last plan that was another one than that of now; None where none is remembered."""
    before = next((one for one in map(shown_from, reversed(lines)) if shown_text(one) != shown_text(now)), None)
    return None if before is None else PlanChange(before, now)
