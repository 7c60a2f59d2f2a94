"""The Slack channel against a Slack that checks like the real one. Requests are signed, the bot is a stub."""

from __future__ import annotations

import asyncio
import functools
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from extensions.channels import FAILED
from extensions.slack import DELETED, NOT_YOURS, READ_AGAIN
from extensions.slack_delivery import PRIVATELY
from extensions.slack_events import FILES
from tests.channels.fake_slack import BOT
from tests.channels.slack_workspace import (
    StubBot,
    blocks_of,
    command,
    envelope,
    mention,
    message,
    press,
    workspace,
)

GENERAL = {"text": "Roles differ.", "custom": {"kind": "text", "topic": "difference"}}
QUESTION = {
    "text": "Do you know SQL?",
    "buttons": [{"title": "Yes", "payload": "/affirm"}, {"title": "No", "payload": "/deny"}],
    "custom": {"kind": "choices", "question": "q"},
}


def runs(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    @functools.wraps(test)
    def run(**given: Any) -> None:
        asyncio.run(test(**given))

    return run


@runs
async def test_a_direct_message_is_answered_in_its_conversation() -> None:
    async with workspace() as w:
        answer = await w.say("I know R&amp;D")
        (reply,) = await w.replies()
    assert answer.status_code == 200
    assert w.bot.texts == ["I know R&D"]
    assert w.bot.heard[0].sender_id == "slack:T0001:U1"
    assert (reply["channel"], reply["text"]) == ("D1", "Heard.")
    assert "thread_ts" not in reply


@runs
async def test_a_slow_answer_does_not_hold_up_the_acknowledgement() -> None:
    async with workspace(StubBot(seconds=2.5)) as w:
        await w.say("warm up")  # the first request of all asks Slack who we are
        begin = time.monotonic()
        assert (await w.say("hello")).status_code == 200
        assert time.monotonic() - begin < 2.0
        await w.replies(2)


@runs
async def test_a_mention_is_answered_in_a_thread_on_the_post() -> None:
    async with workspace(StubBot([GENERAL])) as w:
        post = mention("what does a data scientist do?")
        await w.event(post)
        (reply,) = await w.replies()
    assert (reply["channel"], reply["thread_ts"]) == ("C1", post["ts"])
    assert w.bot.heard[0].sender_id == f"slack:T0001:U1#C1:{post['ts']}"
    assert w.bot.texts == ["what does a data scientist do?"]


@runs
async def test_what_is_personal_is_shown_in_a_channel_to_that_person_only() -> None:
    async with workspace(StubBot([{"text": "You know Python.", "custom": {"kind": "profile"}}])) as w:
        post = mention("I know Python")
        await w.event(post)
        await w.replies(2)
    (visible,), (private,) = w.slack.sent("chat.postMessage"), w.slack.sent("chat.postEphemeral")
    assert visible["text"] == PRIVATELY
    assert (private["user"], private["thread_ts"], private["text"]) == ("U1", post["ts"], "You know Python.")


@runs
async def test_a_thread_goes_on_without_a_mention_for_who_began_it_and_for_nobody_else() -> None:
    async with workspace(StubBot([GENERAL])) as w:
        post = mention("hello")
        await w.event(post)
        await w.replies()
        await w.event(message("and engineers?", channel="C1", thread_ts=post["ts"]))
        await w.replies(2)
        await w.event(message("lunch?", user="U2", channel="C1", thread_ts=post["ts"]))
        await w.event(message("nobody asked the bot", channel="C1"))
        await w.replies(2)
    assert w.bot.texts == ["hello", "and engineers?"]
    assert len({m.sender_id for m in w.bot.heard}) == 1


@runs
async def test_threads_and_people_never_mix() -> None:
    async with workspace(StubBot([GENERAL])) as w:
        root = mention("one")
        for event in (root, mention("two"), mention("three", user="U2", thread_ts=root["ts"])):
            await w.event(event)
        await w.replies(3)
    assert len({m.sender_id for m in w.bot.heard}) == 3
    assert {m.sender_id.partition("#")[0] for m in w.bot.heard} == {"slack:T0001:U1", "slack:T0001:U2"}


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
async def test_other_bots_and_the_bot_itself_are_not_answered() -> None:
    async with workspace() as w:
        await w.say("I am a bot", bot_id="B9", subtype="bot_message")
        await w.say("I am a bot", bot_id="B9")
        await w.say("It is me", user=BOT)
        await w.say("joined", channel="C1", subtype="channel_join")
        await w.event({"type": "reaction_added", "user": "U1", "reaction": "tada"})
        await w.say("hello")
        await w.replies(1)
    assert w.bot.texts == ["hello"]


@runs
async def test_a_button_is_heard_once_and_gives_way_to_the_answer() -> None:
    async with workspace(StubBot([QUESTION])) as w:
        await w.say("advise me")
        (asked,) = await w.replies()
        (block,) = blocks_of(asked, "actions")
        shown = {"message": {"ts": "1700000000.1", "text": asked["text"], "blocks": asked["blocks"]}}
        for _ in range(2):
            assert (await w.press(block["elements"][0], block["block_id"], **shown)).status_code == 200
        await w.replies(2)
    assert w.bot.texts == ["advise me", "/affirm"]
    (update,) = w.slack.sent("chat.update")
    assert [b["type"] for b in update["blocks"]] == ["section", "context"]


@runs
async def test_a_menu_is_heard_and_stays_in_its_thread() -> None:
    buttons = [{"title": f"{n}", "payload": f'/choose_role{{"role":"r-{n}"}}'} for n in range(7)]
    async with workspace(StubBot([{"text": "Which?", "buttons": buttons}])) as w:
        post = mention("roles")
        await w.event(post)
        await w.replies(2)
        (private,) = w.slack.sent("chat.postEphemeral")
        (block,) = blocks_of(private, "actions")
        place = {
            "channel": {"id": "C1"},
            "container": {"type": "message", "message_ts": "1700000000.2", "channel_id": "C1", "is_ephemeral": True},
            "response_url": w.slack.response_url(),
        }
        await w.press(block["elements"][0], block["block_id"], **place)
        await w.slack.until(lambda: len(w.slack.sent("chat.postEphemeral")) == 2)
    assert w.bot.texts[1] == '/choose_role{"role":"r-6"}'
    assert w.bot.heard[1].sender_id == w.bot.heard[0].sender_id
    assert w.slack.sent("respond")[0]["replace_original"] is True


@runs
async def test_somebody_elses_button_does_nothing() -> None:
    async with workspace(StubBot([{**QUESTION, "custom": {"kind": "text", "topic": "t"}}])) as w:
        await w.event(mention("hello"))
        (asked,) = await w.replies()
        (block,) = blocks_of(asked, "actions")
        await w.press(block["elements"][0], block["block_id"], user="U2", channel={"id": "C1"})
        await w.slack.until(lambda: w.slack.sent("chat.postEphemeral"))
    assert w.bot.texts == ["hello"]
    (told,) = w.slack.sent("chat.postEphemeral")
    assert (told["user"], told["text"]) == ("U2", NOT_YOURS)


@runs
async def test_a_foreign_payload_in_a_button_is_no_command() -> None:
    async with workspace(StubBot([QUESTION])) as w:
        await w.say("advise me")
        (asked,) = await w.replies()
        (block,) = blocks_of(asked, "actions")
        await w.press({**block["elements"][0], "value": "/restart_everything"}, block["block_id"])
        await w.replies(2)
        await w.press({**block["elements"][0], "type": "checkboxes", "value": ""}, "not-ours")
    assert w.bot.texts[1] == "restart_everything"


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("profile", "/export_or_show_profile"),
        ("plan", "/ask_plan"),
        ("Advice", "/start_advice"),
        ("delete", "/delete_my_data"),
        ("I know Python", "I know Python"),
    ],
)
@runs
async def test_a_command_is_heard_as_the_person_and_answered_privately(words: str, heard: str) -> None:
    async with workspace() as w:
        assert (await w.command(words)).status_code == 200
        (reply,) = await w.replies()
    assert w.bot.texts == [heard]
    assert w.bot.heard[0].sender_id == "slack:T0001:U1"
    assert (reply["response_type"], reply["text"]) == ("ephemeral", "Heard.")
    assert not w.slack.sent("chat.postMessage")


