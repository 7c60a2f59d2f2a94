"""The REST channel: `POST /webhooks/rest/webhook` with {"sender", "message", "message_id"?, "metadata"?}.

Rasa's own accepts anything, answers a failure with an empty list, and lets everybody who names no sender
share one conversation. Here every message is cleaned, every request gets an answer, and a repeated message id
gets the same one again. WAYMARK_REST_TOKEN, where set, is asked for as `Authorization: Bearer TOKEN`, so that
only a trusted caller can say who the sender is.
"""

from __future__ import annotations

import json
import os
import re
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from extensions import remote_action
from extensions.heard import answered_before, hearing
from extensions.incoming import clean_sender, clean_text
from extensions.once import OnceOnly
from extensions.turn import CUT, MESSAGES, Messages, OnMessage, hear
from waymark.tokens import bearer, same

LARGEST_REQUEST = 1_000_000  # bytes
_OF_ANOTHER_CHANNEL = re.compile(r"slack:|web-[0-9a-f]{32}$")

remote_action.install()


class BadRequest(ValueError):
    """A request that no message can be read from; its text is what the caller is told."""


class RestChannel(InputChannel):  # type: ignore[misc]  # Rasa has no types
    """Our REST channel; it keeps the name and the address of Rasa's."""

    def __init__(self, token: str = "") -> None:
        self._token = token
        self._once: OnceOnly[Messages] = OnceOnly()

    @classmethod
    def name(cls) -> str:
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> RestChannel:
        return cls(os.environ.get("WAYMARK_REST_TOKEN") or (credentials or {}).get("token") or "")

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        channel = Blueprint("waymark_rest", "waymark_rest")

        @channel.get("/")
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @channel.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            if self._token and not same(bearer(request.headers.get("authorization")), self._token):
                return response.json({"error": "the token is missing or wrong"}, status=401)
            try:
                body = read_body(request.body)
                refuse_others(body["sender"], trusted=bool(self._token))
            except BadRequest as error:
                MESSAGES.labels("rest", "refused").inc()
                return response.json({"error": str(error)}, status=400)
            return response.json(await self._answer(body, on_new_message, request.app), ensure_ascii=True)

        return channel

    async def _answer(self, body: dict[str, Any], on_new_message: OnMessage, app: Any) -> Messages:
        sender, key = body["sender"], body["message_id"]

        async def make() -> Messages:
            if not key:
                return await answer(body, on_new_message)
            async with hearing(app, sender, key):
                return await answered_before(app, sender, key) or await answer(body, on_new_message)

        return await (self._once.answer((sender, key), make) if key else make())


def read_body(raw: bytes) -> dict[str, Any]:
    """The request's JSON object with a valid "sender" and a "message_id" ("" for none). Raises BadRequest."""
    if len(raw) > LARGEST_REQUEST:
        raise BadRequest(f"the request is larger than {LARGEST_REQUEST} bytes")
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        raise BadRequest("the body is not JSON") from None
    if not isinstance(body, dict):
        raise BadRequest("the body is no JSON object")
    sender = clean_sender(body.get("sender"))
    if sender is None:
        raise BadRequest('"sender" has to name who is speaking: a text of up to 200 characters')
    key = body.get("message_id")
    metadata = body.get("metadata")
    return {
        **body,
        "sender": sender,
        "message_id": str(key)[:200] if isinstance(key, (str, int)) and not isinstance(key, bool) else "",
        "metadata": metadata if isinstance(metadata, dict) else None,
    }


def refuse_others(sender: str, trusted: bool) -> None:
    """Nobody speaks over REST as a person of another channel, unless the caller has the token. Raises BadRequest.

    Slack's ids are known to everybody in a workspace, and those of the page stand in reports and exports.
    """
    if not trusted and _OF_ANOTHER_CHANNEL.match(sender):
        raise BadRequest('"sender" is an id of another channel')


async def answer(body: dict[str, Any], on_new_message: OnMessage) -> Messages:
    """The bot's messages for the message of a request. Never raises, and is never empty."""
    message, sender, key = clean_text(body.get("message")), body["sender"], body["message_id"] or None
    heard = UserMessage(message.text, CollectingOutputChannel(), sender, None, "rest", key, body["metadata"])
    messages = await hear("rest", heard, on_new_message)
    if message.cut:
        messages.insert(0, {"recipient_id": sender, "text": CUT})  # an open question stays last
    return messages
