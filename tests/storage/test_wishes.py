"""Words that the catalogue lacks: counted by the people in whose profile they stand, and told from five of them on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.unit.people import Clock
from tests.unit.small_catalogue import small_catalogue
from waymark.adviser import Adviser
from waymark.profile import Profile
from waymark.storage.database import Database, open_database
from waymark.storage.errors import DatabaseSealed
from waymark.storage.repository import Repository
from waymark.storage.sealing import new_key
from waymark.storage.wishes import READABLE_FROM

CATALOGUE = small_catalogue()


def note(repository: Repository, people: int, *words: str) -> None:
    for number in range(people):
        repository.change(f"p{number}", lambda p: p.note(words))


def test_a_word_is_readable_from_the_fifth_person_on(repository: Repository) -> None:
    note(repository, 4, "Polars", "polars")
    assert repository.unknown_words() == ()
    assert repository.unknown_words(min_count=1) == ()
    note(repository, 6, "polars")
    assert repository.unknown_words() == (("polars", 6),)
    assert repository.unknown_words(min_count=7) == ()


def test_the_most_wanted_word_comes_first(repository: Repository) -> None:
    note(repository, 5, "polars", "dask")
    note(repository, 6, "zig")
    assert repository.unknown_words() == (("zig", 6), ("dask", 5), ("polars", 5))


AGAIN: dict[str, Callable[[Adviser], object]] = {
    "says it again": lambda adviser: None,
    "starts over": lambda adviser: adviser.start_over("ana"),
    "takes it back": lambda adviser: adviser.undo("ana"),
    "is deleted and comes back": lambda adviser: adviser.forget("ana"),
}


@pytest.mark.parametrize("way", AGAIN)
def test_one_person_alone_makes_no_word_readable(repository: Repository, way: str) -> None:
    adviser = Adviser(CATALOGUE, repository, Clock())
    for _ in range(READABLE_FROM + 1):
        adviser.hear("ana", [], unknown=["polars"])
        AGAIN[way](adviser)
    assert repository.unknown_words() == ()


def test_nor_does_one_whose_profile_holds_no_more_words(repository: Repository) -> None:
    adviser = Adviser(CATALOGUE, repository, Clock())
    adviser.hear("ana", [], unknown=[f"word{number}" for number in range(200)])
    for _ in range(READABLE_FROM + 1):
        adviser.hear("ana", [], unknown=["polars"])
    assert repository.unknown_words() == ()


def test_whoever_goes_is_counted_no_more(repository: Repository) -> None:
    note(repository, 6, "polars")
    repository.forget("p0")
    assert repository.unknown_words() == (("polars", 5),)
    repository.forget("p1")
    assert repository.unknown_words() == ()


def test_encrypted_words_are_counted_with_their_key_alone(database: Database) -> None:
    address = database.engine.url.render_as_string(hide_password=False)
    keyed = open_database(address, text_keys=new_key())
    note(Repository(database), 3, "polars")  # from before there was a key
    for person in "abc":
        Repository(keyed).change(person, lambda p: p.note(["Polars"]))
    assert Repository(keyed).unknown_words() == (("polars", 6),)
    with pytest.raises(DatabaseSealed, match="WAYMARK_TEXT_KEY"):
        Repository(database).unknown_words()
    keyed.close()


@pytest.mark.parametrize(
    "word", ["ana@example.org", "+31612345678", "12345", "two words", "x" * 40, "a", "<b>", "_x_", ""]
)
def test_what_may_be_personal_is_not_counted(repository: Repository, word: str) -> None:
    note(repository, 6, word)
    assert repository.unknown_words() == ()


@pytest.mark.parametrize("word", ["c++", "c#", ".net", "node.js", "polars", "qgis-3", "Größe"])
def test_names_of_tools_are_counted(repository: Repository, word: str) -> None:
    note(repository, 5, word)
    assert repository.unknown_words() == ((word.casefold(), 5),)


def test_a_profile_says_the_same_after_its_words_were_counted(repository: Repository) -> None:
    note(repository, 5, "Polars")
    repository.unknown_words()
    assert repository.profile("p0") == Profile("p0", unknown=("Polars",))
