"""Who speaks in a conversation: in Slack a person has one profile and a conversation in every place.

A conversation's id is the person's (`slack:TEAM:USER`, which is also the direct conversation) or that id with a
place after it (`slack:TEAM:USER#CHANNEL:THREAD`). Every other channel has one conversation a person, by any id,
so nothing is cut off theirs.
"""

from __future__ import annotations

import re

_PERSON = re.compile(r"slack:[A-Z0-9]+:[A-Z0-9]+")
_PLACED = re.compile(rf"({_PERSON.pattern})#.+")


def person_of(conversation: str) -> str:
    """The person whose profile a conversation is about."""
    found = _PLACED.fullmatch(conversation)
    return found[1] if found else conversation


def has_places(person: str) -> bool:
    """Can this person have further conversations, whose ids begin with `PERSON#`?"""
    return _PERSON.fullmatch(person) is not None
