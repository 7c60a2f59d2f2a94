"""How the messages of a reply are said: nothing word for word twice."""

from __future__ import annotations

from dataclasses import replace

from waymark.report import talk
from waymark.report.messages import Message

SHOWN_AGAIN = {"profile", "gaps", "plan"}  # who asks for these wants to see them, however often


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
    if not messages or (out and (messages[0] in out or "understood" in (messages[0].data or {}))):  # "Noted: SQL"
        return out
    if not same_words or messages[0].kind in SHOWN_AGAIN:
        return [replace(messages[0], text=talk.once_more(messages[0].text)), *out]
    again = replace(messages[0], text=talk.already_said(said_before), kind="text", data=None)
    return [again, *out]
