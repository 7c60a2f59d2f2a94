"""Leans of activities: measured on people where they were asked, else derived from the skills that they are about."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from waymark.csv_rows import COLUMNS, Problem, read_rows
from waymark.evidence.figures import DRIFT, UNKNOWN, Estimate, draw_to
from waymark.evidence.rows import EvidenceError
from waymark.fit import damping

OVERLAP = 0.5  # how much the skills of one activity repeat each other
DERIVED = "postings"  # the source that is named for a lean that comes from the evidence on skills


@dataclass(frozen=True)
class Lean:
    """What liking an activity says for a role, in log-odds against the mean of the others, and its standard error."""

    activity: str
    role: str
    lean: float
    standard_error: float
    source: str


def read_subjects(path: Path) -> dict[str, tuple[str, ...]]:
    """activity_subjects.csv: the skills that an activity is about. Raises EvidenceError, also when it is missing."""
    problems = list[Problem]()
    rows = read_rows(Path(path), COLUMNS["activity_subjects.csv"], problems)
    found = {row.text("activity"): row.listed("subjects", empty=True) for row in rows}
    if problems:
        raise EvidenceError(problems)
    return found


def lean_of(
    activity: str,
    role: str,
    measured: Estimate,
    subjects: Sequence[str],
    weights: Mapping[tuple[str, str], Estimate],
    source: str,
) -> Lean | None:
    """The lean of one activity, or None where nothing is known: what people said, drawn to what its skills suggest."""
    derived = _together([weights[role, s] for s in subjects if (role, s) in weights])
    asked = math.isfinite(measured.error)
    lean = draw_to(measured, derived) if math.isfinite(derived.error) else measured
    if not math.isfinite(lean.error):
        return None
    return Lean(activity, role, lean.value, lean.error, source if asked else DERIVED)


def _together(known: Sequence[Estimate]) -> Estimate:
    """Somebody who likes an activity likes to use all of its skills: their sum, damped as skills of one group are.

    The error is that of the sum if all of them err alike.
    """
    if not known:
        return UNKNOWN
    factor = damping([e.value for e in known], OVERLAP)
    return Estimate(factor * sum(e.value for e in known), max(DRIFT, factor * sum(e.error for e in known)))
