"""Calibration: the constants of the fit that make its probability mean what it says on people, and their check.

People of each role weigh the same in all, because roles start out equal. Each person is seen several times: with all
answers and with random few of them, since somebody in a conversation has told little.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from waymark.catalogue import Catalogue
from waymark.evidence.constants import Constant
from waymark.evidence.rows import Row
from waymark.evidence.scores import auc, balanced_accuracy, calibration_error, role_weights
from waymark.fit import Piece, damp, damping, pieces_of, softmax
from waymark.fit_model import DEFAULTS, INTERESTS, Model, model_of
from waymark.odds import logit
from waymark.profile import InterestStatement, Profile, SkillStatement
from waymark.skills import Attitude, Polarity

KNOWN_ANSWERS = (3, 5, 8, 12, 20)
OVERLAPS_WITHIN, OVERLAPS_OVER = (0.1, 0.15, 0.2), (0.1, 0.2, 0.3)  # more costs rank order for little log-loss
INTEREST_FACTORS = (0.5, 0.75)
SAMPLE = 4000  # profiles on which the overlaps are found; the scale is found on all
THRESHOLDS = tuple(t / 100 for t in range(55, 91))
ASKED_COVERAGE, ASKED_ACCURACY = 0.48, 0.80  # of confident answers: share of people, and balanced accuracy
RULES = tuple(
    Constant(name, DEFAULTS[name], f"rule: {note}")
    for name, note in (
        ("near_neutral", "a skill whose log-odds on people are smaller is reckoned to tell nothing"),
        ("zone.least_answers", "with fewer telling statements the answer is unknown"),
        ("zone.other", "the probability from which a role that is not calibrated is said"),
        ("zone.ready", "below this readiness, with foundations said to be missing, it is not yet"),
    )
)
Person = tuple[str, tuple[Piece, ...]]
# A person's role, and for each role and group: the sum of the pieces, their number after overlap, whether interests.
Summed = tuple[str, dict[str, list[tuple[float, float, bool]]]]


@dataclass(frozen=True)
class Calibrated:
    """The constants, and the factor on the leans of activities."""

    constants: tuple[Constant, ...]
    interest: float


def person_profile(row: Row, skills: Sequence[str], activities: Sequence[str]) -> Profile:
    """A survey answer as statements: what was asked and not ticked is lacking."""
    held = {s: SkillStatement(s, Polarity.HAS if s in row.skills else Polarity.LACKS) for s in skills}
    likes = {
        a: InterestStatement(a, Attitude.LIKE if a in row.activities else Attitude.DISLIKE, origin="answered")
        for a in activities
    }
    return Profile(skills=held, interests=likes)


def asked_in(rows: Sequence[Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The skills and the activities that the survey asked for: those that anybody ticked."""
    skills = {s for r in rows for s in r.skills}
    return tuple(sorted(skills)), tuple(sorted({a for r in rows for a in r.activities}))


