"""People's profiles, assessments and words, one transaction a call.

A `Repository` is what `waymark.adviser` asks for; it may be shared between threads. Every method raises
the domain errors of `waymark.storage.errors` and nothing of SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.engine import Connection

from waymark.codec import plain_profile
from waymark.profile import Profile
from waymark.storage import assessed, profiles, removal, stats, undo, wishes
from waymark.storage.columns import clean_text
from waymark.storage.database import Database, colliding
from waymark.storage.names import stored_name
from waymark.storage.sealing import cipher_of
from waymark.storage.tables import assessments, feedback, people, report_links

LONGEST_NOTE = 2000  # characters
_LOCKED = select(people.c.person).where(people.c.person == bindparam("name")).with_for_update()
_PREVIOUS = select(people.c.previous).where(people.c.person == bindparam("name"))


class Repository:
    """The people in one database. `clock` gives the present moment (UTC)."""

    def __init__(self, database: Database, clock: Callable[[], datetime] | None = None) -> None:
        self.database = database
        self._now = clock or (lambda: datetime.now(timezone.utc))

    def profile(self, person: str) -> Profile:
        """What is known about `person`; an empty profile for somebody new."""
        with self.database.reading() as connection:
            return replace(profiles.load(connection, stored_name(person)), person=person)

    def change(self, person: str, change: Callable[[Profile], Profile], undoable: bool = True) -> Profile:
        """Reads, applies `change`, writes: one transaction, in which no other writer changes this person.

        `change` must be a pure function: it runs again when the transaction has to be tried again. What it
        replaced is kept for `undo`, unless nothing changed or it is not `undoable`.
        """

        def work(connection: Connection) -> Profile:
            name = stored_name(person)
            known = _lock(connection, name)
            before = profiles.load(connection, name) if known else Profile(name)
            after = replace(change(replace(before, person=person)), person=name)
            if after != before:
                self._store(connection, before, after, known, undoable)
            return replace(after, person=person)

        return self.database.write(work)

    def undo(self, person: str) -> Profile | None:
        """The profile before the last change, which it makes the present one; None where there is none.

        One step back at a time, up to `undo.MOST_STEPS` of them.
        """

        def work(connection: Connection) -> Profile | None:
            name = stored_name(person)
            stored = _previous(connection, name) if _lock(connection, name) else None
            before = profiles.load(connection, name)
            after = undo.before_last(before, stored)
            if after is None or stored is None:
                return None
            self._store(connection, before, after, known=True, undoable=False)
            steps = undo.without_last(stored)
            left = None if steps is None else cipher_of(connection).seal_document(steps)
            connection.execute(update(people).where(people.c.person == name).values(previous=left))
            return replace(after, person=person)

        return self.database.write(work)

    def _store(
        self, connection: Connection, before: Profile, after: Profile, known: bool, undoable: bool = True
    ) -> None:
        now = self._now()
        row: dict[str, Any] = {"hours_per_week": after.hours_per_week, "updated_at": now}
        if undoable:
            stored = _previous(connection, before.person) if known else None
            row["previous"] = cipher_of(connection).seal_document(undo.with_step(stored, before, after))
        if known:
            connection.execute(update(people).where(people.c.person == before.person).values(**row))
        else:
            _add_person(connection, before.person, now, **row)
        profiles.save(connection, before, after)

    def _known(self, connection: Connection, person: str) -> str:
        """The id under which `person` is kept, whose row is there (and locked) from now on."""
        name = stored_name(person)
        if not _lock(connection, name):
            _add_person(connection, name, self._now())
        return name

    def add_assessment(self, person: str, at: datetime, document: Mapping[str, Any]) -> None:
        """Keeps an assessment (any JSON document; its "recommendation" is counted) with the newest ones."""

        def work(connection: Connection) -> None:
            assessed.add(connection, self._known(connection, person), at, document)

        self.database.write(work)

    def assessments(self, person: str, limit: int = 10) -> tuple[tuple[datetime, dict[str, Any]], ...]:
        """The newest `limit` assessments of `person`, newest first."""
        with self.database.reading() as connection:
            return assessed.newest(connection, stored_name(person), limit)

    def add_feedback(self, person: str, note: str) -> None:
        """Keeps what `person` says about the advice, for the owner; it goes when the person goes."""

        def work(connection: Connection) -> None:
            name, kept = self._known(connection, person), cipher_of(connection).seal(clean_text(note[:LONGEST_NOTE]))
            connection.execute(insert(feedback).values(person=name, at=self._now(), note=kept))

        self.database.write(work)

    def feedback(self, limit: int = 100) -> tuple[tuple[datetime, str], ...]:
        """The newest notes of all people, newest first, without their ids."""
        query = select(feedback.c.at, feedback.c.note).order_by(feedback.c.id.desc()).limit(limit)
        with self.database.reading() as connection:
            unsealed = cipher_of(connection).open
            return tuple((row.at, unsealed(row.note)) for row in connection.execute(query))

    def share(self, person: str, key: str, until: datetime) -> None:
        """Lets `key` stand for the person's report; keys from before stand for nothing any more."""

        def work(connection: Connection) -> None:
            name = self._known(connection, person)
            connection.execute(delete(report_links).where(report_links.c.person == name))
            connection.execute(insert(report_links).values(person=name, key=key, until=until))

        self.database.write(work)

    def shared(self, key: str) -> str | None:
        """The person whose report `key` stands for; None for an unknown, outdated or revoked one."""
        query = select(report_links.c.person).where(report_links.c.key == key, report_links.c.until > self._now())
        with self.database.reading() as connection:
            return connection.execute(query).scalar()

    def unshare(self, person: str) -> None:
        """Revokes the person's link."""
        gone = delete(report_links).where(report_links.c.person == stored_name(person))
        self.database.write(lambda connection: connection.execute(gone))

    def export(self, person: str) -> dict[str, Any]:
        """All that is stored about `person`, as plain JSON values."""
        name = stored_name(person)
        with self.database.reading() as connection:
            row = connection.execute(select(people).where(people.c.person == name)).first()
            notes = connection.execute(select(feedback).where(feedback.c.person == name).order_by(feedback.c.id)).all()
            assessed = connection.execute(
                select(assessments).where(assessments.c.person == name).order_by(assessments.c.id)
            ).all()
            profile = profiles.load(connection, name)
            until = connection.execute(select(report_links.c.until).where(report_links.c.person == name)).scalar()
            cipher = cipher_of(connection)
            before = undo.before_last(profile, cipher.open_document(row.previous)) if row else None
        return {
            "person": person,
            "known_since": row.created_at.isoformat() if row else None,
            "last_change": row.updated_at.isoformat() if row else None,
            "profile": {**plain_profile(profile), "person": person},
            "profile_before_last_change": {**plain_profile(before), "person": person} if before else None,
            "assessments": [{"at": a.at.isoformat(), "assessment": cipher.open_document(a.document)} for a in assessed],
            "feedback": [{"at": n.at.isoformat(), "note": cipher.open(n.note)} for n in notes],
            "report_link_until": until.isoformat() if until else None,
        }

    def forget(self, person: str) -> None:
        """Removes all that is stored about `person`, in one transaction; a hash of the id and the time are kept.

        On SQLite the deleted text is overwritten, also in the write-ahead log.
        """

        name = stored_name(person)
        self.database.write(lambda connection: removal.remove(connection, name, self._now()))
        self.database.scrub()

    def unknown_words(self, min_count: int = wishes.READABLE_FROM) -> tuple[tuple[str, int], ...]:
        """(word, people in whose profile it stands), most wanted first; never one of fewer than `READABLE_FROM`."""
        with self.database.reading() as connection:
            return wishes.most_wanted(connection, min_count)

    def overview(self, recently: datetime) -> tuple[stats.Counts, int, Mapping[str, int]]:
        """(totals, people who told something since `recently`, how many people lack each skill), of one moment."""
        with self.database.reading() as connection:
            return (
                stats.count(connection), stats.seen_since(connection, recently), stats.missing_skills(connection),
            )  # fmt: skip


def _lock(connection: Connection, name: str) -> bool:
    """Is the person known? Locks their row on PostgreSQL; on SQLite the transaction holds the one write lock."""
    return connection.execute(_LOCKED, {"name": name}).first() is not None


def _previous(connection: Connection, name: str) -> Any:
    previous = connection.execute(_PREVIOUS, {"name": name}).scalar()
    return cipher_of(connection).open_document(previous)


def _add_person(connection: Connection, name: str, now: datetime, **columns: Any) -> None:
    with colliding():
        connection.execute(insert(people).values(person=name, created_at=now, **{"updated_at": now, **columns}))
