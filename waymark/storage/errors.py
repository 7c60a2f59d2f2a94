"""What can go wrong with a database, said so that a person can act on it.

Everything that SQLAlchemy or a driver raises leaves `waymark.storage` as one of these, without rows,
parameters or passwords in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc


class DatabaseError(Exception):
    """The database did not do what it was asked. The message says what to do about it."""


class DatabaseUnavailable(DatabaseError):
    """It cannot be reached, or did not answer in time. Trying again later may help."""


class DatabaseBusy(DatabaseUnavailable):
    """Somebody else held the lock for longer than we wait. Trying again helps."""


class DatabaseReadOnly(DatabaseError):
    """It can be read but not written."""


class DatabaseFull(DatabaseError):
    """No room is left on its disk."""


class DatabaseOutdated(DatabaseError):
    """Its tables are missing or of another version of Waymark."""


class DatabaseUnsupported(DatabaseError):
    """The address names no database that Waymark can use."""


class DatabaseDamaged(DatabaseError):
    """It holds something that Waymark did not write."""


class DatabaseSealed(DatabaseError):
    """Its texts are encrypted, and no key that we have opens them."""


class CatalogueMissing(DatabaseError):
    """No catalogue has been loaded yet."""


# SQLSTATE codes of PostgreSQL, and words of SQLite's messages, by what they mean.
_BUSY_STATES = {"40001", "40P01", "55P03", "57014"}
_BUSY_WORDS = ("database is locked", "database table is locked", "lock timeout", "deadlock", "could not serialize")
_READ_ONLY_WORDS = ("readonly database", "read-only transaction", "read-only file system", "permission denied")
_FULL_WORDS = ("disk is full", "no space left", "could not extend")
_OUTDATED_WORDS = ("no such table", "no such column", "undefinedtable", "undefinedcolumn", "does not exist")
_NOT_THERE = re.compile(r'(database|role) "[^"]*" does not exist')  # said while connecting, often without a code


def describe(error: exc.SQLAlchemyError, where: str) -> DatabaseError:
    """The domain error for `error`; `where` is the database's address without its password."""
    original = getattr(error, "orig", None)
    state = getattr(original, "pgcode", None) or getattr(original, "sqlstate", None) or ""
    words = f"{type(original).__name__} {original}".lower() if original is not None else str(error).lower()
    if state in _BUSY_STATES or any(w in words for w in _BUSY_WORDS):
        return DatabaseBusy(f"the database {where} is busy: another program holds its lock; try again")
    if state == "25006" or any(w in words for w in _READ_ONLY_WORDS):
        return DatabaseReadOnly(f"the database {where} cannot be written: check the permissions of its file and folder")
    if state == "53100" or any(w in words for w in _FULL_WORDS):
        return DatabaseFull(f"the database {where} has no room left on its disk")
    if found := _NOT_THERE.search(words):
        return DatabaseUnavailable(f"the {found[1]} of {where} does not exist: create it, or correct the address")
    if state.startswith("42") or any(w in words for w in _OUTDATED_WORDS):
        return DatabaseOutdated(f"the database {where} lacks tables of this version: run `waymark catalogue load`")
    if isinstance(error, (exc.OperationalError, exc.InterfaceError, exc.TimeoutError)):
        return DatabaseUnavailable(f"the database {where} cannot be opened or does not answer")
    if "file is not a database" in words or "malformed" in words:
        return DatabaseDamaged(f"{where} is not a database, or is damaged")
    return DatabaseError(f"the database {where} refused a change ({type(error).__name__})")


@contextmanager
def understood() -> Iterator[None]:
    """Around what makes nouns of rows: a value that none can be made of is damage. Raises DatabaseDamaged."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise DatabaseDamaged(
            "the database holds a value that this version of Waymark did not write: update it, or restore a backup"
        ) from error


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Lets domain errors pass and turns those of SQLAlchemy into them."""
    try:
        yield
    except exc.SQLAlchemyError as error:
        raise describe(error, where) from error
