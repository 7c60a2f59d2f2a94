"""Scores of predictions about roles: area under the curve, balanced accuracy, calibration error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

BINS = 10


def role_weights(roles: Sequence[str]) -> dict[str, float]:
    """The weight of one person of each role such that roles weigh the same and the weights sum to 1."""
    counts = {role: roles.count(role) for role in set(roles)}
    return {role: 1.0 / (len(counts) * n) for role, n in counts.items()}


def auc(scored: Sequence[tuple[float, bool]]) -> float:
    """The chance that one of the kind scores higher than one of the other kind; ties count half. 0.5 without both."""
    ranked = sorted(scored)
    of_kind = sum(is_kind for _, is_kind in ranked)
    others = len(ranked) - of_kind
    if not of_kind or not others:
        return 0.5
    ranks, start = 0.0, 0
    while start < len(ranked):
        end = start
        while end < len(ranked) and ranked[end][0] == ranked[start][0]:
            end += 1
        ranks += (start + end + 1) / 2 * sum(is_kind for _, is_kind in ranked[start:end])
        start = end
    return (ranks - of_kind * (of_kind + 1) / 2) / (of_kind * others)


def balanced_accuracy(said: Sequence[tuple[str, str]]) -> float:
    """The mean over roles of the share of right answers, for pairs of (role, role said). 0 without any."""
    roles = {role for role, _ in said}
    shares = [sum(w == role for r, w in said if r == role) / sum(r == role for r, _ in said) for role in roles]
    return sum(shares) / len(shares) if shares else 0.0


def reliability(chances: Sequence[tuple[str, Mapping[str, float]]], role: str) -> list[tuple[float, float, float]]:
    """For each tenth of the probability of `role`: its weight in all, the mean probability and the true share.

    Roles weigh the same in all, as the prior that is shown says.
    """
    weights = role_weights([r for r, _ in chances])
    bins = [[0.0, 0.0, 0.0] for _ in range(BINS)]
    for actual, by_role in chances:
        b = bins[min(BINS - 1, int(by_role[role] * BINS))]
        b[0] += weights[actual]
        b[1] += weights[actual] * by_role[role]
        b[2] += weights[actual] * (actual == role)
    return [(n, p / n, t / n) for n, p, t in bins if n]


def calibration_error(chances: Sequence[tuple[str, Mapping[str, float]]], role: str) -> float:
    """Expected calibration error: the mean distance between probability and true share, by weight of the bins."""
    return sum(n * abs(p - t) for n, p, t in reliability(chances, role))
