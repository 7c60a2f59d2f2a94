"""Engines that behave alike on SQLite and PostgreSQL: bounded waits, real transactions, secure deletes.

SQLite: WAL (readers never wait for a writer), foreign keys, `secure_delete` (deleted text is overwritten
with zeros), a busy timeout, and BEGIN or BEGIN IMMEDIATE sent by us, because the driver's own transactions
begin too late to read and write under one lock.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, exc
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.pool import QueuePool, StaticPool

from waymark.storage.errors import DatabaseReadOnly, DatabaseUnavailable, DatabaseUnsupported
from waymark.storage.sealing import OPTION, Cipher
from waymark.storage.watch import watch

POOLED, MORE = 5, 10  # connections to PostgreSQL that a process keeps, and opens on top while many ask at once
WAIT_SECONDS = 3.0  # for a lock, a connection or a pool slot; an action has 5 seconds in all
IMMEDIATE = "waymark_immediate"  # execution option: take SQLite's write lock when the transaction begins
POSTGRES_DRIVERS = ("psycopg", "psycopg2")
# PostgreSQL's advisory locks while the schema changes, the conversations' tables are made, and people who stayed away
# are removed: any numbers, all different.
MIGRATION_LOCK, CREATION_LOCK, REMOVAL_LOCK = 7_265_001, 7_265_002, 7_265_003


def normalise_url(address: str) -> URL:
    """The address with the PostgreSQL driver that is installed. Raises DatabaseUnsupported on any other kind."""
    try:
        url = make_url(address)
    except (exc.ArgumentError, ValueError) as error:
        raise DatabaseUnsupported("the database address is no URL such as sqlite:///waymark.db") from error
    kind = url.drivername.partition("+")[0]
    if kind == "sqlite":
        return url.set(drivername="sqlite")
    if kind not in ("postgres", "postgresql"):
        raise DatabaseUnsupported(f"databases of kind {kind!r} are not supported: use sqlite or postgresql")
    for driver in POSTGRES_DRIVERS:
        if find_spec(driver) and _dialect_exists(driver):
            return url.set(drivername=f"postgresql+{driver}")
    raise DatabaseUnsupported("PostgreSQL needs the Python package psycopg")


def _dialect_exists(driver: str) -> bool:
    """SQLAlchemy 1.4 knows psycopg2 only."""
    return find_spec(f"sqlalchemy.dialects.postgresql.{driver}") is not None


def open_engine(address: str, wait: float = WAIT_SECONDS, cipher: Cipher | None = None) -> Engine:
    """An engine on `address`; connects at its first use. `wait` (seconds) bounds every kind of waiting.

    Its connections carry the `cipher` (see `sealing.cipher_of`).

    Raises DatabaseUnsupported on an address that it cannot use, DatabaseReadOnly where the folder of an
    SQLite file cannot be made.
    """
    url = normalise_url(address)
    engine = _sqlite_engine(url, wait) if url.drivername == "sqlite" else _postgres_engine(url, wait)
    engine.update_execution_options(**{OPTION: cipher or Cipher()})
    watch(engine)
    return engine


def is_missing_file(url: URL) -> bool:
    """Does the address name an SQLite file that does not exist?"""
    return url.drivername == "sqlite" and "uri" not in url.query and not Path(str(url.database)).exists()


def _postgres_engine(url: URL, wait: float) -> Engine:
    milliseconds = int(wait * 1000)
    options = f"-c lock_timeout={milliseconds} -c statement_timeout={milliseconds + 1000}"
    # Statements are ended by the server; a server that is cut off is given up by the system here.
    arguments = {"connect_timeout": max(2, round(wait)), "tcp_user_timeout": milliseconds + 1000, "options": options,
                 "application_name": "waymark"}  # fmt: skip
    return create_engine(
        url, future=True, connect_args=arguments, pool_pre_ping=True, pool_timeout=wait, pool_recycle=1800,
        pool_size=POOLED, max_overflow=MORE, hide_parameters=True,
    )  # fmt: skip


def _sqlite_engine(url: URL, wait: float) -> Engine:
    memory = url.database in (None, "", ":memory:")
    if not memory and "uri" not in url.query:
        _make_folder(Path(str(url.database)).parent)
    pool: dict[str, Any] = {"poolclass": StaticPool} if memory else {"poolclass": QueuePool, "pool_timeout": wait}
    arguments = {"check_same_thread": False, "timeout": wait}
    engine = create_engine(url, future=True, connect_args=arguments, hide_parameters=True, **pool)

    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        _prepare_sqlite(connection)
        _into_wal(connection, wait)

    if not memory and "uri" not in url.query:
        event.listen(engine, "do_connect", lambda *_: _make_file(Path(str(url.database))))
    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_folder(folder: Path) -> None:
    """A new one is its owner's alone: what people said is in it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except PermissionError as error:
        raise DatabaseReadOnly(f"the folder {folder} cannot be made: permission denied") from error
    except OSError as error:
        raise DatabaseUnavailable(f"the folder {folder} cannot be made: {error.strerror}") from error


def _make_file(path: Path) -> None:
    """A new file is its owner's alone, wherever it lies; SQLite gives those beside it the same rights.

    It is made without being opened, because to close it would end SQLite's locks. Where that is not possible SQLite
    makes it, or says why it cannot.
    """
    with suppress(OSError):
        os.mknod(path, stat.S_IFREG | 0o600)


def _prepare_sqlite(connection: sqlite3.Connection) -> None:
    connection.isolation_level = None  # transactions are begun by `_begin_sqlite`
    for pragma in ("foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _into_wal(connection: sqlite3.Connection, wait: float) -> None:
    """Writes ahead from now on. SQLite does not wait by itself while others change the mode of a new file, too."""
    end = time.monotonic() + wait
    while True:
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
                connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "readonly" in str(error):  # a read-only file is read in the mode that it has
                return
            if "locked" not in str(error) or time.monotonic() >= end:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(IMMEDIATE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
