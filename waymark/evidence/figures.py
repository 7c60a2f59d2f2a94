"""The statistics: Wilson intervals, log-odds pooled within strata, shrinkage. Plain numbers in, plain numbers out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Z_95 = 1.959964
# Postings and survey answers differ from the people who write to us by about this much, in log-odds: the survey's
# figures scatter by 0.5 around those of postings, which is shared out between the two.
DRIFT = 0.35


@dataclass(frozen=True)
class Stratum:
    """One source's counts: `named` of `total` in role a, and in role b."""

    named_a: int
    total_a: int
    named_b: int
    total_b: int


@dataclass(frozen=True)
class Estimate:
    """A log-odds ratio and its standard error; `error` is infinite where nothing is known."""

    value: float
    error: float


UNKNOWN = Estimate(0.0, math.inf)


def wilson(named: int, total: int) -> tuple[float, float, float]:
    """Share and its 95 % Wilson score interval, as (share, low, high). Raises ValueError when total is not positive."""
    if total <= 0 or not 0 <= named <= total:
        raise ValueError(f"{named} of {total} is no share")
    share = named / total
    middle = (share + Z_95**2 / (2 * total)) / (1 + Z_95**2 / total)
    half = Z_95 / (1 + Z_95**2 / total) * math.sqrt(share * (1 - share) / total + Z_95**2 / (4 * total**2))
    return share, max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def log_odds_ratio(s: Stratum) -> Estimate:
    """Role a against role b in one source.

    Each cell gets a correction in proportion to the role's size, so that a small role is not drawn away from 0. A
    source that names the subject for neither role (or for all of both) tells nothing.
    """
    named, total = s.named_a + s.named_b, s.total_a + s.total_b
    if not s.total_a or not s.total_b or named in (0, total):
        return UNKNOWN
    add_a, add_b = s.total_a / total, s.total_b / total
    a, b = s.named_a + add_a, s.named_b + add_b
    c, d = s.total_a - s.named_a + add_a, s.total_b - s.named_b + add_b
    return Estimate(math.log(a * d / (b * c)), math.sqrt(1 / a + 1 / b + 1 / c + 1 / d))


def pool(estimates: Iterable[Estimate]) -> Estimate:
    """Inverse-variance mean over strata with the variance between strata added (DerSimonian and Laird, 1986)."""
    known = [e for e in estimates if math.isfinite(e.error) and e.error > 0]
    if not known:
        return UNKNOWN
    weights = [1 / e.error**2 for e in known]
    mean = _mean(known, weights)
    if len(known) > 1:
        excess = sum(w * (e.value - mean) ** 2 for w, e in zip(weights, known)) - (len(known) - 1)
        scale = sum(weights) - sum(w * w for w in weights) / sum(weights)
        between = max(0.0, excess / scale) if scale > 0 else 0.0
        weights = [1 / (e.error**2 + between) for e in known]
    return Estimate(_mean(known, weights), 1 / math.sqrt(sum(weights)))


def average(estimates: Sequence[Estimate]) -> Estimate:
    """The plain mean of independent estimates; nothing is known where one of them is not, or there is none."""
    if not estimates or any(math.isinf(e.error) for e in estimates):
        return UNKNOWN
    n = len(estimates)
    return Estimate(sum(e.value for e in estimates) / n, math.sqrt(sum(e.error**2 for e in estimates)) / n)


def _mean(known: list[Estimate], weights: list[float]) -> float:
    return sum(w * e.value for w, e in zip(weights, known)) / sum(weights)


def spread_between(estimates: Iterable[Estimate]) -> float:
    """The variance of the true values behind the estimates: their scatter less what their errors explain, never 0."""
    known = [e for e in estimates if math.isfinite(e.error)]
    if not known:
        return 0.25
    weights = [1 / (0.25 + e.error**2) for e in known]
    scatter = sum(w * (e.value**2 - e.error**2) for w, e in zip(weights, known)) / sum(weights)
    return max(0.05, scatter)


def shrink(estimate: Estimate, variance: float) -> float:
    """The estimate drawn toward 0 by its error: the mean of a normal prior with this variance around 0."""
    if not math.isfinite(estimate.error):
        return 0.0
    return estimate.value * variance / (variance + estimate.error**2)


def draw_to(estimate: Estimate, prior: Estimate) -> Estimate:
    """The estimate drawn toward a prior value by their errors."""
    if not math.isfinite(estimate.error):
        return prior
    own, other = 1 / estimate.error**2, 1 / prior.error**2
    return Estimate((own * estimate.value + other * prior.value) / (own + other), 1 / math.sqrt(own + other))
