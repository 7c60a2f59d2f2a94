"""What was answered to a message before, found in the stored conversation.

`once` remembers in one process. Where several servers stand side by side, or one died between answering and being
heard, the same message may come to another: it finds the answer here, and the bot hears the message once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel
from rasa.shared.core.events import BotUttered, Event, UserUttered


async def answered_before(app: Any, sender: str, name: str) -> list[dict[str, Any]]:
    """The bot's messages to the message called `name`; empty where it is new, or nobody can tell."""
    agent = getattr(app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        return []
    tracker = await agent.tracker_store.retrieve(sender)
    collector = CollectingOutputChannel()
    for uttered in answers_in(tracker.events if tracker else (), name):
        filled = {key: value for key, value in uttered.data.items() if value}
        await collector.send_response(sender, {"text": uttered.text or "", **filled})
    return list(collector.messages)


def answers_in(events: Iterable[Event], name: str) -> list[BotUttered]:
    """What the bot said between the message called `name` and the next one."""
    found: list[BotUttered] = []
    theirs = False
    for event in events:
        if isinstance(event, UserUttered):
            theirs = event.message_id == name
        elif theirs and isinstance(event, BotUttered):
            found.append(event)
    return found
