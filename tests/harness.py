"""A whole Waymark for tests: the trained bot, the real action server, a temporary database; driven over REST.

Between the Rasa server and the action server stands a `Gate` that can be told to fail in the ways of real ones.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from extensions.children import Children
from extensions.launch import ROOT, Running, choose_port, start
from tests.local_server import local_server

Answer = list[dict[str, Any]]
# What a broken action server says, by the mode of the gate.
MADE_UP = {
    "error": (500, b'{"error": "x"}'),
    "garbage": (200, b"<html>"),
    "odd": (200, b'{"events": [{"a": 1}]}'),
}


@dataclass(frozen=True)
class Reply:
    """What the bot answered to one message."""

    said: str
    messages: Answer

    @property
    def text(self) -> str:
        return "\n".join(m["text"] for m in self.messages if m.get("text"))

    @property
    def buttons(self) -> list[dict[str, str]]:
        return [b for m in self.messages for b in m.get("buttons") or ()]

    @property
    def data(self) -> list[dict[str, Any]]:
        return [m["custom"] for m in self.messages if m.get("custom")]

    def payload(self, part: str) -> str:
        """The payload of the first button whose title or payload holds this; fails where there is none."""
        found = [b["payload"] for b in self.buttons if part.casefold() in f"{b['title']} {b['payload']}".casefold()]
        assert found, f"no button with {part!r} among {[b['title'] for b in self.buttons]} after {self.said!r}"
        return found[0]


class Gate:
    """Passes the Rasa server's calls on, or fails: "open", "down", "slow", "error", "garbage" or "odd"."""

    def __init__(self) -> None:
        self.mode = "open"
        self.target = ""
        self.calls = 0
        gate = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                gate.calls += 1
                gate.pass_on(self)

            def do_GET(self) -> None:
                gate.pass_on(self)

            def log_message(self, *_: object) -> None:
                return

        self.handler = Handler
        self.url = ""

    def before(self, target: str) -> str:
        """The gate's own address for the Rasa server; what comes there goes on to `target`."""
        self.target = target.rsplit("/", 1)[0]
        return f"{self.url}/webhook"

    def pass_on(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("content-length") or 0))
        if self.mode == "down":
            handler.close_connection = True
            return
        if self.mode == "slow":
            time.sleep(7)
        status, content = MADE_UP.get(self.mode) or self._fetch(handler, body)
        with contextlib.suppress(OSError):  # the caller may have stopped waiting
            handler.send_response(status)
            handler.send_header("Content-Type", "application/json")
            handler.send_header("Content-Length", str(len(content)))
            handler.end_headers()
            handler.wfile.write(content)

    def _fetch(self, handler: BaseHTTPRequestHandler, body: bytes) -> tuple[int, bytes]:
        sent = {k: v for k, v in handler.headers.items() if k.lower() in {"authorization", "content-type"}}
        request = urllib.request.Request(
            self.target + handler.path, data=body if handler.command == "POST" else None, headers=sent
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


@dataclass(frozen=True)
class Bot:
    """A running Waymark."""

    running: Running
    gate: Gate
    home: Path

    @property
    def url(self) -> str:
        return self.running.url

    def post(self, body: object, raw: bytes | None = None) -> tuple[int, Any]:
        """Status and JSON of the REST channel's answer."""
        request = urllib.request.Request(
            f"{self.url}/webhooks/rest/webhook",
            raw if raw is not None else json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=75) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def say(self, person: str, text: object, **more: object) -> Reply:
        """One message; the answer must be a non-empty list with a text in it."""
        status, messages = self.post({"sender": person, "message": text, **more})
        assert status == 200, (status, messages)
        assert any(m.get("text") for m in messages), f"silence after {str(text)[:200]!r}: {messages}"
        return Reply(str(text), messages)

    def talk(self, person: str, *lines: str) -> list[Reply]:
        """Several messages, one after the other."""
        return [self.say(person, line) for line in lines]

    def profile(self, person: str) -> dict[str, Any]:
        """What is stored of a person: `waymark profile show PERSON --json`."""
        return dict(json.loads(run_waymark("profile", "show", person, "--json")))

    def parse(self, text: str) -> dict[str, Any]:
        """Rasa's understanding of one text."""
        request = urllib.request.Request(f"{self.url}/model/parse", json.dumps({"text": text}).encode())
        with urllib.request.urlopen(request, timeout=30) as answer:
            return dict(json.load(answer))

    def logs(self) -> str:
        """All that the servers wrote."""
        return "\n".join(path.read_text(errors="replace") for path in (self.home / "logs").glob("*.log"))


def run_waymark(*words: str) -> str:
    """Standard output of a `waymark` command, run in this process; fails unless it ends well."""
    from waymark.cli import main

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(words))
    assert code == 0, f"waymark {' '.join(words)} ended with {code}: {err.getvalue()}"
    return out.getvalue()


@contextlib.contextmanager
def running_bot(home: Path, model: Path) -> Iterator[Bot]:
    """A Waymark of its own in `home`, ended afterwards. The environment points at it meanwhile."""
    own = {
        "WAYMARK_HOME": str(home),
        "WAYMARK_DATABASE_URL": f"sqlite:///{home / 'waymark.db'}",
        "WAYMARK_TRACKER_URL": f"sqlite:///{home / 'conversations.db'}",
    }
    before = {name: os.environ.get(name) for name in own}
    os.environ.update(own)
    gate = Gate()
    try:
        with local_server(gate.handler) as gate.url, Children(ROOT) as children:
            yield Bot(start(children, choose_port(None), model, gate.before), gate, home)
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def words(replies: Sequence[Reply]) -> str:
    """A conversation as text, for a failure's message."""
    return "\n".join(f"> {r.said}\n{r.text}" for r in replies)
