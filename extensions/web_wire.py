"""What goes over the wire to the page: the bot's and the visitor's messages, live and from the stored conversation.

Every message has an id, the same one however often and by whichever way it comes, so that the page shows it once:
a visitor's message has the id that the page gave it, the bot's answers to it that id with their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rasa.shared.core.events import BotUttered, Event, UserUttered

Wire = dict[str, Any]
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,80}")
# What the page's own buttons say, for a conversation that is shown again.
TITLES = {
    "/export_or_show_profile": "What do you know about me?",
    "/ask_report": "My report",
    "/ask_privacy": "How is my data used?",
    "/delete_my_data": "Delete my data",
    "/greet": "",  # sent by the page on a return; nobody typed it
}


def message_id(raw: object) -> str | None:
    """The page's id of a message; None where it is none."""
    return raw if isinstance(raw, str) and _ID.fullmatch(raw) else None


def bot_message(answers_to: str, number: int, message: Mapping[str, Any], at: float | None = None) -> Wire:
    """One message of the bot. `quick_replies` are its choices; `custom` is what a richer view is drawn from."""
    custom = message.get("custom") or {}
    return {
        "id": f"{answers_to}.{number}",
        "from": "bot",
        "text": message.get("text") or "",
        "quick_replies": [
            {"content_type": "text", "title": str(b.get("title", "")), "payload": str(b.get("payload", ""))}
            for b in message.get("buttons") or ()
        ],
        "custom": dict(custom) if isinstance(custom, Mapping) else {},
        "at": at,
    }


def visitor_message(name: str, text: str, at: float | None = None) -> Wire:
    """One message of the visitor."""
    return {"id": name, "from": "visitor", "text": text, "at": at}


def conversation(events: Sequence[Event]) -> list[Wire]:
    """The stored conversation as the page shows it. Pressed buttons show their titles, files their names."""
    found: list[Wire] = []
    titles = dict(TITLES)
    name, number = "", 0
    for place, event in enumerate(events):
        if isinstance(event, UserUttered):
            name, number = event.message_id or f"e{place}-{event.timestamp}", 0
            text = event.text or ""
            file = (event.metadata or {}).get("file")
            shown = f"File: {file}" if file else titles.get(text, "" if text.startswith("/") else text)
            if shown:
                found.append(visitor_message(name, shown, event.timestamp))
        elif isinstance(event, BotUttered) and name:
            wire = bot_message(name, number, {"text": event.text, **event.data}, event.timestamp)
            titles.update({b["payload"]: b["title"] for b in wire["quick_replies"]})
            found.append(wire)
            number += 1
    return found


def answers_in(conversation: Iterable[Wire], name: str) -> list[Wire]:
    """The bot's answers to one message."""
    return [m for m in conversation if m["from"] == "bot" and m["id"].rpartition(".")[0] == name]
