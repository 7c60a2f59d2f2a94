"""A database that is away, locked, read-only, full, foreign or old: a clear error, in bounded time."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import exc

from tests.storage.stored_rows import total
from tests.unit.small_catalogue import small_catalogue
from waymark.skills import Attitude, Interest, Mention
from waymark.storage import errors, tables
from waymark.storage.catalogue_database import load_catalogue, stored_catalogue
from waymark.storage.database import Database, open_database
from waymark.storage.engine import normalise_url
from waymark.storage.repository import Repository


def fails_with(kind: type[errors.DatabaseError], work: Callable[[], object], within: float = 5.0) -> str:
    """The error's message; no row, parameter or password in it, and no endless wait."""
    start = time.monotonic()
    with pytest.raises(kind) as caught:
        work()
    assert time.monotonic() - start < within
    message = str(caught.value)
    assert "secret" not in message
    assert "INSERT" not in message
    assert "SELECT" not in message
    return message


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    database = open_database(f"postgresql://ana:secret@127.0.0.1:{port}/waymark")
    message = fails_with(errors.DatabaseUnavailable, lambda: Repository(database).profile("ana"))
    assert "ana:***@127.0.0.1" in message


def test_a_server_that_does_not_answer() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        database = open_database(f"postgresql://ana:secret@127.0.0.1:{silent.getsockname()[1]}/waymark", wait=2)
        fails_with(errors.DatabaseUnavailable, lambda: Repository(database).profile("ana"), within=6)


def test_a_locked_database_is_given_up_in_time(database: Database) -> None:
    quick = open_database(database.engine.url.render_as_string(hide_password=False), wait=0.3)
    Repository(database).change("ana", lambda p: p.skip("q"))
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE people SET hours_per_week = 3")
        fails_with(errors.DatabaseBusy, lambda: Repository(quick).change("ana", lambda p: p.skip("q2")), within=3)
    assert Repository(quick).change("ana", lambda p: p.skip("q2")).skipped == {"q", "q2"}
    quick.close()


def test_a_read_only_database_can_be_read(sqlite: Database, sqlite_path: Path) -> None:
    told = Repository(sqlite).change("ana", lambda p: p.skip("q"))
    read_only = open_database(f"sqlite:///file:{sqlite_path}?mode=ro&uri=true")
    assert Repository(read_only).profile("ana") == told
    message = fails_with(errors.DatabaseReadOnly, lambda: Repository(read_only).change("ana", lambda p: p.skip("x")))
    assert "permissions" in message
    assert Repository(sqlite).profile("ana") == told
    read_only.close()


def test_a_full_disk_is_said_and_nothing_is_lost(sqlite: Database) -> None:
    repository = Repository(sqlite)
    told = repository.change("ana", lambda p: p.skip("q"))
    with sqlite.engine.connect() as connection:  # the pool gives the same connection to the next user
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    fails_with(errors.DatabaseFull, lambda: repository.add_feedback("ana", "x" * 2000) or fill(repository))
    assert repository.profile("ana") == told


def fill(repository: Repository) -> None:
    for number in range(200):
        repository.add_feedback(f"p{number}", "x" * 2000)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    fails_with(errors.DatabaseUnavailable, lambda: open_database(f"sqlite:///{tmp_path}/file/sub/waymark.db"))


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/new/sub/waymark.db")
    database.migrate()
    assert total(database, tables.people) == 0
    assert (tmp_path / "new" / "sub").stat().st_mode & 0o077 == 0, "what people said is in it"
    database.close()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_bytes(b"These are notes. " * 500)
    database = open_database(f"sqlite:///{tmp_path}/notes.db")
    assert "not a database" in fails_with(errors.DatabaseDamaged, database.migrate)
    assert (tmp_path / "notes.db").read_bytes().startswith(b"These are notes.")


def test_a_database_without_tables_says_what_to_run(bare: Database) -> None:
    for work in (lambda: Repository(bare).profile("ana"), lambda: stored_catalogue(bare)):
        assert "waymark catalogue load" in fails_with(errors.DatabaseOutdated, work)