@runs
async def test_help_names_every_sub_command() -> None:
    async with workspace() as w:
        await w.command("help")
        (reply,) = await w.replies()
    assert not w.bot.heard
    shown = reply["blocks"][0]["text"]["text"]
    assert all(f"/waymark {word}" in shown for word in ("advice", "plan", "profile", "delete"))


@runs
async def test_a_command_with_many_messages_needs_few_answers() -> None:
    async with workspace(StubBot([{"text": f"Part {n}."} for n in range(20)])) as w:
        await w.command("plan")
        (reply,) = await w.replies()  # Slack takes five
    assert len(reply["blocks"]) == 20


@runs
async def test_the_app_home_shows_the_profile_and_the_next_step() -> None:
    asked: list[str] = []

    async def stored(person: str) -> dict[str, Any]:
        asked.append(person)
        skill = {"skill": "python", "polarity": "has", "level": "advanced"}
        gaps = {"ds": [{"name": "Statistics <1>"}]}
        advice = {"recommendation": "ds", "readiness": {"ds": 0.4, "mle": 0.1}, "gaps": gaps}
        return {"profile": {"skills": [skill], "interests": []}, "assessments": [{"assessment": advice}]}

    async with workspace(stored=stored) as w:
        await w.event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"})
        await w.event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"})
        await w.slack.until(lambda: w.slack.sent("views.publish"))
        (page,) = w.slack.sent("views.publish")
        shown = json.dumps(page["view"])
        (block,) = blocks_of(page["view"], "actions")
        view = {"channel": None, "container": {"type": "view", "view_id": "V1"}}
        await w.press(block["elements"][0], block["block_id"], **view)
        (reply,) = await w.replies()
    assert asked == ["slack:T0001:U1"]
    assert "Python (advanced)" in shown
    assert "Statistics &lt;1&gt;" in shown
    assert "40%" in shown
    assert w.bot.texts == ["/start_advice"]
    assert reply["channel"] == "U1"  # opens the direct conversation


