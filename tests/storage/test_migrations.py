"""The schema goes up and down, empty or full, and says the same as the tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from threading import Barrier, Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, inspect, text

from tests.storage.stored_rows import total
from tests.storage.test_catalogue_database import small
from waymark.skills import Mention
from waymark.storage import tables
from waymark.storage.catalogue_database import load_catalogue, stored_catalogue
from waymark.storage.database import Database, open_database
from waymark.storage.errors import DatabaseOutdated
from waymark.storage.migrations import HEAD
from waymark.storage.repository import Repository
from waymark.storage.tables import metadata


def table_names(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_migrations_make_the_tables_that_the_code_uses(bare: Database) -> None:
    bare.migrate()
    with bare.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    assert table_names(bare) == {table.name for table in metadata.sorted_tables}


def test_the_newest_revision_is_the_one_that_the_code_expects(bare: Database) -> None:
    assert bare.revision() is None
    bare.migrate()
    assert bare.revision() == HEAD
    newest = max(path.name[:4] for path in Path(metadata_folder()).glob("[0-9]*.py"))
    assert newest == HEAD


def metadata_folder() -> str:
    import waymark.storage.migrations as migrations

    return str(Path(str(migrations.__file__)).parent / "versions")


def test_a_full_database_goes_one_step_down_and_up_and_keeps_its_people(bare: Database) -> None:
    bare.migrate()
    repository = Repository(bare)
    for number in range(60):
        repository.change(f"p{number}", lambda p: p.tell([Mention("sql", 0, 3, evidence="I know SQL")]))
        repository.add_assessment(f"p{number}", datetime(2024, 5, 1, tzinfo=timezone.utc), {"recommendation": "ds"})
    load_catalogue(bare, small())
    bare.migrate("0001")
    assert bare.revision() == "0001"
    assert "skills" not in table_names(bare)
    bare.migrate()
    load_catalogue(bare, small())
    assert stored_catalogue(bare) == small()
    assert total(bare, tables.people) == total(bare, tables.assessments) == 60
    assert repository.profile("p7").skills["sql"].evidence == "I know SQL"


def test_a_full_database_goes_all_the_way_down_and_up(bare: Database) -> None:
    bare.migrate()
    Repository(bare).change("ana", lambda p: p.skip("q"))
    load_catalogue(bare, small())
    bare.migrate("base")
    assert table_names(bare) == set()
    bare.migrate()
    assert total(bare, tables.people) == 0


def test_migrating_twice_changes_nothing(database: Database) -> None:
    Repository(database).change("ana", lambda p: p.skip("q"))
    database.migrate()
    assert Repository(database).profile("ana").skipped == {"q"}


def test_several_programs_may_migrate_at_the_same_time(bare: Database) -> None:
    address = bare.engine.url.render_as_string(hide_password=False)
    failures: list[BaseException] = []

    def start() -> None:
        mine = open_database(address, wait=20)
        try:
            mine.migrate()
        except BaseException as error:
            failures.append(error)
        finally:
            mine.close()

    threads = [Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert bare.revision() == HEAD


def test_several_programs_may_open_a_new_file_at_the_same_time(tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def ping(address: str, all_there: Barrier) -> None:
        mine = open_database(address, wait=5)
        all_there.wait()
        try:
            mine.ping()
        except BaseException as error:
            failures.append(error)
        finally:
            mine.close()

    for turn in range(40):  # one in fifteen failed while the mode of the file was not waited for
        all_there = Barrier(8)
        address = f"sqlite:///{tmp_path}/{turn}.db"
        threads = [Thread(target=ping, args=(address, all_there)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []


def test_a_database_of_a_newer_version_is_left_alone(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseOutdated, match="newer"):
        database.migrate()
    with database.writing() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{HEAD}'"))


def test_counts_that_one_person_could_make_up_go_and_those_by_people_come(bare: Database) -> None:
    bare.migrate("0005")
    people = Repository(bare)
    for number in range(60):
        people.change(f"p{number}", lambda p: p.note(["polars"]))
    people.change("p1", lambda p: p.note(["zyxxy"]))
    made_up = {"key": "k", "count": 9, "word": "zyxxysecret"}
    bare.write(lambda c: c.execute(insert(tables.unknown_words), [made_up]))
    bare.migrate()
    assert people.unknown_words() == (("polars", 60),)
    assert total(bare, tables.unknown_words) == 0
    bare.migrate("0005")
    assert (bare.revision(), people.profile("p1").unknown) == ("0005", ("polars", "zyxxy"))
    bare.migrate()
    assert people.unknown_words() == (("polars", 60),)


def test_of_a_count_that_goes_no_byte_is_left(sqlite_path: Path, bytes_on_disk: Callable[[], bytes]) -> None:
    database = open_database(f"sqlite:///{sqlite_path}")
    database.migrate("0005")
    made_up = {"key": "k", "count": 9, "word": "zyxxysecret"}
    database.write(lambda c: c.execute(insert(tables.unknown_words), [made_up]))
    assert b"zyxxysecret" in bytes_on_disk()
    database.migrate()
    database.migrate()  # as at the next start
    assert b"zyxxysecret" not in bytes_on_disk()
    database.close()
