"""Links under which a person's report can be read: unguessable, signed, with an end, and revocable.

A link's token is `RANDOM.END.SIGNATURE`. The signature (HMAC, by `itsdangerous`) lets a made-up token be refused
without a look at the database; the database keeps only a digest of the token, so that whoever reads the database
can open nobody's report. Deleting the person, revoking, or asking for a new link makes the old one void.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from itsdangerous import BadSignature, Signer

DAYS_OPEN = 7
LONGEST_TOKEN = 300  # characters; a longer one is none of ours
_SALT = "waymark.report"


@dataclass(frozen=True)
class Link:
    """`token` is what the address holds, `key` what the database keeps, `until` its end (UTC)."""

    token: str
    key: str
    until: datetime


def secret_of(home: Path) -> str:
    """What this installation signs with: WAYMARK_SECRET, else a file that is made at the first use, for its owner only.

    Several processes may ask at once: one of them makes the file, all read the same.
    """
    if given := os.environ.get("WAYMARK_SECRET"):
        return given
    file = home / "secret"
    if not file.exists():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = home / f".secret-{os.getpid()}-{secrets.token_hex(4)}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):  # another process was quicker: its secret is the one
            os.link(draft, file)
        draft.unlink()
    return file.read_text().strip()


def new_link(secret: str, now: datetime, days: float = DAYS_OPEN) -> Link:
    """A link that nobody had before."""
    until = (now + timedelta(days=days)).replace(microsecond=0)
    token = _signer(secret).sign(f"{secrets.token_urlsafe(24)}.{int(until.timestamp())}").decode()
    return Link(token, _key(token), until)


def key_of(token: str, secret: str, now: datetime) -> str | None:
    """The database's key for a token; None where the signature is not ours or the end has passed."""
    if len(token) > LONGEST_TOKEN:
        return None
    try:
        said = _signer(secret).unsign(token).decode()
        until = datetime.fromtimestamp(int(said.rpartition(".")[2]), timezone.utc)
    except (BadSignature, ValueError):
        return None
    return _key(token) if now < until else None


def address(base: str, token: str) -> str:
    """The link under the page's own address."""
    return f"{base.rstrip('/')}/report/{token}"


def _signer(secret: str) -> Signer:
    return Signer(secret, salt=_SALT, key_derivation="hmac", digest_method=hashlib.sha256)


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
