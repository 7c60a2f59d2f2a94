"""Rasa's tracker store: bounded, able to forget, and not thrown by a database that is away.

`endpoints.yml`:
    tracker_store:
      type: extensions.tracker_store.BoundedTrackerStore
      url: sqlite:///.waymark/conversations.db     # or postgresql://...; WAYMARK_TRACKER_URL goes before it
      window: 40

**Forgetting.** An action that ends with `SlotSet("forget_me", True)` makes the store remove the whole
conversation when Rasa saves the turn, the turn included; nothing of it is written. The domain needs the slot:
`forget_me: {type: bool, influence_conversation: false, mappings: [{type: custom}]}`.
`waymark.storage.conversations.forget_conversation` does the same from outside, also in the middle of a turn.

**A database that is away.** Rasa would wrap the store in one that silently goes on in memory and never
writes it down. Here what cannot be written waits in memory (see `extensions.outbox`) and is written when the
database is back; a conversation that this process served lately goes on meanwhile.
"""

from __future__ import annotations

import asyncio
import contextvars
import json
import logging
import os
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any, TypeVar

from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecutionRejected, ActiveLoop, ConversationPaused, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import event, select
from sqlalchemy.engine import Connection

from extensions import remote_action
from extensions.events import read_events
from extensions.outbox import Outbox
from waymark.storage import conversations
from waymark.storage.conversations import Row
from waymark.storage.database import Database, open_database
from waymark.storage.errors import DatabaseError, DatabaseUnavailable
from waymark.storage.window import WINDOW, Window, load_all, load_window

FORGET_SLOT = "forget_me"
DEFAULT_URL = "sqlite:///.waymark/conversations.db"
WAIT_SECONDS = 2.0
SILENCE_SECONDS = WAIT_SECONDS + 1.0  # for a database that says neither yes nor no, as behind a cut cable
THREADS = 24  # more than connections, which may all be waiting for such a database
SESSION = '"event": "session_started"'
TAKEN_BACK = ('"event": "rewind"', '"event": "undo"')
READ = 64  # conversations whose events are kept as they were read
T = TypeVar("T")
log = logging.getLogger(__name__)

# Plain `rasa shell` loads none of our channels, but this store, from endpoints.yml.
remote_action.install()


