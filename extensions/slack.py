"""The Slack channel: Slack's own Bolt inside a Rasa input channel, over HTTP (Events API) and in Socket Mode.

Bolt checks signatures and their age, routes what comes, and acknowledges it at once; the answer is worked out
afterwards. Whatever Slack sends again (a retry, the second event of one post, a double press) is answered once: each
process remembers what it heard for an hour. Without the settings (`slack_settings`) there is no such channel.

HTTP: one address, `/webhooks/slack/events`, for events, commands and buttons. `docs/slack.md` has every step.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from slack_bolt.adapter.sanic import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from extensions import remote_action
from extensions.channels import CUT, FAILED, MESSAGES, SECONDS
from extensions.incoming import clean_text
from extensions.once import OnceOnly
from extensions.slack_blocks import Post, answered, render
from extensions.slack_delivery import Delivery, web_client
from extensions.slack_events import FILES, Deleted, Edited, Said, read_event
from extensions.slack_home import home_view, stored
from extensions.slack_place import COMMAND, DIRECT, Mark, Place, read_mark
from extensions.slack_settings import SlackSettings

logger = logging.getLogger("waymark.slack")

OnMessage = Callable[[UserMessage], Awaitable[Any]]
Stored = Callable[[str], Awaitable[Mapping[str, Any] | None]]

REMEMBERED_SECONDS = 3600.0  # Slack's last retry comes some minutes after the first attempt
MOST_THREADS = 5000  # of which it is known that somebody talks with the bot there
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
READ_AGAIN = "I read your edited message again. What its first wording told me stays until you take it back."
DELETED = "You deleted a message that I had already read. What I noted from it stays until you take it back."
TAKE_BACK = (
    {"title": "Take back the last", "payload": "/undo"},
    {"title": "Show my profile", "payload": "/export_or_show_profile"},
)
NOT_YOURS = "These buttons belong to somebody else's conversation. Mention me to start your own."

remote_action.install()


class SlackOutput(OutputChannel):  # type: ignore[misc]  # Rasa has no types
    """Gathers the bot's messages for one message of a person; text, buttons and data of one stay together."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "slack"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        if message.get("text") or message.get("buttons") or message.get("custom"):
            self.messages.append(message)