@pytest.mark.parametrize("kind", ["database", "role"])
def test_a_database_or_role_that_is_not_there_is_no_outdated_one(kind: str) -> None:
    """What psycopg says of a server that refuses to let it in: a text without a code."""
    said = exc.OperationalError("", {}, Exception(f'connection failed: FATAL:  {kind} "waymark" does not exist'))
    described = errors.describe(said, "postgresql://waymark:***@h/waymark")
    assert type(described) is errors.DatabaseUnavailable
    assert f"the {kind} of postgresql://waymark:***@h/waymark does not exist: create it" in str(described)


def test_a_server_without_that_database_or_role_says_which(postgres_url: str) -> None:
    there = normalise_url(postgres_url)
    for kind, url in (("database", there.set(database="nowhere")), ("role", there.set(username="nobody"))):
        away = open_database(url.render_as_string(hide_password=False))
        message = fails_with(errors.DatabaseUnavailable, lambda d=away: Repository(d).profile("ana"))  # type: ignore[misc]
        assert f"the {kind} of" in message
        away.close()


@pytest.mark.parametrize("address", ["", "waymark.db", "mysql://localhost/x", "mongodb://x", "sqlite", "://"])
def test_an_address_that_is_none(address: str) -> None:
    fails_with(errors.DatabaseUnsupported, lambda: open_database(address))


@pytest.mark.parametrize(
    "address",
    ["postgres://u:p@h:5432/d", "postgresql://u:p@h:5432/d", "postgresql+psycopg2://u:p@h:5432/d",
     "postgresql+psycopg://u:p@h:5432/d"],
)  # fmt: skip
def test_every_way_to_write_postgresql_means_the_driver_that_is_there(address: str) -> None:
    url = normalise_url(address)
    assert url.drivername in ("postgresql+psycopg", "postgresql+psycopg2")
    assert (url.host, url.port, url.database, url.password) == ("h", 5432, "d", "p")
    __import__(url.drivername.partition("+")[2])


def test_the_password_is_in_no_message(database: Database) -> None:
    assert "secret" not in open_database("postgresql://ana:secret@h/d").address


def test_a_damaged_value_is_said_to_be_one(database: Database) -> None:
    repository = Repository(database)
    repository.change("ana", lambda p: p.skip("q"))
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE people SET previous = 'no json'")
    fails_with(errors.DatabaseDamaged, lambda: repository.undo("ana"))


@pytest.mark.parametrize(
    "harm",
    ["UPDATE skill_statements SET polarity = 'perhaps'", "UPDATE skill_statements SET level = 9",
     "UPDATE interest_statements SET attitude = 'perhaps'"],
)  # fmt: skip
def test_a_value_of_no_version_is_damage(database: Database, harm: str) -> None:
    repository, mention = Repository(database), Mention("python", 0, 6)
    repository.change("ana", lambda p: p.tell([mention], [Interest("teaching", 0, 1, Attitude.LIKE)]))
    with database.writing() as connection:
        connection.exec_driver_sql(harm)
    for work in (repository.profile, repository.export, repository.undo):
        fails_with(errors.DatabaseDamaged, lambda do=work: do("ana"))  # type: ignore[misc]


def test_a_step_of_no_version_is_damage(database: Database) -> None:
    repository = Repository(database)
    repository.change("ana", lambda p: p.skip("q"))
    with database.writing() as connection:
        connection.execute(tables.people.update().values(previous={"steps": [{"skills": {"python": {}}}]}))
    fails_with(errors.DatabaseDamaged, lambda: repository.undo("ana"))


def test_a_catalogue_with_a_level_of_no_version_is_damage(database: Database) -> None:
    load_catalogue(database, small_catalogue())
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE requirements SET level = 9")
    fails_with(errors.DatabaseDamaged, lambda: stored_catalogue(database))


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm"])
def test_a_new_file_is_its_owners_alone_wherever_it_lies(tmp_path: Path, suffix: str) -> None:
    open_to_all = tmp_path / "shared"
    open_to_all.mkdir(mode=0o755)
    database = open_database(f"sqlite:///{open_to_all}/waymark.db")
    database.migrate()
    assert Path(f"{open_to_all}/waymark.db{suffix}").stat().st_mode & 0o077 == 0
    database.close()