class BoundedTrackerStore(TrackerStore, SerializedTrackerAsText):
    """Conversations in SQLite or PostgreSQL; a turn costs the same at message 10 and at message 500."""

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: Any = None,
        window: int = WINDOW,
        **kwargs: Any,
    ) -> None:
        """`host` is the URL of endpoints.yml. Opens nothing: the database may come later."""
        super().__init__(domain, event_broker, **kwargs)
        self.window = int(window)
        self.database = _open(os.environ.get("WAYMARK_TRACKER_URL") or host or DEFAULT_URL)
        self.outbox = Outbox()
        self._read_events: OrderedDict[str, dict[str, Event]] = OrderedDict()  # by sender, then by JSON text
        self._tables_exist = False
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="conversations")

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of the latest session: its newest events, and the state that they began with."""
        found = await self._window(
            sender_id, lambda c: self._kept(c, sender_id) or load_window(c, sender_id, self.window)
        )
        return self._tracker(sender_id, found) if found else None

    async def latest_events(self, sender_id: str, count: int) -> list[Event]:
        """About `count` events of the latest session, read anew: a page shows more of them than a turn needs."""
        found = await self._window(sender_id, lambda c: load_window(c, sender_id, count))
        return _events(found.events) if found else []

    async def _window(self, sender: str, read: Callable[[Connection], Window]) -> Window | None:
        """What `_load` gives; while the database is away, what this process remembers, None for nothing."""
        try:
            return await self._in_time(lambda: self._load(sender, read))
        except DatabaseError as error:
            log.error("conversations cannot be read, going on from memory: %s", error)
            return self.outbox.recall(sender)

    def _load(self, sender: str, read: Callable[[Connection], Window]) -> Window:
        """What `read` finds in the database, and after it what could not be written yet."""
        try:
            self._settle(sender)
        except DatabaseError as error:
            log.warning("a turn goes on waiting in memory to be written: %s", error)
        unwritten = self.outbox.unwritten(sender)  # before the reading, which may then see it or not
        return Window(unwritten.events, None) if unwritten.removal else unwritten.after(self._read(read))

    def _kept(self, connection: Connection, sender: str) -> Window | None:
        """The window of this process's last turn, where nobody wrote or removed anything since; one short query.

        It grows with each turn and is read anew when it has grown by half, when another session has begun, or where
        something was taken back, which may reach further back than the window.
        """
        kept = self.outbox.recall(sender)
        if kept is None or not kept.events or len(kept.events) > self.window * 1.5:
            return None
        begun = max((place for place, text in enumerate(kept.events) if SESSION in text), default=0)
        if begun > 1 or any(back in text for text in kept.events for back in TAKEN_BACK):
            return None
        last = json.loads(kept.events[-1]).get("timestamp")
        unchanged = conversations.newest(connection, sender) == (last, kept.tombstone)
        return replace(kept, events=kept.events[begun:]) if unchanged else None

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """The tracker with all events of all sessions."""
        found = await self._reading(lambda c: load_all(c, conversation_id))
        return self._tracker(conversation_id, found)

    async def exists(self, conversation_id: str) -> bool:
        """Is anything stored of this conversation?"""
        return bool(await self._reading(lambda c: conversations.last_timestamp(c, conversation_id)))

    async def is_removed(self, sender_id: str) -> bool:
        """Did this process's last turn of the conversation remove it? Raises DatabaseError where nobody can tell."""
        if self.outbox.recall(sender_id) is not None:
            return False
        return self.outbox.unwritten(sender_id).removal or not await self.exists(sender_id)

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations."""
        query = select(conversations.events.c.sender_id).distinct()
        return await self._reading(lambda c: [row[0] for row in c.execute(query)])

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Writes the events that are new, or removes the conversation where one of them is the forget marker."""
        sender = tracker.sender_id
        loaded = getattr(tracker, "_waymark_window", None) or await self._unloaded(tracker)
        new = list(tracker.events)[len(loaded.events) :]
        if not new:
            return
        rows = [_row(e) for e in new]
        window = replace(loaded, events=(*loaded.events, *(row["data"] for row in rows)))
        tracker._waymark_window = window  # type: ignore[attr-defined]
        if any(isinstance(e, SlotSet) and e.key == FORGET_SLOT and e.value is True for e in new):
            self.outbox.forget(sender)
            self._read_events.pop(sender, None)
        else:
            self.outbox.put(sender, rows, loaded.tombstone)
            self.outbox.remember(sender, window)
            if self.event_broker is not None:
                await self._stream_new_events(self.event_broker, new, sender)
        try:
            await self._in_time(lambda: self._settle(sender))
        except DatabaseError as error:
            log.error("a turn waits in memory to be written: %s", error)

    async def _unloaded(self, tracker: DialogueStateTracker) -> Window:
        """What is stored already of a tracker that this store did not load: its events up to the last stored one."""

        def ask(connection: Connection) -> tuple[float, int | None]:
            last = conversations.last_timestamp(connection, tracker.sender_id)
            return last, conversations.last_tombstone(connection, tracker.sender_id)

        last, tombstone = self.outbox.last_timestamp(tracker.sender_id), None
        if not self.outbox.unwritten(tracker.sender_id).removal:  # else what is stored is as good as gone
            with suppress(DatabaseError):
                stored_last, tombstone = await self._reading(ask)
                last = max(last, stored_last)
        stored = [e for e in tracker.events if (e.timestamp or 0.0) <= last]
        window = Window(tuple(_row(e)["data"] for e in stored), tombstone)
        tracker._waymark_window = window  # type: ignore[attr-defined]
        return window

    def _tracker(self, sender_id: str, window: Window) -> DialogueStateTracker | None:
        """The tracker after these events; what it held when loaded is noted on it, as Rasa hands it back to `save`."""
        if not window.events:
            self._read_events.pop(sender_id, None)
            return None
        found = self._events_of(sender_id, window.events)
        if window.older:
            found = [
                *carry_over(DialogueStateTracker.from_events(sender_id, _events(window.older), self.domain.slots)),
                *found,
            ]
            window = replace(window, events=tuple(_row(e)["data"] for e in found), older=())
        tracker = DialogueStateTracker.from_events(sender_id, found, self.domain.slots)
        tracker._waymark_window = window  # type: ignore[attr-defined]
        return tracker

    def _events_of(self, sender_id: str, texts: Sequence[str]) -> list[Event]:
        """The events; those that the turn before this one read from the same text are taken over from it.

        Trackers share events, as Rasa's own copies do. What a replay writes into a user's message (its entities, and
        whether its text counts) is the same each time, so a message that was replayed before replays alike.
        """
        before = self._read_events.pop(sender_id, {})
        found = {text: before.get(text) or _event(text) for text in texts}
        if len(found) <= 2 * self.window:  # a whole history is read for other ends than the next turn
            self._read_events[sender_id] = {text: event for text, event in found.items() if event is not None}
        while len(self._read_events) > READ:
            self._read_events.popitem(last=False)
        return [event for text in texts if (event := found[text]) is not None]

    async def _reading(self, work: Callable[[Connection], T]) -> T:
        return await self._in_time(lambda: self._read(work))

    async def look(self) -> None:
        """Returns when the database answers, and what waited for it is written; raises a domain error otherwise."""
        await self._in_time(lambda: self._settle("") if self.outbox.waiting() else self.database.ping())

    async def _in_time(self, work: Callable[[], T]) -> T:
        """What `work` gives, in a thread; DatabaseUnavailable where the database is silent for too long."""
        inside = contextvars.copy_context()  # the request, for the log
        begun = asyncio.get_running_loop().run_in_executor(self._threads, lambda: inside.run(work))
        try:
            return await asyncio.wait_for(begun, SILENCE_SECONDS)
        except asyncio.TimeoutError:
            error = DatabaseUnavailable("the database of conversations does not answer")
            self.outbox.note_failure(error)
            raise error from None

    def _read(self, work: Callable[[Connection], T]) -> T:
        with self._attempt(), self.database.reading() as connection:
            return work(connection)

    def _settle(self, sender: str) -> None:
        with self._attempt():
            self.outbox.flush(self.database, sender)

    @contextmanager
    def _attempt(self) -> Iterator[None]:
        """One use of the database: the tables are there, and a failure keeps the next one from waiting too."""
        self.outbox.check_open()
        try:
            if not self._tables_exist:
                conversations.create_tables(self.database)
                self._tables_exist = True
            yield
        except DatabaseError as error:
            self.outbox.note_failure(error)
            raise


