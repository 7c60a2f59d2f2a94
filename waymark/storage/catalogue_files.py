"""The catalogue's CSV files become a `Catalogue`, or a `CatalogueError` that names every broken line.

Files that people write must be there; those that `waymark evidence` computes may still be missing, and what it alone
computes from.
`read_catalogue` reads in the order of reference: a file may name only what files before it define.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from waymark.catalogue import CONTRAST, PATH, Activity, Alias, Catalogue
from waymark.csv_rows import COLUMNS, Problem, ProblemsError, Row, read_rows
from waymark.skills import Skill
from waymark.storage import catalogue_items as items
from waymark.storage.catalogue_check import check_cycles, check_forms, check_gap_skills, label_forms
from waymark.storage.catalogue_items import Known

COMPUTED = frozenset({"evidence.csv", "weights.csv", "activity_leans.csv", "requirements.csv", "calibration.csv"})
TO_COMPUTE = frozenset({"activity_subjects.csv"})
Item = TypeVar("Item")


class CatalogueError(ProblemsError):
    """The catalogue is broken. The one in use stays in use."""


class _Folder:
    """The files of one catalogue folder, and what is wrong with them so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []

    def _rows(self, name: str) -> Iterator[Row]:
        path = self.folder / name
        if path.exists():
            return read_rows(path, COLUMNS[name], self.problems)
        if name not in COMPUTED | TO_COMPUTE:
            self.problems.append(Problem(name, 0, "is missing"))
        return iter(())

    def placed(self, name: str, make: Callable[[Row], Item], *key: str) -> list[tuple[int, Item]]:
        """One item for each row, with its line; a second row with the same cells in the columns `key` is a problem."""
        found: list[tuple[int, Item]] = []
        first: dict[tuple[str, ...], int] = {}
        for row in self._rows(name):
            found.append((row.line, make(row)))
            words = tuple(row.cells[column].strip() for column in key)
            if first.setdefault(words, row.line) != row.line:
                row.wrong(f"{' '.join(words)!r} stands in line {first[words]} already")
        return found

    def items(self, name: str, make: Callable[[Row], Item], *key: str) -> tuple[Item, ...]:
        return tuple(item for _, item in self.placed(name, make, *key))

    def content_hash(self) -> str:
        """SHA-256 over the names and bytes of all files that are read, in hexadecimal."""
        digest = hashlib.sha256()
        for name in sorted(COLUMNS):
            path = self.folder / name
            if path.exists():
                digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()


def read_catalogue(folder: Path) -> Catalogue:
    """The catalogue in `folder`. Raises CatalogueError with every problem that was found."""
    if not Path(folder).is_dir():
        raise CatalogueError([Problem(str(folder), 0, "is no folder")])
    files = _Folder(Path(folder))
    sources = files.items("sources.csv", items.source, "id")
    skills = files.placed("skills.csv", items.skill, "id")
    roles = files.items("roles.csv", items.role, "id")
    activities = files.items("activities.csv", items.activity, "id")
    paths = {r.id: r for r in roles if r.kind == PATH}
    contrasts = {r.id: r for r in roles if r.kind == CONTRAST}
    ids = ({s.id for _, s in skills}, {a.id for a in activities}, set(paths), {s.id for s in sources}, set(contrasts))
    known = Known(*ids)

    def of(make: Callable[[Row, Known], Item]) -> Callable[[Row], Item]:
        return lambda row: make(row, known)

    aliases = files.placed("aliases.csv", of(items.alias), "skill", "form")
    names = files.items("evidence_names.csv", of(items.evidence_name), "name")
    prerequisites = files.placed("prerequisites.csv", of(items.prerequisite), "skill", "level", "requires")
    resources = files.items("resources.csv", of(items.resource), "skill", "url")
    requirements = files.placed("requirements.csv", of(items.requirement), "role", "skill")
    files.items("activity_subjects.csv", of(items.subjects), "activity")
    leans = files.items("activity_leans.csv", of(items.lean), "activity", "role")
    forms = [*(("aliases.csv", line, alias) for line, alias in aliases), *label_forms(skills, aliases)]
    plain = tuple(alias for _, _, alias in forms)
    catalogue = Catalogue(
        skills=_with_forms((s for _, s in skills), plain),
        roles=paths,
        contrasts=contrasts,
        activities=_with_leans(activities, leans),
        sources={s.id: s for s in sources},
        aliases=plain,
        evidence=files.items("evidence.csv", of(items.evidence), "source", "year_from", "role", "skill"),
        weights=files.items("weights.csv", of(items.weight), "role", "skill"),
        requirements=tuple(r for _, r in requirements),
        prerequisites=tuple(p for _, p in prerequisites),
        transfers=files.items("transfers.csv", of(items.transfer), "known", "target"),
        resources=resources,
        projects=files.items("projects.csv", of(items.project), "skill", "level", "text"),
        questions=files.items("questions.csv", of(items.question), "id"),
        facts=files.items("facts.csv", of(items.fact), "id"),
        evidence_names=dict(names),
        calibration=dict(files.items("calibration.csv", items.calibration, "name")),
        content_hash=files.content_hash(),
    )
    files.problems += check_forms(forms)
    files.problems += check_cycles(prerequisites)
    files.problems += check_gap_skills(requirements, catalogue.skills, resources)
    if files.problems:
        raise CatalogueError(sorted(files.problems, key=lambda p: (p.file, p.line)))
    return catalogue


def _with_forms(skills: Iterable[Skill], aliases: Iterable[Alias]) -> Mapping[str, Skill]:
    forms: dict[str, list[str]] = {}
    for alias in aliases:
        forms.setdefault(alias.skill, []).append(alias.form)
    return {
        s.id: replace(s, alt_labels=tuple(form for form in forms.get(s.id, ()) if form != s.preferred_label))
        for s in skills
    }


def _with_leans(
    activities: Iterable[Activity], leans: Iterable[tuple[str, str, float, float, str]]
) -> Mapping[str, Activity]:
    """Activities with their lean towards each role; the standard error is the largest of the roles'."""
    found = {a.id: a for a in activities}
    for activity, role, lean, error, source in leans:
        if (a := found.get(activity)) is not None:
            error = max(error, a.standard_error)
            found[activity] = replace(a, lean={**a.lean, role: lean}, standard_error=error, source=source)
    return found
