"""What is taken back, and what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.small_catalogue import small_catalogue
from waymark.catalogue import Activity
from waymark.meaning.retraction import (
    asks_what_was_heard,
    asks_why_noted,
    is_only_not_disliked,
    is_retracted,
    objects,
    ordered_out,
    retracts_liking,
)
from waymark.profile import Profile
from waymark.skills import Interest, Mention, Polarity


@pytest.mark.parametrize(
    "because",
    [
        ("forget what I said about",),
        ("remove",),
        ("take Docker off",),
        ("I no longer use", "remove"),
        ("please drop",),
        ("is wrong",),
        ("bit", "isn't right"),
        ("was a mistake",),
    ],
)
def test_what_is_taken_back_is_not_lacking(because: tuple[str, ...]) -> None:
    assert is_retracted(Mention("docker", 0, 6, Polarity.LACKS, because=because))


@pytest.mark.parametrize(
    "because",
    [
        ("I don't know",),
        ("that is wrong", "I never used it"),
        (", not",),
        ("I don't know", "remove"),
        ("I never used it",),
        (),
    ],
)
def test_what_is_not_known_is_lacking(because: tuple[str, ...]) -> None:
    assert not is_retracted(Mention("docker", 0, 6, Polarity.LACKS, because=because))


@pytest.mark.parametrize(
    "text",
    [
        "remove coding dislike",
        "remove my dislike of maths",
        "delete that i like statistics",
        "take my interest in X out",
    ],
)
def test_a_liking_is_taken_back(text: str) -> None:
    assert retracts_liking(text)
    assert not retracts_liking("remove R")
    assert not retracts_liking("I like to remove outliers")


@pytest.mark.parametrize(
    "text",
    [
        "why did you write i'm comfortable with that", "why do you say i know testing",
        "where did you get that i know R",
        "how come it says I know Kubernetes", "what makes you think I like coding? I don't",
        "why did you write docker?",
    ],
)  # fmt: skip
def test_a_question_about_the_profile_is_one(text: str) -> None:
    assert asks_why_noted(text)


@pytest.mark.parametrize(
    "text",
    [
        "why do you think I should learn Docker", "why do you say DS fits me", "where do you get your numbers",
        "where can I get good courses I can use", "what do I have to know", "why this path?",
    ],
)  # fmt: skip
def test_a_question_about_the_advice_is_none(text: str) -> None:
    assert not asks_why_noted(text)


def test_who_says_that_it_is_not_so_objects() -> None:
    assert objects("i've never built software, why did you write i'm comfortable with that")
    assert not objects("why do you say i know testing")


def test_not_to_hate_something_is_not_to_like_it() -> None:
    text = "I don't dislike meetings, I love coding"
    assert is_only_not_disliked(text, text.index("meetings"))
    assert not is_only_not_disliked(text, text.index("coding"))


@pytest.mark.parametrize(
    ("text", "skills", "likings"),
    [
        ("Take the coding thing out please.", set(), {"coding"}),
        ("drop the coding thing", set(), {"coding"}),
        ("can you take out the docker bit?", {"docker"}, set()),
        ("please take machine learning off my list", {"machine-learning"}, set()),
        ("remove the learning part", {"machine-learning"}, set()),
        ("take coding", set(), set()),
        ("drop the idea", set(), set()),
        ("drop SQL", set(), set()),
        ("I like to take coding out for a walk", set(), set()),
    ],
)
def test_what_is_stored_is_ordered_out(text: str, skills: set[str], likings: set[str]) -> None:
    activity = Activity("coding", "coding", "activity", ("writing code",), {}, 0.0, "")
    catalogue = replace(small_catalogue(), activities={"coding": activity})
    told = [Mention(s, 0, 1) for s in ("docker", "machine-learning")]
    profile = Profile().tell(told, [Interest("coding", 0, 1)])
    assert ordered_out(text, profile, catalogue) == (skills, likings)


@pytest.mark.parametrize(
    ("text", "asks"),
    [("what did you take from that?", True), ("where did we stop", True),
     ("so what did we talk about last time?", True),
     ("what did you get wrong?", False),
     ("where do we go from here", False),
     ("what do you do with my words", False)],
)  # fmt: skip
def test_it_is_asked_what_was_heard(text: str, asks: bool) -> None:
    assert asks_what_was_heard(text) is asks
