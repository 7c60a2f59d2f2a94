"""The bounded part of a conversation that a turn needs, and the state that it began with.

Rasa loads a whole session for every message, so a turn gets slower with every message. `load_window` reads
the newest events from a clean boundary on (an `action_listen`), and before them those older events that the
state at the boundary still hangs on: the last value of each slot, the active loop, a pause.

Known limit: where a form ran more than once and something was taken back (`rewind`) later, Rasa's replay leaves
out messages between the runs, so the message that it names as the form's trigger may be an earlier one than ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from waymark.storage.conversations import events, last_tombstone
from waymark.storage.names import stored_name
from waymark.storage.sealing import cipher_of

WINDOW = 40  # events; a turn has about 6
LISTEN = "action_listen"
_SLOT_RESETS = ("session_started", "restart", "reset_slots")
_RESETS = ("session_started", "restart")
_REVERTS = ("rewind", "undo")
_LOOPS = ("active_loop", "form")
_PAUSES = ("pause", "resume")
_STATE_TYPES = (*_SLOT_RESETS, *_REVERTS, *_LOOPS, *_PAUSES)


@dataclass(frozen=True)
class Window:
    """Events as JSON texts, in order. `whole`: nothing of the session is left out.

    `older` are earlier events to replay first when the state at the boundary needs all of them (something
    was taken back before it); else the few that matter are at the head of `events`. `tombstone` is the number
    of the newest one, None where it is not known.
    """

    events: tuple[str, ...]
    tombstone: int | None
    whole: bool = True
    older: tuple[str, ...] = ()


def load_window(connection: Connection, sender: str, window: int = WINDOW) -> Window:
    """The latest session of `sender`: all of a short one, about the last `window` events of a long one."""
    name = stored_name(sender)
    tombstone = last_tombstone(connection, name)
    session = _newest(connection, name, ("session_started",)).get("session_started", 0)
    rows, whole = _newest_rows(connection, name, session, window)
    if whole:
        return Window(_opened(connection, rows), tombstone)
    boundary = rows[0].id
    older, carried = _carried(connection, name, session, boundary)
    return Window((*carried, *_opened(connection, rows)), tombstone, False, older)


def load_all(connection: Connection, sender: str) -> Window:
    """All events of all sessions."""
    name = stored_name(sender)
    return Window(_texts(connection, name, 0, None), last_tombstone(connection, name))


def _newest_rows(connection: Connection, name: str, session: int, window: int) -> tuple[Sequence[Any], bool]:
    """The newest rows from an `action_listen` on, and whether they are the whole session."""
    query = select(events.c.id, events.c.type_name, events.c.action_name, events.c.data)
    query = query.where(events.c.sender_id == name, events.c.id >= session).order_by(events.c.id.desc())
    while True:
        rows = list(reversed(connection.execute(query.limit(window + 1)).all()))
        if len(rows) <= window:
            return rows, True
        for place, row in enumerate(rows):
            if row.type_name == "action" and row.action_name == LISTEN and place < len(rows) - 1:
                return rows[place:], False
        window *= 2  # a single very long turn


def _newest(connection: Connection, name: str, types: Iterable[str], before: int | None = None) -> dict[str, int]:
    """The id of the newest event of each of these types."""
    query = select(events.c.type_name, func.max(events.c.id))
    query = query.where(events.c.sender_id == name, events.c.type_name.in_(list(types)))
    if before is not None:
        query = query.where(events.c.id < before)
    return {row[0]: row[1] for row in connection.execute(query.group_by(events.c.type_name))}


def _carried(connection: Connection, name: str, session: int, boundary: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(all older events, none) where one of them was taken back, else (none, those that still matter)."""
    newest = _newest(connection, name, _STATE_TYPES, boundary)
    reset = max((newest.get(kind, 0) for kind in _RESETS), default=0)
    slots_from = max(newest.get(kind, 0) for kind in _SLOT_RESETS)
    if any(newest.get(kind, 0) > reset for kind in _REVERTS):
        return _texts(connection, name, session, boundary), ()
    slots = select(func.max(events.c.id)).where(
        events.c.sender_id == name, events.c.type_name == "slot",
        events.c.id > slots_from, events.c.id < boundary,
    )  # fmt: skip
    wanted = {row[0] for row in connection.execute(slots.group_by(events.c.action_name))}
    wanted |= {newest["session_started"]} if "session_started" in newest else set()
    wanted |= {max((newest.get(kind, 0) for kind in _PAUSES), default=0)}
    loop = max(newest.get(kind, 0) for kind in _LOOPS)
    wanted |= _loop_events(connection, name, loop, boundary) if loop > reset else set()
    query = select(events.c.data).where(events.c.id.in_(sorted(wanted - {0})), events.c.sender_id == name)
    return (), _opened(connection, connection.execute(query.order_by(events.c.id)))


def _loop_events(connection: Connection, name: str, loop: int, boundary: int) -> set[int]:
    """The event that began the loop, the message that triggered it, and a rejection that still stands."""
    active = connection.execute(select(events.c.action_name).where(events.c.id == loop)).scalar()
    if active is None:
        return {loop}
    mine = events.c.sender_id == name

    def last(kind: str, *where: Any) -> int:
        query = select(func.max(events.c.id)).where(mine, events.c.type_name == kind, *where)
        return connection.execute(query).scalar() or 0

    here = (events.c.action_name == active, events.c.id < boundary)
    rejected, ran = last("action_execution_rejected", *here), last("action", *here)
    found = {loop, last("user", events.c.id < loop)}
    return found | {rejected} if rejected > max(loop, ran) else found


def _texts(connection: Connection, name: str, first: int, before: int | None) -> tuple[str, ...]:
    query = select(events.c.data).where(events.c.sender_id == name, events.c.id >= first)
    if before is not None:
        query = query.where(events.c.id < before)
    return _opened(connection, connection.execute(query.order_by(events.c.id)))


def _opened(connection: Connection, rows: Iterable[Any]) -> tuple[str, ...]:
    """The events' JSON texts, decrypted where they are encrypted."""
    unsealed = cipher_of(connection).open
    return tuple(unsealed(row.data) for row in rows)
