"""What is said in Slack: direct messages, mentions, threads, edits. Requests are signed, the bot is a stub."""

from __future__ import annotations

import time

from extensions.slack_delivery import PRIVATELY
from extensions.slack_posts import DELETED, READ_AGAIN
from tests.channels.fake_slack import BOT
from tests.channels.slack_workspace import GENERAL, StubBot, mention, message, runs, workspace


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
