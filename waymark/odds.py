"""Chances and log-odds."""

from __future__ import annotations

import math


def logit(chance: float, least: float = 1e-9) -> float:
    """The log-odds of a chance 0..1, which is kept `least` away from both ends."""
    inside = min(max(chance, least), 1.0 - least)
    return math.log(inside / (1.0 - inside))


def chance_at(log_odds: float) -> float:
    """The inverse of `logit`."""
    return 1.0 / (1.0 + math.exp(-log_odds))
