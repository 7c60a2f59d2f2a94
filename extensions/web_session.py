"""Who a visitor of the page is: an id that the server makes and signs, and that the visitor's browser keeps.

Knowing somebody's id (it stands in an export, perhaps in a log) lets nobody speak as them: only the signed form,
which the page sends, is taken.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from itsdangerous import BadSignature, Signer

LONGEST_TOKEN = 200  # characters
_SALT = "waymark.web-session"


@dataclass(frozen=True)
class Session:
    """`person` is the id for the profile and the conversation, `token` its signed form."""

    person: str
    token: str


class Sessions:
    """Makes and checks sessions with this installation's secret."""

    def __init__(self, secret: str) -> None:
        self._signer = Signer(secret, salt=_SALT, key_derivation="hmac", digest_method=hashlib.sha256)

    def new(self) -> Session:
        """Somebody who was never here."""
        person = f"web-{secrets.token_hex(16)}"
        return Session(person, self._signer.sign(person).decode())

    def find(self, token: object) -> Session | None:
        """The session of a token; None where we did not sign it."""
        if not isinstance(token, str) or len(token) > LONGEST_TOKEN:
            return None
        try:
            return Session(self._signer.unsign(token).decode(), token)
        except (BadSignature, ValueError):
            return None
