"""The Slack channel: Slack's own Bolt inside a Rasa input channel, over HTTP (Events API) and in Socket Mode.

Bolt checks signatures and their age, routes what comes, and acknowledges it at once; the answer is worked out
afterwards. Whatever Slack sends again (a retry, the second event of one post, a double press) is answered once: each
process remembers what it heard for an hour, and several agree by `slack_claims`. Without the settings
(`slack_settings`) there is no such channel.

HTTP: one address, `/webhooks/slack/events`, for events, commands and buttons. `docs/slack.md` has every step.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from slack_bolt.adapter.sanic import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from extensions import remote_action
from extensions.agent import agent_of
from extensions.heard import latest_heard
from extensions.once import OnceOnly
from extensions.payloads import is_answer
from extensions.slack_answers import Answers
from extensions.slack_blocks import Post, chosen, offered_for
from extensions.slack_claims import Claims
from extensions.slack_delivery import Delivery, web_client
from extensions.slack_events import Said, read_event
from extensions.slack_files import Files
from extensions.slack_home import home_view, stored
from extensions.slack_place import COMMAND, DIRECT, Mark, Place, pressed_at, read_mark
from extensions.slack_posts import Posts
from extensions.slack_report import report_of
from extensions.slack_settings import SlackSettings
from extensions.turn import OnMessage

logger = logging.getLogger("waymark.slack")

# Of a person, from the action server that this Rasa server calls.
Stored = Callable[[Any, str], Awaitable[Mapping[str, Any] | None]]
Report = Callable[[Any, str], Awaitable[bytes | None]]
Latest = Callable[[Any, str], Awaitable[str]]  # the key of the message that a conversation heard last

REMEMBERED_SECONDS = 3600.0  # Slack's last retry comes some minutes after the first attempt
COMMANDS = {
    "profile": "/export_or_show_profile",
    "plan": "/ask_plan",
    "advice": "/start_advice",
    "delete": "/delete_my_data",
}
HELP = (
    "`/waymark advice` which path suits you\n`/waymark plan` what to learn, week by week\n"
    "`/waymark profile` what I know about you\n`/waymark delete` removes it\n"
    "`/waymark I know Python well` or any other sentence: I read it as a message. Only you see the answers."
)
PAST = "That question is over; nothing was noted. My newest one counts, or tell me in your own words."
NOT_YOURS = "These buttons belong to somebody else's conversation. Mention me to start your own."

remote_action.install()


class SlackChannel(InputChannel):  # type: ignore[misc]  # Rasa has no types
    """`credentials.yml`: `extensions.slack.SlackChannel: {}`; all settings come from the environment."""

    def __init__(
        self,
        settings: SlackSettings,
        stored: Stored = stored,
        report: Report = report_of,
        latest: Latest = latest_heard,
    ) -> None:
        self.settings = settings
        self._report = report
        self._stored = stored
        self._latest = latest
        self._heard: OnceOnly[None] = OnceOnly(seconds=REMEMBERED_SECONDS, most=20_000)
        self._claims = Claims(settings.redis_url, REMEMBERED_SECONDS)
        self._pressed: OnceOnly[None] = OnceOnly(seconds=3.0)
        self._sanic: Sanic | None = None
        self._socket: AsyncSocketModeHandler | None = None

    @classmethod
    def name(cls) -> str:
        return "slack"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> SlackChannel:
        settings = SlackSettings.of(os.environ)
        if settings.missing:
            logger.error("Slack is left out: %s is not set", settings.missing)
        return cls(settings)

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        channel = Blueprint("waymark_slack", "waymark_slack")
        if not self.settings.is_complete:
            return channel
        self.app = self._bolt()
        self._answers = Answers(self.delivery, on_new_message, lambda person: self._report(self._sanic, person))
        files = Files(self.delivery.client, self.settings.bot_token, self.settings.api_url)
        self._posts = Posts(self._answers, files, self._exists, self._once)
        handler = AsyncSlackRequestHandler(self.app)
        if self.settings.signing_secret:

            @channel.post("/events")
            async def receive(request: Request) -> HTTPResponse:
                return await handler.handle(request)

        @channel.listener("after_server_start")
        async def begin(app: Sanic, loop: Any) -> None:
            self._sanic = app
            await self.connect()

        @channel.listener("before_server_stop")
        async def end(app: Sanic, loop: Any) -> None:
            await self.disconnect()

        return channel

    async def connect(self) -> None:
        """Opens the socket, where Socket Mode is configured. It connects again by itself."""
        if self.settings.app_token:
            self._socket = AsyncSocketModeHandler(self.app, self.settings.app_token)
            try:
                await self._socket.connect_async()
            except Exception as error:  # the border: the other channels must open all the same
                logger.error("Socket Mode could not connect: %s", type(error).__name__)

    async def disconnect(self) -> None:
        if self._socket is not None:
            await self._socket.close_async()
        await self._claims.close()

    def _bolt(self) -> AsyncApp:
        quiet = logging.getLogger("waymark.slack.bolt")
        quiet.setLevel(logging.CRITICAL)  # its warnings quote whole requests, and so people's words
        client = web_client(self.settings.bot_token, self.settings.api_url)
        self.delivery = Delivery(client)
        app = AsyncApp(
            token=self.settings.bot_token,
            signing_secret=self.settings.signing_secret or "unused",
            client=client,
            logger=quiet,
            raise_error_for_unhandled_request=True,
        )
        app.event("app_mention")(self._on_post)
        app.event("message")(self._on_post)
        app.event("app_home_opened")(self._on_home)
        app.command("/waymark")(self._on_command)
        app.action(re.compile(r".*", re.DOTALL))(self._on_press)
        app.error(_unhandled)
        return app

    # -- what comes in

    async def _on_post(self, event: dict[str, Any], context: Any) -> None:
        await self._posts.take(read_event(event, str(context.team_id or ""), str(context.bot_user_id or "")))

    async def _exists(self, conversation: str) -> bool:
        agent = agent_of(self._sanic)
        return bool(agent and await agent.tracker_store.exists(conversation))

    async def _on_command(self, ack: Any, command: dict[str, Any]) -> None:
        await ack()
        place = Place(COMMAND, str(command["team_id"]), str(command["user_id"]), str(command["channel_id"]))
        words = str(command.get("text") or "").strip()
        key = str(command.get("trigger_id") or "")
        await self._once(("command", key), lambda: self._obey(place, words, key, str(command["response_url"])))

    async def _obey(self, place: Place, words: str, key: str, response_url: str) -> None:
        if words.lower() in ("", "help"):
            # Ours and already mrkdwn, so it goes out as it is written.
            post = Post(HELP, ({"type": "section", "text": {"type": "mrkdwn", "text": HELP}},))
            await self.delivery.send(place, [post], response_url)
            return
        said = Said(place, COMMANDS.get(words.lower(), words), f"command:{key}")
        await self._answers.hear(said, response_url=response_url)

    async def _on_press(self, ack: Any, action: dict[str, Any], body: dict[str, Any]) -> None:
        await ack()
        mark = read_mark(str(action.get("block_id") or ""))
        picked = action.get("selected_option") or action
        value = str(picked.get("value") or "")
        if mark is None or not value:
            return
        place = pressed_at(body, mark)
        container = body.get("container") or {}
        message = str(container.get("message_ts") or container.get("view_id") or "")
        if mark.user != place.user:
            await self._answers.send(place, [{"text": NOT_YOURS}])
            return
        title = str((picked.get("text") or {}).get("text") or "")
        choice = Said(place, value, f"{message}:{action.get('action_ts')}")

        async def once() -> None:
            past = await self._is_past(place, mark, value)
            if mark.once or past:
                await self._answers.close(body, str(action["block_id"]), PAST if past else chosen(title))
            if past:
                return
            await self._answers.hear(
                choice, response_url=str(body.get("response_url") or "") if place.kind == COMMAND else ""
            )

        if mark.once:
            await self._once(("press", f"{message}:{action['block_id']}"), once)
        else:
            await self._pressed.answer(("press", f"{message}:{action['block_id']}:{value}"), once)

    async def _is_past(self, place: Place, mark: Mark, value: str) -> bool:
        """Would this answer a question that was asked after the pressed one?"""
        if not mark.offered_for or not is_answer(value):
            return False
        try:
            latest = await self._latest(self._sanic, place.conversation)
        except Exception as error:  # the border: a press works all the same
            logger.error("it cannot be seen which question is open: %s", type(error).__name__)
            return False
        return bool(latest) and offered_for(latest) != mark.offered_for

    async def _on_home(self, event: dict[str, Any], context: Any) -> None:
        if event.get("tab") != "home":
            return
        place = Place(DIRECT, str(context.team_id or ""), str(event["user"]), str(event["user"]))
        try:
            export = await self._stored(self._sanic, place.person)
        except Exception as error:  # the border: the page says that the profile is not at hand
            logger.error("a profile could not be read: %s", type(error).__name__)
            export = None
        view = await asyncio.to_thread(home_view, place, export)
        await self.delivery.call("views.publish", user_id=place.user, view=view)

    async def _once(self, key: tuple[str, str], work: Callable[[], Awaitable[None]]) -> None:
        async def ours() -> None:
            if await self._claims.is_ours(key):
                await work()

        await self._heard.answer(key, ours)


async def _unhandled(error: Exception) -> BoltResponse:
    """What is none of ours is acknowledged, else Slack would send it again; a failure is logged by its kind."""
    if not isinstance(error, BoltUnhandledRequestError):
        logger.error("a Slack request failed: %s", type(error).__name__)
    return BoltResponse(status=200, body="")
