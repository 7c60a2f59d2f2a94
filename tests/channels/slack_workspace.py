"""A workspace for tests: the channel behind a real Sanic application, the fake Slack, and signed requests to it."""

from __future__ import annotations

import asyncio
import functools
import hashlib
import hmac
import itertools
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx
from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from extensions.slack import SlackChannel
from extensions.slack_settings import SlackSettings
from tests.channels.fake_slack import APP_TOKEN, BOT, BOT_TOKEN, TEAM, FakeSlack

SECRET = "not a secret"
ADDRESS = "/webhooks/slack/events"
_numbers = itertools.count(1)
Bot = Callable[[UserMessage], Awaitable[Any]]


@dataclass
class StubBot:
    """Stands at the border to Rasa: keeps what it hears, says what it is told to."""

    says: list[dict[str, Any]] = field(default_factory=lambda: [{"text": "Heard."}])
    heard: list[UserMessage] = field(default_factory=list)
    seconds: float = 0.0
    failure: Exception | None = None

    async def __call__(self, message: UserMessage) -> None:
        self.heard.append(message)
        await asyncio.sleep(self.seconds)
        if self.failure:
            raise self.failure
        for said in self.says:
            await message.output_channel.send_response(message.sender_id, said)

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.heard]


@dataclass
class Workspace:
    """What a person in Slack does, as the requests that Slack makes of it."""

    slack: FakeSlack
    bot: StubBot
    channel: SlackChannel
    client: httpx.AsyncClient

    async def post(
        self, body: str, kind: str, age: float = 0.0, secret: str = SECRET, **headers: str
    ) -> httpx.Response:
        at = str(int(time.time() - age))
        digest = hmac.new(secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
        signed = {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}", "Content-Type": kind, **headers}
        return await self.client.post(ADDRESS, content=body, headers=signed)

    async def event(self, event: dict[str, Any], event_id: str = "", **request: Any) -> httpx.Response:
        return await self.post(json.dumps(envelope(event, event_id)), "application/json", **request)

    async def say(self, text: str, **event: Any) -> httpx.Response:
        return await self.event(message(text, **event))

    async def press(self, element: dict[str, Any], block_id: str, user: str = "U1", **more: Any) -> httpx.Response:
        return await self.post(urlencode({"payload": json.dumps(press(element, block_id, user, **more))}), FORM)

    async def command(self, text: str, **more: Any) -> httpx.Response:
        return await self.post(urlencode({**command(text, self.slack.response_url()), **more}), FORM)

    async def replies(self, number: int = 1) -> list[dict[str, Any]]:
        """The messages that Slack got, once there are so many, and no more of them a moment later."""
        await self.slack.until(lambda: len(self.slack.sent()) >= number)
        await asyncio.sleep(0.05)
        assert len(self.slack.sent()) == number, self.slack.sent()
        return self.slack.sent()


FORM = "application/x-www-form-urlencoded"
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


@asynccontextmanager
async def workspace(
    bot: StubBot | None = None, socket: bool = False, redis_url: str = "", **more: Any
) -> AsyncIterator[Workspace]:
    stub = bot or StubBot()
    async with FakeSlack() as slack:
        settings = SlackSettings(BOT_TOKEN, SECRET, APP_TOKEN if socket else "", slack.api_url, redis_url)
        channel = SlackChannel(settings, **more)
        app = Sanic(f"slack_{next(_numbers)}", configure_logging=False)
        app.blueprint(channel.blueprint(stub), url_prefix="/webhooks/slack")
        await start(app)
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://waymark") as client:
            try:
                yield Workspace(slack, stub, channel, client)
            finally:
                await channel.disconnect()
        assert not slack.refused, slack.refused


async def start(app: Sanic) -> None:
    """Sanic prepares its own classes at the first start of a process, and fails at a second attempt."""
    if hasattr(Sanic, "_prepared_for_tests"):
        app.signalize()
        app.finalize()
    else:
        Sanic._prepared_for_tests = True
        await app._startup()


def envelope(event: dict[str, Any], event_id: str = "") -> dict[str, Any]:
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A1",
        "event": event,
        "event_id": event_id or f"Ev{next(_numbers)}",
        "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
    }


def message(text: str, user: str = "U1", channel: str = "D1", **more: Any) -> dict[str, Any]:
    kind = "im" if channel.startswith("D") else "channel"
    ts = f"1700000000.{next(_numbers):06}"
    return {"type": "message", "channel_type": kind, "channel": channel, "user": user, "text": text, "ts": ts, **more}


def mention(text: str, user: str = "U1", channel: str = "C1", **more: Any) -> dict[str, Any]:
    made = message(f"<@{BOT}> {text}", user, channel, **more)
    return {**{key: value for key, value in made.items() if key != "channel_type"}, "type": "app_mention"}


def press(element: dict[str, Any], block_id: str, user: str, **more: Any) -> dict[str, Any]:
    at = f"1700000001.{next(_numbers):06}"
    if element["type"] == "static_select":
        chosen = {"type": "static_select", "selected_option": element["options"][-1], "action_id": element["action_id"]}
    else:
        chosen = element
    return {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": user, "team_id": TEAM},
        "api_app_id": "A1",
        "channel": {"id": "D1"},
        "container": {"type": "message", "message_ts": "1700000000.1", "channel_id": "D1"},
        "trigger_id": at,
        "actions": [{**chosen, "block_id": block_id, "action_ts": at}],
        **more,
    }


def command(text: str, response_url: str) -> dict[str, str]:
    return {
        "command": "/waymark",
        "text": text,
        "team_id": TEAM,
        "user_id": "U1",
        "channel_id": "C1",
        "trigger_id": f"trigger-{next(_numbers)}",
        "response_url": response_url,
        "api_app_id": "A1",
    }


def blocks_of(post: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [block for block in post.get("blocks", []) if block["type"] == kind]
