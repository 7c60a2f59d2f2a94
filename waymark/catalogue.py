"""The catalogue as values: skills, roles, what roles ask for, and where every figure comes from.

One truth: the CSV files in `catalogue/`. `waymark.storage` reads them, checks them and keeps them in the
database; everything else sees only this module.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from waymark.skills import ProficiencyLevel, Skill

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

ESSENTIAL = "essential"
OPTIONAL = "optional"
PATH, CONTRAST = "path", "contrast"
POOLED = "all"  # the source name of figures pooled over sources


@dataclass(frozen=True)
class Source:
    """Where figures come from. `sample_size` counts rows (postings or people)."""

    id: str
    title: str
    kind: str  # postings | survey | taxonomy | report | resources
    year_from: int
    year_to: int
    sample_size: int | None
    url: str
    licence: str
    limits: str


@dataclass(frozen=True)
class Alias:
    """A surface form of a skill. `match`: plain (any case), exact (this case), context (only where it is a skill)."""

    skill: str
    form: str
    match: str = "plain"


@dataclass(frozen=True)
class Activity:
    """An activity or topic that people like or dislike. `lean` is in log-odds towards each role (0 = tells nothing)."""

    id: str
    label: str
    kind: str  # activity | topic
    forms: tuple[str, ...]
    lean: Mapping[str, float]  # role id -> log-odds, shrunk
    standard_error: float
    source: str


@dataclass(frozen=True)
class Role:
    """A path that can be recommended, or a job beside the paths, to show where a profile lies (`kind` "contrast"). A
    role is rows, never code."""

    id: str
    label: str
    plural: str
    kind: str = PATH


@dataclass(frozen=True)
class Evidence:
    """How often one role's postings (or people) name a skill, in one source or pooled ("all").

    `share` = mentions / postings with its 95 % Wilson interval `low`..`high`.
    """

    source: str
    year_from: int
    year_to: int
    role: str
    skill: str
    mentions: int
    postings: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Weight:
    """What holding a skill says for `role` against the other roles.

    `log_odds` pooled within sources, its `standard_error`, and `weight`, the log-odds shrunk toward 0 by it.
    """

    role: str
    skill: str
    log_odds: float
    standard_error: float
    weight: float


@dataclass(frozen=True)
class Requirement:
    """A level of a skill that a role asks for. `weight` is its part in readiness (the share of postings that ask)."""

    role: str
    skill: str
    level: ProficiencyLevel
    kind: str  # essential | optional
    weight: float
    rule: str


@dataclass(frozen=True)
class Prerequisite:
    """To learn `skill` up to `level` one needs `requires` at `requires_level`.

    `kind` "prerequisite" orders a plan; "part_of" does not. Both let a held skill imply the other one.
    """

    skill: str
    level: ProficiencyLevel
    requires: str
    requires_level: ProficiencyLevel
    kind: str
    reason: str


@dataclass(frozen=True)
class Transfer:
    """Knowing `known` saves the share `saves` (0..1) of the hours for `target`."""

    known: str
    target: str
    saves: float
    reason: str


@dataclass(frozen=True)
class Resource:
    """Something to learn from. Hours are about; `checked` says how the address was confirmed."""

    skill: str
    title: str
    url: str
    kind: str
    level: ProficiencyLevel
    hours: float
    free: bool
    publisher: str
    checked: str


@dataclass(frozen=True)
class Project:
    """A small piece of work that shows a level of a skill."""

    skill: str
    level: ProficiencyLevel
    text: str


@dataclass(frozen=True)
class Question:
    """An interview question. It asks for one or more skills (answered with a level) or one activity (yes or no)."""

    id: str
    text: str
    why: str
    skills: tuple[str, ...] = ()
    activity: str | None = None


@dataclass(frozen=True)
class Fact:
    """A statement that the bot can make about the roles; figures in it come from `source`."""

    id: str
    topic: str  # what_is | work | difference | together | both | salary | degree | maths | experience | time ...
    role: str  # a role id, or "" for both
    text: str
    source: str


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


def _grouped(rows: Iterable[T], key: Callable[[T], K]) -> dict[K, tuple[T, ...]]:
    """The rows by key, each group in the order given."""
    groups: dict[K, list[T]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {name: tuple(group) for name, group in groups.items()}
