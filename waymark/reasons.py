"""Why: the statements that moved the advice, each with its figure and where the figure comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from waymark.catalogue import Catalogue, Evidence
from waymark.fit import Contribution

POOLED = "all"
SMALLEST_SAMPLE = 20  # postings of a role below which a source's share is not quoted
SHOWN_REASONS = 8


@dataclass(frozen=True)
class Reason:
    """One statement for or against. `weight` in log-odds (> 0) toward the role `toward`; `evidence` one row a role,
    all from one source so that the shares can be compared; empty where there is no figure."""

    text: str
    subject: str
    toward: str
    kind: str = "skill"
    statement: str = "has"
    weight: float = 0.0
    evidence: tuple[Evidence, ...] = ()


def figures_of(skill: str, catalogue: Catalogue) -> tuple[Evidence, ...]:
    """One row for each role from the one source that knows most about it: comparable shares with their own n.

    Sources with fewer than `SMALLEST_SAMPLE` postings of a role are left out; the pooled rows are the last resort.
    """
    by_source: dict[str, dict[str, Evidence]] = {}
    for row in catalogue.evidence_of(skill):
        if row.role in catalogue.roles and row.postings >= SMALLEST_SAMPLE:
            by_source.setdefault(row.source, {})[row.role] = row
    rated = [
        (len(rows), source != POOLED, min(r.postings for r in rows.values()), source)
        for source, rows in by_source.items()
    ]
    if not rated:
        return ()
    rows = by_source[max(rated)[3]]
    return tuple(rows[role] for role in catalogue.roles if role in rows)


def figure_text(rows: Iterable[Evidence], catalogue: Catalogue) -> str:
    """ "asked for in 42 % of data scientist postings (n = 989) and 8 % of ... postings (n = 2,836), 2019 to 2024"."""
    listed = list(rows)
    if not listed:
        return ""
    parts = [
        f"{round(r.share * 100)} % of {catalogue.roles[r.role].label} postings (n = {r.postings:,})" for r in listed
    ]
    first, last = min(r.year_from for r in listed), max(r.year_to for r in listed)
    years = f"{first}" if first == last else f"{first} to {last}"
    return f"asked for in {' and '.join(parts)}, {years}"


def reasons_of(contributions: Iterable[Contribution], catalogue: Catalogue) -> tuple[Reason, ...]:
    """The strongest `SHOWN_REASONS` contributions in words, in the order given."""
    return tuple(_reason(c, catalogue) for c in list(contributions)[:SHOWN_REASONS])


def _reason(c: Contribution, catalogue: Catalogue) -> Reason:
    rows = figures_of(c.subject, catalogue) if c.kind == "skill" else ()
    text = f"{_said(c, catalogue)} speaks for {catalogue.roles[c.toward].label}"
    source = _source_of(c, rows, catalogue)
    figure = "; ".join(part for part in (figure_text(rows, catalogue), source) if part)
    return Reason(f"{text} ({figure})" if figure else text, c.subject, c.toward, c.kind, c.statement, c.weight, rows)


def _said(c: Contribution, catalogue: Catalogue) -> str:
    if c.kind == "interest":
        label = catalogue.activities[c.subject].label if c.subject in catalogue.activities else c.subject
        return f"That you {'like' if c.statement == 'like' else 'dislike'} {label}"
    label = catalogue.skills[c.subject].preferred_label if c.subject in catalogue.skills else c.subject
    return label if c.statement == "has" else f"Having no {label}"


def _source_of(c: Contribution, rows: tuple[Evidence, ...], catalogue: Catalogue) -> str:
    """The title of the source behind a figure; a lean of an activity names its source too."""
    if c.kind == "interest":
        source = catalogue.activities[c.subject].source if c.subject in catalogue.activities else ""
    else:
        source = rows[0].source if rows else ""
    return catalogue.sources[source].title if source in catalogue.sources else ""
