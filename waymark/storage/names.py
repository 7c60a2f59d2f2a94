"""The id under which a person is kept, and what is kept of somebody who was removed."""

from __future__ import annotations

import hashlib

from waymark.storage.columns import clean_text

LONGEST_PERSON = 255  # characters


def stored_name(person: str) -> str:
    """The id under which a person is kept: theirs, or a hash of one that is too long or unfit for a database.

    Raises ValueError on an empty id.
    """
    if not person:
        raise ValueError("a person needs an id")
    if len(person) > LONGEST_PERSON or clean_text(person) != person:
        return "sha256:" + hashlib.sha256(person.encode("utf-8", "surrogatepass")).hexdigest()
    return person


def person_key(person: str) -> str:
    """A hash of the id, so that the list of removals names nobody."""
    return hashlib.sha256(stored_name(person).encode()).hexdigest()
