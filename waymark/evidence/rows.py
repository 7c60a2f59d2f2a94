"""Rows of postings and of people, by the catalogue's ids. A broken row is named by its line; nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from waymark import csv_rows
from waymark.csv_rows import Problem, ProblemsError

POSTING_COLUMNS = ("source", "year", "role", "skills")
PERSON_COLUMNS = ("person", "source", "year", "role", "skills", "activities")
Names = Mapping[str, tuple[str, ...]]  # a name in the rows -> skill or activity ids, the main one first


class EvidenceError(ProblemsError):
    """Rows that cannot be used. No figure is computed from a broken file."""

    shown = 20


@dataclass(frozen=True)
class Row:
    """A posting or a person: role in lower case, skills and activities as the catalogue's ids."""

    source: str
    year: int
    role: str
    skills: frozenset[str]
    activities: frozenset[str] = frozenset()


def read_postings(path: Path, names: Names) -> tuple[Row, ...]:
    """The rows of a CSV file (also .gz) with at least the columns source, year, role, skills.

    Raises EvidenceError with every problem: an unreadable file, a missing column, a bad year, an unknown name.
    """
    return _read(path, names, POSTING_COLUMNS)


def read_people(path: Path, names: Names) -> tuple[Row, ...]:
    """The rows of a survey: like postings, and with the columns person and activities."""
    return _read(path, names, PERSON_COLUMNS)


def _read(path: Path, names: Names, columns: tuple[str, ...]) -> tuple[Row, ...]:
    path, problems = Path(path), list[Problem]()
    rows = tuple(_row(cells, names) for cells in csv_rows.read_rows(path, columns, problems, others=True))
    if not rows and not problems:
        problems.append(Problem(path.name, 0, "has no rows"))
    if problems:
        raise EvidenceError(problems)
    return rows


def _row(cells: csv_rows.Row, names: Names) -> Row:
    source, year, role = cells.text("source"), cells.year("year"), cells.text("role").lower()
    activities = _ids(cells, "activities", names) if "activities" in cells.cells else frozenset[str]()
    return Row(source, year, role, _ids(cells, "skills", names), activities)


def _ids(cells: csv_rows.Row, column: str, names: Names) -> frozenset[str]:
    found = set()
    for name in cells.listed(column, empty=True):
        if ids := names.get(name):
            found.add(ids[0])
        else:
            cells.wrong(f"names {name!r}, which evidence_names.csv does not know")
    return frozenset(found)
