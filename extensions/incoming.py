"""What comes in through a channel, made safe for everything behind it.

Every channel sends its text through `clean_text`: no control characters (a database refuses NUL), no lone
surrogates (they cannot be stored), a bounded length, one apostrophe ("don’t" from a phone is "don't" to everything
behind it), and a leading "/" only on a payload of ours.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from extensions.payloads import allowed_payload

LONGEST_TEXT = 10_000  # characters; a long CV has about 6,000
LONGEST_SENDER = 200  # characters; the tracker store's column holds 255
# C0 and C1 controls but tab and newline, lone surrogates, and the marks that turn the direction of writing
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[\u2019\u02bc\u00b4`](?=[^\W\d_])")  # one character for one: offsets stay
_BLANK = re.compile(r"[ \t\u00a0]{3,}")
_COMMAND = re.compile(r"^[\s/]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Incoming:
    """A message's text as it goes on, and whether its end was left out."""

    text: str
    cut: bool = False


def clean_text(raw: object) -> Incoming:
    """The text of a message, whatever was sent. Never raises; what is no text is the empty text."""
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        return Incoming("")
    text = str(raw)[: 4 * LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = _UNWANTED.sub("", unicodedata.normalize("NFC", text))
    text = _APOSTROPHE.sub("'", text)
    text = _EMPTY_LINES.sub("\n\n", _BLANK.sub("  ", text)).strip()
    if payload := allowed_payload(text):
        return Incoming(payload)
    text = _COMMAND.sub("", text)  # Rasa would take it for a command
    if len(text) <= LONGEST_TEXT:
        return Incoming(text, cut=isinstance(raw, str) and len(raw) > 4 * LONGEST_TEXT)
    return Incoming(_whole_words(text[:LONGEST_TEXT]), cut=True)


def _whole_words(text: str) -> str:
    """The text without a last word that may have been cut; as it is when that would lose much."""
    shorter = re.sub(r"\S+$", "", text).rstrip()
    return shorter if len(shorter) > 0.9 * len(text) else text


def clean_sender(raw: object) -> str | None:
    """The sender's id as it is; None where it cannot be one (absent, empty, too long, control characters).

    Nobody gets a default id: all who sent none would share one profile.
    """
    if isinstance(raw, bool) or not isinstance(raw, (str, int)):
        return None
    sender = str(raw)
    if not sender.strip() or len(sender) > LONGEST_SENDER or _UNWANTED.search(sender):
        return None
    return sender
