"""What the catalogue's rows say: one dataclass for each file. `waymark.catalogue` holds them together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from waymark.skills import ProficiencyLevel

ESSENTIAL = "essential"
OPTIONAL = "optional"
PATH, CONTRAST = "path", "contrast"
CREDENTIALS = "Credentials"  # the group of skills that are degrees: no hours, never a gap
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
