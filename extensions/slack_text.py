"""Text between people and Slack: what Slack wraps and escapes coming in, mrkdwn going out.

Slack writes `&`, `<`, `>` as entities and puts links, people and channels in angle brackets; the same holds for
what is sent, so that no word of a message can call a channel or hide a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 3000  # characters of a section block's text
_WRAPPED = re.compile(r"<([^<>]*)>")
_BOLD = re.compile(r"(?<![\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])")
_CODE = re.compile(r"`{1,3}([^`]+)`{1,3}")
_LINK = re.compile(r"\[([^\[\]\n|]+)\]\((https?://[^\s()<>|]+)\)")
_BARE = re.compile(r"(?<![<|\w])https?://[^\s<>|\"]+")
_STRONG = re.compile(r"\*\*([^*\n]+)\*\*")
_HEADING = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)
_ITEM = re.compile(r"^(\s*)[-*] +", re.MULTILINE)
_ATOM = re.compile(r"<[^<>]*>|&(?:amp|lt|gt);|.", re.DOTALL)


def incoming(text: str, bot_user: str = "") -> str:
    """What the person typed: without the bot's own name, with links as they were written, nothing escaped."""
    plain = _WRAPPED.sub(lambda found: _typed(found[1], bot_user), text)
    plain = _CODE.sub(r"\1", _BOLD.sub(r"\1", plain))
    plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return re.sub(r"[ \t]{2,}", " ", plain).strip()


def _typed(inside: str, bot_user: str) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return "" if target[1:] == bot_user or not label else f"@{label.lstrip('@')}"
    if target.startswith("#"):
        return f"#{label}" if label else ""
    if target.startswith("!"):
        return label
    return label or target.removeprefix("mailto:").removeprefix("tel:")


def escape(text: str) -> str:
    """The three characters that mean something to Slack."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mrkdwn(text: str) -> str:
    """Our text, which knows Markdown's links, bold, headings and lists, in Slack's notation."""
    plain = _LINK.sub(r"<\2|\1>", escape(text.replace(" -> ", " \u2192 ")))
    plain = _BARE.sub(_bare, plain)
    plain = _ITEM.sub("\\1\u2022 ", plain)
    return _HEADING.sub(r"*\1*", _STRONG.sub(r"*\1*", plain))


def _bare(found: re.Match[str]) -> str:
    address = found[0]
    kept = re.sub(r"(?:&gt;|&lt;|[.,;:!?)\]'])+$", "", address)
    return f"<{kept}>{address[len(kept) :]}"


def split(text: str, most: int = LONGEST) -> list[str]:
    """Pieces of at most `most` characters, cut at lines, else at words; never inside a link or an entity."""
    pieces: list[str] = []
    current = ""
    for part in _parts(text, most):
        if len(current) + len(part) > most:
            pieces.append(current)
            current = ""
        current += part
    pieces.append(current)
    return [piece.strip("\n") for piece in pieces if piece.strip()]


def _parts(text: str, most: int) -> Iterator[str]:
    """The text in parts of at most `most` characters: lines, words of a long line, atoms of a long word."""
    for line in text.splitlines(keepends=True):
        if len(line) <= most:
            yield line
            continue
        for word in re.findall(r"(?:<[^<>]*>|[^\s<])+\s*|\s+|<", line):
            yield from [word] if len(word) <= most else _short(_ATOM.findall(word), most)


def _short(atoms: list[str], most: int) -> Iterator[str]:
    """Atoms as they are; one that is longer than a block may be is cut."""
    for atom in atoms:
        yield from (atom[start : start + most] for start in range(0, len(atom), most))
