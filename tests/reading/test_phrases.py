"""Templates and what they match."""

from __future__ import annotations

import pytest

from waymark.reading.phrases import Phrases


def found(phrases: Phrases, text: str) -> list[tuple[str, ...]]:
    keys = text.split()
    match = phrases.longest(keys, 0)
    return [] if match is None else [tuple(keys[: match[0]]), match[1]]


def test_the_longest_phrase_wins():
    phrases = Phrases([("no", "lacks"), ("no problem with", "has")])
    assert found(phrases, "no problem with sql") == [("no", "problem", "with"), ("has",)]
    assert found(phrases, "no sql") == [("no",), ("lacks",)]


def test_groups_options_and_macros():
    phrases = Phrases([("(i|) never (really|) {USE} it", 1)], {"USE": "used|worked with"})
    for text in ("never used it", "i never really used it", "never worked with it"):
        assert found(phrases, text) == [tuple(text.split()), (1,)]
    assert found(phrases, "never it") == []


def test_fillers_may_stand_between():
    assert found(Phrases([("never used", 1)], skip=frozenset(["really"])), "never really really used") != []


def test_two_rules_may_share_their_words():
    assert found(Phrases([("no", "a"), ("no", "b")]), "no")[1] == ("a", "b")


@pytest.mark.parametrize("template", ["(never", "never)", "(a|(b)"])
def test_unbalanced_brackets_are_refused(template):
    with pytest.raises(ValueError):
        Phrases([(template, 1)])
