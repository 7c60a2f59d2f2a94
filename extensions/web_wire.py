"""What goes over the wire to the page: the bot's and the visitor's messages, live and from the stored conversation.

Every message has an id, the same one however often and by whichever way it comes, so that the page shows it once:
a visitor's message has the id that the page gave it, the bot's answers to it that id with their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rasa.shared.core.events import BotUttered, Event, UserUttered

from extensions.documents import shown_name
from extensions.incoming import Incoming, clean_text
from extensions.turn import CUT

Wire = dict[str, Any]
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,80}")
LONGEST_TITLE = 100  # characters


def message_id(raw: object) -> str | None:
    """The page's id of a message; None where it is none."""
    return raw if isinstance(raw, str) and _ID.fullmatch(raw) else None


def bot_message(answers_to: str, number: int | str, message: Mapping[str, Any], at: float | None = None) -> Wire:
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


def cut_message(answers_to: str, at: float | None = None) -> Wire:
    """The word on a message that was too long, above its answer."""
    return bot_message(answers_to, "cut", {"text": CUT}, at)


def visitor_message(name: str, text: str, at: float | None = None) -> Wire:
    """One message of the visitor."""
    return {"id": name, "from": "visitor", "text": text, "at": at}


def conversation(events: Sequence[Event]) -> list[Wire]:
    """The stored conversation as the page shows it. Pressed buttons show their titles, files their names."""
    found: list[Wire] = []
    titles: dict[str, str] = {}  # of the buttons that were offered, by payload
    name, number = "", 0
    for place, event in enumerate(events):
        if isinstance(event, UserUttered):
            name, number = event.message_id or f"e{place}-{event.timestamp}", 0
            if shown := _shown(event, titles):
                found.append(visitor_message(name, shown, event.timestamp))
            if (event.metadata or {}).get("cut"):
                found.append(cut_message(name, event.timestamp))
        elif isinstance(event, BotUttered) and name:
            wire = bot_message(name, number, {"text": event.text, **event.data}, event.timestamp)
            titles.update({b["payload"]: b["title"] for b in wire["quick_replies"]})
            found.append(wire)
            number += 1
    return found


def noted(data: Mapping[str, Any], message: Incoming) -> dict[str, Any] | None:
    """What is kept beside a message's text, so that it can be shown again as it was."""
    kept: dict[str, Any] = {}
    if data.get("file"):
        kept["file"] = shown_name(data["file"])
    elif message.text.startswith("/"):
        kept["shown"] = clean_text(data.get("shown")).text[:LONGEST_TITLE]  # the pressed button's title
    if message.cut:
        kept["cut"] = True
    return kept or None


def _shown(event: UserUttered, titles: Mapping[str, str]) -> str:
    """What the page shows of a visitor's message; "" for what nobody typed or pressed."""
    about, text = event.metadata or {}, event.text or ""
    if about.get("file"):
        return f"File: {about['file']}"
    return str(about.get("shown") or titles.get(text) or "") if text.startswith("/") else text


def answers_in(conversation: Iterable[Wire], name: str) -> list[Wire]:
    """The bot's answers to one message."""
    return [m for m in conversation if m["from"] == "bot" and m["id"].rpartition(".")[0] == name]
