"""A linear model as data: every feature of a text adds its weights to the classes, and the sums become chances.

The weights are learned from labelled text by `bench/train_reading.py` and travel with the rules, so that nothing but
the standard library is needed to use them.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp
from typing import Any

SCALE = 100  # weights are whole hundredths in the file
Row = list[int]  # one weight for each class


class Linear:
    """Classes, what they start with, and the weights of features. Nothing changes it: threads may share one."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.classes: tuple[str, ...] = tuple(data["classes"])
        self._start: Row = data["start"]
        self._weights: dict[str, Row] = data["weights"]  # feature -> one weight for each class

    def by_kind(self, mark: str) -> dict[str, dict[str, Row]]:
        """The weights by what stands before the first `mark` of a feature, then by what stands behind it: whoever asks
        by kinds need not write every feature out, which takes longer than to look it up."""
        found: dict[str, dict[str, Row]] = {}
        for feature, row in self._weights.items():
            kind, _, rest = feature.partition(mark)
            found.setdefault(kind, {})[rest] = row
        return found

    def chances(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of every class; they add up to 1."""
        return self.chances_by(map(self._weights.get, features))

    def chances_by(self, rows: Iterable[Row | None]) -> dict[str, float]:
        """As `chances`, from the weights of features."""
        sums = self.sums(rows)
        most = max(sums)
        powers = [exp((number - most) / SCALE) for number in sums]
        total = sum(powers)
        return dict(zip(self.classes, [power / total for power in powers]))

    def odds(self, features: Iterable[str]) -> float:
        """The logarithm of the odds of the second of two classes against the first."""
        return odds_of(self.sums(map(self._weights.get, features)))

    def sums(self, rows: Iterable[Row | None], start: Row | None = None) -> Row:
        """By class what is there at the start and what features with these weights add."""
        return list(map(sum, zip(start or self._start, *filter(None, rows))))


def odds_of(sums: Row) -> float:
    """The logarithm of the odds of the second of two classes against the first."""
    return (sums[1] - sums[0]) / SCALE
