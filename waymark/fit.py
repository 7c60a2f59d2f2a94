"""Which role do somebody's statements point to, and how sure is that?

Every statement is evidence in log-odds. A skill that is rare says much when it is held and little when it is not;
a common one says little when it is held and more when it is not: with its log-odds ratio `w` and the share `c` of
people who hold it, holding counts `(1 - c) w` and lacking `-c w`. A skill that nobody spoke of counts nothing.
Statements of one skill group, and then groups, repeat each other and are damped by how much they agree. The sum is
scaled so that the probability means what it says on people (docs/adr/0003). Roles start out equal.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from waymark.catalogue import Catalogue
from waymark.fit_model import Model, Subject, model_of
from waymark.gaps import foundations_of, held_levels
from waymark.odds import chance_at, logit
from waymark.profile import Profile, SkillStatement
from waymark.skills import Attitude, Polarity, ProficiencyLevel

BOTH, NOT_YET, UNKNOWN = "both", "not_yet", "unknown"
# How much of a held skill's evidence a level carries. Intermediate is what a survey's tick or an advertisement means.
LEVEL_FACTOR = {ProficiencyLevel.BEGINNER: 0.5, ProficiencyLevel.INTERMEDIATE: 1.0, ProficiencyLevel.ADVANCED: 1.25}
# A like or dislike that somebody brings up unasked counts this many times the answer to a question about it: a survey's
# tick says what a job consists of, a word of one's own says what one wants. A judgement, not measured.
VOLUNTEERED = 2.0
PRACTISED = 0.6  # log-odds of held skills from which on somebody has begun in the trade
TOLD_APART = 0.005  # log-odds below which a statement is said to carry no information
Z_90 = 1.645  # the interval holds 90 %


@dataclass(frozen=True)
class Interval:
    """A probability 0..1 and the 90 % interval around it; `low <= value <= high`."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Contribution:
    """What one statement adds, in log-odds (> 0) toward the role `toward` against the next best one.

    `kind` is skill or interest; `statement` is has, lacks, like or dislike.
    """

    subject: str
    kind: str
    statement: str
    toward: str
    weight: float


@dataclass(frozen=True)
class Fit:
    """The probability of each role (values sum to 1), what it rests on, and how many statements carry information."""

    probability: Mapping[str, Interval]
    contributions: tuple[Contribution, ...]
    answered: int


@dataclass(frozen=True)
class Piece:
    """One statement as evidence: log-odds for each role, before damping, and their standard error."""

    subject: str
    group: str
    kind: str
    statement: str
    toward: Mapping[str, float]
    error: float


def assess_fit(profile: Profile, catalogue: Catalogue) -> Fit:
    """The roles that the person's statements point to. Nothing said gives equal roles and the widest interval."""
    model = catalogue.once(model_of)
    pieces = pieces_of(profile, model)
    damped = damp(pieces, model)
    scores = {role: sum(part[role] for part in damped) for role in model.roles}
    spread = _spread(pieces, damped, model)
    return Fit(
        probability={role: _interval(chance, spread) for role, chance in softmax(scores).items()},
        contributions=_contributions(pieces, damped),
        answered=sum(_told_apart(part) for part in damped),
    )


def pieces_of(profile: Profile, model: Model) -> tuple[Piece, ...]:
    """The statements that can tell roles apart, in the order of their ids: the order of saying never matters."""
    pieces = []
    for skill in sorted(profile.skills):
        subject = model.skills.get(skill)
        share = 0.0 if subject is None else _part(profile.skills[skill], subject)
        if subject is not None and share:
            says = "has" if share > 0 else "lacks"
            pieces.append(_piece(skill, subject, "skill", says, share))
    for activity in sorted(profile.interests):
        if (subject := model.activities.get(activity)) is not None:
            interest = profile.interests[activity]
            likes, factor = interest.attitude is Attitude.LIKE, VOLUNTEERED if interest.origin == "said" else 1.0
            pieces.append(_piece(activity, subject, "interest", interest.attitude.value, factor if likes else -factor))
    return tuple(pieces)


def _part(statement: SkillStatement, subject: Subject) -> float:
    """The factor on the skill's log-odds: above 0 when it is held, below when it is lacking, 0 when only wanted."""
    if statement.held:
        return (1.0 - subject.common) * LEVEL_FACTOR[statement.held]
    return 0.0 if statement.polarity is Polarity.WANTS else -subject.common


def _piece(name: str, subject: Subject, kind: str, statement: str, factor: float) -> Piece:
    toward = {role: factor * value for role, value in subject.toward.items()}
    return Piece(name, subject.group, kind, statement, toward, abs(factor) * subject.error)


def damp(pieces: Iterable[Piece], model: Model) -> list[Mapping[str, float]]:
    """The pieces' log-odds after saturation within their group and over groups, and scaled to be calibrated.

    Like `n` witnesses who have talked to each other: their sum is divided by `1 + overlap (n - 1)`, where `n` is the
    sum of their sizes over the largest size, so that a piece of no weight changes nothing.
    """
    pieces = tuple(pieces)
    damped: list[dict[str, float]] = [{} for _ in pieces]
    for role in model.roles:
        groups: dict[str, list[float]] = {}
        for piece in pieces:
            groups.setdefault(piece.group, []).append(piece.toward[role])
        within = {name: damping(values, model.overlap_within) for name, values in groups.items()}
        over = damping([sum(v) * within[name] for name, v in groups.items()], model.overlap_over)
        for part, piece in zip(damped, pieces):
            part[role] = model.scale * over * within[piece.group] * piece.toward[role]
    return list(damped)


