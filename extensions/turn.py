"""One message to the bot and what it says, alike for every channel: timed, counted, never silent."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from prometheus_client import Counter, Histogram
from rasa.core.channels.channel import OutputChannel, UserMessage

from extensions.incoming import LONGEST_TEXT

logger = logging.getLogger("waymark.channels")

CUT = f"That was long: I read the first {LONGEST_TEXT:,} characters and left out the rest."
FAILED = (
    "Sorry, I could not take in your last message. What you told me before is safe. Please send it again in a moment."
)
MESSAGES = Counter("waymark_messages", "Messages by channel and outcome", ["channel", "outcome"])
SECONDS = Histogram("waymark_message_seconds", "Time to answer a message", ["channel"])
Messages = list[dict[str, Any]]
OnMessage = Callable[[UserMessage], Awaitable[Any]]


class Gathered(OutputChannel):  # type: ignore[misc]  # Rasa has no types
    """Gathers what the bot says to one message; text, buttons and data of one stay together.

    Rasa's own cuts a text at its blank lines, and sends buttons, data and pictures one by one.
    """

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self.messages: Messages = []

    def name(self) -> str:
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        if message.get("text") or message.get("buttons") or message.get("custom"):
            self.messages.append(message)


async def hear(channel: str, message: UserMessage, on_new_message: OnMessage) -> Messages:
    """What the bot says, as `message.output_channel` gathers it. Never raises, and is never empty."""
    output = message.output_channel
    failed = False
    with SECONDS.labels(channel).time():
        try:
            await on_new_message(message)
        except Exception as error:  # the border: silence would be worse, and the text must not reach the log
            failed = True
            logger.error("a message could not be handled: %s", type(error).__name__)
    MESSAGES.labels(channel, "failed" if failed else "answered" if output.messages else "silent").inc()
    if not output.messages:
        await output.send_response(message.sender_id, {"text": FAILED})
    return list(output.messages)
