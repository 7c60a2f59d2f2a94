"""What is chosen in Slack: buttons, menus, /waymark, the App Home."""

from __future__ import annotations

import json
from typing import Any

import pytest

from extensions.slack import NOT_YOURS, PAST
from tests.channels.slack_workspace import (
    QUESTION,
    StubBot,
    blocks_of,
    mention,
    runs,
    workspace,
)


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


class Conversation(StubBot):
    """Knows which message it heard last, as the stored conversation does."""

    async def latest(self, app: object, conversation: str) -> str:
        return next((m.message_id for m in reversed(self.heard) if m.sender_id == conversation), "")


@runs
async def test_an_old_question_s_button_does_not_answer_the_newest_question() -> None:
    bot = Conversation([QUESTION])
    async with workspace(bot, latest=bot.latest) as w:
        await w.say("advise me")
        (first,) = await w.replies()
        await w.say("skip")
        _, second = await w.replies(2)
        for asked in (first, second):
            (block,) = blocks_of(asked, "actions")
            shown = {"message": {"ts": "1700000000.1", "text": asked["text"], "blocks": asked["blocks"]}}
            await w.press(block["elements"][0], block["block_id"], **shown)
        await w.replies(3)
    assert w.bot.texts == ["advise me", "skip", "/affirm"]
    over, answered = w.slack.sent("chat.update")
    assert over["blocks"][1]["elements"][0]["text"] == PAST
    assert "You chose" in answered["blocks"][1]["elements"][0]["text"]


@runs
async def test_a_way_on_that_was_offered_before_can_still_be_gone() -> None:
    bot = Conversation([{"text": "Ways on", "buttons": [{"title": "A plan", "payload": "/ask_plan"}]}])
    async with workspace(bot, latest=bot.latest) as w:
        await w.say("hello")
        (offered,) = await w.replies()
        await w.say("what is R?")
        await w.replies(2)
        (block,) = blocks_of(offered, "actions")
        await w.press(block["elements"][0], block["block_id"])
        await w.replies(3)
    assert w.bot.texts[-1] == "/ask_plan"


@runs
async def test_where_nobody_can_tell_which_question_is_open_a_press_is_heard() -> None:
    async def away(app: object, conversation: str) -> str:
        raise ConnectionError

    async with workspace(StubBot([QUESTION]), latest=away) as w:
        await w.say("advise me")
        (asked,) = await w.replies()
        (block,) = blocks_of(asked, "actions")
        await w.press(block["elements"][0], block["block_id"])
        await w.replies(2)
    assert w.bot.texts == ["advise me", "/affirm"]


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

    async def stored(app: object, person: str) -> dict[str, Any]:
        asked.append(person)
        skill = {"skill": "python", "polarity": "has", "level": "advanced"}
        earlier = {"recommendation": "mle", "readiness": {"mle": 0.7}, "gaps": {"mle": [{"name": "Docker"}]}}
        gaps = {"ds": [{"name": "Statistics <1>"}]}
        advice = {"recommendation": "ds", "readiness": {"ds": 0.4, "mle": 0.1}, "gaps": gaps}
        assessed = [{"assessment": earlier}, {"assessment": advice}]  # an export's order: the newest is the last one
        return {"profile": {"skills": [skill], "interests": []}, "assessments": assessed}

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
    assert "Docker" not in shown
    assert "70%" not in shown
    assert w.bot.texts == ["/start_advice"]
    assert reply["channel"] == "U1"  # opens the direct conversation


@runs
async def test_the_app_home_says_so_when_the_profile_is_not_at_hand() -> None:
    async def stored(app: object, person: str) -> None:
        raise OSError

    async with workspace(stored=stored) as w:
        await w.event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"})
        await w.slack.until(lambda: w.slack.sent("views.publish"))
    assert "cannot be read" in json.dumps(w.slack.sent("views.publish"))
