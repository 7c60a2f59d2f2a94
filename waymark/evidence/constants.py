"""A row of calibration.csv."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Constant:
    """A named number and where it comes from."""

    name: str
    value: float
    note: str
