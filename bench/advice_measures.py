"""What the figures of `bench/advice.py` are made of: chances of the roles for rows, measures of them, the ceiling."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from waymark.catalogue import Catalogue
from waymark.evidence.calibration import person_profile
from waymark.evidence.rows import Row
from waymark.evidence.scores import auc, role_weights
from waymark.fit import assess_fit
from waymark.profile import Profile

Chances = list[tuple[str, Mapping[str, float]]]  # of each row: its role, and the chance of each role


def chances_of(rows: Sequence[Row], catalogue: Catalogue, skills: Sequence[str], activities: Sequence[str]) -> Chances:
    return [(r.role, chance_of(person_profile(r, skills, activities), catalogue)) for r in rows]


def chance_of(profile: Profile, catalogue: Catalogue) -> dict[str, float]:
    return {role: interval.value for role, interval in assess_fit(profile, catalogue).probability.items()}


def as_chances(scored: Sequence[tuple[str, float]], role: str) -> Chances:
    """Log-odds as they are, read as probabilities: what an uncalibrated sum claims."""
    limit = 30.0
    found: Chances = []
    for actual, value in scored:
        p = 1 / (1 + math.exp(-max(-limit, min(limit, value))))
        found.append((actual, {"ds": 1 - p, role: p}))
    return found


def log_loss(chances: Chances) -> float:
    weights = role_weights([r for r, _ in chances])
    return -sum(weights[r] * math.log(max(c[r], 1e-12)) for r, c in chances)


def bootstrap(chances: Chances, role: str, rounds: int = 200) -> tuple[float, float]:
    """The 95 % interval of the AUC over samples of the rows drawn with replacement."""
    dice = random.Random(95)
    scored = [(c[role], r == role) for r, c in chances]
    values = sorted(auc(dice.choices(scored, k=len(scored))) for _ in range(rounds))
    return values[int(0.025 * rounds)], values[int(0.975 * rounds) - 1]


class Logistic:
    """The practical ceiling: ridge logistic regression on the same rows, roles weighing the same."""

    def __init__(self, chances: Chances, value: float) -> None:
        self.chances, self.auc = chances, value


def logistic_regression(train: Sequence[Row], test: Sequence[Row], role: str) -> Logistic:
    names = sorted({s for r in train for s in (*r.skills, *(f"act:{a}" for a in r.activities))})

    def matrix(rows: Sequence[Row]) -> np.ndarray:
        return np.array(
            [[n in r.skills or (n[4:] in r.activities and n.startswith("act:")) for n in names] for r in rows], float
        )

    other = next(r.role for r in train if r.role != role)
    model = LogisticRegression(C=0.03, max_iter=1000, class_weight="balanced")
    model.fit(matrix(train), [r.role == role for r in train])
    found: Chances = [(r.role, {other: 1 - p, role: p}) for r, p in zip(test, model.predict_proba(matrix(test))[:, 1])]
    return Logistic(found, auc([(c[role], r == role) for r, c in found]))
