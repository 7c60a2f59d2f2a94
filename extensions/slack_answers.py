"""What the bot answers to somebody in Slack: one message to Rasa, its answer as posts, never silence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage

from extensions.incoming import clean_text
from extensions.slack_blocks import answered, render
from extensions.slack_delivery import Delivery
from extensions.slack_events import Said
from extensions.slack_place import DIRECT, Place
from extensions.slack_report import ELSEWHERE, HERE, NOT_SENT, share
from extensions.turn import CUT, Gathered, OnMessage, hear

Report = Callable[[str], Awaitable[bytes | None]]


class Answers:
    """Between Rasa and Slack; knows nothing of events."""

    def __init__(self, delivery: Delivery, on_new_message: OnMessage, report: Report) -> None:
        self._delivery = delivery
        self._report = report
        self._on_new_message = on_new_message

    async def hear(self, said: Said, before: tuple[str, ...] = (), response_url: str = "", file: str = "") -> None:
        """One message to the bot and its answer to Slack. Never silent. `file` is the name of what was read."""
        message = clean_text(said.text)
        about = {"file": file} if file else None
        output, conversation = Gathered("slack"), said.place.conversation
        heard = UserMessage(message.text, output, conversation, None, "slack", said.key, about)
        found = await hear("slack", heard, self._on_new_message)
        noted = (*before, *((CUT,) if message.cut else ()))  # an open question stays last
        listed = [{"text": text} for text in noted] + found
        if any((m.get("custom") or {}).get("kind") == "report" for m in found):
            await self._with_report(said, listed, response_url)
        else:
            await self.send(said.place, listed, response_url, said.begins_thread, said.key)

    async def _with_report(self, said: Said, listed: list[dict[str, Any]], response_url: str) -> None:
        """The report goes out as a file; a word on its link stays only where there is one."""
        content = await self._report(said.place.person)
        if content is not None:
            here = said.place.kind == DIRECT
            listed = [m for m in listed if (m.get("custom") or {}).get("url", "") is not None]
            listed.append({"text": HERE if here else ELSEWHERE})
        await self.send(said.place, listed, response_url, said.begins_thread, said.key)
        if content is not None and not await share(self._delivery.client, said.place, content):
            await self.send(said.place, [{"text": NOT_SENT}], response_url)

    async def send(
        self,
        place: Place,
        messages: list[dict[str, Any]],
        response_url: str = "",
        begins_thread: bool = False,
        key: str = "",
    ) -> None:
        """`key` is that of the message that these answer."""
        posts = [post for message in messages for post in render(message, place, key)]
        await self._delivery.send(place, posts, response_url, begins_thread)

    async def close(self, body: dict[str, Any], block_id: str, text: str) -> None:
        """Puts a text where the choices were, so that a question is answered once and the thread reads well."""
        message, container = body.get("message") or {}, body.get("container") or {}
        if message.get("blocks") and not container.get("is_ephemeral"):
            blocks = answered(message["blocks"], block_id, text)
            await self._delivery.call(
                "chat.update", channel=body["channel"]["id"], ts=message["ts"], text=message.get("text"), blocks=blocks
            )
        elif body.get("response_url"):
            blocks = answered(message.get("blocks") or [{"block_id": block_id}], block_id, text)
            await self._delivery.respond(body["response_url"], replace_original=True, text=text, blocks=blocks)
