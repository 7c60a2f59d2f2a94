"""The only place where objects are wired: settings from the environment, the database, the reader, the clock.

Nothing is opened at import. `build_adviser` opens once for each process and keeps the result; when opening fails it
raises, and the next call tries again.

Environment: WAYMARK_HOME (folder for data, default `.waymark` in the working directory), WAYMARK_DATABASE_URL
(default an SQLite file in it), WAYMARK_CATALOGUE (folder of CSV files, default the one beside this package),
WAYMARK_HANDOFF (a text or link to a human, default none), WAYMARK_TRACKER_URL (the conversations' database),
WAYMARK_PUBLIC_URL (the address under which people open the web page, default none), WAYMARK_TEXT_KEY (keys that
encrypt what people wrote, default none), WAYMARK_RETENTION_DAYS (how long people who stay away are kept).
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waymark.adviser import Adviser
    from waymark.catalogue import Catalogue
    from waymark.reading import Reader
    from waymark.storage.database import Database
    from waymark.storage.repository import Repository

SHIPPED_CATALOGUE = Path(__file__).resolve().parent.parent / "catalogue"
LOOK_SECONDS = 10.0  # between two looks for a new catalogue
logger = logging.getLogger("waymark.app")
_lock = threading.Lock()
_built: dict[Settings, _Kept] = {}


@dataclass
class _Kept:
    """An adviser, its database, and when (monotonic seconds) its catalogue was last looked at."""

    adviser: Adviser
    database: Database
    looked: float


@dataclass(frozen=True)
class Settings:
    """What the environment decides."""

    home: Path
    database_url: str
    catalogue: Path
    tracker_url: str  # where the Rasa server keeps the conversations
    handoff: str = ""
    public_url: str = ""  # where people open the web page; reports are read below it
    text_keys: str = field(default="", repr=False)  # secrets: the newest first
    retention_days: str = ""  # as it was given; see `keeping.days_kept`

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings; an empty variable counts as unset."""
        given = os.environ if environment is None else environment
        home = Path(given.get("WAYMARK_HOME") or ".waymark").absolute()
        return cls(
            home=home,
            database_url=given.get("WAYMARK_DATABASE_URL") or f"sqlite:///{home / 'waymark.db'}",
            catalogue=Path(given.get("WAYMARK_CATALOGUE") or SHIPPED_CATALOGUE),
            handoff=given.get("WAYMARK_HANDOFF", "").strip(),
            tracker_url=given.get("WAYMARK_TRACKER_URL") or f"sqlite:///{home / 'conversations.db'}",
            public_url=given.get("WAYMARK_PUBLIC_URL", "").strip().rstrip("/"),
            text_keys=given.get("WAYMARK_TEXT_KEY", "").strip(),
            retention_days=given.get("WAYMARK_RETENTION_DAYS", "").strip(),
        )


def clock() -> datetime:
    """The present moment (UTC)."""
    return datetime.now(timezone.utc)


def read_catalogue(settings: Settings | None = None) -> Catalogue:
    """The catalogue in the CSV files. Raises CatalogueError with every problem."""
    from waymark.storage.catalogue_files import read_catalogue as read

    return read((settings or Settings.from_environment()).catalogue)


def open_database(settings: Settings | None = None) -> Database:
    """The database, its schema up to date. Raises DatabaseError."""
    from waymark.storage.database import open_database as open_at

    chosen = settings or Settings.from_environment()
    database = open_at(chosen.database_url, text_keys=chosen.text_keys)
    database.migrate()
    return database


def catalogue_in_use(database: Database, settings: Settings) -> Catalogue:
    """The catalogue that was loaded into the database; where none was, the CSV files are loaded first."""
    from waymark.storage.catalogue_database import (
        catalogue_version,
        load_catalogue,
        stored_catalogue,
    )

    if catalogue_version(database) is None:
        load_catalogue(database, read_catalogue(settings), clock)
    return stored_catalogue(database)


def build_repository(settings: Settings | None = None) -> Repository:
    """The people's store alone: enough to show and to delete, whatever the catalogue's state."""
    from waymark.storage.repository import Repository

    return Repository(open_database(settings), clock)


def open_conversations(settings: Settings | None = None) -> Database | None:
    """The conversations' database with its tables; None for an SQLite file that nobody has talked into yet."""
    from waymark.storage.conversations import open_conversations as open_at

    chosen = settings or Settings.from_environment()
    return open_at(chosen.tracker_url, chosen.text_keys)


def forget_person(person: str, settings: Settings | None = None) -> None:
    """Removes what is stored about a person, and their conversation, even while they talk. Raises DatabaseError."""
    from waymark.storage.conversations import forget_conversation

    chosen = settings or Settings.from_environment()
    build_repository(chosen).forget(person)
    forget_conversation(chosen.tracker_url, person)


def build_adviser(settings: Settings | None = None) -> Adviser:
    """The adviser of this process: made at the first call; another one once another catalogue was loaded.

    Looks for that every `LOOK_SECONDS`, so that a new catalogue needs no restart (docs/operations.md).
    """
    chosen = settings or Settings.from_environment()
    with _lock:
        if chosen not in _built:
            _built[chosen] = _make_adviser(chosen)
        kept = _built[chosen]
        due = time.monotonic() - kept.looked > LOOK_SECONDS
        kept.looked = time.monotonic() if due else kept.looked
    return _looked_at(chosen, kept) if due else kept.adviser


def _looked_at(settings: Settings, kept: _Kept) -> Adviser:
    """Others go on with the adviser that is there while one thread looks whether its catalogue is still in use."""
    from waymark.storage.catalogue_database import catalogue_version
    from waymark.storage.errors import DatabaseError

    try:
        stored = catalogue_version(kept.database)
        if stored and stored.content_hash != kept.adviser.catalogue.content_hash:
            kept.adviser = _adviser_on(kept.database, settings)
    except DatabaseError as error:
        logger.warning("the catalogue could not be looked at, the one before stays: %s", type(error).__name__)
    return kept.adviser


def stored_catalogue_hash(settings: Settings | None = None) -> str | None:
    """The hash of the catalogue in the database of this process's adviser. Raises DatabaseError."""
    from waymark.storage.catalogue_database import catalogue_version

    chosen = settings or Settings.from_environment()
    build_adviser(chosen)
    stored = catalogue_version(_built[chosen].database)
    return stored.content_hash if stored else None


def _make_adviser(settings: Settings) -> _Kept:
    database = open_database(settings)
    return _Kept(_adviser_on(database, settings), database, time.monotonic())


def _adviser_on(database: Database, settings: Settings) -> Adviser:
    from waymark.adviser import Adviser
    from waymark.storage.repository import Repository

    return Adviser(catalogue_in_use(database, settings), Repository(database, clock), clock)


def build_reader(catalogue: Catalogue) -> Reader:
    """A reader of messages for this catalogue; needs no database."""
    from waymark.reading import Reader

    return Reader(catalogue)
