"""Within one turn a profile is read once, and is always what the turn made of it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tests.unit.people import Clock, PeopleInMemory
from tests.unit.small_catalogue import INTERMEDIATE, small_catalogue
from waymark.adviser import Adviser
from waymark.profile import Profile
from waymark.skills import Mention, Polarity

CATALOGUE = small_catalogue()
SKILLS = sorted(CATALOGUE.skills)


class Counting(PeopleInMemory):
    """Counts how often a profile is read."""

    def __init__(self) -> None:
        super().__init__()
        self.reads = 0

    def profile(self, person: str) -> Profile:
        self.reads += 1
        return super().profile(person)


def told(skill: str, polarity: Polarity = Polarity.HAS) -> list[Mention]:
    return [Mention(skill, 0, len(skill), polarity, INTERMEDIATE)]


def first_question(adviser: Adviser) -> str:
    return next((q.id for q in [adviser.next_question("ana")] if q), CATALOGUE.questions[0].id)


MOVES: tuple[Callable[[Adviser, Random], Any], ...] = (
    lambda a, dice: a.hear("ana", told(dice.choice(SKILLS), dice.choice(list(Polarity)))).profile,
    lambda a, dice: a.remove("ana", [dice.choice(SKILLS)]),
    lambda a, _: a.undo("ana"),
    lambda a, _: a.set_hours("ana", 5),
    lambda a, _: a.skip("ana", first_question(a)),
    lambda a, _: a.drop_question("ana", first_question(a)),
    lambda a, dice: a.mark_done("ana", [dice.choice(SKILLS)]),
    lambda a, _: a.forget("ana"),
    lambda a, _: a.export("ana"),
)


def seen(adviser: Adviser) -> tuple[Any, ...]:
    return adviser.profile("ana"), adviser.next_question("ana"), adviser.progress("ana"), adviser.gaps("ana", "ds")


@pytest.mark.parametrize("seed", range(20))
def test_a_turn_sees_what_somebody_sees_who_reads_anew_each_time(seed: int) -> None:
    ours = Adviser(CATALOGUE, PeopleInMemory(), Clock()).for_one_turn()
    theirs = Adviser(CATALOGUE, PeopleInMemory(), Clock())
    for number in range(12):
        move = Random(1000 * seed + number).choice(MOVES)
        results = [move(adviser, Random(number)) for adviser in (ours, theirs)]
        assert results[0] == results[1]
        assert seen(ours) == seen(theirs)


def test_a_turn_reads_a_profile_once() -> None:
    people = Counting()
    adviser = Adviser(CATALOGUE, people, Clock()).for_one_turn()
    adviser.advise("ana")
    adviser.next_question("ana")
    adviser.progress("ana")
    assert people.reads == 1


def test_the_next_turn_sees_what_happened_between() -> None:
    people = PeopleInMemory()
    adviser = Adviser(CATALOGUE, people, Clock())
    assert adviser.for_one_turn().profile("ana").is_empty
    adviser.hear("ana", told("python"))
    assert "python" in adviser.for_one_turn().profile("ana").skills


def test_a_change_that_fails_leaves_nothing_half_known() -> None:
    people = PeopleInMemory()
    turn = Adviser(CATALOGUE, people, Clock()).for_one_turn()
    turn.profile("ana")
    Adviser(CATALOGUE, people, Clock()).hear("ana", told("sql"))

    def fails(_: Profile) -> Profile:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        turn._people.change("ana", fails)
    assert "sql" in turn.profile("ana").skills
