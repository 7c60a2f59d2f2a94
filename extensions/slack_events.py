"""What a Slack event asks of the bot, as a value; no call is made here.

A post in a channel counts when it names the bot, or continues a thread in which that person talked with it. Slack
sends such a post twice, as `message` and as `app_mention`; both give the same key. Other bots are never answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extensions.slack_place import DIRECT, THREAD, Place
from extensions.slack_text import incoming

SPOKEN = {None, "", "file_share", "thread_broadcast", "me_message"}  # subtypes that are somebody's words


@dataclass(frozen=True)
class Said:
    """A post of a person. `key` is the same however often it arrives; `named`: the bot was mentioned."""

    place: Place
    text: str
    key: str
    named: bool = True
    begins_thread: bool = False
    files: tuple[str, ...] = ()  # their ids


@dataclass(frozen=True)
class Edited:
    """A post that was written anew."""

    said: Said
    original: str  # the key of the first wording


@dataclass(frozen=True)
class Deleted:
    """A post that its writer took away."""

    place: Place
    original: str
    key: str


def read_event(event: Mapping[str, Any], team: str, bot_user: str) -> Said | Edited | Deleted | None:
    """What happened; None for what is none of the bot's business."""
    subtype = event.get("subtype")
    if subtype == "message_changed":
        return _edited(event, team, bot_user)
    if subtype == "message_deleted":
        return _deleted(event, team)
    return _said(event, event, team, bot_user) if subtype in SPOKEN else None


def _said(post: Mapping[str, Any], event: Mapping[str, Any], team: str, bot_user: str) -> Said | None:
    """`post` has the words, `event` the channel; they differ for an edited post."""
    channel, ts, raw = str(event.get("channel") or ""), str(post.get("ts") or ""), str(post.get("text") or "")
    if not _is_human(post, bot_user) or not channel or not ts:
        return None
    place = _place(post, event, team)
    named = place.kind == DIRECT or event.get("type") == "app_mention" or f"<@{bot_user}" in raw
    return Said(
        place=place,
        text=incoming(raw, bot_user),
        key=_key(channel, ts),
        named=named,
        begins_thread=place.kind == THREAD and not post.get("thread_ts"),
        files=tuple(str(file["id"]) for file in post.get("files") or () if file.get("id")),
    )


def _place(post: Mapping[str, Any], event: Mapping[str, Any], team: str) -> Place:
    channel = str(event["channel"])
    thread = str(post.get("thread_ts") or "")
    # An app_mention has no channel_type; direct conversations have ids that begin with D.
    if event.get("channel_type") == "im" or (not event.get("channel_type") and channel.startswith("D")):
        return Place(DIRECT, team, str(post["user"]), channel, thread)
    return Place(THREAD, team, str(post["user"]), channel, thread or str(post["ts"]))


def _edited(event: Mapping[str, Any], team: str, bot_user: str) -> Edited | None:
    post, before = event.get("message") or {}, event.get("previous_message") or {}
    if post.get("text") == before.get("text"):  # Slack added a preview of a link
        return None
    said = _said(post, event, team, bot_user)
    if said is None:
        return None
    at = str((post.get("edited") or {}).get("ts") or event.get("event_ts") or event.get("ts"))
    changed = Said(said.place, said.text, f"{said.key}:{at}", said.named)
    return Edited(changed, said.key)


def _deleted(event: Mapping[str, Any], team: str) -> Deleted | None:
    post = event.get("previous_message") or {}
    channel, ts = str(event.get("channel") or ""), str(event.get("deleted_ts") or post.get("ts") or "")
    if not _is_human(post, "") or not channel:
        return None
    return Deleted(_place({**post, "ts": ts}, event, team), _key(channel, ts), f"{_key(channel, ts)}:deleted")


def _is_human(post: Mapping[str, Any], bot_user: str) -> bool:
    user = post.get("user")
    return bool(user) and user not in (bot_user, "USLACKBOT") and not post.get("bot_id")


def _key(channel: str, ts: str) -> str:
    return f"{channel}:{ts}"
