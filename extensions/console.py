"""The conversation in a terminal, over the REST channel.

`rasa shell` hangs on piped input and gives everybody a new id at each start; this client knows who is at the
keyboard, takes a pasted CV as one message, answers each line of a piped script, and lets a button be chosen by
its number. Only the standard library, so that the prompt is there at once.
"""

from __future__ import annotations

import getpass
import json
import os
import re
import secrets
import select
import shutil
import sys
import textwrap
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import Any, TextIO

from extensions.console_cards import PLAIN, paired, shown

WIDEST = 80
SECONDS_TO_ANSWER = 75.0
AGAIN = 0.5  # seconds between two attempts
PASTE_GAP = 0.06  # seconds; lines that follow sooner were pasted
LEAVE = {"/stop", "/quit", "/exit", "/bye"}
BANNER = """\
Waymark - data scientist or machine learning engineer? What fits, what is next.
Say what you know and like, or ask anything about the two jobs.
A number picks a button; /stop or Ctrl-D leaves."""

Button = Mapping[str, str]


def person(home: Path) -> str:
    """A stable id for whoever uses this installation on this machine; WAYMARK_PERSON names another one."""
    if given := os.environ.get("WAYMARK_PERSON"):
        return given
    file = home / "person"
    try:
        return file.read_text().strip() or _new_person(file)
    except FileNotFoundError:
        return _new_person(file)


def _new_person(file: Path) -> str:
    try:
        user = re.sub(r"[^a-z0-9._-]", "", getpass.getuser().lower())
    except (KeyError, OSError):
        user = ""  # no such user in the system's list, as in some containers
    name = f"shell-{user or 'somebody'}-{secrets.token_hex(4)}"
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.write_text(name + "\n")
    return name


def chat(url: str, who: str, source: TextIO | None = None, out: TextIO | None = None) -> int:
    """Talk until the end of the input or /stop. 0 when every message was answered, 1 when the bot is gone."""
    source, out = source or sys.stdin, out or sys.stdout
    live = source.isatty()
    print(BANNER, file=out, flush=True)
    buttons: Sequence[Button] = ()
    for text in lines(source, out, live):
        if text.lower() in LEAVE:
            break
        try:
            answer = send(url, who, chosen(text, buttons))
        except OSError:
            print("Waymark does not answer any more; please start it again.", file=out, flush=True)
            return 1
        buttons = show(answer, out)
    print("Goodbye!" if live else "", file=out, flush=True)
    return 0


def lines(source: TextIO, out: TextIO, live: bool) -> Iterator[str]:
    """What the person says, message by message; empty lines are none. Ends at the end of the input or Ctrl-C."""
    prompt = "\nYou: "
    if live:
        _edit_lines()
    while True:
        try:
            text = _typed(prompt, source) if live else _piped(prompt, source, out)
        except (EOFError, KeyboardInterrupt):
            return
        if text.strip():
            yield text.strip()


def _piped(prompt: str, source: TextIO, out: TextIO) -> str:
    line = source.readline()
    if not line:
        raise EOFError
    if line.strip():
        print(f"{prompt}{line.strip()}", file=out, flush=True)
    return line


def _typed(prompt: str, source: TextIO) -> str:
    """One message; lines that came with it in one paste belong to it."""
    parts = [input(prompt)]
    while select.select([source], [], [], PASTE_GAP)[0]:
        try:
            parts.append(input())
        except EOFError:
            break
    return "\n".join(parts)


def _edit_lines() -> None:
    """Arrow keys and history in the prompt, where Python has them; nothing is written to a file."""
    try:
        import readline
    except ImportError:
        return
    readline.set_auto_history(True)


def chosen(text: str, buttons: Sequence[Button]) -> str:
    """The payload of the button whose number or title this is; else the text."""
    if re.fullmatch(r"\d{1,2}[.)]?", text) and 1 <= int(text.rstrip(".)")) <= len(buttons):
        return buttons[int(text.rstrip(".)")) - 1]["payload"]
    return next((b["payload"] for b in buttons if b["title"].casefold() == text.casefold()), text)


def send(url: str, who: str, text: str) -> list[dict[str, Any]]:
    """The bot's messages. Raises OSError when nobody answers.

    A line that breaks is tried again for as long as an answer may take: the launcher starts a lost server again, and
    what it heard already it does not hear twice.
    """
    body = json.dumps({"sender": who, "message": text, "message_id": secrets.token_hex(12)}).encode()
    request = urllib.request.Request(f"{url}/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
    end = time.monotonic() + SECONDS_TO_ANSWER
    while True:
        try:
            with urllib.request.urlopen(request, timeout=SECONDS_TO_ANSWER) as answer:
                return list(json.load(answer))
        except urllib.error.HTTPError as error:
            with error:
                return [{"text": f"That could not be sent ({error.code})."}]
        except (OSError, HTTPException) as error:
            reason = error.reason if isinstance(error, urllib.error.URLError) else error
            broke = isinstance(reason, (ConnectionResetError, BrokenPipeError, HTTPException))
            if not broke or time.monotonic() > end:
                raise OSError(type(error).__name__) from None
            time.sleep(AGAIN)


def show(messages: Sequence[Mapping[str, Any]], out: TextIO) -> Sequence[Button]:
    """Print the bot's messages; the buttons of the last ones, numbered. Returns those buttons."""
    width = min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)
    buttons: list[Button] = []
    for message, custom in paired(messages):
        if text := message.get("text"):
            print("\n" + _printable(wrapped(shown(str(text), custom), width), out), file=out)
        for key in ("image", "attachment"):
            if message.get(key):
                print(f"\n{message[key]}", file=out)
        buttons += [b for b in message.get("buttons") or () if b.get("payload")]
    for number, button in enumerate(buttons, 1):
        print(f"  {number}) {button['title']}", file=out)
    out.flush()
    return buttons


def _printable(text: str, out: TextIO) -> str:
    """The text as this terminal can write it."""
    encoding = getattr(out, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(PLAIN).encode(encoding, "replace").decode(encoding)
    return text


def wrapped(text: str, width: int) -> str:
    """The text in lines of at most `width` columns; a list item's later lines stand under its first word."""
    return "\n".join(_wrapped_line(line, width) for line in text.splitlines())


def _wrapped_line(line: str, width: int) -> str:
    lead = re.match(r"\s*(?:[-*•]\s+|\d{1,2}[.)]\s+)?", line)
    indent = " " * (lead.end() if lead else 0)
    return textwrap.fill(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, replace_whitespace=False
    )
