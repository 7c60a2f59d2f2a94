"""The web channel: Rasa's socket.io channel, as a page needs it.

- The server makes and signs the visitor's id (`web_session`); Rasa's takes whatever id it is told.
- A message has an id of the page. The page sends it again until it has the answer; the bot hears it once and the
  page shows the answer once, also when the connection or this process was lost in between.
- A page that opens or connects again gets the stored conversation. Two tabs show the same one.
- Text is cleaned, and only payloads of ours are taken as such (`incoming`).

Events: `session_request` {session_id} -> `session_confirm` {session_id, messages}; `user_uttered` {session_id, id,
message, file?} -> `bot_uttered` (one for each message, see `web_wire`) and then the acknowledgement {id, known}.
"""

from __future__ import annotations

import logging
import os
import time
from typing import Any

from prometheus_client import Gauge
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.channels.socketio import SocketBlueprint, SocketIOInput
from rasa.shared.core.events import Event
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse
from socketio import AsyncServer

from extensions import remote_action
from extensions.agent import agent_of, own_store
from extensions.heard import hearing
from extensions.incoming import clean_text
from extensions.limits import Buckets
from extensions.once import OnceOnly
from extensions.training import home
from extensions.turn import MESSAGES, Gathered, OnMessage, hear
from extensions.web_files import add_file_route
from extensions.web_page import Page
from extensions.web_session import Session, Sessions
from extensions.web_wire import (
    Wire,
    answers_in,
    bot_message,
    conversation,
    cut_message,
    message_id,
    noted,
    visitor_message,
)
from waymark.report.links import secret_of

logger = logging.getLogger("waymark.web")

SHOWN_EVENTS = 300  # of a stored conversation; about sixty turns
LARGEST_PACKET = 400_000  # bytes; what the page sends at most (40,000 characters), however they are written
LINE_RATE = 600.0  # events a minute of one connection; a page that sends and asks again needs a hundredth
MOST_ROOMS = 200  # people that one connection asked for; a page has one
CONNECTED = Gauge("waymark_web_connected", "Open pages")

remote_action.install()


class WebBlueprint(SocketBlueprint):  # type: ignore[misc]  # Rasa has no types
    """The routes, and at the server's root the page in place of Rasa's greeting."""

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        async def at_root(request: Request) -> HTTPResponse | None:
            return response.redirect("/chat") if request.path == "/" else None

        app.register_middleware(at_root, "request")
        super().register(app, options)


