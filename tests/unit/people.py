"""A store of people in memory, as the adviser asks for one; written by hand, no mock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from waymark.profile import Profile


class PeopleInMemory:
    """Profiles, those before the last changes, assessments and notes in dictionaries."""

    def __init__(self) -> None:
        self.profiles: dict[str, Profile] = {}
        self.before: dict[str, list[Profile]] = {}
        self.assessed: dict[str, list[tuple[datetime, dict[str, Any]]]] = {}
        self.notes: dict[str, list[str]] = {}

    def profile(self, person: str) -> Profile:
        return self.profiles.get(person, Profile(person))

    def change(self, person: str, change: Callable[[Profile], Profile], undoable: bool = True) -> Profile:
        before = self.profile(person)
        self.profiles[person] = change(before)
        if undoable:
            self.before.setdefault(person, []).append(before)
        return self.profiles[person]

    def undo(self, person: str) -> Profile | None:
        if not self.before.get(person):
            return None
        self.profiles[person] = self.before[person].pop()
        return self.profiles[person]

    def add_assessment(self, person: str, at: datetime, document: Mapping[str, Any]) -> None:
        self.assessed.setdefault(person, []).insert(0, (at, dict(document)))

    def assessments(self, person: str, limit: int = 10) -> tuple[tuple[datetime, dict[str, Any]], ...]:
        return tuple(self.assessed.get(person, [])[:limit])

    def add_feedback(self, person: str, note: str) -> None:
        self.notes.setdefault(person, []).append(note)

    def export(self, person: str) -> dict[str, Any]:
        return {"person": person, "assessments": [d for _, d in self.assessed.get(person, [])]}

    def forget(self, person: str) -> None:
        for kept in (self.profiles, self.before, self.assessed, self.notes):
            kept.pop(person, None)


class Clock:
    """A clock that goes on by a minute at each look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 25, 12, tzinfo=timezone.utc)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now
