"""The catalogue as one value: skills, roles, what roles ask for, and where every figure comes from.

One truth: the CSV files in `catalogue/`. `waymark.storage` reads them, checks them and keeps them in the
database; everything else sees only this module.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from waymark.catalogue_entries import (
    CONTRAST,
    CREDENTIALS,
    ESSENTIAL,
    OPTIONAL,
    PATH,
    POOLED,
    Activity,
    Alias,
    Evidence,
    Fact,
    Prerequisite,
    Project,
    Question,
    Requirement,
    Resource,
    Role,
    Source,
    Transfer,
    Weight,
)
from waymark.skills import ProficiencyLevel, Skill

__all__ = [
    "CONTRAST", "CREDENTIALS", "ESSENTIAL", "OPTIONAL", "PATH", "POOLED", "Activity", "Alias", "Catalogue", "Evidence",
    "Fact", "Prerequisite", "Project", "Question", "Requirement", "Resource", "Role", "Source", "Transfer", "Weight",
]  # fmt: skip
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Catalogue:
    """All of it. `content_hash` tells two catalogues apart (archive against database)."""

    skills: Mapping[str, Skill]
    roles: Mapping[str, Role]
    activities: Mapping[str, Activity]
    sources: Mapping[str, Source]
    aliases: tuple[Alias, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    weights: tuple[Weight, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    resources: tuple[Resource, ...] = ()
    projects: tuple[Project, ...] = ()
    questions: tuple[Question, ...] = ()
    facts: tuple[Fact, ...] = ()
    evidence_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # name in the rows -> ids
    calibration: Mapping[str, float] = field(default_factory=dict)
    contrasts: Mapping[str, Role] = field(default_factory=dict)  # roles beside the paths
    content_hash: str = ""

    @cached_property
    def _names(self) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for alias in self.aliases:
            names.setdefault(alias.form.casefold(), alias.skill)
        for name, ids in self.evidence_names.items():
            if ids:
                names.setdefault(name.casefold(), ids[0])
        for activity in self.activities.values():
            names.setdefault(activity.label.casefold(), activity.id)
        for skill in self.skills.values():
            names[skill.preferred_label.casefold()] = skill.id
        for key in (*self.activities, *self.skills):
            names[key.casefold()] = key
        return names

    @cached_property
    def _computed(self) -> dict[Callable[[Catalogue], Any], Any]:
        return {}

    def once(self, make: Callable[[Catalogue], T]) -> T:
        """`make(self)`, computed at the first call and kept as long as this catalogue (it never changes)."""
        if make not in self._computed:
            self._computed[make] = make(self)
        return cast(T, self._computed[make])

    def find(self, name: str) -> str | None:
        """The id of the skill or activity that is called `name`: an id, a label, a surface form or an evidence name."""
        return self._names.get(name.strip().casefold())

    def skill_name(self, skill: str) -> str:
        """The label of a skill; of one that is not here, its id."""
        return self.skills[skill].preferred_label if skill in self.skills else skill

    def activity_name(self, activity: str) -> str:
        """The label of an activity; of one that is not here, its id."""
        return self.activities[activity].label if activity in self.activities else activity

    @cached_property
    def _requirements(self) -> Mapping[str, tuple[Requirement, ...]]:
        return {role: tuple(r for r in self.requirements if r.role == role) for role in self.roles}

    def requirements_of(self, role: str) -> tuple[Requirement, ...]:
        """What `role` asks for. Raises KeyError on an unknown role."""
        return self._requirements[role]

    @cached_property
    def _prerequisites(self) -> Mapping[tuple[str, ProficiencyLevel], tuple[Prerequisite, ...]]:
        return _grouped(self.prerequisites, lambda p: (p.skill, p.level))

    def prerequisites_of(self, skill: str, level: ProficiencyLevel) -> tuple[Prerequisite, ...]:
        """What the climb of `skill` to `level` needs or holds, of both kinds."""
        return self._prerequisites.get((skill, level), ())

    @cached_property
    def _implied(self) -> dict[tuple[str, ProficiencyLevel], Mapping[str, ProficiencyLevel]]:
        return {}

    def implied_by(self, skill: str, level: ProficiencyLevel) -> Mapping[str, ProficiencyLevel]:
        """The other skills, and how well, that somebody must hold who holds `skill` at `level` (transitive)."""
        if (skill, level) not in self._implied:
            found: dict[str, ProficiencyLevel] = {}
            open_nodes = [(skill, level)]
            while open_nodes:
                name, top = open_nodes.pop()
                for below in ProficiencyLevel:
                    for p in self.prerequisites_of(name, below) if below <= top else ():
                        if p.requires_level > found.get(p.requires, ProficiencyLevel.NONE):
                            found[p.requires] = p.requires_level
                            open_nodes.append((p.requires, p.requires_level))
            found.pop(skill, None)
            self._implied[skill, level] = found
        return self._implied[skill, level]

    @cached_property
    def _transfers(self) -> Mapping[str, tuple[Transfer, ...]]:
        return _grouped(self.transfers, lambda t: t.target)

    def transfers_to(self, skill: str) -> tuple[Transfer, ...]:
        """What shortens the learning of `skill`."""
        return self._transfers.get(skill, ())

    @cached_property
    def _resources(self) -> Mapping[str, tuple[Resource, ...]]:
        return _grouped(self.resources, lambda r: r.skill)

    def resources_for(self, skill: str) -> tuple[Resource, ...]:
        """What one can learn `skill` from, at any level, in the catalogue's order."""
        return self._resources.get(skill, ())

    @cached_property
    def _projects(self) -> Mapping[tuple[str, ProficiencyLevel], tuple[Project, ...]]:
        return _grouped(self.projects, lambda p: (p.skill, p.level))

    def projects_for(self, skill: str, level: ProficiencyLevel) -> tuple[Project, ...]:
        """Small pieces of work that show `skill` at `level`."""
        return self._projects.get((skill, level), ())

    @cached_property
    def _evidence(self) -> Mapping[str, tuple[Evidence, ...]]:
        return _grouped(self.evidence, lambda e: e.skill)

    def evidence_of(self, skill: str) -> tuple[Evidence, ...]:
        """Every figure on `skill`: all sources, all roles, also "all" (pooled)."""
        return self._evidence.get(skill, ())

    def pooled(self, skill: str, role: str) -> Evidence | None:
        """The figure on `skill` of all postings of `role` together."""
        return next((e for e in self.evidence_of(skill) if e.role == role and e.source == POOLED), None)

    @cached_property
    def shares(self) -> Mapping[str, tuple[float, ...]]:
        """For each skill the share of all postings of each path that name it."""
        pooled = (e for e in self.evidence if e.source == POOLED and e.role in self.roles)
        return {skill: tuple(e.share for e in rows) for skill, rows in _grouped(pooled, lambda e: e.skill).items()}


def _grouped(rows: Iterable[T], key: Callable[[T], K]) -> dict[K, tuple[T, ...]]:
    """The rows by key, each group in the order given."""
    groups: dict[K, list[T]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {name: tuple(group) for name, group in groups.items()}
