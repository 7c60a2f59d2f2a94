"""The single steps of learning: one skill, one level up, and what each step needs before it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from waymark.catalogue import Catalogue
from waymark.gaps import LEVELS, NONE, SkillGap, certainty, climb_hours, needed_first
from waymark.skills import ProficiencyLevel

Node = tuple[str, ProficiencyLevel]


@dataclass(frozen=True)
class Climb:
    """One level of one skill. `gain` in readiness (0 for a step that only prepares others); `needs` come first."""

    skill: str
    level: ProficiencyLevel
    hours: float
    gain: float
    foundation: bool
    needs: tuple[Node, ...]

    @property
    def node(self) -> Node:
        return self.skill, self.level

    @property
    def below(self) -> ProficiencyLevel:
        return LEVELS[self.level - 1]


def climbs_of(
    gaps: Iterable[SkillGap], role: str, held: Mapping[str, ProficiencyLevel], catalogue: Catalogue
) -> dict[Node, Climb]:
    """Every step that closes these gaps, and every step that those need, by node, what is needed first.

    A step's gain is the readiness to be expected of it: a gap that was never mentioned counts by its certainty.
    """
    gains: dict[Node, tuple[float, bool]] = {}
    for gap in gaps:
        steps = LEVELS[gap.have + 1 : gap.need + 1]
        for level in steps:
            gains[gap.skill, level] = (gap.gain * certainty(gap, catalogue) / len(steps), gap.foundation)
    climbs: dict[Node, Climb] = {}
    entered: set[Node] = set()

    def enter(node: Node) -> None:
        if node in entered:  # also ends the round of a catalogue that needs itself, which the check refuses
            return
        entered.add(node)
        skill, level = node
        below = LEVELS[level - 1]
        first = [(skill, below), *needed_first(skill, level, role, catalogue)]
        needs = tuple((other, lv) for other, lv in first if lv > held.get(other, NONE))
        for needed in needs:
            enter(needed)
        gain, foundation = gains.get(node, (0.0, False))
        climbs[node] = Climb(skill, level, climb_hours(skill, below, level, held, catalogue), gain, foundation, needs)

    for node in gains:
        enter(node)
    return climbs


def closure(goal: Node, climbs: Mapping[Node, Climb], done: Collection[Node] = ()) -> list[Node]:
    """The goal and all steps before it that are not `done`, what is needed first."""
    found: dict[Node, None] = {}
    entered = set(done)

    def enter(node: Node) -> None:
        if node in entered:
            return
        entered.add(node)
        for needed in climbs[node].needs:
            enter(needed)
        found[node] = None

    enter(goal)
    return list(found)


def within_reach(
    gaps: Iterable[SkillGap],
    without: Collection[str],
    role: str,
    held: Mapping[str, ProficiencyLevel],
    catalogue: Catalogue,
) -> list[SkillGap]:
    """The gaps that can be closed by who learns none of the skills `without`: neither these nor what stands on them."""
    listed = list(gaps)
    if not without:
        return listed
    climbs = climbs_of(listed, role, held, catalogue)
    return [g for g in listed if all(skill not in without for skill, _ in closure((g.skill, g.need), climbs))]


def in_order(chosen: Collection[Node], climbs: Mapping[Node, Climb]) -> list[Climb]:
    """The chosen steps in the order to take them: each after what it needs, the most urgent first.

    A step is as urgent as the most urgent step that it makes possible: foundations before the rest, then
    readiness for each hour, the hours of all that comes before it included.
    """
    bundles: dict[Node, dict[Node, None]] = {}  # each step with all before it, in order
    for node, climb in climbs.items():
        bundles[node] = {n: None for needed in climb.needs for n in bundles.get(needed, ())} | {node: None}
    urgency: dict[Node, tuple[int, float]] = {}
    for node in reversed(list(climbs)):  # climbs are sorted: what is needed stands before what needs it
        if node not in chosen:
            continue
        climb, bundle = climbs[node], [climbs[n] for n in bundles[node]]
        own = (0 if climb.foundation else 1, -sum([c.gain for c in bundle]) / max(sum([c.hours for c in bundle]), 1.0))
        urgency[node] = min(own, urgency.get(node, own))
        for needed in climb.needs:
            urgency[needed] = min(urgency[node], urgency.get(needed, urgency[node]))
    waiting = [node for node in climbs if node in chosen]
    taken: set[Node] = set()
    ordered: list[Climb] = []
    while waiting:
        free = [n for n in waiting if all(x in taken or x not in chosen for x in climbs[n].needs)] or waiting
        best = min(free, key=lambda n: (urgency[n], n))
        waiting.remove(best)
        taken.add(best)
        ordered.append(climbs[best])
    return ordered
