"""Postings -> evidence (counts, shares, Wilson intervals), weights (log-odds within sources) and requirements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from waymark.catalogue import POOLED, Catalogue, Evidence, Requirement, Weight
from waymark.evidence.figures import Estimate, Stratum, average, log_odds_ratio, pool, shrink, spread_between, wilson
from waymark.evidence.requirements import derive_requirements
from waymark.evidence.rows import Row, read_postings

LEAST_POSTINGS = 20  # a source with fewer postings of a role is part of the pooled figures only


@dataclass(frozen=True)
class PostingFigures:
    """What postings say: `evidence` for each source and pooled, `weights` and `requirements` for each role."""

    evidence: tuple[Evidence, ...]
    weights: tuple[Weight, ...]
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True)
class _Counts:
    """For one source and role: how many postings, in which years, and how many name each skill."""

    total: int
    years: tuple[int, int]
    named: Mapping[str, int]


def build_postings(path: Path, catalogue: Catalogue) -> PostingFigures:
    """All figures from the postings in `path`, of the catalogue's contrasts only the shares and weights.

    Raises EvidenceError (file, line, reason) on broken rows.
    """
    rows, c = read_postings(path, catalogue.evidence_names), catalogue
    roles, contrasts = tuple(c.roles), tuple(c.contrasts)
    return PostingFigures(
        evidence=count_evidence(rows, (*roles, *contrasts), roles),
        weights=weigh(rows, roles) + weigh_contrasts(rows, roles, contrasts),
        requirements=derive_requirements(rows, roles, c.skills, c.prerequisites, c.transfers),
    )


def count_evidence(rows: Iterable[Row], roles: Sequence[str], detailed: Sequence[str]) -> tuple[Evidence, ...]:
    """Shares with intervals: pooled for each of `roles`, and by source for the `detailed` ones where large enough.

    A skill that a source never names for any detailed role has no row in that source.
    """
    kept = [r for r in rows if r.role in roles]
    pooled = _count(Row(POOLED, r.year, r.role, r.skills, r.activities) for r in kept)
    by_source = {
        key: counts for key, counts in _count(kept).items() if key[1] in detailed and counts.total >= LEAST_POSTINGS
    }
    found = []
    for (source, role), counts in [*sorted(by_source.items()), *sorted(pooled.items())]:
        spoken = {
            s
            for (other, _), c in (pooled if source == POOLED else by_source).items()
            if other == source
            for s in c.named
        }
        for skill in sorted(spoken):
            named = counts.named.get(skill, 0)
            share, low, high = (round(v, 4) for v in wilson(named, counts.total))
            found.append(Evidence(source, *counts.years, role, skill, named, counts.total, share, low, high))
    return tuple(found)


def _count(rows: Iterable[Row]) -> dict[tuple[str, str], _Counts]:
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.source, row.role), []).append(row)
    return {
        key: _Counts(
            total=len(group),
            years=(min(r.year for r in group), max(r.year for r in group)),
            named=Counter(subject for r in group for subject in r.skills | r.activities),
        )
        for key, group in groups.items()
    }


def weigh(rows: Iterable[Row], roles: Sequence[str]) -> tuple[Weight, ...]:
    """What naming a skill says for each role against the mean of the others, pooled within sources and shrunk."""
    counts = _count(r for r in rows if r.role in roles)
    sources = sorted({source for source, _ in counts})
    skills = sorted({skill for c in counts.values() for skill in c.named})
    found = []
    for role in roles:
        estimates = {s: _against_others(s, role, roles, sources, counts) for s in skills}
        variance = spread_between(estimates.values())
        for skill, e in estimates.items():
            if e.error < float("inf"):
                weight = round(shrink(e, variance), 4)
                found.append(Weight(role, skill, round(e.value, 4), round(e.error, 4), weight))
    return tuple(found)


def weigh_contrasts(rows: Iterable[Row], roles: Sequence[str], contrasts: Iterable[str]) -> tuple[Weight, ...]:
    """What naming a skill says for each job beside the paths, against the mean of the paths."""
    kept = tuple(rows)
    return tuple(w for role in contrasts for w in weigh(kept, (role, *roles)) if w.role == role)


def _against_others(
    skill: str, role: str, roles: Sequence[str], sources: Sequence[str], counts: Mapping[tuple[str, str], _Counts]
) -> Estimate:
    """The mean over the other roles of the log-odds ratio, each pooled within sources that have both roles."""
    pairs = []
    for other in (r for r in roles if r != role):
        strata = []
        for source in sources:
            a, b = counts.get((source, role)), counts.get((source, other))
            if a and b:
                strata.append(Stratum(a.named.get(skill, 0), a.total, b.named.get(skill, 0), b.total))
        pairs.append(pool(log_odds_ratio(s) for s in strata))
    return average(pairs)