def damping(values: Iterable[float], overlap: float) -> float:
    """The factor 0..1 on evidence that repeats itself; 1 when at most one value is not 0."""
    sizes = [abs(v) for v in values]
    largest = max(sizes, default=0.0)
    return 1.0 / (1.0 + overlap * (sum(sizes) / largest - 1.0)) if largest else 1.0


def softmax(scores: Mapping[str, float]) -> dict[str, float]:
    """Scores in log-odds as shares that sum to 1."""
    top = max(scores.values(), default=0.0)
    parts = {name: math.exp(value - top) for name, value in scores.items()}
    whole = sum(parts.values())
    return {name: part / whole for name, part in parts.items()}


def _lead(part: Mapping[str, float]) -> tuple[str, float]:
    """The role that a piece favours most, and by how much over the next one."""
    ranked = sorted(part.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) < 2:
        return (ranked[0][0] if ranked else "", 0.0)
    return ranked[0][0], ranked[0][1] - ranked[1][1]


def _told_apart(part: Mapping[str, float]) -> bool:
    values = tuple(part.values())
    return bool(values) and max(values) - min(values) >= TOLD_APART


def _contributions(pieces: Iterable[Piece], damped: Iterable[Mapping[str, float]]) -> tuple[Contribution, ...]:
    found = []
    for piece, part in zip(pieces, damped):
        role, weight = _lead(part)
        if weight >= TOLD_APART:
            found.append(Contribution(piece.subject, piece.kind, piece.statement, role, weight))
    return tuple(sorted(found, key=lambda c: (-c.weight, c.subject)))


def _spread(pieces: Iterable[Piece], damped: Iterable[Mapping[str, float]], model: Model) -> float:
    """Standard deviation of the log-odds: the weights' errors, and what is not known of the person yet."""
    variance = known = 0.0
    for piece, part in zip(pieces, damped):
        before = max((abs(v) for v in piece.toward.values()), default=0.0)
        after = max((abs(v) for v in part.values()), default=0.0)
        variance += (piece.error * (after / before if before else 0.0)) ** 2
        known += before
    open_share = max(0.0, 1.0 - known / model.full_information) if model.full_information else 1.0
    return math.sqrt(variance + model.person_spread**2 * open_share)


def _interval(chance: float, spread: float) -> Interval:
    middle = logit(chance)
    low, high = (chance_at(middle + side * Z_90 * spread) for side in (-1.0, 1.0))
    return Interval(chance, min(low, chance), max(high, chance))


def recommend(fit: Fit, readiness: Mapping[str, float], profile: Profile, catalogue: Catalogue) -> str:
    """What to say: a role's id, "both", "not_yet" or "unknown". The rules stand in docs/adr/0003.

    - `unknown`: too few statements that tell the roles apart, and no word on foundations.
    - `not_yet`: foundations are missing by the person's own word, no role is far along, and no skill of the trade is
      held. Python, R and SAS can stand in for each other: who works with one of them has begun. Foundations are also
      missing, whatever else is held, without any ground to build on: advanced mathematics, but never programmed.
    - a role: its probability reaches the role's threshold, found on people.
    - `both`: enough is known, and it does not tell the roles apart.
    """
    model = catalogue.once(model_of)
    if (
        max(readiness.values(), default=0.0) < model.ready
        and not practised(fit)
        and foundations_missing(profile, catalogue)
    ):
        return NOT_YET
    if fit.answered < model.least_answers:
        return UNKNOWN
    return model.said({role: interval.value for role, interval in fit.probability.items()}) or BOTH


def practised(fit: Fit) -> bool:
    """True when the skills that are held tell enough of some role that the person must have worked in its trade."""
    return sum(c.weight for c in fit.contributions if c.statement == "has") >= PRACTISED


def foundations_missing(profile: Profile, catalogue: Catalogue) -> bool:
    """True when of the foundations that were spoken of, or implied, more are lacking than held at working level, or
    when a ground of all roles is lacking and nothing of its group is held that could stand in for it."""
    levels = held_levels(profile, catalogue)
    groups_held = {catalogue.skills[skill].group for skill, level in levels.items() if level}
    for ground in catalogue.once(grounds):
        said = profile.skills.get(ground)
        if said is not None and said.polarity is Polarity.LACKS and catalogue.skills[ground].group not in groups_held:
            return True
    foundations = catalogue.once(model_of).foundations
    held = sum(levels.get(skill, ProficiencyLevel.NONE) >= ProficiencyLevel.INTERMEDIATE for skill in foundations)
    return len(lacking_foundations(profile, catalogue)) > held


def lacking_foundations(profile: Profile, catalogue: Catalogue) -> tuple[str, ...]:
    """The foundations that somebody says they do not hold, those first that the roles ask for most."""
    lacking = [s for s in catalogue.once(model_of).foundations if s in profile.skills and not profile.skills[s].held]
    asked = dict.fromkeys(lacking, 0.0)
    for role in catalogue.roles:
        for r in catalogue.requirements_of(role):
            if r.skill in asked:
                asked[r.skill] += r.weight
    return tuple(sorted(lacking, key=lambda skill: (-asked[skill], skill)))


def grounds(catalogue: Catalogue) -> tuple[str, ...]:
    """The foundations of every role on which another such foundation stands (machine learning stands on Python)."""
    shared = frozenset(catalogue.skills).intersection(*(foundations_of(role, catalogue) for role in catalogue.roles))
    stood_on = {s for skill in shared for s in catalogue.implied_by(skill, ProficiencyLevel.INTERMEDIATE)}
    return tuple(sorted(shared & stood_on))
