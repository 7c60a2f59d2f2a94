"""Taking deleted text out of an SQLite file for good.

`secure_delete` overwrites what is deleted, but not the copies that moving rows leaves in the unused parts of
pages: after random work on 25 people, 6 of 25 files still held text of somebody removed. Only VACUUM, which
writes every page anew, and a truncating checkpoint leave none (0 of 25). That costs about 10 ms for each
megabyte, during which others cannot write, so a large file is done beside the conversation.

A deletion notes in the file itself (`user_version`) that this is owed, so that a program that is killed in
between does not forget it: the next start, or the next deletion, does it.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from typing import Any

from sqlalchemy.engine import Connection, Engine

INLINE_BYTES = 64_000_000
log = logging.getLogger(__name__)


def owe(connection: Connection) -> None:
    """Notes, in this transaction, that deleted text is still to be overwritten."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA user_version=1")


def is_owed(connection: Connection) -> bool:
    """Is deleted text still to be overwritten?"""
    return connection.dialect.name == "sqlite" and bool(connection.exec_driver_sql("PRAGMA user_version").scalar())


class Scrubber:
    """Overwrites what is owed in one database; one at a time in a process."""

    def __init__(self, engine: Engine, wait: float, inline_bytes: int = INLINE_BYTES) -> None:
        self._engine, self._wait, self._inline_bytes = engine, wait, inline_bytes
        self._one = threading.Lock()

    def scrub(self) -> bool:
        """True when no deleted text is left; False where it goes on in another thread or others are in the way.

        On PostgreSQL that is the matter of VACUUM and of how long the write-ahead log is kept
        (docs/privacy.md): True.
        """
        if self._engine.dialect.name != "sqlite":
            return True
        with self._engine.connect() as connection:
            pages, size = (
                connection.exec_driver_sql(f"PRAGMA {what}").scalar() for what in ("page_count", "page_size")
            )
        if (pages or 0) * (size or 0) <= self._inline_bytes:
            return self._scrub_now()
        threading.Thread(target=self._scrub_now, name="scrub").start()  # the interpreter waits for it at its end
        return False

    def _scrub_now(self) -> bool:
        with self._one:
            raw = self._engine.raw_connection()
            try:
                done = _rewrite(raw, self._wait)
            finally:
                raw.close()
        if not done:
            log.warning("deleted text is still to be overwritten: others use the database; the next deletion does it")
        return done


def _rewrite(raw: Any, wait: float) -> bool:
    """VACUUM and a checkpoint that empties the write-ahead log, tried until `wait` seconds have passed."""
    end = time.monotonic() + wait
    cursor = raw.cursor()
    cursor.execute("PRAGMA temp_store=FILE")  # not the whole database in memory
    try:
        while True:
            try:
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA user_version=0")
                if not cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                    return True
                cursor.execute("PRAGMA user_version=1")  # a reader keeps the old pages in the log
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) and "busy" not in str(error):
                    raise
            if time.monotonic() >= end:
                return False
            time.sleep(0.05)
    finally:
        cursor.execute("PRAGMA temp_store=MEMORY")
        cursor.close()
