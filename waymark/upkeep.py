"""The owner's commands: the catalogue, the figures from rows of one's own, and the interview replayed."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waymark import app
from waymark.catalogue import Catalogue
from waymark.commands import OK, command, emit, group
from waymark.lines import InputError

if TYPE_CHECKING:
    from waymark.commands import Topics

MOST_NOTES = 1000  # shown at once


def add_to(topics: Topics) -> None:
    """`waymark catalogue ...`, `waymark evidence build|people FILE`, `waymark interview simulate FILE`."""
    actions = group(topics, "catalogue", "the skills, roles and figures")
    for name, run, text in (
        ("check", catalogue_check, "is every row in order?"),
        ("load", catalogue_load, "bring the CSV files into the database (again: nothing happens)"),
        ("stats", catalogue_stats, "how much it covers, as JSON"),
    ):
        one = command(actions, name, run, text)
        one.add_argument("folder", nargs="?", help="the folder of CSV files (default: the catalogue in use)")
    one = command(actions, "unknown", catalogue_unknown, "words that people use and the catalogue lacks")
    one.add_argument("--min", type=int, default=5, help="by at least so many people (5 is the least)")
    text = "what people said about the advice, newest first, without who"
    one = command(actions, "feedback", catalogue_feedback, text)
    one.add_argument("--limit", type=int, default=100, help=f"so many notes (at most {MOST_NOTES:,})")
    actions = group(topics, "evidence", "figures from rows of your own")
    for name, run, text in (
        ("build", evidence_build, "postings (CSV) to shares, weights and requirements"),
        ("people", evidence_people, "survey answers (CSV) to what activities tell, and the calibration"),
    ):
        one = command(actions, name, run, text)
        one.add_argument("file", help="a CSV file, also gzipped")
        one.add_argument(
            "--output", metavar="FOLDER", help="where the tables go (default: evidence in the data folder)"
        )
    text = "replay people who answer only what is asked; accuracy by number of questions"
    one = command(group(topics, "interview", "the questions"), "simulate", interview_simulate, text)
    one.add_argument("file", help="a CSV file of people (or postings), also gzipped")


def _read(options: argparse.Namespace) -> Catalogue:
    settings = app.Settings.from_environment()
    folder = Path(options.folder) if options.folder else settings.catalogue
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder")
    return app.read_catalogue(replace(settings, catalogue=folder))


def catalogue_check(options: argparse.Namespace) -> int:
    """Reads every row; what is wrong is raised with file, line and reason."""
    catalogue = _read(options)
    print(f"in order: {len(catalogue.skills)} skills, {len(catalogue.aliases)} forms, {len(catalogue.roles)} roles, "
          f"{len(catalogue.evidence)} figures ({catalogue.content_hash[:12]})")  # fmt: skip
    return OK


def catalogue_load(options: argparse.Namespace) -> int:
    """Brings the files into the database in one transaction; a broken catalogue leaves the old one in use."""
    from waymark.storage.catalogue_database import load_catalogue

    catalogue = _read(options)
    new = load_catalogue(app.open_database(), catalogue, app.clock)
    print(f"catalogue {catalogue.content_hash[:12]} {'is now in use' if new else 'was in use already'}")
    return OK


def catalogue_stats(options: argparse.Namespace) -> int:
    """How much the catalogue covers."""
    emit(coverage(_read(options)))
    return OK


def coverage(catalogue: Catalogue) -> dict[str, Any]:
    """Counts, and for the skills that can become a gap or be asked: how many have what a plan needs."""
    gap_skills = sorted({r.skill for r in catalogue.requirements})
    asked = {s for q in catalogue.questions for s in q.skills}
    parts = {
        "hours": {s for s, skill in catalogue.skills.items() if sum(skill.hours.values()) > 0},
        "resource": {r.skill for r in catalogue.resources},
        "free_resource": {r.skill for r in catalogue.resources if r.free},
        "project": {p.skill for p in catalogue.projects},
        "question": asked,
        "prerequisite": {p.skill for p in catalogue.prerequisites},
        "transfer": {t.target for t in catalogue.transfers},
        "evidence": {e.skill for e in catalogue.evidence},
    }
    return {
        "catalogue": catalogue.content_hash,
        "skills": len(catalogue.skills),
        "forms": len(catalogue.aliases),
        "groups": dict(sorted(Counter(s.group for s in catalogue.skills.values()).items())),
        "activities": len(catalogue.activities),
        "roles": {r: len(catalogue.requirements_of(r)) for r in catalogue.roles},
        "sources": len(catalogue.sources),
        "figures": len(catalogue.evidence),
        "questions": len(catalogue.questions),
        "facts": len(catalogue.facts),
        "gap_skills": len(gap_skills),
        "gap_skills_with": {name: sum(s in have for s in gap_skills) for name, have in parts.items()},
        "gap_skills_without": {name: [s for s in gap_skills if s not in have] for name, have in parts.items()},
    }


def catalogue_unknown(options: argparse.Namespace) -> int:
    """Words that people use and the catalogue lacks, one JSON line each, most wanted first."""
    for word, count in app.build_repository().unknown_words(options.min):
        emit({"word": word, "count": count})
    return OK


def catalogue_feedback(options: argparse.Namespace) -> int:
    """The notes that people left for the owner, one JSON line each, newest first."""
    if not 1 <= options.limit <= MOST_NOTES:
        raise InputError(f"--limit must be between 1 and {MOST_NOTES:,}, not {options.limit}")
    for at, note in app.build_repository().feedback(options.limit):
        emit({"at": at.isoformat(), "note": note})
    return OK


def evidence_build(options: argparse.Namespace) -> int:
    """Postings to evidence.csv, weights.csv and requirements.csv."""
    rows, folder = _rows(options.file), _folder(options.output)
    from waymark.evidence import build_postings, write_postings

    figures = build_postings(rows, app.read_catalogue())
    write_postings(figures, folder)
    print(
        f"{len(figures.evidence)} shares, {len(figures.weights)} weights and {len(figures.requirements)} requirements "
        f"in {folder}"
    )
    return OK


def _rows(name: str) -> Path:
    path = Path(name)
    if path.is_dir():
        raise InputError(f"{name} is a folder; a CSV file is needed")
    if not path.is_file():
        raise InputError(f"{name}: no such file")
    return path


def _folder(name: str | None) -> Path:
    """Where figures go: never over the catalogue in use unless that is asked for."""
    folder = Path(name) if name else app.Settings.from_environment().home / "evidence"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder} cannot be made: {error.strerror}") from None
    return folder


def evidence_people(options: argparse.Namespace) -> int:
    """Survey answers to activity_leans.csv and calibration.csv."""
    rows, folder = _rows(options.file), _folder(options.output)
    from waymark.evidence import build_people, write_people

    subjects = app.Settings.from_environment().catalogue / "activity_subjects.csv"
    figures = build_people(rows, app.read_catalogue(), _rows(str(subjects)))
    write_people(figures, folder)
    print(f"{len(figures.leans)} leans and {len(figures.constants)} constants in {folder}")
    return OK


def interview_simulate(options: argparse.Namespace) -> int:
    """One JSON line for each number of questions."""
    rows = _rows(options.file)
    from waymark.evidence.simulate import simulate

    for line in simulate(rows, app.read_catalogue()):
        emit(line)
    return OK
