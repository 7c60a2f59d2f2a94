"""Doubts about the bot are told from attacks on it and from other questions."""

import pytest

from waymark.meaning.trust import asks_for_trust, asks_whether_agreeing, objection


@pytest.mark.parametrize(
    "text",
    [
        "why should I believe anything you say?", "I asked why I should trust you", "can I trust you",
        "are you biased?",
        "I don't trust you", "how do I know you're right", "why should I listen to a bot", "why should I trust this",
    ],
)  # fmt: skip
def test_a_doubt_is_heard(text: str) -> None:
    assert asks_for_trust(text)


@pytest.mark.parametrize(
    "text",
    ["can I trust you with my data", "what do you know about me", "I trust my team", "why should I learn R"],
)
def test_other_questions_are_no_doubt(text: str) -> None:
    assert not asks_for_trust(text)


@pytest.mark.parametrize(
    "text",
    [
        "are you just agreeing with whatever I say?", "are you telling me what I want to hear",
        "do you say that to everyone?",
        "you're a yes-man",
    ],
)  # fmt: skip
def test_whether_it_only_agrees(text: str) -> None:
    assert asks_whether_agreeing(text)
    assert not asks_whether_agreeing("I agree with my colleagues a lot")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("your data is from 2021, chatgpt didnt even exist, so its useless", "old"),
        ("that's all old data", "old"),
        ("you are wrong, nobody who knows sklearn is automatically a data scientist", "one_skill"),
        ("knowing SQL doesn't make me a data scientist", "one_skill"),
        ("you're wrong", "wrong"),
        ("I don't believe this result", "wrong"),
        ("the link is broken", None),
        ("I know LLMs", None),
        ("nobody uses R", None),
    ],
)
def test_what_is_held_against_the_advice(text: str, kind: str | None) -> None:
    assert objection(text) == kind
