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
from waymark.lines import InputError

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
    for part in (commands, upkeep, custody):
        part.add_to(topics)
    return root
