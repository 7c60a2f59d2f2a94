"""The command line: `waymark COMMAND`. JSON lines in and out, errors on the standard error with exit code 2.

argparse rather than click: the commands are few and flat, and the standard library needs no keeping up.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
from collections.abc import Sequence
from functools import cache

from waymark import commands, custody, upkeep
from waymark.commands import BAD_INPUT
from waymark.lines import STDIN, InputError
from waymark.places import person_of

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code. Expected errors become one line on the standard error."""
    options = parser().parse_args(arguments)
    logging.getLogger("waymark.statements").addHandler(logging.NullHandler())  # a person gets a sentence instead
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # `waymark read ... | head`: nobody listens any more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except Exception as error:  # the border of the program: a person gets a sentence, never a stack trace
        if os.environ.get("WAYMARK_DEBUG"):
            raise
        commands.complain(said(error))
        return BAD_INPUT


def said(error: Exception) -> str:
    """The message for a person; errors that nobody foresaw are named, with a way to see more."""
    from waymark.evidence.rows import EvidenceError
    from waymark.storage.catalogue_files import CatalogueError
    from waymark.storage.errors import DatabaseError

    if isinstance(error, CatalogueError):
        return f"the catalogue has {len(error.problems)} problem(s); the one in use stays in use\n{error}"
    if isinstance(error, EvidenceError):
        return f"the rows cannot be used; no figure was written\n{error}"
    if isinstance(error, (InputError, DatabaseError)):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'}: {error.strerror or error}"
    return f"unexpected {type(error).__name__}: {error} (set WAYMARK_DEBUG=1 to see where)"


@cache
def parser() -> argparse.ArgumentParser:
    """All commands with their options; made once, since each option looks for a translation on the disk."""
    root = argparse.ArgumentParser(prog="waymark", description="A career adviser for data scientists and ML engineers.")
    topics = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, run, text in (
        ("read", commands.read, "text lines (or {id, text}) to the skills that they tell"),
        ("advise", commands.advise, "profiles, one JSON object a line, to advice"),
    ):
        one = topics.add_parser(name, help=text, description=text)
        one.add_argument("file", nargs="?", default=STDIN, help='a file, or "-" for the standard input')
        one.set_defaults(run=run)
    _profile(topics)
    _upkeep(topics)
    custody.add_to(topics)
    return root


Topics = argparse._SubParsersAction  # argparse has no public name for it


def _profile(topics: Topics[argparse.ArgumentParser]) -> None:
    actions = topics.add_parser("profile", help="what is stored about a person").add_subparsers(
        required=True, metavar="ACTION"
    )
    for name, run, text in (
        ("show", commands.profile_show, "the profile and the latest assessment"),
        ("export", commands.profile_export, "everything stored as JSON, or a report"),
        ("delete", commands.profile_delete, "remove everything"),
    ):
        one = actions.add_parser(name, help=text, description=text)
        one.add_argument("person", type=person_of, help="the id of the conversation")
        one.add_argument("--json", action="store_true", help="machine-readable output")
        one.set_defaults(run=run)
        if name == "export":
            one.add_argument("--format", choices=("json", "markdown", "html"), default="json")
            one.add_argument("--output", metavar="FILE", help="write there instead of the standard output")


def _upkeep(topics: Topics[argparse.ArgumentParser]) -> None:
    catalogue = topics.add_parser("catalogue", help="the skills, roles and figures").add_subparsers(
        required=True, metavar="ACTION"
    )
    for name, run, text in (
        ("check", upkeep.catalogue_check, "is every row in order?"),
        ("load", upkeep.catalogue_load, "bring the CSV files into the database (again: nothing happens)"),
        ("stats", upkeep.catalogue_stats, "how much it covers, as JSON"),
    ):
        one = catalogue.add_parser(name, help=text, description=text)
        one.add_argument("folder", nargs="?", help="the folder of CSV files (default: the catalogue in use)")
        one.set_defaults(run=run)
    unknown = catalogue.add_parser("unknown", help="words that people use and the catalogue lacks")
    unknown.add_argument("--min", type=int, default=5, help="by at least so many people (5 is the least)")
    unknown.set_defaults(run=upkeep.catalogue_unknown)
    feedback = catalogue.add_parser("feedback", help="what people said about the advice, newest first, without who")
    feedback.add_argument("--limit", type=int, default=100, help=f"so many notes (at most {upkeep.MOST_NOTES:,})")
    feedback.set_defaults(run=upkeep.catalogue_feedback)
    upkeep.add_evidence(topics)
    upkeep.add_interview(topics)
