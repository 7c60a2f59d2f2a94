"""What keeps the people, as the adviser asks for it; and the same as one turn of a conversation sees it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol, cast

from waymark.profile import Profile


class Repository(Protocol):
    """What keeps the people. Each call is one transaction; `waymark.storage.Repository` is the real one."""

    def profile(self, person: str) -> Profile: ...
    def change(self, person: str, change: Callable[[Profile], Profile], undoable: bool = True) -> Profile: ...
    def undo(self, person: str) -> Profile | None: ...
    def add_assessment(self, person: str, at: datetime, document: Mapping[str, Any]) -> None: ...
    def assessments(self, person: str, limit: int = 10) -> tuple[tuple[datetime, dict[str, Any]], ...]: ...
    def add_feedback(self, person: str, note: str) -> None: ...
    def export(self, person: str) -> dict[str, Any]: ...
    def forget(self, person: str) -> None: ...
    def share(self, person: str, key: str, until: datetime) -> None: ...
    def shared(self, key: str) -> str | None: ...
    def unshare(self, person: str) -> None: ...


class _OneTurn:
    """Reads a profile once; later it is what this turn last read or made of it. All else goes to the store."""

    def __init__(self, people: Repository) -> None:
        self._people = people
        self._seen: dict[str, Profile] = {}

    def profile(self, person: str) -> Profile:
        if person not in self._seen:
            self._seen[person] = self._people.profile(person)
        return self._seen[person]

    def change(self, person: str, change: Callable[[Profile], Profile], undoable: bool = True) -> Profile:
        self._seen.pop(person, None)  # also where it fails
        self._seen[person] = self._people.change(person, change, undoable)
        return self._seen[person]

    def undo(self, person: str) -> Profile | None:
        self._seen.pop(person, None)
        return self._people.undo(person)

    def forget(self, person: str) -> None:
        self._seen.pop(person, None)
        self._people.forget(person)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._people, name)


def one_turn(people: Repository) -> Repository:
    """The store for one turn, in one thread: who asks four times what somebody told makes one round trip of it."""
    return cast(Repository, _OneTurn(people))
