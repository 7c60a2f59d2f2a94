"""Two writers, one person: nothing that was acknowledged is lost."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from waymark.profile import Profile
from waymark.skills import Mention
from waymark.storage.database import Database, open_database
from waymark.storage.repository import Repository

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from waymark.skills import Mention
from waymark.storage.database import open_database
from waymark.storage.repository import Repository
address, name, many = sys.argv[1], sys.argv[2], int(sys.argv[3])
repository = Repository(open_database(address, wait=20))
for number in range(many):
    repository.change("ana", lambda p: p.tell([Mention(f"{name}-{number}", 0, 1, evidence=name)]))
"""
MANY = 15


def tell(repository: Repository, name: str) -> None:
    for number in range(MANY):
        mention = Mention(f"{name}-{number}", 0, 1, evidence=name)
        repository.change("ana", lambda p, m=mention: p.tell([m]))  # type: ignore[misc]


def expected(*names: str) -> set[str]:
    return {f"{name}-{number}" for name in names for number in range(MANY)}


def test_two_threads_lose_nothing(database: Database) -> None:
    repository = Repository(database)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda name: tell(repository, name), ("left", "right")))
    assert set(repository.profile("ana").skills) == expected("left", "right")


def test_two_processes_lose_nothing(database: Database) -> None:
    address = database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", WRITER, address]
    running = [subprocess.Popen([*command, name, str(MANY)], cwd=ROOT) for name in ("left", "right")]
    assert [process.wait(60) for process in running] == [0, 0]
    assert set(Repository(database).profile("ana").skills) == expected("left", "right")


def test_the_change_sees_what_another_writer_did_a_moment_before(database: Database) -> None:
    repository, seen = Repository(database), []

    def raise_hours(profile: Profile) -> Profile:
        seen.append(profile.hours_per_week)
        return Profile(profile.person, hours_per_week=(profile.hours_per_week or 0.0) + 1.0)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: repository.change("ana", raise_hours), range(20)))
    assert repository.profile("ana").hours_per_week == 20.0


def test_a_change_that_fails_leaves_everything_as_it_was(database: Database) -> None:
    repository = Repository(database)
    before = repository.change("ana", lambda p: p.skip("q"))

    def fail(profile: Profile) -> Profile:
        raise ZeroDivisionError

    for _ in range(2):
        try:
            repository.change("ana", fail)
        except ZeroDivisionError:
            pass
        else:
            raise AssertionError("the error of a change must reach the caller")
    assert repository.profile("ana") == before


def test_readers_do_not_wait_for_a_writer(database: Database) -> None:
    repository = Repository(database)
    before = repository.change("ana", lambda p: p.skip("q"))
    quick = open_database(database.engine.url.render_as_string(hide_password=False), wait=0.2)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE people SET hours_per_week = 3")
        assert Repository(quick).profile("ana") == before
    quick.close()
