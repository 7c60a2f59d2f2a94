"""Our messages as Slack's blocks, within the limits that Slack documents.

At most 50 blocks a message, 3,000 characters a section, 75 a button's or option's title, 2,000 a button's value,
150 an option's, 100 options, 25 buttons in a block. Source: https://docs.slack.dev/reference/block-kit/
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extensions.console_cards import bar
from extensions.slack_place import THREAD, Place
from extensions.slack_text import LONGEST, mrkdwn, split

Block = dict[str, Any]
MOST_BLOCKS = 40  # of a message; Slack takes 50
MOST_BUTTONS = 5  # more become a menu
TITLE, BUTTON_VALUE, OPTION_VALUE, MOST_OPTIONS = 75, 2000, 150, 100
BAR = 12  # characters
# Cards below which one may choose again and again; every other choice answers a question and is made once.
LASTING = {"profile", "recommendation", "gaps", "plan", "report", "chart"}
# What a message about jobs and skills in general carries; only such may be read by a whole channel.
GENERAL = {"topic", "requirements", "skill"}


@dataclass(frozen=True)
class Post:
    """One message as Slack takes it. `private`: in a channel only the person may see it."""

    text: str
    blocks: tuple[Block, ...]
    private: bool = True


def render(message: Mapping[str, Any], place: Place, key: str = "") -> list[Post]:
    """One message of the bot, as few posts as the limits allow; empty for one that shows nothing.

    `key` is that of the message that it answers: its choices carry it, see `offered_for`.
    """
    data = message.get("custom") if isinstance(message.get("custom"), Mapping) else {}
    text = str(message.get("text") or "")
    blocks = [section(piece) for piece in split(mrkdwn(text))]
    blocks += _bars(data or {})
    blocks += choices(message.get("buttons") or (), place, (data or {}).get("kind") not in LASTING, key)
    if message.get("image"):
        blocks.append(section(mrkdwn(str(message["image"]))))
    private = place.kind != THREAD or not GENERAL & set(data or {})
    summary = (split(mrkdwn(text)) or ["Waymark"])[0]
    return [Post(summary, tuple(some), private) for some in _chunks(blocks, MOST_BLOCKS)]


def section(text: str) -> Block:
    """`verbatim`: Slack looks for no names or links in it beyond those that we wrote as such."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def note(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text[:LONGEST], "verbatim": True}]}


def choices(buttons: Iterable[Mapping[str, Any]], place: Place, once: bool, key: str = "") -> list[Block]:
    """Up to five buttons, or a menu; long payloads, which no menu takes, as rows of buttons."""
    listed = [(_title(b.get("title")), str(b.get("payload") or "")) for b in buttons]
    listed = [(title, value) for title, value in listed if title and 0 < len(value) <= BUTTON_VALUE][:MOST_OPTIONS]
    fits_menu = all(len(value) <= OPTION_VALUE for _, value in listed)
    if len(listed) > MOST_BUTTONS and fits_menu:
        options = [{"text": _plain(title), "value": value} for title, value in listed]
        menu = {
            "type": "static_select",
            "action_id": "choose",
            "placeholder": _plain("Choose one"),
            "options": options,
        }
        return [_actions([menu], place, once, key)]
    made = [_button(number, title, value) for number, (title, value) in enumerate(listed)]
    return [_actions(some, place, once, key) for some in _chunks(made, MOST_BUTTONS)]


def _actions(elements: Sequence[Block], place: Place, once: bool, key: str) -> Block:
    unique = f"{offered_for(key)}-{secrets.token_hex(6)}"
    return {"type": "actions", "block_id": place.mark(once, unique), "elements": list(elements)}


def offered_for(key: str) -> str:
    """A short name of the message below whose answer choices were offered; "" for none."""
    return hashlib.sha256(key.encode()).hexdigest()[:12] if key else ""


def _button(number: int, title: str, value: str) -> Block:
    made: Block = {"type": "button", "action_id": f"choice-{number}", "text": _plain(title), "value": value}
    return {**made, "style": "danger"} if value.startswith("/delete_my_data") else made


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


def _title(raw: object) -> str:
    text = " ".join(str(raw or "").split())
    return text if len(text) <= TITLE else text[: TITLE - 1] + "\u2026"


def _bars(data: Mapping[str, Any]) -> list[Block]:
    """Fit and readiness by role as aligned bars; the sentence above says the same in words."""
    labels, fit, ready = data.get("labels"), data.get("fit"), data.get("readiness")
    if not (isinstance(labels, Mapping) and isinstance(fit, Mapping) and isinstance(ready, Mapping)):
        return []
    width = max((len(str(labels.get(role, role))) for role in (*fit, *ready)), default=0)

    def row(role: object, share: float, value: str) -> str:
        return f"{labels.get(role, role)!s:<{width}} {bar(share, BAR)} {value}"

    lines = [row(role, float(one["value"]), f"{float(one['value']) * 100:.0f} in 100") for role, one in fit.items()]
    held = [row(role, float(share), f"{float(share) * 100:.0f} %") for role, share in ready.items()]
    shown = [*(["Fit", *lines] if lines else []), *(["Held of what is asked for", *held] if held else [])]
    return [section("```" + "\n".join(shown) + "```")] if shown else []


def chosen(title: str) -> str:
    """What stands where the choices were, once one was made."""
    return f"You chose: *{mrkdwn(title)}*"


def answered(blocks: Sequence[Mapping[str, Any]], block_id: str, text: str) -> list[Block]:
    """The blocks of a message whose choices are over: the text stands where they were."""
    said = note(text)
    return [said if b.get("block_id") == block_id else dict(b) for b in blocks]


def _chunks(items: Sequence[Block], most: int) -> list[list[Block]]:
    return [list(items[start : start + most]) for start in range(0, len(items), most)]
