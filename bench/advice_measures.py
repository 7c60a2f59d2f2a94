"""What the figures of `bench/advice.py` are made of: chances of the roles for rows, measures of them, the ceiling."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.base import ClassifierMixin
from sklearn.ensemble import HistGradientBoostingClassifier
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


class Fitted:
    """What a general method, learned from the same rows with roles weighing the same, says of others."""

    def __init__(self, chances: Chances, value: float) -> None:
        self.chances, self.auc = chances, value


def logistic_regression(train: Sequence[Row], test: Sequence[Row], role: str) -> Fitted:
    """Ridge logistic regression: the practical ceiling."""
    return _fitted(LogisticRegression(C=0.03, max_iter=1000, class_weight="balanced"), train, test, role)


def boosted_trees(train: Sequence[Row], test: Sequence[Row], role: str) -> Fitted:
    """Gradient boosted trees, stopped early."""
    model = HistGradientBoostingClassifier(
        learning_rate=0.05, max_leaf_nodes=8, early_stopping=True, class_weight="balanced", random_state=1
    )
    return _fitted(model, train, test, role)


def _fitted(model: ClassifierMixin, train: Sequence[Row], test: Sequence[Row], role: str) -> Fitted:
    names = sorted({s for r in train for s in (*r.skills, *(f"act:{a}" for a in r.activities))})

    def matrix(rows: Sequence[Row]) -> np.ndarray:
        return np.array(
            [[n in r.skills or (n[4:] in r.activities and n.startswith("act:")) for n in names] for r in rows], float
        )

    other = next(r.role for r in train if r.role != role)
    model.fit(matrix(train), [r.role == role for r in train])
    found: Chances = [(r.role, {other: 1 - p, role: p}) for r, p in zip(test, model.predict_proba(matrix(test))[:, 1])]
    return Fitted(found, auc([(c[role], r == role) for r, c in found]))


@dataclass(frozen=True)
class Said:
    """What a pair of thresholds gives: share answered, balanced accuracy, and for each role its precision and its
    share of the answers."""

    answered: float
    balanced: float
    precision: tuple[float, float]
    share: tuple[float, float]


def all_thresholds(chances: Chances, role: str) -> list[Said]:
    """Every pair of thresholds from .50 to .95 in steps of .01, for `role` and the other one."""
    p = np.array([c[role] for _, c in chances])
    is_role = np.array([r == role for r, _ in chances])
    steps = np.arange(0.50, 0.955, 0.01)
    found = []
    for low in steps:
        said_other = (1 - p >= low) & (p < 0.5)
        for high in steps:
            said_role = (p >= high) & (p >= 0.5)
            n = np.array([said_other.sum(), said_role.sum()])
            right = np.array([(said_other & ~is_role).sum(), (said_role & is_role).sum()])
            heard = np.array([right[0] + n[1] - right[1], right[1] + n[0] - right[0]])  # of each role, the answered
            if n.all() and heard.all():
                precision, share = right / n, n / n.sum()
                found.append(Said(n.sum() / len(p), float((right / heard).mean()), tuple(precision), tuple(share)))
    return found
