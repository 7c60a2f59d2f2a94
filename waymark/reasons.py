"""Why: the statements that moved the advice, each with its figure and where the figure comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from waymark.catalogue import POOLED, Catalogue, Evidence
from waymark.fit import Contribution

SMALLEST_SAMPLE = 20  # postings of a role below which a source's share is not quoted
SHOWN_REASONS = 8


@dataclass(frozen=True)
class Reason:
    """One statement for or against. `weight` in log-odds (> 0) toward the role `toward`; `source` is the id of the
    source that `text` quotes ("" for none); `evidence` has one row a role, all from that source."""

    text: str
    subject: str
    toward: str
    kind: str = "skill"
    statement: str = "has"
    weight: float = 0.0
    source: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def figure(self) -> str:
        """The part of `text` that gives the figure and its source; "" where there is none."""
        return self.text.partition(": ")[2]


def figures_of(skill: str, catalogue: Catalogue, asked_most_by: str | None = None) -> tuple[Evidence, ...]:
    """One row for each role from the one source that knows most about it: comparable shares with their own n.

    Sources with fewer than `SMALLEST_SAMPLE` postings of a role are left out; the pooled rows are the last resort.
    With `asked_most_by` only sources count in which that role asks for the skill more often than any other: a figure
    that says the opposite explains nothing.
    """
    by_source: dict[str, dict[str, Evidence]] = {}
    for row in catalogue.evidence_of(skill):
        if row.role in catalogue.roles and row.postings >= SMALLEST_SAMPLE:
            by_source.setdefault(row.source, {})[row.role] = row
    if asked_most_by is not None:
        by_source = {s: rows for s, rows in by_source.items() if _most(rows) == asked_most_by and len(rows) > 1}
    rated = [(len(rows), s != POOLED, min(r.postings for r in rows.values()), s) for s, rows in by_source.items()]
    if not rated:
        return ()
    rows = by_source[max(rated)[3]]
    return tuple(rows[role] for role in catalogue.roles if role in rows)


def _most(rows: Mapping[str, Evidence]) -> str:
    return max(rows.values(), key=lambda row: row.share).role


def figure_text(rows: Sequence[Evidence], catalogue: Catalogue) -> str:
    """ "asked for in 42 % of data scientist postings (n = 989) and 8 % of ... postings (n = 2,836), 2019 to 2024"."""
    if not rows:
        return ""
    parts = [f"{_percent(r.share)} of {catalogue.roles[r.role].label} postings (n = {r.postings:,})" for r in rows]
    first, last = min(r.year_from for r in rows), max(r.year_to for r in rows)
    return f"asked for in {' and '.join(parts)}, {first if first == last else f'{first} to {last}'}"


def _percent(share: float) -> str:
    return f"{round(share * 100)} %" if share >= 0.095 or not share else f"{share * 100:.1f} %"


def reasons_of(contributions: Iterable[Contribution], catalogue: Catalogue) -> tuple[Reason, ...]:
    """The strongest `SHOWN_REASONS` contributions in words, in the order given."""
    return tuple(_reason(c, catalogue) for c in list(contributions)[:SHOWN_REASONS])


def _reason(c: Contribution, catalogue: Catalogue) -> Reason:
    rows, source, figure = _basis(c, catalogue)
    text = f"{_said(c, catalogue)} speaks for {catalogue.roles[c.toward].label}"
    return Reason(
        f"{text}: {figure}" if figure else text, c.subject, c.toward, c.kind, c.statement, c.weight, source, rows
    )


def _basis(c: Contribution, catalogue: Catalogue) -> tuple[tuple[Evidence, ...], str, str]:
    """(rows, source id, words) that a contribution rests on: shares in postings, else what people answered."""
    if c.kind == "interest":
        activity = catalogue.activities.get(c.subject)
        source = activity.source if activity else ""
    else:
        others = [role for role in catalogue.roles if role != c.toward]
        asked_by = c.toward if c.statement == "has" else others[0] if len(others) == 1 else None
        if rows := figures_of(c.subject, catalogue, asked_by):
            return rows, rows[0].source, figure_text(rows, catalogue)
        asked_people = any(f"person_weight.{role}.{c.subject}" in catalogue.calibration for role in catalogue.roles)
        source = next((s.id for s in catalogue.sources.values() if s.kind == "people"), "") if asked_people else ""
    if source not in catalogue.sources:
        return (), "", ""
    named, size = catalogue.sources[source], catalogue.sources[source].sample_size
    how = (
        "reckoned from how often postings of each job name the skills that it is about"
        if named.kind == "postings"
        else "by the answers of people in both jobs"
    )
    return (), source, f"{how} ({named.title}{f', n = {size:,} in all' if size else ''})"


def _said(c: Contribution, catalogue: Catalogue) -> str:
    if c.kind == "interest":
        return f"That you {'like' if c.statement == 'like' else 'dislike'} {catalogue.activity_name(c.subject)}"
    label = catalogue.skill_name(c.subject)
    return label if c.statement == "has" else f"Having no {label}"
