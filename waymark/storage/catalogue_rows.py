"""One row of one catalogue file, read cell by cell.

A bad cell does not stop the reading: it is put down as a `Problem` and a harmless value is returned, so that
the owner of a catalogue sees everything that is wrong at once, each with file, line and reason.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from waymark.skills import ProficiencyLevel

FORBIDDEN = frozenset(' \t\n<>"')  # characters that no web address holds


@dataclass(frozen=True)
class Problem:
    """What is wrong with the catalogue, and where. `line` counts from 1, the header; 0 means the whole file."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


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

    def known(self, column: str, ids: Collection[str], what: str = "skill") -> str:
        """An id that another file defines."""
        value = self.text(column)
        if value and value not in ids:
            self.wrong(f"{column} names an unknown {what}: {value!r}")
        return value

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


def read_rows(
    path: Path, columns: tuple[str, ...], problems: list[Problem], may_lack: str | None = None
) -> Iterator[Row]:
    """The rows of a CSV file with exactly these columns, less the last one where it is `may_lack`. A file that cannot
    be read gives a problem and no row."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = path.read_bytes()[: error.start]
        problems.append(Problem(path.name, good.count(b"\n") + 1, "is not UTF-8 text"))
        return
    except OSError as error:
        problems.append(Problem(path.name, 0, f"cannot be read: {error.strerror}"))
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        header = tuple(next(reader, ()))
        if may_lack and header == columns[:-1] and columns[-1] == may_lack:
            columns = header
        if header != columns:
            problems.append(Problem(path.name, 1, f"columns must be {','.join(columns)}, not {','.join(header)}"))
            return
        for cells in reader:
            line, start = reader.line_num, line + 1
            if not cells:
                continue
            if len(cells) != len(columns):
                problems.append(Problem(path.name, start, f"has {len(cells)} cells instead of {len(columns)}"))
                continue
            yield Row(path.name, start, dict(zip(columns, cells, strict=True)), problems)
    except csv.Error as error:
        problems.append(Problem(path.name, line + 1, f"is no valid CSV: {error}"))
