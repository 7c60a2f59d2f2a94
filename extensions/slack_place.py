"""Where in Slack a person speaks, and how a reply gets there.

A conversation is a person in a place: the direct conversation, or one thread of a channel. Two threads never mix,
nor do two people in one thread; the profile behind all of them is the person's. A slash command and the App Home
belong to the direct conversation, wherever they are used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

DIRECT, THREAD, COMMAND = "d", "t", "c"
_MARK = re.compile(r"wm\|(once|stay)\|([dtc])\|([0-9.]{0,30})\|([A-Z0-9]*)\|(?:([0-9a-f]*)-)?.*")


@dataclass(frozen=True)
class Place:
    """`channel` is Slack's id (a user's id opens the direct conversation), `thread` the time stamp of its root."""

    kind: str
    team: str
    user: str
    channel: str
    thread: str = ""

    @property
    def person(self) -> str:
        return f"slack:{self.team}:{self.user}"

    @property
    def conversation(self) -> str:
        """The conversation's id, see `waymark.places`."""
        return self.person if self.kind == COMMAND or not self.thread else f"{self.person}#{self.channel}:{self.thread}"

    def mark(self, once: bool, unique: str) -> str:
        """A block's id, which a press of its button brings back (an ephemeral message brings nothing else)."""
        return f"wm|{'once' if once else 'stay'}|{self.kind}|{self.thread}|{self.user}|{unique}"[:255]


@dataclass(frozen=True)
class Mark:
    """What a block's id says: whether its choice is made once, where it was offered to whom, and below the answer to
    which message ("" where that does not matter)."""

    once: bool
    kind: str
    thread: str
    user: str
    offered_for: str = ""


def read_mark(block_id: str) -> Mark | None:
    """None for a block that is none of ours."""
    found = _MARK.fullmatch(block_id)
    return Mark(found[1] == "once", found[2], found[3], found[4], found[5] or "") if found else None


def pressed_at(body: Mapping[str, Any], mark: Mark) -> Place:
    """Where the pressed button was offered; in the App Home the answer goes to the direct conversation."""
    user = str((body.get("user") or {}).get("id") or "")
    channel = str((body.get("channel") or {}).get("id") or (body.get("container") or {}).get("channel_id") or user)
    team = str((body.get("team") or {}).get("id") or (body.get("user") or {}).get("team_id") or "")
    return Place(mark.kind, team, user, channel, mark.thread)