class WebChannel(SocketIOInput):  # type: ignore[misc]  # Rasa has no types
    """`credentials.yml`: `extensions.web.WebChannel: {origins: [https://www.example.org]}`, or WAYMARK_WEB_ORIGINS."""

    def __init__(self, origins: tuple[str, ...] = (), secret: str = "") -> None:
        super().__init__(session_persistence=True)
        self._origins = origins
        self._secret = secret
        self._once: OnceOnly[list[Wire]] = OnceOnly()
        self._app: Sanic | None = None

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        given = os.environ.get("WAYMARK_WEB_ORIGINS")
        origins = given.split() if given is not None else (credentials or {}).get("origins") or ()
        return cls(tuple(origins))

    def url_prefix(self) -> str:
        return "/"

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        sessions = Sessions(self._secret or secret_of(home()))
        # Only our own page connects: an embedded one is a frame of it (see docs/web.md).
        sio = AsyncServer(async_mode="sanic", cors_allowed_origins=None, max_http_buffer_size=LARGEST_PACKET)
        self.sio = sio
        lines = Buckets(LINE_RATE)
        channel = WebBlueprint(sio, self.socketio_path, "waymark_web", "waymark_web")
        Page(sessions, self._origins).add_routes(channel)
        add_file_route(channel, sessions)

        @channel.listener("before_server_start")
        async def remember(app: Sanic, loop: Any) -> None:
            self._app = app

        @sio.on("connect")
        async def connect(sid: str, environ: dict[str, Any], auth: Any = None) -> None:
            CONNECTED.inc()

        @sio.on("disconnect")
        async def disconnect(sid: str) -> None:
            CONNECTED.dec()

        @sio.on("session_request")
        async def session_request(sid: str, data: Any) -> None:
            if lines.take(sid) or len(sio.rooms(sid)) > MOST_ROOMS:
                await sio.disconnect(sid)
                return
            session = sessions.find(data.get("session_id") if isinstance(data, dict) else None)
            messages = await self._stored(session.person) if session else []
            session = session or sessions.new()
            sio.enter_room(sid, session.person)
            await sio.emit("session_confirm", {"session_id": session.token, "messages": messages}, room=sid)

        @sio.on("user_uttered")
        async def user_uttered(sid: str, data: Any) -> dict[str, Any] | None:
            if lines.take(sid):
                await sio.disconnect(sid)
                return None
            session = sessions.find(data.get("session_id")) if isinstance(data, dict) else None
            name = message_id(data.get("id")) if session else None
            if session is None or name is None:
                MESSAGES.labels("web", "refused").inc()
                return {"id": data.get("id") if isinstance(data, dict) else None, "known": False}
            await self._hear(sid, session, name, data, on_new_message)
            return {"id": name, "known": True}

        return channel

    async def _hear(self, sid: str, session: Session, name: str, data: dict[str, Any], on_message: OnMessage) -> None:
        """Answers one message; whoever sends it again gets the same answers again."""
        sio = self.sio
        if isinstance(data.get("shown"), str) and data["shown"]:
            echo = visitor_message(name, data["shown"][:10_000], time.time())
            await sio.emit("user_echo", echo, room=session.person, skip_sid=sid)

        async def make() -> list[Wire]:
            # What was heard before this process began is in the stored conversation, with its answers.
            # Where another server is answering it right now, that is waited for.
            async with hearing(self._app, session.person, name):
                earlier = answers_in(await self._stored(session.person), name) if data.get("again") else []
                return earlier or await self._answer(session.person, name, data, on_message)

        for wire in await self._once.answer((session.person, name), make):
            await sio.emit("bot_uttered", wire, room=session.person)

    async def _answer(self, person: str, name: str, data: dict[str, Any], on_message: OnMessage) -> list[Wire]:
        """The bot's messages. Never raises, and is never empty."""
        message = clean_text(data.get("message"))
        heard = UserMessage(message.text, Gathered("socketio"), person, None, "socketio", name, noted(data, message))
        said = await hear("web", heard, on_message)
        found = [bot_message(name, number, one) for number, one in enumerate(said)]
        if message.cut:
            found = [cut_message(name), *found]  # an open question stays last
        if await self._is_gone(person):
            found[0]["gone"] = True  # the page forgets with us
        return found

    async def _is_gone(self, person: str) -> bool:
        """Did the conversation's last turn remove it?"""
        agent = agent_of(self._app)
        store = own_store(agent) if agent else None
        if not hasattr(store, "is_removed"):
            return False
        try:
            return bool(await store.is_removed(person))
        except Exception as error:  # the border: a page that shows too much until its reload is better than no answer
            logger.error("it cannot be seen whether a conversation is gone: %s", type(error).__name__)
            return False

    async def _stored(self, person: str) -> list[Wire]:
        """The stored conversation; empty where there is none, or where it cannot be read at the moment."""
        agent = agent_of(self._app)
        if agent is None:
            return []
        try:
            return conversation(await _events(agent, person))
        except Exception as error:  # the border: a page without its history is better than none
            logger.error("a conversation could not be read: %s", type(error).__name__)
            return []


async def _events(agent: Any, person: str) -> list[Event]:
    """The stored events, from further back than a turn needs them."""
    store = own_store(agent)
    if hasattr(store, "latest_events"):
        return list(await store.latest_events(person, SHOWN_EVENTS))
    tracker = await store.retrieve(person)  # a store of Rasa's own reads all
    return list(tracker.events) if tracker else []