@runs
async def test_the_app_home_says_so_when_the_profile_is_not_at_hand() -> None:
    async def stored(person: str) -> None:
        raise OSError

    async with workspace(stored=stored) as w:
        await w.event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"})
        await w.slack.until(lambda: w.slack.sent("views.publish"))
    assert "cannot be read" in json.dumps(w.slack.sent("views.publish"))


@runs
async def test_an_edited_message_is_read_again_once_and_a_preview_is_no_edit() -> None:
    async with workspace() as w:
        first = message("I know Rust")
        await w.event(first)
        await w.replies(1)
        changed = {**first, "text": "I know R", "edited": {"user": "U1", "ts": "1700000009.1"}}
        edit = {**first, "subtype": "message_changed", "message": changed, "previous_message": first}
        await w.event(edit)
        await w.event(edit)
        await w.event({**edit, "message": {**first, "attachments": [{}]}})
        texts = [reply["text"] for reply in await w.replies(3)]
    assert w.bot.texts == ["I know Rust", "I know R"]
    assert texts == ["Heard.", READ_AGAIN, "Heard."]


@runs
async def test_a_deleted_message_leaves_a_word_on_what_was_noted() -> None:
    async with workspace() as w:
        first = message("I know Rust")
        await w.event(first)
        await w.replies(1)
        gone = {"type": "message", "subtype": "message_deleted", "channel": "D1", "channel_type": "im"}
        await w.event({**gone, "deleted_ts": first["ts"], "previous_message": first})
        await w.event({**gone, "deleted_ts": "1.1", "previous_message": {**first, "ts": "1.1"}})  # never read
        replies = await w.replies(2)
    assert replies[1]["text"] == DELETED
    assert [e["value"] for e in replies[1]["blocks"][-1]["elements"]] == ["/undo", "/export_or_show_profile"]
    assert w.bot.texts == ["I know Rust"]


@runs
async def test_a_file_is_answered_with_what_to_do_instead() -> None:
    async with workspace() as w:
        await w.say("", subtype="file_share", files=[{"id": "F1"}])
        (reply,) = await w.replies()
    assert reply["text"] == FILES
    assert not w.bot.heard


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
