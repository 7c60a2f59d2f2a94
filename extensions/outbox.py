"""What waits in memory to be written to the tracker database, and the latest windows to go on from meanwhile.

Bounded on every side: conversations, events of each, and how often a database that is away is asked again. A removal,
which holds no text, is never dropped.
The process's end loses what still waits; the log says how much waits.

What a thread is writing may not be in the database yet, also when whoever asked for it has long stopped waiting. It
counts as unwritten until the database has answered, and nothing later of the same conversation overtakes it.
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


@dataclass(frozen=True)
class Unwritten:
    """What the database may lack of one conversation: events as JSON texts, and before them perhaps a removal.

    `tombstone` is that of the turns which the events are from, None where it is not known.
    """

    removal: bool = False
    events: tuple[str, ...] = ()
    tombstone: int | None = None

    def after(self, stored: Window) -> Window:
        """What was read, with what was not written yet when the reading began; None of it twice."""
        if not self.events:
            return stored
        if self.tombstone is not None and (stored.tombstone or 0) > self.tombstone:
            return stored  # the person was forgotten meanwhile, from outside
        there = set(stored.events)
        known = max((place for place, text in enumerate(self.events, 1) if text in there), default=0)
        return replace(stored, events=(*stored.events, *self.events[known:]))


class Outbox:
    """Safe to use from several threads; one for each process."""

    def __init__(self) -> None:
        self._memory = threading.Lock()  # held for moments only, never while a database is waited for
        self._catching_up = threading.Lock()
        self._waiting: OrderedDict[str, Waiting] = OrderedDict()
        self._writing: dict[str, Waiting] = {}  # by threads that wait for the database's answer
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
        """Writes all that waits of a conversation. Where another thread is at it, that one does it in its turn."""
        gone = False
        while (waiting := self._begin(sender)) is not None:
            gone = self._write_out(database, sender, waiting) or gone
        if gone:
            database.scrub()

    def _write_out(self, database: Database, sender: str, waiting: Waiting) -> bool:
        """True where this took anything out of the database."""
        failed = False
        try:
            written = database.write(lambda connection: _write(connection, sender, waiting))
        except DatabaseError:
            failed = True
            raise
        finally:
            self._end(sender, waiting, failed)
        if not written:
            with self._memory:
                self._windows.pop(sender, None)
        return waiting.removal or not written

    def _begin(self, sender: str) -> Waiting | None:
        with self._memory:
            waiting = None if sender in self._writing else self._waiting.pop(sender, None)
            if waiting is not None:
                self._writing[sender] = waiting
            return waiting

    def _end(self, sender: str, waiting: Waiting, failed: bool) -> None:
        """What failed waits again, and what came meanwhile after it."""
        with self._memory:
            del self._writing[sender]
            if failed:
                waiting.again = True
                later = self._waiting.get(sender)
                waiting.rows += later.rows if later else []
                self._waiting[sender] = later if later and later.removal else waiting
                self._behind = True

    def unwritten(self, sender: str) -> Unwritten:
        """What the database may lack of a conversation. To be asked before the database is read (`Unwritten.after`)."""
        with self._memory:
            parts = [part for part in (self._writing.get(sender), self._waiting.get(sender)) if part is not None]
            if len(parts) == 2 and parts[1].removal:
                parts = parts[1:]
            rows = tuple(row["data"] for part in parts for row in part.rows)
            return Unwritten(any(part.removal for part in parts), rows, parts[0].tombstone if parts else None)

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
        """When the newest unwritten event happened (Unix seconds), 0 for none."""
        with self._memory:
            parts = (self._writing.get(sender), self._waiting.get(sender))
            return max(
                (float(row["timestamp"] or 0.0) for part in parts if part for row in part.rows[-1:]), default=0.0
            )

    def check_open(self) -> None:
        """Raises DatabaseUnavailable for a moment after a failure, so that nobody waits for the database in vain."""
        if time.monotonic() < self._not_before:
            self._behind = True  # whoever is kept from writing now is written with the others
            raise DatabaseUnavailable(f"the database was away a moment ago; {len(self._waiting)} conversations wait")

    def note_failure(self, error: DatabaseError) -> None:
        """Opens that moment where the database did not answer at all; what was not even begun is caught up with."""
        self._behind = True
        if isinstance(error, DatabaseUnavailable) and not isinstance(error, DatabaseBusy):
            self._not_before = time.monotonic() + PAUSE_SECONDS


def _write(connection: Connection, sender: str, waiting: Waiting) -> bool:
    """False where the person was forgotten meanwhile."""
    if waiting.removal:
        conversations.remove(connection, sender)
    tombstone = None if waiting.removal else waiting.tombstone
    return conversations.append(connection, sender, waiting.rows, tombstone, waiting.again)