def calibrate(rows: Sequence[Row], catalogue: Catalogue) -> Calibrated:
    """Find the constants on these people by the smallest log-loss, then the zones on full profiles."""
    model = replace(model_of(catalogue), scale=1.0)
    skills, activities = asked_in(rows)
    full = [(r.role, pieces_of(person_profile(r, skills, activities), model)) for r in rows]
    grid = [(w, o, i) for w in OVERLAPS_WITHIN for o in OVERLAPS_OVER for i in INTEREST_FACTORS]
    seen = _summed([*full, *_partly_known(full)], model)
    some = seen[:: max(1, len(seen) // SAMPLE)]
    within, over, interest = min(grid, key=lambda g: _best_scale(_scores(some, *g))[1])
    scored = _scores(seen, within, over, interest)
    whole, scale = scored[: len(full)], round(_best_scale(scored)[0], 4)
    counts = ", ".join(map(str, KNOWN_ANSWERS))
    source = f"{len(rows)} people, {rows[0].source}, smallest log-loss at {counts} and all answers"
    chances = [(role, softmax({k: scale * v for k, v in s.items()})) for role, s in whole]
    information = sum(sum(max(map(abs, p.toward.values())) for p in pieces) for _, pieces in full) / len(full)
    constants = (
        Constant("scale", scale, source),
        Constant("overlap_within", within, f"how much statements of one group repeat each other; {source}"),
        Constant("overlap_over", over, f"how much groups repeat each other; {source}"),
        Constant("interest", interest, f"what liking an activity counts against its full log-odds; {source}"),
        Constant("person_spread", _spread(chances), f"standard deviation of the log-odds, all answers known; {source}"),
        Constant("full_information", round(information, 4), "log-odds that all answers move, before damping, the mean"),
        *_zones(chances, source),
        *RULES,
    )
    return Calibrated(constants, interest)


def _partly_known(full: Sequence[Person]) -> list[Person]:
    """Everybody with random few of their answers; the same ones at every run."""
    chosen = random.Random(2020)
    return [(role, tuple(chosen.sample(pieces, min(k, len(pieces))))) for role, pieces in full for k in KNOWN_ANSWERS]


def _summed(people: Sequence[Person], model: Model) -> list[Summed]:
    return [(role, {name: _groups(pieces, name) for name in model.roles}) for role, pieces in people]


def _groups(pieces: Sequence[Piece], role: str) -> list[tuple[float, float, bool]]:
    groups: dict[str, list[float]] = {}
    for piece in pieces:
        groups.setdefault(piece.group, []).append(piece.toward[role])
    found = []
    for name, values in groups.items():
        largest = max(map(abs, values))
        found.append((sum(values), sum(map(abs, values)) / largest if largest else 1.0, name == INTERESTS))
    return found


def _scores(
    people: Sequence[Summed], within: float, over: float, interest: float
) -> list[tuple[str, dict[str, float]]]:
    """Each role's score before scaling: what `fit.damp` adds up to, with these constants."""
    found = []
    for actual, by_role in people:
        scores = {}
        for role, groups in by_role.items():
            parts = [v * (interest if liked else 1.0) / (1.0 + within * (n - 1.0)) for v, n, liked in groups]
            scores[role] = sum(parts) * damping(parts, over)
        found.append((actual, scores))
    return found


def _log_loss(scored: Sequence[tuple[str, Mapping[str, float]]], scale: float) -> float:
    weights = role_weights([role for role, _ in scored])
    loss = 0.0
    for role, scores in scored:
        own = scale * scores[role]
        loss += weights[role] * math.log(sum(math.exp(scale * v - own) for v in scores.values()))
    return loss


def _best_scale(scored: Sequence[tuple[str, Mapping[str, float]]]) -> tuple[float, float]:
    """Golden-section search: the scale with the smallest log-loss, and this loss (it is convex in the scale)."""
    low, high, ratio = 0.3, 3.0, (math.sqrt(5) - 1) / 2
    for _ in range(10):
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        if _log_loss(scored, left) < _log_loss(scored, right):
            high = right
        else:
            low = left
    middle = (low + high) / 2
    return middle, _log_loss(scored, middle)


def _spread(chances: Sequence[tuple[str, Mapping[str, float]]]) -> float:
    logits = [logit(c) for _, by_role in chances for c in by_role.values()]
    mean = sum(logits) / len(logits)
    return round(math.sqrt(sum((v - mean) ** 2 for v in logits) / len(logits)), 4)


def _zones(chances: Sequence[tuple[str, Mapping[str, float]]], source: str) -> list[Constant]:
    """The probability from which on a role is said: of all thresholds that answer enough people well enough in
    balanced accuracy, those whose worst precision is best, were the roles equally frequent (the prior that is said)."""
    roles = sorted(chances[0][1])
    said = {(role, t): _said_from(chances, role, t) for role in roles for t in THRESHOLDS}
    weights = role_weights([actual for actual, _ in chances])
    tried = product(THRESHOLDS, repeat=2) if len(roles) == 2 else ((t,) * len(roles) for t in THRESHOLDS)
    best, key = (THRESHOLDS[0],) * len(roles), (-1.0, -1.0)
    for thresholds in tried:
        counts = {role: said[role, t] for role, t in zip(roles, thresholds)}
        coverage = sum(sum(c.values()) for c in counts.values()) / len(chances)
        heard = {role: sum(c[role] for c in counts.values()) for role in roles}
        accuracy = sum(counts[role][role] / heard[role] for role in roles if heard[role]) / len(roles)
        worst = min(_precision(role, c, weights) for role, c in counts.items())
        enough = coverage >= ASKED_COVERAGE
        new = (1.0, worst) if enough and accuracy >= ASKED_ACCURACY else (0.0, accuracy if enough else 0.0)
        if new > key:
            best, key = thresholds, new
    note = (
        f"the probability from which it is said: at least {ASKED_COVERAGE:.0%} answered, balanced accuracy "
        f"{ASKED_ACCURACY} or more, best worst precision with equally frequent roles; {source}"
    )
    return [Constant(f"zone.{role}", value, note) for role, value in zip(roles, best)]


def _said_from(chances: Sequence[tuple[str, Mapping[str, float]]], role: str, threshold: float) -> Counter[str]:
    """How many people of each role would be told `role` with this threshold."""
    return Counter(actual for actual, c in chances if c[role] >= threshold and c[role] == max(c.values()))


def _precision(role: str, counts: Counter[str], weights: Mapping[str, float]) -> float:
    said = sum(weights[actual] * n for actual, n in counts.items())
    return weights[role] * counts[role] / said if said else 0.0


def measure(rows: Sequence[Row], catalogue: Catalogue) -> tuple[Constant, ...]:
    """How good the advice is on people that nothing was learned from, with all their answers known."""
    model = model_of(catalogue)
    skills, activities = asked_in(rows)
    chances = []
    for row in rows:
        damped = damp(pieces_of(person_profile(row, skills, activities), model), model)
        chances.append((row.role, softmax({k: sum(part[k] for part in damped) for k in model.roles})))
    said = [(role, word) for role, by_role in chances if (word := model.said(by_role))]
    note = (
        f"measured on {len(rows)} people, {', '.join(sorted({r.source for r in rows}))}, none of whom was learned from"
    )
    values = {
        "measured.people": float(len(rows)),
        "measured.answered": len(said) / len(rows),
        "measured.balanced_accuracy": balanced_accuracy(said),
        "measured.calibration_error": max(calibration_error(chances, role) for role in model.roles),
    }
    for role in model.roles:
        values[f"measured.auc.{role}"] = auc([(by_role[role], r == role) for r, by_role in chances])
        own = [r == role for r, word in said if word == role]
        values[f"measured.precision.{role}"] = sum(own) / len(own) if own else 0.0
        values[f"measured.said.{role}"] = len(own) / len(said) if said else 0.0
    return tuple(Constant(name, round(value, 4), note) for name, value in values.items())
