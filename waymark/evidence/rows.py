"""Reading rows of postings and of people. A broken row is named by its line; nothing is guessed."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

POSTING_COLUMNS = ("source", "year", "role", "skills")
PERSON_COLUMNS = ("person", "source", "year", "role", "skills", "activities")
YEARS = range(1990, 2101)
SHOWN_PROBLEMS = 20
Names = Mapping[str, tuple[str, ...]]  # a name in the rows -> skill or activity ids, the main one first


@dataclass(frozen=True)
class Problem:
    """What is wrong with the rows. `line` counts from 1, the header; 0 means the whole file."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class EvidenceError(ValueError):
    """Rows that cannot be used, each with file, line and reason. No figure is computed from a broken file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        shown = [str(p) for p in problems[:SHOWN_PROBLEMS]]
        if len(problems) > SHOWN_PROBLEMS:
            shown.append(f"... and {len(problems) - SHOWN_PROBLEMS} more")
        super().__init__("\n".join(shown))


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
    rows = tuple(_rows(path, names, columns, problems))
    if not rows and not problems:
        problems.append(Problem(path.name, 0, "has no rows"))
    if problems:
        raise EvidenceError(tuple(problems))
    return rows


def _text(path: Path) -> str:
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    return data.decode("utf-8-sig")


def _rows(path: Path, names: Names, columns: tuple[str, ...], problems: list[Problem]) -> Iterator[Row]:
    try:
        text = _text(path)
    except OSError as error:
        problems.append(Problem(path.name, 0, f"cannot be read: {error.strerror or 'no whole gzip file'}"))
        return
    except (UnicodeDecodeError, EOFError, zlib.error):
        problems.append(Problem(path.name, 0, "is no UTF-8 text, nor a whole gzip file of it"))
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        header = next(reader, [])
        if missing := [c for c in columns if c not in header]:
            problems.append(Problem(path.name, 1, f"has no column {', '.join(missing)}"))
            return
        for cells in reader:
            line, start = reader.line_num, line + 1
            if len(cells) == len(header):
                row, wrong = _row(dict(zip(header, cells)), names)
                problems += [Problem(path.name, start, reason) for reason in wrong]
                yield row
            elif cells:
                problems.append(Problem(path.name, start, f"has {len(cells)} cells instead of {len(header)}"))
    except csv.Error as error:
        problems.append(Problem(path.name, line + 1, f"is no valid CSV: {error}"))


def _row(cells: Mapping[str, str], names: Names) -> tuple[Row, list[str]]:
    """The row, and what is wrong with it."""
    wrong = [f"{column} is empty" for column in ("source", "role") if not cells[column].strip()]
    year = cells["year"].strip()
    if not re.fullmatch(r"\d{4}", year) or int(year) not in YEARS:
        wrong.append(f"year must be a number from {YEARS[0]} to {YEARS[-1]}, not {year!r}")
        year = "0"
    skills = _ids(cells["skills"], names, wrong)
    activities = _ids(cells.get("activities", ""), names, wrong)
    return Row(cells["source"].strip(), int(year), cells["role"].strip().lower(), skills, activities), wrong


def _ids(cell: str, names: Names, wrong: list[str]) -> frozenset[str]:
    found = set()
    for name in filter(None, (part.strip() for part in cell.split("|"))):
        if ids := names.get(name):
            found.add(ids[0])
        else:
            wrong.append(f"names {name!r}, which evidence_names.csv does not know")
    return frozenset(found)
