"""What waits in memory to be written to the tracker database, and the latest windows to go on from meanwhile.

Bounded on every side: conversations, events of each, and how often a database that is away is asked again. A removal,
which holds no text, is never dropped.
The process's end loses what still waits; the log says how much waits.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.engine import Connection

from waymark.storage import conversations
from waymark.storage.conversations import Row
from waymark.storage.database import Database
from waymark.storage.errors import DatabaseBusy, DatabaseError, DatabaseUnavailable
from waymark.storage.window import Window

MOST_CONVERSATIONS = 1000  # whose events wait
MOST_EVENTS = 500  # that wait, of one conversation
REMEMBERED = 200  # conversations whose latest window is kept
PAUSE_SECONDS = 1.0  # between two attempts while the database is away
log = logging.getLogger(__name__)


@dataclass
class Waiting:
    """What is to be written for one conversation: perhaps its removal, then perhaps new events."""

    removal: bool = False
    rows: list[Row] = field(default_factory=list)
    tombstone: int | None = None
    again: bool = False  # an attempt failed, perhaps after the database had taken it


class Outbox:
    """Safe to use from several threads; one for each process."""

    def __init__(self) -> None:
        self._memory = threading.Lock()  # held for moments only, never while a database is waited for
        self._catching_up = threading.Lock()
        self._waiting: OrderedDict[str, Waiting] = OrderedDict()
        self._windows: OrderedDict[str, Window] = OrderedDict()
        self._behind = False  # something could not be written
        self._not_before = 0.0

    def waiting(self) -> int:
        """How many conversations wait to be written."""
        return len(self._waiting)

    def put(self, sender: str, rows: Sequence[Row], tombstone: int | None) -> None:
        """Takes events to be written at the next `flush`."""
        with self._memory:
            waiting = self._waiting.setdefault(sender, Waiting(tombstone=tombstone))
            waiting.rows = [*waiting.rows, *rows][-MOST_EVENTS:]
            if len(self._waiting) > MOST_CONVERSATIONS:
                self._drop_oldest()

    def _drop_oldest(self) -> None:
        """Keeps what waits within its bound, but for removals: who asked for one was told that it is done."""
        with_events = [(sender, waiting) for sender, waiting in self._waiting.items() if waiting.rows]
        for sender, waiting in with_events[:-MOST_CONVERSATIONS]:
            log.error("the database was away for too long: the oldest unwritten conversation is dropped")
            if waiting.removal:
                waiting.rows = []
            else:
                del self._waiting[sender]

    def forget(self, sender: str) -> None:
        """Drops all that is known of a conversation and has it removed at the next `flush`."""
        with self._memory:
            self._windows.pop(sender, None)
            self._waiting[sender] = Waiting(removal=True)

    def flush(self, database: Database, sender: str) -> None:
        """Writes what waits of this conversation, and of all others that could not be written before.

        One transaction a conversation. What fails goes on waiting; the error is raised.
        """
        if not self._behind:
            self._flush_one(database, sender)
            return
        if not self._catching_up.acquire(blocking=False):  # another thread is at it, or waits for a silent database
            self._flush_one(database, sender)
            return
        try:
            self._behind = False  # until one fails, or another turn has to wait meanwhile
            for waiting in (sender, *tuple(self._waiting)):
                self._flush_one(database, waiting)
        finally:
            self._catching_up.release()

    def _flush_one(self, database: Database, sender: str) -> None:
        with self._memory:
            waiting = self._waiting.pop(sender, None)
        if waiting is None:
            return
        try:
            written = database.write(lambda connection: _write(connection, sender, waiting))
        except DatabaseError:
            with self._memory:
                waiting.again = True
                later = self._waiting.get(sender)
                waiting.rows += later.rows if later else []
                self._waiting[sender] = later if later and later.removal else waiting
                self._behind = True
            raise
        if not written:
            with self._memory:
                self._windows.pop(sender, None)
        if waiting.removal or not written:
            database.scrub()

    def unwritten(self, sender: str) -> tuple[str, ...]:
        """The waiting events of a conversation, as JSON texts."""
        with self._memory:
            waiting = self._waiting.get(sender)
            return tuple(row["data"] for row in waiting.rows) if waiting else ()

    def is_leaving(self, sender: str) -> bool:
        """Does the conversation wait to be removed?"""
        with self._memory:
            waiting = self._waiting.get(sender)
            return waiting is not None and waiting.removal

    def remember(self, sender: str, window: Window) -> None:
        """Keeps the latest events of a conversation for the time that the database is away."""
        with self._memory:
            self._windows[sender] = replace(window, events=window.events[-MOST_EVENTS:])
            self._windows.move_to_end(sender)
            while len(self._windows) > REMEMBERED:
                self._windows.popitem(last=False)

    def recall(self, sender: str) -> Window | None:
        """The latest events of a conversation, the unwritten included; None where this process has none."""
        with self._memory:
            return self._windows.get(sender)

    def last_timestamp(self, sender: str) -> float:
        """When the newest waiting event happened (Unix seconds), 0 for none."""
        with self._memory:
            waiting = self._waiting.get(sender)
            return float(waiting.rows[-1]["timestamp"] or 0.0) if waiting and waiting.rows else 0.0

    def check_open(self) -> None:
        """Raises DatabaseUnavailable for a moment after a failure, so that nobody waits for the database in vain."""
        if time.monotonic() < self._not_before:
            self._behind = True  # whoever is kept from writing now is written with the others
            raise DatabaseUnavailable(f"the database was away a moment ago; {len(self._waiting)} conversations wait")

    def note_failure(self, error: DatabaseError) -> None:
        """Opens that moment where the database did not answer at all."""
        if isinstance(error, DatabaseUnavailable) and not isinstance(error, DatabaseBusy):
            self._not_before = time.monotonic() + PAUSE_SECONDS


def _write(connection: Connection, sender: str, waiting: Waiting) -> bool:
    """False where the person was forgotten meanwhile."""
    if waiting.removal:
        conversations.remove(connection, sender)
    tombstone = None if waiting.removal else waiting.tombstone
    return conversations.append(connection, sender, waiting.rows, tombstone, waiting.again)