def carry_over(before: DialogueStateTracker) -> list[Event]:
    """The few events that bring an empty tracker into the state of `before`."""
    time = before.events[-1].timestamp if before.events else None
    initial = {slot.name: slot.initial_value for slot in before.slots.values()}
    slots = [SlotSet(s.name, s.value, timestamp=time) for s in before.slots.values() if s.value != initial[s.name]]
    found: list[Event] = list(slots)
    if before.active_loop_name and before.active_loop is not None:
        trigger = before.active_loop.trigger_message
        found += [UserUttered(trigger.get("text"), parse_data=trigger, timestamp=time)] if trigger else []
        found.append(ActiveLoop(before.active_loop_name, timestamp=time))
        if before.is_active_loop_rejected:
            found.append(ActionExecutionRejected(before.active_loop_name, timestamp=time))
    return [*found, ConversationPaused(timestamp=time)] if before.is_paused() else found


def _open(address: str) -> Database:
    database = open_database(address, WAIT_SECONDS, os.environ.get("WAYMARK_TEXT_KEY", ""))
    if database.is_sqlite:  # a turn lost by a power cut is no loss; waiting for the disk at every turn is
        event.listen(database.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=NORMAL"))
    return database


def _row(e: Event) -> Row:
    data = e.as_dict()
    intent = (data.get("parse_data") or {}).get("intent") or {}
    return {
        "type_name": e.type_name, "timestamp": data.get("timestamp"), "intent_name": intent.get("name"),
        "action_name": data.get("name"), "data": json.dumps(data),
    }  # fmt: skip


def _events(texts: Iterable[str]) -> list[Event]:
    return read_events(json.loads(text) for text in texts)


def _event(text: str) -> Event | None:
    return next(iter(_events((text,))), None)
