"""Encryption of what people wrote, where WAYMARK_TEXT_KEY asks for it: Fernet (AES-128-CBC and HMAC-SHA-256).

Sealed are evidence, unknown words, the profile kept for undo, assessments, feedback and the conversations' events. Not
sealed: who, when, which skill at which level (the adviser counts and compares them).

Sealed and plain values may stand side by side, so encryption can be turned on, off and to another key while people
talk; `resealing` then brings the old rows along. A sealed value begins with `SEALED`; a plain text that happens
to begin like one is marked with `QUOTED`, so that reading is never a guess.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy.engine import Connection

from waymark.storage.errors import DatabaseSealed, DatabaseUnsupported

OPTION = "waymark_cipher"  # the execution option by which a connection carries its cipher
SEALED, QUOTED = "sealed:1:", "plain:1:"


@dataclass(frozen=True)
class Cipher:
    """Seals with the first key and opens with any; without keys, texts stay as they are."""

    keys: tuple[Fernet, ...] = ()

    def seal(self, text: str) -> str:
        """The text as it is stored."""
        if self.keys:
            return SEALED + self.keys[0].encrypt(text.encode()).decode()
        return QUOTED + text if text.startswith((SEALED, QUOTED)) else text

    def open(self, stored: str) -> str:
        """The inverse of `seal`, by whichever of the keys. Raises DatabaseSealed where none fits."""
        if stored.startswith(QUOTED):
            return stored[len(QUOTED) :]
        if not stored.startswith(SEALED):
            return stored
        if not self.keys:
            raise DatabaseSealed("the texts in the database are encrypted: set WAYMARK_TEXT_KEY")
        try:
            return MultiFernet(self.keys).decrypt(stored[len(SEALED) :].encode()).decode()
        except InvalidToken:
            raise DatabaseSealed("no key in WAYMARK_TEXT_KEY opens the texts in the database") from None

    def seal_document(self, document: Any) -> Any:
        """A JSON value as it is stored in a JSON column: itself, or a sealed text."""
        return self.seal(json.dumps(document, separators=(",", ":"))) if self.keys else document

    def open_document(self, stored: Any) -> Any:
        """The inverse of `seal_document`; None for None."""
        return json.loads(self.open(stored)) if isinstance(stored, str) and stored.startswith(SEALED) else stored

    def is_current(self, stored: str) -> bool:
        """Is this what `seal` would have made, with the first key?"""
        if not self.keys:
            return not stored.startswith(SEALED)
        if not stored.startswith(SEALED):
            return False
        try:
            self.keys[0].decrypt(stored[len(SEALED) :].encode())
        except InvalidToken:
            return False
        return True


def cipher_from(keys: str) -> Cipher:
    """The cipher of WAYMARK_TEXT_KEY: Fernet keys, the newest first, by commas or blanks; none for "".

    Raises DatabaseUnsupported on a key that is none; the message does not hold it.
    """
    try:
        return Cipher(tuple(Fernet(key.encode()) for key in keys.replace(",", " ").split()))
    except ValueError:
        raise DatabaseUnsupported("WAYMARK_TEXT_KEY holds something that is no key: `waymark keys new`") from None


def new_key() -> str:
    """A key for WAYMARK_TEXT_KEY."""
    return Fernet.generate_key().decode()


def cipher_of(connection: Connection) -> Cipher:
    """The cipher of the database that this connection belongs to."""
    found = connection.get_execution_options().get(OPTION)
    return found if isinstance(found, Cipher) else Cipher()
