"""One person in several places of Slack: forgotten everywhere, one profile, and no channel where none is set up."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path

import pytest
from sanic import Sanic

from actions.turn import Turn
from extensions.slack import SlackChannel
from extensions.slack_settings import SlackSettings
from tests.channels.slack_workspace import StubBot, mention, workspace
from waymark.storage import conversations
from waymark.storage.database import open_database

IN_DIRECT, IN_THREAD, NAMESAKE, ELSE = "slack:T1:U1", "slack:T1:U1#C1:1.2", "slack:T1:U11#C1:1.2", "slack:T1:U2"


def event(text: str) -> dict[str, object]:
    data = json.dumps({"event": "user", "text": text, "timestamp": time.time()})
    return {"type_name": "user", "timestamp": time.time(), "intent_name": None, "action_name": None, "data": data}


def test_who_is_forgotten_in_one_place_is_forgotten_in_all(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'c.db'}")
    conversations.create_tables(database)
    with database.writing() as connection:
        for sender in (IN_DIRECT, IN_THREAD, NAMESAKE, ELSE):
            assert conversations.append(connection, sender, [event("hello")], None)
    with database.writing() as connection:
        begun = conversations.last_tombstone(connection, IN_DIRECT)
        conversations.remove(connection, IN_THREAD)
    with database.writing() as connection:
        left = [conversations.last_timestamp(connection, s) > 0 for s in (IN_DIRECT, IN_THREAD, NAMESAKE, ELSE)]
        late = conversations.append(connection, IN_DIRECT, [event("begun before")], begun)
    database.close()
    assert left == [False, False, True, True]
    assert late is False


def test_a_channel_without_settings_has_no_address() -> None:
    channel = SlackChannel(SlackSettings())
    app = Sanic("without_slack", configure_logging=False)
    app.blueprint(channel.blueprint(StubBot()), url_prefix="/webhooks/slack")
    assert not app.router.routes_all
    asyncio.run(channel.connect())


@pytest.mark.parametrize("left_out", ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"])
def test_half_a_set_of_settings_is_named_in_the_log(
    left_out: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    given = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s3", "SLACK_APP_TOKEN": ""}
    for name, value in {**given, left_out: ""}.items():
        monkeypatch.setenv(name, value)
    assert not SlackChannel.from_credentials({}).settings.is_complete
    assert left_out in caplog.text
    assert "xoxb-1" not in caplog.text


def test_what_is_told_in_a_thread_is_known_in_the_direct_conversation() -> None:
    from rasa_sdk import Tracker

    def person_at(sender: str) -> str:
        return Turn.of(Tracker(sender, {}, {}, [], False, None, {}, "action_listen"), None).person  # type: ignore[arg-type]

    assert {person_at(IN_DIRECT), person_at(IN_THREAD)} == {"slack:T1:U1"}
    assert person_at("slack-like#other") == "slack-like#other"


def test_two_threads_of_a_person_reach_the_bot_as_two_conversations() -> None:
    async def talk() -> list[str]:
        async with workspace() as w:
            await w.event(mention("one"))
            await w.event(mention("two"))
            await w.replies(4)  # each thread gets a visible word, then the private answer
            return [m.sender_id for m in w.bot.heard]

    first, second = asyncio.run(talk())
    assert first != second
