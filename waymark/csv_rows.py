"""CSV files that people write - the catalogue's, and rows to compute figures from - read cell by cell.

A bad cell does not stop the reading: it is put down as a `Problem` and a harmless value is returned, so that whoever
wrote the file sees everything that is wrong at once, each with file, line and reason.
"""

from __future__ import annotations

import csv
import gzip
import io
import math
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from waymark.skills import ProficiencyLevel

FORBIDDEN = frozenset(' \t\n<>"')  # characters that no web address holds
YEARS = (1990, 2100)
# The catalogue's files and their columns; those who compute a file write it in this order, too.
COLUMNS: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split(","))
    for name, columns in {
        "sources.csv": "id,title,kind,year_from,year_to,sample_size,url,licence,limits",
        "skills.csv": "id,preferred_label,group,description,why,hours_beginner,hours_intermediate,hours_advanced",
        "aliases.csv": "skill,form,match",
        "roles.csv": "id,label,plural,kind",
        "activities.csv": "id,label,kind,forms",
        "evidence_names.csv": "name,ids",
        "prerequisites.csv": "skill,level,requires,requires_level,kind,reason",
        "transfers.csv": "known,target,saves,reason",
        "resources.csv": "skill,title,url,kind,level,hours,free,publisher,checked",
        "projects.csv": "skill,level,text",
        "questions.csv": "id,text,why,skills,activity",
        "facts.csv": "id,topic,role,text,source",
        "activity_subjects.csv": "activity,subjects,note",
        "evidence.csv": "source,year_from,year_to,role,skill,mentions,postings,share,low,high",
        "weights.csv": "role,skill,log_odds,standard_error,weight",
        "activity_leans.csv": "activity,role,lean,standard_error,source",
        "requirements.csv": "role,skill,level,kind,weight,rule",
        "calibration.csv": "name,value,note",
    }.items()
}


@dataclass(frozen=True)
class Problem:
    """What is wrong with a file, and where. `line` counts from 1, the header; 0 means the whole file."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class ProblemsError(ValueError):
    """Files that cannot be used; `problems` tells where, the message shows the first `shown` of them."""

    shown: int | None = None

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in self.problems[: self.shown]]
        if more := len(self.problems) - len(lines):
            lines.append(f"... and {more} more")
        super().__init__("\n".join(lines))


@dataclass
class Row:
    """A row with its place and the list that its problems go to."""

    file: str
    line: int
    cells: Mapping[str, str]
    problems: list[Problem] = field(repr=False)

    def wrong(self, reason: str) -> None:
        self.problems.append(Problem(self.file, self.line, reason))

    def text(self, column: str, empty: bool = False) -> str:
        """The cell; an empty one is a problem unless `empty` allows it."""
        value = self.cells[column].strip()
        if not value and not empty:
            self.wrong(f"{column} is empty")
        return value

    def listed(self, column: str, empty: bool = False) -> tuple[str, ...]:
        """The parts of a cell that holds a list joined by `|`."""
        return tuple(part.strip() for part in self.text(column, empty).split("|") if part.strip())

    def number(self, column: str, low: float = -math.inf, high: float = math.inf) -> float:
        """A number from `low` to `high`, both allowed; on any other cell a problem, and `low` or 0."""
        value = self.text(column)
        try:
            found = float(value)
        except ValueError:
            found = math.nan
        if math.isnan(found) or math.isinf(found):
            if value:
                self.wrong(f"{column} is no number: {value!r}")
            return low if math.isfinite(low) else 0.0
        if not low <= found <= high:
            self.wrong(f"{column} must be from {low:g} to {high:g}, not {value}")
        return found

    def whole(self, column: str, low: int, high: int) -> int:
        found = self.number(column, low, high)
        if found != int(found):
            self.wrong(f"{column} must be a whole number, not {self.cells[column].strip()}")
        return int(found)

    def year(self, column: str) -> int:
        return self.whole(column, *YEARS)

    def level(self, column: str) -> ProficiencyLevel:
        """Beginner, intermediate or advanced: nothing in the catalogue is at the level `none`."""
        value = self.text(column)
        try:
            level = ProficiencyLevel.of(value or "beginner")
        except ValueError:
            level = None
        if level in (None, ProficiencyLevel.NONE):
            self.wrong(f"{column} must be beginner, intermediate or advanced, not {value!r}")
        return level or ProficiencyLevel.BEGINNER

    def choice(self, column: str, allowed: Iterable[str]) -> str:
        value, options = self.text(column), tuple(allowed)
        if value and value not in options:
            self.wrong(f"{column} must be one of {', '.join(options)}, not {value!r}")
        return value

    def known(self, column: str, ids: Collection[str], what: str = "skill", empty: bool = False) -> str:
        """An id that another file defines."""
        value = self.text(column, empty)
        if value and value not in ids:
            self.wrong(f"{column} names an unknown {what}: {value!r}")
        return value

    def known_list(self, column: str, ids: Collection[str], what: str, empty: bool = False) -> tuple[str, ...]:
        """A list of such ids."""
        values = self.listed(column, empty)
        for value in values:
            if value not in ids:
                self.wrong(f"{column} names an unknown {what}: {value!r}")
        return values

    def url(self, column: str) -> str:
        """A web address with a scheme and a host, and no blank in it."""
        value = self.text(column)
        try:
            parts = urlsplit(value)
            good = parts.scheme in ("https", "http") and "." in (parts.hostname or "") and not FORBIDDEN & set(value)
        except ValueError:
            good = False
        if value and not good:
            self.wrong(f"{column} is no web address: {value!r}")
        return value


def read_rows(path: Path, columns: Sequence[str], problems: list[Problem], others: bool = False) -> Iterator[Row]:
    """The rows of a CSV file (UTF-8, also gzipped) with exactly these columns, or at least these if `others` may stand
    beside them. A file that cannot be read gives a problem and no row."""
    try:
        text = _text(path)
    except UnicodeDecodeError as error:
        problems.append(Problem(path.name, error.object[: error.start].count(b"\n") + 1, "is not UTF-8 text"))
        return
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or "no whole gzip file"
        problems.append(Problem(path.name, 0, f"cannot be read: {reason}"))
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        header = next(reader, [])
        if wrong := _header_fault(header, columns, others):
            problems.append(Problem(path.name, 1, wrong))
            return
        for cells in reader:
            line, start = reader.line_num, line + 1
            if len(cells) == len(header):
                yield Row(path.name, start, dict(zip(header, cells)), problems)
            elif cells:
                problems.append(Problem(path.name, start, f"has {len(cells)} cells instead of {len(header)}"))
    except csv.Error as error:
        problems.append(Problem(path.name, line + 1, f"is no valid CSV: {error}"))


def _text(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8-sig")


def _header_fault(header: Sequence[str], columns: Sequence[str], others: bool) -> str:
    if others:
        missing = ", ".join(column for column in columns if column not in header)
        return f"has no column {missing}" if missing else ""
    right = ",".join(columns)
    return "" if right == ",".join(header) else f"columns must be {right}, not {','.join(header)}"
