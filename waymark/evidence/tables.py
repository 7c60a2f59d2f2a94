"""The figures as the catalogue's CSV files. The same figures always give the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from waymark.csv_rows import COLUMNS
from waymark.evidence.people import PeopleFigures
from waymark.evidence.postings import PostingFigures


def write_postings(figures: PostingFigures, folder: Path) -> tuple[Path, ...]:
    """Write evidence.csv, weights.csv and requirements.csv; returns their paths. Raises OSError."""
    evidence = (
        (e.source, e.year_from, e.year_to, e.role, e.skill, e.mentions, e.postings, *_plain(e.share, e.low, e.high))
        for e in figures.evidence
    )
    weights = ((w.role, w.skill, *_plain(w.log_odds, w.standard_error, w.weight)) for w in figures.weights)
    requirements = ((r.role, r.skill, r.level.label, r.kind, *_plain(r.weight), r.rule) for r in figures.requirements)
    return (
        _write(folder, "evidence.csv", evidence),
        _write(folder, "weights.csv", weights),
        _write(folder, "requirements.csv", requirements),
    )


def write_people(figures: PeopleFigures, folder: Path) -> tuple[Path, ...]:
    """Write activity_leans.csv and calibration.csv; returns their paths. Raises OSError."""
    leans = ((n.activity, n.role, *_plain(n.lean, n.standard_error), n.source) for n in figures.leans)
    constants = ((c.name, *_plain(c.value), c.note) for c in figures.constants)
    return (
        _write(folder, "activity_leans.csv", leans),
        _write(folder, "calibration.csv", constants),
    )


def _plain(*values: float) -> tuple[str, ...]:
    return tuple(f"{value + 0.0:.4f}".rstrip("0").rstrip(".") for value in values)


def _write(folder: Path, name: str, rows: Iterable[Sequence[object]]) -> Path:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS[name])
    writer.writerows(rows)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(text.getvalue().encode())
    return path
