"""Hold the conversations of a page of the docs again, and put down what is answered now.

    python -m bench.conversations http://127.0.0.1:5005 docs/conversations.md

The address is that of a running Waymark (`make serve`). In each block of ```text every line that begins with "> " is
said by a new person; what stood below it is replaced. Nothing else in the page changes.
"""

from __future__ import annotations

import json
import re
import secrets
import sys
import urllib.request
from pathlib import Path

_BLOCK = re.compile(r"(?<=```text\n)(?:> .*?)(?=```)", re.DOTALL)


def main(address: str, page: str) -> None:
    path = Path(page)
    path.write_text(_BLOCK.sub(lambda block: held(address, block[0]), path.read_text(encoding="utf-8")), "utf-8")


def held(address: str, block: str) -> str:
    """The block with the answers of now."""
    person = f"docs-{secrets.token_hex(8)}"
    lines = [line[2:] for line in block.splitlines() if line.startswith("> ")]
    return "\n\n".join(f"> {line}\n{answers(address, person, line)}" for line in lines) + "\n"


def answers(address: str, person: str, line: str) -> str:
    """What is answered, two blanks before each line; a message's buttons stand in brackets behind it."""
    body = json.dumps({"sender": person, "message": line}).encode()
    request = urllib.request.Request(f"{address}/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        messages = json.load(answer)
    said = []
    for message in messages:
        titles = " | ".join(button["title"] for button in message.get("buttons") or ())
        if not (text := message.get("text")):  # what a richer channel draws
            continue
        said.append("\n".join(f"  {row}".rstrip() for row in text.split("\n")) + (f"   [{titles}]" if titles else ""))
    return "\n\n".join(said)


if __name__ == "__main__":
    main(*sys.argv[1:3])
