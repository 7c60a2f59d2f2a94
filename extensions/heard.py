"""What was answered to a message before, found in the stored conversation.

`once` remembers in one process. Where several servers stand side by side, or one died between answering and being
heard, the same message may come to another: it finds the answer here, and the bot hears the message once. Also where
both come at the same moment: the second one waits until the first is answered (`hearing`).
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.lock_store import LockError
from rasa.shared.core.events import BotUttered, Event, UserUttered

from extensions.agent import agent_of

logger = logging.getLogger("waymark.channels")


@asynccontextmanager
async def hearing(app: Any, sender: str, name: str) -> AsyncIterator[None]:
    """While the message called `name` is being answered, whichever server has it; a copy of it waits here.

    It is a lock of the same store as the conversation's own, under another name: it ends by itself when its holder
    dies. Who has waited in vain goes on: a message heard twice is better than one that nobody hears.
    """
    store = getattr(agent_of(app), "lock_store", None)
    if store is None:
        yield
        return
    lock = store.lock(f"{sender}\n{name}")
    try:
        await lock.__aenter__()
    except LockError:
        logger.warning("a copy of this message is still being answered")
        yield
        return
    try:
        yield
    finally:
        await lock.__aexit__(None, None, None)


async def answered_before(app: Any, sender: str, name: str) -> list[dict[str, Any]]:
    """The bot's messages to the message called `name`; empty where it is new, or nobody can tell."""
    agent = agent_of(app)
    if agent is None or not agent.is_ready():
        return []
    tracker = await agent.tracker_store.retrieve(sender)
    collector = CollectingOutputChannel()
    for uttered in answers_in(tracker.events if tracker else (), name):
        filled = {key: value for key, value in uttered.data.items() if value}
        await collector.send_response(sender, {"text": uttered.text or "", **filled})
    return list(collector.messages)


async def latest_heard(app: Any, sender: str) -> str:
    """The name of the message that was heard last in a conversation; "" where there is none, or nobody can tell."""
    agent = agent_of(app)
    if agent is None or not agent.is_ready():
        return ""
    tracker = await agent.tracker_store.retrieve(sender)
    heard = (e.message_id for e in reversed(tracker.events if tracker else ()) if isinstance(e, UserUttered))
    return str(next(heard, None) or "")


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
