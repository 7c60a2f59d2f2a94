"""A message has an answer over every channel, whatever becomes of it."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from extensions.channels import answer
from extensions.turn import FAILED, MESSAGES, Gathered, hear
from extensions.web import WebChannel
from tests.channels.slack_workspace import StubBot, runs

BROKEN = RuntimeError("secret words")


def counted(channel: str, outcome: str) -> float:
    return float(MESSAGES.labels(channel, outcome)._value.get())


@pytest.mark.parametrize(("bot", "outcome"), [(StubBot([]), "silent"), (StubBot(failure=BROKEN), "failed")])
@pytest.mark.parametrize("output", [CollectingOutputChannel, lambda: Gathered("slack")])
@runs
async def test_a_turn_without_an_answer_is_an_apology_and_is_counted(
    output: Any, bot: StubBot, outcome: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = counted("rest", outcome)
    said = await hear("rest", UserMessage("hello", output(), "ana"), bot)
    assert [one["text"] for one in said] == [FAILED]
    assert counted("rest", outcome) == before + 1
    assert "secret words" not in caplog.text


@runs
async def test_what_was_said_before_a_failure_stands_alone() -> None:
    async def half(message: UserMessage) -> None:
        await message.output_channel.send_response("ana", {"text": "Noted."})
        raise BROKEN

    assert await hear("rest", UserMessage("hello", Gathered("slack"), "ana"), half) == [{"text": "Noted."}]


@runs
async def test_a_message_stays_whole_and_an_empty_one_is_none() -> None:
    whole = {"text": "One.\n\nTwo.", "buttons": [{"title": "a", "payload": "/help"}], "custom": {"kind": "plan"}}
    bot = StubBot([whole, {"text": ""}, {"custom": {"kind": "chart"}}])
    output = Gathered("socketio")
    assert await hear("web", UserMessage("plan", output, "ana"), bot) == [whole, {"custom": {"kind": "chart"}}]
    assert output.name() == "socketio"


@runs
async def test_the_page_and_rest_number_and_address_their_apologies() -> None:
    (wire,) = await WebChannel()._answer("web-1", "m1", {"message": "hello"}, StubBot(failure=BROKEN))
    assert (wire["id"], wire["from"], wire["text"]) == ("m1.0", "bot", FAILED)
    body = {"sender": "ana", "message": "hello", "message_id": "", "metadata": None}
    assert await answer(body, StubBot([])) == [{"recipient_id": "ana", "text": FAILED}]
