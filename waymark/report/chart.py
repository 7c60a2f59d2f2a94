"""Readiness by skill group: the rows of the chart, and the chart as text for a shell.

The picture itself is an inline SVG in the report's template (docs/adr/0011-report-chart.md says why).
"""

from __future__ import annotations

from dataclasses import dataclass

from waymark.assessment import Assessment
from waymark.catalogue import Catalogue
from waymark.report.talk.words import role_name

FULL, EMPTY = "█", "░"


@dataclass(frozen=True)
class Bar:
    """One role's part 0..1 of what it asks for in a group; None where it asks for nothing there."""

    role: str
    label: str
    share: float | None


@dataclass(frozen=True)
class ChartRow:
    """One skill group with a bar for every role. `weight` is how much the roles ask for in it, in all."""

    group: str
    bars: tuple[Bar, ...]
    weight: float


def chart_rows(assessment: Assessment, catalogue: Catalogue) -> tuple[ChartRow, ...]:
    """The groups that any role asks for, the most asked first."""
    groups: dict[str, dict[str, tuple[float, float]]] = {}
    for role, readiness in assessment.readiness.items():
        for group, part in readiness.groups.items():
            groups.setdefault(group, {})[role] = part
    rows = []
    for group, by_role in groups.items():
        bars = tuple(Bar(role, role_name(role, catalogue), _share(by_role.get(role))) for role in assessment.readiness)
        rows.append(ChartRow(group, bars, sum(asked for _, asked in by_role.values())))
    return tuple(sorted(rows, key=lambda row: (-row.weight, row.group)))


def _share(part: tuple[float, float] | None) -> float | None:
    return part[0] / part[1] if part and part[1] else None


def text_bars(assessment: Assessment, catalogue: Catalogue, width: int = 20) -> str:
    """The chart in characters, one line for each group and role."""
    rows = chart_rows(assessment, catalogue)
    longest = max((len(row.group) for row in rows), default=0)
    widest = max((len(bar.label) for row in rows for bar in row.bars), default=0)
    lines = []
    for row in rows:
        for i, bar in enumerate(row.bars):
            name = row.group if i == 0 else ""
            if bar.share is None:
                lines.append(f"{name:<{longest}}  {bar.label:<{widest}}  {'not asked for':<{width}}")
            else:
                full = round(bar.share * width)
                drawn = FULL * full + EMPTY * (width - full)
                lines.append(f"{name:<{longest}}  {bar.label:<{widest}}  {drawn} {round(bar.share * 100):>3} %")
    return "\n".join(lines)
