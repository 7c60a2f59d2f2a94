"""Opening the skills database, bringing its schema up to date, and one transaction at a time.

`open_database` connects to nothing yet. A transaction is `with database.reading() as connection` or
`with database.writing() as connection`; both turn every failure into a domain error of `errors`.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from sqlalchemy import exc, inspect, text
from sqlalchemy.engine import Connection, Engine

from waymark.storage.engine import IMMEDIATE, MIGRATION_LOCK, WAIT_SECONDS, open_engine
from waymark.storage.errors import DatabaseBusy, DatabaseOutdated, translated
from waymark.storage.migrations import HEAD
from waymark.storage.scrub import Scrubber, is_owed
from waymark.storage.sealing import cipher_from

T = TypeVar("T")


@dataclass(frozen=True)
class Database:
    """An open database. Safe to share between threads; a process makes its own."""

    engine: Engine
    wait: float = WAIT_SECONDS  # for somebody else's lock

    @cached_property
    def _scrubber(self) -> Scrubber:
        return Scrubber(self.engine, self.wait)

    @property
    def address(self) -> str:
        """The URL without its password, for messages."""
        return self.engine.url.render_as_string(hide_password=True)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that sees one state of the database."""
        with translated(self.address), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that may write; on SQLite it holds the write lock from its start."""
        with translated(self.address), self.engine.connect() as connection:
            connection.execution_options(**{IMMEDIATE: True})
            with connection.begin():
                yield connection

    def write(self, work: Callable[[Connection], T]) -> T:
        """The result of `work` in one transaction, tried again while somebody else is in the way.

        `work` may run more than once, each time on a fresh transaction. Raises DatabaseBusy after about
        `wait` seconds (twice that at most), and the other domain errors at once.
        """
        end = time.monotonic() + self.wait
        while True:
            try:
                with self.writing() as connection:
                    return work(connection)
            except DatabaseBusy:
                if time.monotonic() >= end:
                    raise
            except Collision:
                if time.monotonic() >= end:
                    raise DatabaseBusy(f"the database {self.address} is busy: too many writers; try again") from None
            time.sleep(random.uniform(0.005, 0.05))

    def migrate(self, revision: str = "head") -> None:
        """Brings the schema to `revision`, up or down, in one transaction; nothing to do costs two queries."""
        self.scrub_if_owed()
        if revision in ("head", HEAD) and self.revision() == HEAD:
            return
        with self.writing() as connection:
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
            _run_migrations(connection, revision)

    def revision(self) -> str | None:
        """The schema's revision, None for an empty database."""
        with self.reading() as connection:
            return _revision(connection)

    def ping(self) -> None:
        """Returns when the database answers; raises a domain error when it does not."""
        with self.reading() as connection:
            connection.execute(text("SELECT 1"))

    def scrub(self) -> bool:
        """Overwrites deleted text for good; True when none is left (see `scrub`)."""
        with translated(self.address):
            try:
                return self._scrubber.scrub()
            except sqlite3.Error as error:
                raise exc.OperationalError("", {}, error) from error

    def scrub_if_owed(self) -> None:
        """Finishes what a program that was stopped in between left undone."""
        with self.reading() as connection:
            owed = is_owed(connection)
        if owed:
            self.scrub()

    def close(self) -> None:
        """Ends the pooled connections."""
        self.engine.dispose()


class Collision(Exception):
    """Two writers made the same row at once; the transaction is to be tried again."""


@contextmanager
def colliding() -> Iterator[None]:
    """Marks a statement whose unique key another writer may have taken in the meantime."""
    try:
        yield
    except exc.IntegrityError as error:
        raise Collision from error


def _run_migrations(connection: Connection, revision: str) -> None:
    """Alembic is loaded only here: it takes a fifth of a second."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "waymark.storage:migrations")
    config.attributes["connection"] = connection
    history = ScriptDirectory.from_config(config)
    now = _revision(connection)
    if now is not None and now not in {script.revision for script in history.walk_revisions()}:
        raise DatabaseOutdated(f"the database was made by a newer version of Waymark (schema {now}): update Waymark")
    wanted = {script.revision for script in history.iterate_revisions(revision, "base")}
    move = command.upgrade if now is None or now in wanted else command.downgrade
    move(config, revision)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def open_database(address: str, wait: float = WAIT_SECONDS, text_keys: str = "") -> Database:
    """The database at `address` (sqlite:///file or postgresql://...); `wait` bounds every waiting, in seconds.

    `text_keys` encrypt what people wrote (see `sealing`). Connects at first use. Raises DatabaseUnsupported on an
    address or a key that it cannot use.
    """
    return Database(open_engine(address, wait, cipher_from(text_keys)), wait)