class SlackChannel(InputChannel):  # type: ignore[misc]  # Rasa has no types
    """`credentials.yml`: `extensions.slack.SlackChannel: {}`; all settings come from the environment."""

    def __init__(self, settings: SlackSettings, stored: Stored = stored) -> None:
        self.settings = settings
        self._stored = stored
        self._heard: OnceOnly[None] = OnceOnly(seconds=REMEMBERED_SECONDS, most=20_000)
        self._pressed: OnceOnly[None] = OnceOnly(seconds=3.0)
        self._threads: OrderedDict[str, None] = OrderedDict()
        self._posts: OrderedDict[str, None] = OrderedDict()
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
        self._on_new_message = on_new_message
        self.app = self._bolt()
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
        found = read_event(event, str(context.team_id or ""), str(context.bot_user_id or ""))
        if isinstance(found, Said) and await self._is_for_us(found):
            await self._once(("post", found.key), lambda: self._hear_post(found))
        elif isinstance(found, Edited) and found.original in self._posts:
            await self._once(("post", found.said.key), lambda: self._hear(found.said, before=(READ_AGAIN,)))
        elif isinstance(found, Deleted) and found.original in self._posts:
            await self._once(("post", found.key), lambda: self._say_deleted(found.place))

    async def _hear_post(self, said: Said) -> None:
        _remember(self._posts, said.key)
        _remember(self._threads, said.place.conversation)
        if said.with_files and not said.text:
            await self._send(said.place, [{"text": FILES}], begins_thread=said.begins_thread)
        elif not said.text:
            await self._hear(Said(said.place, "/greet", said.key, begins_thread=said.begins_thread))
        else:
            await self._hear(said, after=(FILES,) if said.with_files else ())

    async def _say_deleted(self, place: Place) -> None:
        await self._send(place, [{"text": DELETED, "buttons": list(TAKE_BACK)}])

    async def _is_for_us(self, said: Said) -> bool:
        """Named, in the direct conversation, or in a thread where this person talked with the bot before."""
        if said.named or said.place.conversation in self._threads:
            return True
        if said.begins_thread:
            return False
        agent = getattr(self._sanic.ctx, "agent", None) if self._sanic else None
        try:
            return bool(agent and await agent.tracker_store.exists(said.place.conversation))
        except Exception as error:  # the border: a mention works all the same
            logger.error("it cannot be seen whether a thread is ours: %s", type(error).__name__)
            return False

    async def _on_command(self, ack: Any, command: dict[str, Any], body: dict[str, Any]) -> None:
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
        await self._hear(said, response_url=response_url)

    async def _on_press(self, ack: Any, action: dict[str, Any], body: dict[str, Any]) -> None:
        await ack()
        mark = read_mark(str(action.get("block_id") or ""))
        chosen = action.get("selected_option") or action
        value = str(chosen.get("value") or "")
        if mark is None or not value:
            return
        place = _pressed_at(body, mark)
        container = body.get("container") or {}
        message = str(container.get("message_ts") or container.get("view_id") or "")
        if mark.user != place.user:
            await self._send(place, [{"text": NOT_YOURS}])
            return
        title = str((chosen.get("text") or {}).get("text") or "")
        choice = Said(place, value, f"{message}:{action.get('action_ts')}")

        async def once() -> None:
            if mark.once:
                await self._close(body, str(action["block_id"]), title)
            await self._hear(choice, response_url=str(body.get("response_url") or "") if place.kind == COMMAND else "")

        if mark.once:
            await self._once(("press", f"{message}:{action['block_id']}"), once)
        else:
            await self._pressed.answer(("press", f"{message}:{action['block_id']}:{value}"), once)

    async def _close(self, body: dict[str, Any], block_id: str, title: str) -> None:
        """Puts the answer where the choices were, so that a question is answered once and the thread reads well."""
        message, container = body.get("message") or {}, body.get("container") or {}
        if message.get("blocks") and not container.get("is_ephemeral"):
            blocks = answered(message["blocks"], block_id, title)
            await self.delivery.call(
                "chat.update", channel=body["channel"]["id"], ts=message["ts"], text=message.get("text"), blocks=blocks
            )
        elif body.get("response_url"):
            blocks = answered(message.get("blocks") or [{"block_id": block_id}], block_id, title)
            await self.delivery.respond(body["response_url"], replace_original=True, text=title, blocks=blocks)

    async def _on_home(self, event: dict[str, Any], context: Any) -> None:
        if event.get("tab") != "home":
            return
        place = Place(DIRECT, str(context.team_id or ""), str(event["user"]), str(event["user"]))
        try:
            export = await self._stored(place.person)
        except Exception as error:  # the border: the page says that the profile is not at hand
            logger.error("a profile could not be read: %s", type(error).__name__)
            export = None
        view = await asyncio.to_thread(home_view, place, export)
        await self.delivery.call("views.publish", user_id=place.user, view=view)

    # -- what goes out

    async def _once(self, key: tuple[str, str], work: Callable[[], Awaitable[None]]) -> None:
        await self._heard.answer(key, work)

    async def _hear(
        self, said: Said, before: tuple[str, ...] = (), after: tuple[str, ...] = (), response_url: str = ""
    ) -> None:
        """One message to the bot and its answer to Slack. Never silent."""
        message = clean_text(said.text)
        output = SlackOutput()
        failed = False
        with SECONDS.labels("slack").time():
            try:
                await self._on_new_message(
                    UserMessage(message.text, output, said.place.conversation, None, "slack", said.key)
                )
            except Exception as error:  # the border: silence would be worse, and the text must not reach the log
                failed = True
                logger.error("a message could not be handled: %s", type(error).__name__)
        found = output.messages
        MESSAGES.labels("slack", "failed" if failed else "answered" if found else "silent").inc()
        listed = [{"text": text} for text in before] + (found or [{"text": FAILED}])
        listed += [{"text": text} for text in (*after, *((CUT,) if message.cut else ()))]
        await self._send(said.place, listed, response_url, said.begins_thread)

    async def _send(
        self, place: Place, messages: list[dict[str, Any]], response_url: str = "", begins_thread: bool = False
    ) -> None:
        posts = [post for message in messages for post in render(message, place)]
        await self.delivery.send(place, posts, response_url, begins_thread)


def _pressed_at(body: Mapping[str, Any], mark: Mark) -> Place:
    """Where the pressed button was offered; in the App Home the answer goes to the direct conversation."""
    user = str((body.get("user") or {}).get("id") or "")
    channel = str((body.get("channel") or {}).get("id") or (body.get("container") or {}).get("channel_id") or user)
    team = str((body.get("team") or {}).get("id") or (body.get("user") or {}).get("team_id") or "")
    return Place(mark.kind, team, user, channel, mark.thread)


async def _unhandled(error: Exception) -> BoltResponse:
    """What is none of ours is acknowledged, else Slack would send it again; a failure is logged by its kind."""
    if not isinstance(error, BoltUnhandledRequestError):
        logger.error("a Slack request failed: %s", type(error).__name__)
    return BoltResponse(status=200, body="")


def _remember(seen: OrderedDict[str, None], key: str) -> None:
    seen[key] = None
    seen.move_to_end(key)
    while len(seen) > MOST_THREADS:
        seen.popitem(last=False)
