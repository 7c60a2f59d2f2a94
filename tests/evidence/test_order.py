"""The order of questions that is found on people: what repeats an earlier answer is not asked next."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

from waymark.evidence.order import asking_order
from waymark.evidence.rows import Row
from waymark.storage.catalogue_files import read_catalogue

CATALOGUE = read_catalogue(Path(__file__).resolve().parents[2] / "catalogue")


def places(held: Mapping[str, Mapping[str, float]], twins: Mapping[str, str]) -> dict[str, float]:
    """The order for 300 people a role who hold skills with these chances; a twin is held by whoever holds the other."""
    dice, rows = random.Random(3), []
    for role, shares in held.items():
        for _ in range(300):
            skills = {s for s, share in shares.items() if dice.random() < share}
            skills |= {twin for twin, other in twins.items() if other in skills}
            rows.append(Row("made_up", 2020, role, frozenset(skills)))
    return {c.name.removeprefix("asked."): c.value for c in asking_order(rows, CATALOGUE)}


def test_a_question_whose_answer_is_known_already_comes_after_one_that_tells_less_but_something_new() -> None:
    held = {"ds": {"r": 0.8, "java": 0.25}, "mle": {"r": 0.2, "java": 0.5}}
    found = places(held, {"sql": "r"})
    assert {found["r"], found["sql"]} >= {1}
    assert found["java"] == 2


def test_a_question_to_which_nearly_all_say_never_is_not_among_the_first() -> None:
    found = places({"ds": {"r": 0.8, "java": 0.3}, "mle": {"r": 0.2, "java": 0.01, "c++": 0.2}}, {})
    assert found["r"] == 1
    assert found["cpp"] == max(found.values())
