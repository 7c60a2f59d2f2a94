"""When a part fails there is one honest reply, nothing is lost, and the conversation goes on."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from extensions.remote_action import APOLOGIES
from tests.harness import Bot


@pytest.fixture
def healthy(bot: Bot) -> Iterator[Bot]:
    """The bot; whatever the test breaks is whole again afterwards."""
    yield bot
    bot.gate.mode = "open"


@pytest.mark.parametrize(
    ("mode", "kind"), [("down", "unreachable"), ("error", "broken"), ("garbage", "broken"), ("odd", "broken")]
)
def test_a_failing_action_server_is_said_and_the_question_is_answered_later(
    healthy: Bot, person: str, mode: str, kind: str
) -> None:
    healthy.talk(person, "Python advanced, 3 years; no Docker")
    before = healthy.profile(person)["profile"]
    healthy.gate.mode = mode
    first, again = healthy.talk(person, "what is data science?", "what is data science?")
    assert (first.text, again.text) == APOLOGIES[kind]
    healthy.gate.mode = "open"
    assert healthy.profile(person)["profile"] == before
    answer = healthy.say(person, "what is data science?")
    assert "data" in answer.text.lower()
    assert "orry" not in answer.text


def test_a_slow_action_server_is_not_waited_for(healthy: Bot, person: str) -> None:
    healthy.talk(person, "I know Python")
    healthy.gate.mode = "slow"
    start = time.monotonic()
    reply = healthy.say(person, "which path fits me?")
    assert time.monotonic() - start < 6.5
    assert reply.text == APOLOGIES["slow"][0]
    healthy.gate.mode = "open"
    assert healthy.say(person, "which path fits me?").text not in APOLOGIES["slow"]


def test_a_locked_database_is_survived(healthy: Bot, person: str) -> None:
    healthy.talk(person, "I know Python and SQL")
    with closing(sqlite3.connect(healthy.home / "waymark.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        reply = healthy.say(person, "I also know Docker")
        other.execute("ROLLBACK")
    assert any(word in reply.text.lower() for word in ("sorry", "again", "could not"))
    assert {s["id"] for s in healthy.profile(person)["profile"]["skills"]} >= {"python", "sql"}
    healthy.say(person, "I also know Docker")
    assert "docker" in {s["id"] for s in healthy.profile(person)["profile"]["skills"]}


def test_a_locked_conversation_store_is_survived(healthy: Bot, person: str) -> None:
    healthy.talk(person, "I know Python")
    with closing(sqlite3.connect(healthy.home / "conversations.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        healthy.say(person, "and Docker too")
        other.execute("ROLLBACK")
    healthy.say(person, "and SQL")
    assert {s["id"] for s in healthy.profile(person)["profile"]["skills"]} == {"python", "docker", "sql"}


def test_a_message_that_is_delivered_twice_is_heard_once(bot: Bot, person: str) -> None:
    calls = bot.gate.calls
    first = bot.say(person, "I know Python", message_id="m-1")
    assert bot.say(person, "I know Python", message_id="m-1").messages == first.messages
    assert bot.gate.calls == calls + 1


def test_two_messages_at_once_are_both_heard(bot: Bot, person: str) -> None:
    skills = ["Python", "SQL", "Docker", "Kubernetes", "TensorFlow", "Tableau"]
    with ThreadPoolExecutor(len(skills)) as pool:
        replies = list(pool.map(lambda skill: bot.say(person, f"I know {skill}"), skills))
    assert all(r.text for r in replies)
    stored = {s["id"] for s in bot.profile(person)["profile"]["skills"]}
    assert stored == {"python", "sql", "docker", "kubernetes", "tensorflow", "tableau"}


def test_what_a_person_wrote_is_in_no_log(healthy: Bot, person: str) -> None:
    healthy.gate.mode = "down"
    healthy.say(person, "my secret word is zanzibar and I know Python")
    healthy.gate.mode = "error"
    healthy.say(person, "zanzibar again")
    healthy.gate.mode = "open"
    healthy.say(person, '/zanzibar and {"zanzibar": 1}')
    assert "zanzibar" not in healthy.logs().lower()
