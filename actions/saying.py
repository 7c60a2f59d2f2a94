"""How the messages of a reply are said: nothing word for word twice, and to somebody new what is stored."""

from __future__ import annotations

from dataclasses import replace

from actions.turn import Turn
from waymark.report import talk
from waymark.report.messages import Message

SHOWN_AGAIN = {"profile", "gaps", "plan"}  # who asks for these wants to see them, however often


def _is_receipt(message: Message) -> bool:
    """ "Noted: SQL", "Skipped." before what follows: nobody misses it."""
    data = message.data or {}
    return "understood" in data or str(data.get("mark", "")).startswith(talk.ANSWER)


def without_repetition(
    messages: tuple[Message, ...], said_before: tuple[str, ...], same_words: bool = True
) -> list[Message]:
    """The messages, less what the bot said word for word in its last turn or says twice in this one.

    An answer that falls away is replaced by a word on it, so that nobody seems unheard; who asked in other words, or
    wants to see a profile, gaps or a plan, gets it again in full.
    """
    said = set(said_before)
    out: list[Message] = []
    for message in messages:
        if message.text not in said:
            out.append(message)
            said.add(message.text)
    if not messages or (out and (messages[0] in out or _is_receipt(messages[0]))):
        return out
    if not same_words or messages[0].kind in SHOWN_AGAIN:
        return [replace(messages[0], text=talk.once_more(messages[0].text)), *out]
    again = replace(messages[0], text=talk.already_said(said_before), kind="text", data=None)
    return [again, *out]


def is_new(turn: Turn) -> bool:
    """Whether this is the first reply to a person, or after a cry for help the second. Somebody of whom something is
    stored is met again, in whichever thread it is."""
    first = turn.number <= 1 and not turn.said_before
    first = first or (turn.number == 2 and talk.CARE in turn.marks_before)
    return first and turn.adviser.profile(turn.person).is_empty


def introduced(turn: Turn, messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """The first reply to a person says what is stored."""
    if not messages or turn.intent in {"greet", "ask_privacy", "delete_my_data", "distress"}:
        return messages
    return (replace(messages[0], text=f"{messages[0].text}\n{talk.PRIVACY_LINE}"), *messages[1:])
