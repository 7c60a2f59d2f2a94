"""Removing people who have stayed away for longer than they are kept: profile, reports and conversations.

Each person goes in one transaction a database, and only after a second look in it, so that somebody who comes back at
that very moment is kept. The conversation goes first: a run that stops in between is simply started again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, text
from sqlalchemy.engine import Connection

from waymark.places import person_of
from waymark.storage import conversations, removal
from waymark.storage.conversations import events
from waymark.storage.database import Database
from waymark.storage.engine import REMOVAL_LOCK
from waymark.storage.errors import translated
from waymark.storage.tables import people, report_links

BATCH = 500  # people looked at in one query


@contextmanager
def only_run(profiles: Database) -> Iterator[bool]:
    """Is this the only run? False where another one is going on, on whichever machine.

    PostgreSQL tells, and takes the word back when that run's connection ends. SQLite belongs to one machine, and two
    runs at once do no harm: each removal looks again.
    """
    if profiles.is_sqlite:
        yield True
        return
    with translated(profiles.address), profiles.engine.connect() as connection:
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        alone = bool(connection.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": REMOVAL_LOCK}).scalar())
        try:
            yield alone
        finally:
            if alone:
                connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": REMOVAL_LOCK})


@dataclass(frozen=True)
class Removed:
    """How many people, in all; how many of them had a profile, and a conversation; and links whose time had ended."""

    people: int
    profiles: int
    conversations: int
    ended_links: int


@dataclass(frozen=True)
class Retention:
    """The two databases (`talks` is None where there is none yet), and the moment before which nobody was seen."""

    profiles: Database
    talks: Database | None
    before: datetime
    now: datetime
    dry_run: bool = False

    def run(self) -> Removed:
        """Removes, or with `dry_run` only counts. A second run finds nothing. Raises the errors of `errors`."""
        links = self._ended_links()
        with_profile = with_talk = 0
        gone: set[str] = set()
        for name in self._names():
            talked = self._talked(name)
            if talked is not None and talked >= self.before.timestamp():
                continue
            if talked is not None and not self._remove_talk(name):
                continue  # they came back a moment ago
            known = self._remove_profile(name)
            with_talk += talked is not None
            with_profile += known
            if known or talked is not None:
                gone.add(name)
        if gone and not self.dry_run:
            self.profiles.scrub()
            if self.talks:
                self.talks.scrub()
        return Removed(len(gone), with_profile, with_talk, links)

    def _names(self) -> Iterator[str]:
        """Everybody whose profile, or conversation without a profile, was not touched since; each once."""
        yield from self._profiles()
        if self.talks is None:
            return
        seen: set[str] = set()
        for conversation in self._conversations():
            person = person_of(conversation)
            if person not in seen and not self._has_profile(person):
                seen.add(person)
                yield person

    def _profiles(self) -> Iterator[str]:
        last = ""
        while True:
            query = select(people.c.person).where(people.c.updated_at < self.before, people.c.person > last)
            with self.profiles.reading() as connection:
                found = list(connection.execute(query.order_by(people.c.person).limit(BATCH)).scalars())
            yield from found
            if len(found) < BATCH:
                return
            last = found[-1]

    def _conversations(self) -> Iterator[str]:
        last, seen = "", func.coalesce(func.max(events.c.timestamp), 0.0)
        while self.talks is not None:
            query = select(events.c.sender_id).where(events.c.sender_id > last).group_by(events.c.sender_id)
            query = query.having(seen < self.before.timestamp()).order_by(events.c.sender_id).limit(BATCH)
            with self.talks.reading() as connection:
                found = list(connection.execute(query).scalars())
            yield from found
            if len(found) < BATCH:
                return
            last = found[-1]

    def _has_profile(self, name: str) -> bool:
        with self.profiles.reading() as connection:
            return connection.execute(select(people.c.person).where(people.c.person == name)).first() is not None

    def _talked(self, name: str) -> float | None:
        """When they last said anything (Unix seconds); None for never."""
        if self.talks is None:
            return None
        with self.talks.reading() as connection:
            return last_said(connection, name)

    def _remove_talk(self, name: str) -> bool:
        """False where somebody has spoken since."""
        if self.dry_run or self.talks is None:
            return True

        def work(connection: Connection) -> bool:
            conversations.lock(connection, name)
            if (last_said(connection, name) or 0.0) >= self.before.timestamp():
                return False
            conversations.remove(connection, name)
            return True

        return self.talks.write(work)

    def _remove_profile(self, name: str) -> bool:
        """Was there a profile that nobody has touched since?"""
        if self.dry_run:
            return self._has_profile(name)

        def work(connection: Connection) -> bool:
            row = select(people.c.updated_at).where(people.c.person == name).with_for_update()
            seen = connection.execute(row).scalar()
            if seen is None or seen >= self.before:
                return False
            removal.remove(connection, name, self.now)
            return True

        return self.profiles.write(work)

    def _ended_links(self) -> int:
        """Report links open nothing after their end; their digests need not stay."""
        ended = report_links.c.until < self.now
        if self.dry_run:
            with self.profiles.reading() as connection:
                return int(connection.execute(select(func.count()).where(ended)).scalar_one())
        return self.profiles.write(lambda c: int(c.execute(delete(report_links).where(ended)).rowcount))


def last_said(connection: Connection, name: str) -> float | None:
    """When a person last said or heard anything, in any place; None where nothing is stored."""
    last_of_all = select(func.count(), func.coalesce(func.max(events.c.timestamp), 0.0))
    query = last_of_all.where(conversations.of_person(name))
    count, last = connection.execute(query).one()
    return float(last) if count else None
