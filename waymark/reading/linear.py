"""A linear model as data: every feature of a text adds its weights to the classes, and the sums become chances.

The weights are learned from labelled text by `bench/train_reading.py` and travel with the rules, so that nothing but
the standard library is needed to use them.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp
from typing import Any

SCALE = 100  # weights are whole hundredths in the file


class Linear:
    """Classes, what they start with, and the weights of features. Nothing changes it: threads may share one."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.classes: tuple[str, ...] = tuple(data["classes"])
        self._start: list[int] = data["start"]
        self._weights: dict[str, list[int]] = data["weights"]  # feature -> one weight for each class

    def chances(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of every class; they add up to 1."""
        rows = filter(None, map(self._weights.get, features))
        sums = list(map(sum, zip(self._start, *rows)))
        most = max(sums)
        powers = [exp((number - most) / SCALE) for number in sums]
        total = sum(powers)
        return dict(zip(self.classes, [power / total for power in powers]))

    def odds(self, features: Iterable[str]) -> float:
        """The logarithm of the odds of the second of two classes against the first."""
        rows = filter(None, map(self._weights.get, features))
        sums = list(map(sum, zip(self._start, *rows)))
        return (sums[1] - sums[0]) / SCALE
