"""Survey answers -> what the figures from postings are worth on people: leans, weights and calibration constants.

The earliest year of the survey is learned from, later years are only used to measure how good the result is. Nothing
here looks at who said what, only at roles, skills and activities.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from waymark.catalogue import Activity, Catalogue
from waymark.csv_rows import Problem
from waymark.evidence.activities import Lean, lean_of, read_subjects
from waymark.evidence.calibration import calibrate, measure
from waymark.evidence.constants import Constant
from waymark.evidence.contrasts import thresholds
from waymark.evidence.figures import DRIFT, UNKNOWN, Estimate, Stratum, average, draw_to, log_odds_ratio
from waymark.evidence.order import asking_order
from waymark.evidence.rows import EvidenceError, Row, read_people
from waymark.fit_model import RARE
from waymark.odds import logit

UNSEEN = Estimate(0.0, 0.9)  # what is thought of a skill that postings tell nothing about


@dataclass(frozen=True)
class PeopleFigures:
    """What people say: leans of activities, and the constants of the calibration with a note on each."""

    leans: tuple[Lean, ...]
    constants: tuple[Constant, ...]


def build_people(path: Path, catalogue: Catalogue, subjects: Path) -> PeopleFigures:
    """All figures from the survey rows in `path`, on top of the catalogue's weights from postings.

    `subjects` is the path of activity_subjects.csv. Raises EvidenceError on broken rows, of either file.
    """
    rows = [r for r in read_people(path, catalogue.evidence_names) if r.role in catalogue.roles]
    if missing := [role for role in catalogue.roles if not any(r.role == role for r in rows)]:
        raise EvidenceError([Problem(Path(path).name, 0, f"has no people of the role {', '.join(missing)}")])
    return figures_of(rows, catalogue, read_subjects(subjects))


def figures_of(rows: Sequence[Row], catalogue: Catalogue, about: Mapping[str, tuple[str, ...]]) -> PeopleFigures:
    """The figures from rows that are read already."""
    catalogue = replace(catalogue, calibration={})
    first = min(r.year for r in rows)
    learned, later = [r for r in rows if r.year == first], [r for r in rows if r.year > first]
    weighed = _person_weights(learned, catalogue)
    with_weights = _with(catalogue, weighed)
    leans = _leans(learned, with_weights, about)
    found = calibrate(learned, _with_leans(with_weights, leans))
    leans = tuple(
        replace(n, lean=n.lean * found.interest, standard_error=n.standard_error * found.interest) for n in leans
    )
    ready = _with(_with_leans(with_weights, leans), found.constants)
    measured = measure(later, ready) if later else ()
    nearer, order = thresholds(learned, ready), asking_order(learned, ready)
    return PeopleFigures(tuple(_rounded(leans)), (*found.constants, *nearer, *measured, *order, *weighed))


def _with(catalogue: Catalogue, constants: Iterable[Constant]) -> Catalogue:
    return replace(catalogue, calibration={**catalogue.calibration, **{c.name: c.value for c in constants}})


def _with_leans(catalogue: Catalogue, leans: Iterable[Lean]) -> Catalogue:
    activities: dict[str, Activity] = {k: replace(a, lean={}) for k, a in catalogue.activities.items()}
    for n in leans:
        a = activities[n.activity]
        activities[n.activity] = replace(
            a, lean={**a.lean, n.role: n.lean}, standard_error=max(a.standard_error, n.standard_error)
        )
    return replace(catalogue, activities=activities)


def _rounded(leans: Iterable[Lean]) -> list[Lean]:
    return [replace(n, lean=round(n.lean, 4), standard_error=round(n.standard_error, 4)) for n in leans]


def _odds(rows: Sequence[Row], subject: str, role: str, roles: Iterable[str], of_activity: bool = False) -> Estimate:
    """The log-odds ratio of one role against the mean of the others among people."""
    counts = {}
    for name in roles:
        own = [r.activities if of_activity else r.skills for r in rows if r.role == name]
        counts[name] = (sum(subject in held for held in own), len(own))
    return average([log_odds_ratio(Stratum(*counts[role], *counts[other])) for other in counts if other != role])


def _person_weights(rows: Sequence[Row], catalogue: Catalogue) -> tuple[Constant, ...]:
    """`transport` (a posting's log-odds to a person's), and for each skill that people were asked about its weight for
    each role, its error and the share who hold it."""
    roles, asked = tuple(catalogue.roles), sorted({s for r in rows for s in r.skills})
    posted = {(w.role, w.skill): w for w in catalogue.weights}
    people = {(role, s): _odds(rows, s, role, roles) for role in roles for s in asked}
    pairs = [(posted[k], e) for k, e in people.items() if k in posted and math.isfinite(e.error)]
    precise = [(w, e, 1 / (w.standard_error**2 + e.error**2 + DRIFT**2)) for w, e in pairs]
    below = sum(p * w.weight**2 for w, _, p in precise)
    transport = sum(p * w.weight * e.value for w, e, p in precise) / below if below else 1.0
    source = f"{len(rows)} people, {rows[0].source}"
    found = [Constant("transport", transport, f"slope of people's log-odds on those of postings, {source}")]
    for s in asked:
        errors = []
        for role in roles:
            w = posted.get((role, s))
            prior = UNSEEN if w is None else Estimate(transport * w.weight, DRIFT)
            e = people[role, s]
            drawn = draw_to(Estimate(e.value, math.hypot(e.error, DRIFT)), prior)
            errors.append(drawn.error)
            note = f"log-odds of {e.value:+.2f} among {source}, drawn to the postings' figure"
            found.append(Constant(f"person_weight.{role}.{s}", drawn.value, note))
        shares = [_share(rows, s, role) for role in roles]
        found.append(Constant(f"person_error.{s}", max(errors), "standard error of the weight"))
        held = ", ".join(f"{share:.0%} of {role}" for share, role in zip(shares, roles))
        found.append(Constant(f"person_share.{s}", sum(shares) / len(shares), f"held by {held}; {source}"))
    found.append(_share_shift(found, catalogue, source))
    return tuple(replace(c, value=round(c.value, 4)) for c in found)


def _share_shift(found: Sequence[Constant], catalogue: Catalogue, source: str) -> Constant:
    """How much more often people hold a skill than postings name it: the mean difference in log-odds."""
    people = {c.name.removeprefix("person_share."): c.value for c in found if c.name.startswith("person_share.")}
    posted = [(s, v) for s, v in sorted(catalogue.shares.items()) if s in people and sum(v) > 0.02]
    shifts = [logit(people[s], RARE) - logit(sum(v) / len(v), RARE) for s, v in posted]
    value = sum(shifts) / len(shifts) if shifts else 0.0
    note = f"people's share less postings' share, in log-odds, {len(shifts)} skills; {source}"
    return Constant("share_shift", value, note)


def _share(rows: Sequence[Row], skill: str, role: str) -> float:
    own = [skill in r.skills for r in rows if r.role == role]
    return sum(own) / len(own)


def _leans(rows: Sequence[Row], catalogue: Catalogue, about: Mapping[str, tuple[str, ...]]) -> tuple[Lean, ...]:
    """The leans of every activity that people were asked about or that is about skills with a weight."""
    weights: dict[tuple[str, str], Estimate] = {}
    for w in catalogue.weights:
        value = catalogue.calibration.get(f"person_weight.{w.role}.{w.skill}")
        scaled = Estimate(catalogue.calibration["transport"] * w.weight, math.hypot(w.standard_error, DRIFT))
        error = catalogue.calibration.get(f"person_error.{w.skill}", scaled.error)
        weights[w.role, w.skill] = scaled if value is None else Estimate(value, error)
    answered = {a for r in rows for a in r.activities}
    asked: dict[str, list[str]] = {}  # activity -> itself or what it is a part of, where people were asked about that
    for ids in catalogue.evidence_names.values():
        for activity in ids if ids[0] in answered else ():
            asked.setdefault(activity, []).append(ids[0])
    found = []
    for activity in catalogue.activities:
        for role in catalogue.roles:
            measured = _measured(rows, asked.get(activity, []), activity, role, tuple(catalogue.roles))
            lean = lean_of(activity, role, measured, about.get(activity, ()), weights, rows[0].source)
            if lean is not None:
                found.append(lean)
    return tuple(found)


def _measured(rows: Sequence[Row], asked: Sequence[str], activity: str, role: str, roles: tuple[str, ...]) -> Estimate:
    """What people were asked about the activity itself, else about those that it is a part of (half as sure)."""
    if not asked:
        return UNKNOWN
    own = activity in asked
    estimates = [_odds(rows, a, role, roles, of_activity=True) for a in ([activity] if own else dict.fromkeys(asked))]
    mean = sum(e.value for e in estimates) / len(estimates)
    return Estimate(mean, math.hypot(max(e.error for e in estimates), DRIFT * (1.0 if own else 1.4)))
