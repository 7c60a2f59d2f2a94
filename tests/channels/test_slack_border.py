"""The border to Slack: signatures, repeats, limits, Socket Mode, failures."""

from __future__ import annotations

import json
import time

import pytest

from extensions.turn import FAILED
from tests.channels.slack_workspace import (
    GENERAL,
    QUESTION,
    StubBot,
    blocks_of,
    command,
    envelope,
    mention,
    message,
    press,
    runs,
    workspace,
)


@pytest.mark.parametrize(
    "reason", ["http_timeout", "http_error", "connection_failed", "ssl_error", "too_many_redirects", "unknown_error"]
)
@runs
async def test_a_retry_of_any_reason_is_answered_once(reason: str) -> None:
    async with workspace(StubBot(seconds=0.05)) as w:
        said = message("hello")
        for number in range(4):
            more = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason} if number else {}
            assert (await w.event(said, "Ev-same", **more)).status_code == 200
        await w.replies(1)
    assert w.bot.texts == ["hello"]


@runs
async def test_mention_and_message_of_one_post_are_answered_once() -> None:
    async with workspace(StubBot([GENERAL])) as w:
        post = mention("hello")
        await w.event({**post, "type": "message", "channel_type": "channel"})
        await w.event(post)
        await w.replies(1)
    assert w.bot.texts == ["hello"]


@runs
async def test_a_bad_or_old_signature_is_refused() -> None:
    async with workspace() as w:
        body = json.dumps(envelope(message("hello")))
        assert (await w.post(body, "application/json", secret="other")).status_code == 401
        assert (await w.post(body, "application/json", age=400)).status_code == 401
        assert (await w.client.post("/webhooks/slack/events", content=body)).status_code in (400, 401)
        assert (await w.post(body, "application/json; charset=utf-8")).status_code == 200
        await w.replies(1)
    assert len(w.bot.heard) == 1


@runs
async def test_the_address_is_confirmed_to_slack() -> None:
    async with workspace() as w:
        answer = await w.post(json.dumps({"type": "url_verification", "challenge": "abc"}), "application/json")
    assert answer.status_code == 200
    assert "abc" in answer.text


@runs
async def test_a_rate_limit_is_waited_out_as_asked() -> None:
    async with workspace() as w:
        await w.say("warm up")
        await w.replies(1)
        w.slack.limited.append(("chat.postMessage", 1))
        begin = time.monotonic()
        await w.say("hello")
        await w.replies(2)
    assert 1.0 <= time.monotonic() - begin < 2.9


@runs
async def test_a_long_answer_arrives_whole_in_sections_of_3000() -> None:
    text = "\n".join(f"- line {n} & more" for n in range(1000))
    async with workspace(StubBot([{"text": text}])) as w:
        await w.say("plan")
        (reply,) = await w.replies()
    sections = blocks_of(reply, "section")
    assert len(sections) > 5
    shown = "\n".join(block["text"]["text"] for block in sections)
    assert shown.replace("\u2022", "-").replace("&amp;", "&") == text


@pytest.mark.parametrize("bot", [StubBot([]), StubBot(failure=RuntimeError("secret words"))], ids=["silent", "failing"])
@runs
async def test_nobody_is_left_without_an_answer(bot: StubBot, caplog: pytest.LogCaptureFixture) -> None:
    async with workspace(bot) as w:
        await w.say("hello")
        (reply,) = await w.replies()
    assert reply["text"] == FAILED
    assert "secret words" not in caplog.text


@runs
async def test_socket_mode_needs_no_address_and_acknowledges_each_envelope() -> None:
    async with workspace(StubBot([QUESTION]), socket=True) as w:
        await w.channel.connect()
        await w.slack.until(lambda: w.slack.socket is not None)
        said = envelope(message("hello"))
        for name in ("e1", "e2"):  # sent again, as after a lost acknowledgement
            await w.slack.push("events_api", said, name)
        (asked,) = await w.replies()
        (block,) = blocks_of(asked, "actions")
        await w.slack.push("interactive", press(block["elements"][0], block["block_id"], "U1"), "e3")
        await w.slack.push("slash_commands", command("plan", w.slack.response_url()), "e4")
        await w.replies(3)
        await w.slack.until(lambda: len(w.slack.acknowledged) == 4)
        await w.channel.disconnect()
    assert sorted(a["envelope_id"] for a in w.slack.acknowledged) == ["e1", "e2", "e3", "e4"]
    assert sorted(w.bot.texts) == ["/affirm", "/ask_plan", "hello"]
