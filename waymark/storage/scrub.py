"""Taking deleted text out of an SQLite file for good.

`secure_delete` overwrites what is deleted, but not the copies that moving rows leaves in the unused parts of
pages: after random work on 25 people, 6 of 25 files still held text of somebody removed. Only VACUUM, which
writes every page anew, and a truncating checkpoint leave none (0 of 25). That costs about 10 ms for each
megabyte, during which others cannot write, so a large file is done beside the conversation.

A deletion notes in the file itself (`user_version`, which counts up) that this is owed, so that a program that is
killed in between does not forget it: the next start, or the next deletion, does it. The note goes only where nobody
has deleted anything since the rewriting began.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from typing import Any

from sqlalchemy.engine import Connection, Engine

INLINE_BYTES = 64_000_000
MOST_NOTED = 1_000_000  # deletions that are counted before the count begins again at 1
log = logging.getLogger(__name__)


def owe(connection: Connection) -> None:
    """Notes, in this transaction, that deleted text is still to be overwritten."""
    if connection.dialect.name == "sqlite":
        noted = connection.exec_driver_sql("PRAGMA user_version").scalar() or 0
        connection.exec_driver_sql(f"PRAGMA user_version={noted % MOST_NOTED + 1}")


def is_owed(connection: Connection) -> bool:
    """Is deleted text still to be overwritten?"""
    return connection.dialect.name == "sqlite" and bool(connection.exec_driver_sql("PRAGMA user_version").scalar())


class Scrubber:
    """Overwrites what is owed in one database; one at a time in a process."""

    def __init__(self, engine: Engine, wait: float, inline_bytes: int = INLINE_BYTES) -> None:
        self._engine, self._wait, self._inline_bytes = engine, wait, inline_bytes
        self._one = threading.Lock()

    def scrub(self) -> bool:
        """True when no deleted text is left; False where it goes on in another thread or is put off.

        It is put off where others are in the way, and where the file cannot be rewritten (a full disk, a file that may
        only be read): the rows are gone already, and nobody is to go without an answer for it.
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
            log.warning("deleted text is still to be overwritten: the next deletion or start does it")
        return done


def _rewrite(raw: Any, wait: float) -> bool:
    """VACUUM and a checkpoint that empties the write-ahead log, tried until `wait` seconds have passed.

    False where it did not come about. Raises sqlite3.DatabaseError on a damaged file.
    """
    end = time.monotonic() + wait
    cursor = raw.cursor()
    cursor.execute("PRAGMA temp_store=FILE")  # not the whole database in memory
    try:
        while True:
            try:
                noted = _noted(cursor)
                cursor.execute("VACUUM")
                emptied = not cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]  # else somebody reads
                if emptied and _settled(cursor, noted):
                    return True
            except sqlite3.OperationalError as error:
                raw.rollback()
                if "locked" not in str(error) and "busy" not in str(error):
                    log.warning("the database cannot be rewritten: %s", error)
                    return False
            if time.monotonic() >= end:
                return False
            time.sleep(0.05)
    finally:
        cursor.execute("PRAGMA temp_store=MEMORY")
        cursor.close()


def _settled(cursor: Any, noted: int) -> bool:
    """Takes the note away; False where somebody has deleted something since it was read."""
    cursor.execute("BEGIN IMMEDIATE")
    settled = _noted(cursor) == noted
    if settled:
        cursor.execute("PRAGMA user_version=0")
    cursor.execute("COMMIT")
    return settled


def _noted(cursor: Any) -> int:
    return int(cursor.execute("PRAGMA user_version").fetchone()[0])
