"""Column types that carry the nouns' values unharmed through both databases."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import DateTime, SmallInteger, Text
from sqlalchemy.types import TypeDecorator

from waymark.skills import ProficiencyLevel
from waymark.storage.errors import DatabaseDamaged


def clean_text(text: str) -> str:
    """`text` as every database takes it: no NUL (PostgreSQL refuses it), no half of a surrogate pair (UTF-8 does)."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _parse(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError as error:
        raise DatabaseDamaged("the database holds a value that is no JSON: restore it from a backup") from error


class CleanText(TypeDecorator):  # type: ignore[type-arg]
    """Text that people wrote."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        return None if value is None else clean_text(value)


class Document(TypeDecorator):  # type: ignore[type-arg]
    """Any JSON value, kept as ASCII text so that both databases give back exactly what they took."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        return None if value is None else json.dumps(value, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Any) -> Any:
        return None if value is None else _parse(value)


class Words(TypeDecorator):  # type: ignore[type-arg]
    """A tuple of strings, as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Any) -> str | None:
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Any) -> tuple[str, ...] | None:
        return None if value is None else tuple(_parse(value))


class Level(TypeDecorator):  # type: ignore[type-arg]
    """A proficiency level, as 0 to 3, so that SQL can compare."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Any) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Any) -> ProficiencyLevel | None:
        return None if value is None else ProficiencyLevel(value)


class LevelHours(TypeDecorator):  # type: ignore[type-arg]
    """Hours by level, as {"beginner": 12.0}."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Mapping[ProficiencyLevel, float] | None, dialect: Any) -> str | None:
        return None if value is None else json.dumps({level.label: hours for level, hours in value.items()})

    def process_result_value(self, value: str | None, dialect: Any) -> dict[ProficiencyLevel, float] | None:
        return None if value is None else {ProficiencyLevel[k.upper()]: hours for k, hours in _parse(value).items()}


class Instant(TypeDecorator):  # type: ignore[type-arg]
    """A moment in UTC. A naive moment is taken as UTC; what comes back is always aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)
