"""The catalogue's figures in the form that `fit` and `interview` reckon with; built once for each catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from waymark.catalogue import Catalogue
from waymark.gaps import all_foundations
from waymark.odds import chance_at, logit

INTERESTS = "interests"  # the group of all activities and topics
ASKED = "asked."  # before a question's id: the name of the constant that is its place in the order of questions
# What holds when calibration.csv is missing or does not name a value.
DEFAULTS: Mapping[str, float] = {
    "scale": 1.0,
    "overlap_within": 0.3,
    "overlap_over": 0.2,
    "transport": 0.42,  # a posting's log-odds times this is a person's
    "share_shift": 0.0,  # log-odds by which people hold a skill more often than postings name it
    "near_neutral": 0.3,  # log-odds below which a skill is reckoned to tell nothing
    "person_spread": 1.2,
    "full_information": 6.0,
    "zone.least_answers": 3.0,
    "zone.other": 0.7,
    "zone.ready": 0.2,
}
RARE = 0.001  # shares of postings are taken to lie so far from 0 and 1
UNSEEN_COMMON = 0.1  # how common a skill is taken to be that has a weight but no share


@dataclass(frozen=True)
class Subject:
    """A skill or an activity as evidence: log-odds for each role, their error, and the share 0..1 who hold it."""

    group: str
    toward: Mapping[str, float]
    error: float
    common: float


@dataclass(frozen=True)
class Model:
    """All that the judgement needs. `scale` and `overlap_*` are dimensionless, the rest as named in DEFAULTS."""

    roles: tuple[str, ...]
    skills: Mapping[str, Subject]
    activities: Mapping[str, Subject]
    foundations: tuple[str, ...]
    constants: Mapping[str, float]
    scale: float
    overlap_within: float
    overlap_over: float
    person_spread: float
    full_information: float

    @property
    def least_answers(self) -> float:
        return self.constants["zone.least_answers"]

    @property
    def ready(self) -> float:
        return self.constants["zone.ready"]

    def threshold(self, role: str) -> float:
        """The probability from which on `role` is said."""
        return self.constants.get(f"zone.{role}", self.constants["zone.other"])

    def said(self, chances: Mapping[str, float]) -> str | None:
        """The likeliest role where its probability reaches its threshold; ties go to the last by id."""
        role = max(chances, key=lambda name: (chances[name], name))
        return role if chances[role] >= self.threshold(role) else None


def model_of(catalogue: Catalogue) -> Model:
    """The model of this catalogue: call it as `catalogue.once(model_of)`."""
    constants = {**DEFAULTS, **catalogue.calibration}
    return Model(
        roles=tuple(catalogue.roles),
        skills=_skills(catalogue, constants),
        activities=_activities(catalogue),
        foundations=tuple(sorted(all_foundations(catalogue))),
        constants=constants,
        scale=constants["scale"],
        overlap_within=constants["overlap_within"],
        overlap_over=constants["overlap_over"],
        person_spread=constants["person_spread"],
        full_information=constants["full_information"],
    )


def _skills(catalogue: Catalogue, constants: Mapping[str, float]) -> dict[str, Subject]:
    """Every skill with a weight that is not near-neutral.

    A weight is for a role against the mean of the others; `(n - 1) / n` of it is for the role against the mean of all,
    which is what a softmax needs (with two roles, half to the one and half from the other).
    """
    weights: dict[str, dict[str, float]] = {}
    errors: dict[str, float] = {}
    part = (len(catalogue.roles) - 1) / max(len(catalogue.roles), 1)
    for w in catalogue.weights:
        if w.role in catalogue.roles and w.skill in catalogue.skills:
            person = constants.get(f"person_weight.{w.role}.{w.skill}")
            value = constants["transport"] * w.weight if person is None else person
            weights.setdefault(w.skill, {})[w.role] = value
            error = constants.get(f"person_error.{w.skill}", constants["transport"] * w.standard_error)
            errors[w.skill] = max(errors.get(w.skill, 0.0), error)
    common = _common(catalogue, constants)
    found = {}
    for skill, by_role in weights.items():
        if max(abs(v) for v in by_role.values()) >= constants["near_neutral"]:
            toward = {role: part * by_role.get(role, 0.0) for role in catalogue.roles}
            group = catalogue.skills[skill].group
            found[skill] = Subject(group, toward, part * errors[skill], common.get(skill, UNSEEN_COMMON))
    return found


def _common(catalogue: Catalogue, constants: Mapping[str, float]) -> dict[str, float]:
    """The share who hold each skill: of people where they were asked, else of postings, the mean over the roles.

    People hold more than a posting names, so that the share of postings is shifted."""
    shift = constants["share_shift"]
    named = catalogue.shares.items()
    common = {skill: chance_at(logit(sum(of) / len(of), RARE) + shift) for skill, of in named}
    for name, value in constants.items():
        if name.startswith("person_share."):
            common[name.removeprefix("person_share.")] = value
    return common


def _activities(catalogue: Catalogue) -> dict[str, Subject]:
    part = (len(catalogue.roles) - 1) / max(len(catalogue.roles), 1)
    return {
        a.id: Subject(INTERESTS, {r: part * a.lean.get(r, 0.0) for r in catalogue.roles}, part * a.standard_error, 0.5)
        for a in catalogue.activities.values()
        if any(a.lean.values())
    }
