"""A Waymark as it stands behind a proxy: tokens set, JSON logs, the addresses of visitors known from the proxy."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from extensions.launch import ROOT, action_python

REST_TOKEN, API_TOKEN, ACTION_TOKEN = "rest-token", "api-token", "action-token"
CREDENTIALS = """
extensions.channels.RestChannel: {}
extensions.web.WebChannel: {}
extensions.operations.OperationsChannel: {}
"""
VISITOR = "203.0.113.7"  # an address for documentation (RFC 5737)


@dataclass(frozen=True)
class Production:
    """Where it answers and where it writes."""

    url: str
    home: Path

    def ask(
        self, path: str, body: Any = None, method: str | None = None, raw: bytes | None = None, **headers: str
    ) -> tuple[int, Any, dict[str, str]]:
        """Status, content (JSON where it is some) and headers of an answer."""
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        sent = {"Content-Type": "application/json", **{name.replace("_", "-"): v for name, v in headers.items()}}
        try:
            with urlopen(Request(self.url + path, data, sent, method=method), timeout=60) as answer:
                status, content, got = answer.status, answer.read(), dict(answer.headers)
        except HTTPError as error:
            with error:
                status, content, got = error.code, error.read(), dict(error.headers)
        try:
            return status, json.loads(content), got
        except ValueError:
            return status, content.decode(errors="replace"), got

    def say(self, person: str, text: str, address: str = VISITOR, **headers: str) -> str:
        """The bot's words to one message over REST, as the trusted caller passes it on."""
        sent = {"Authorization": f"Bearer {REST_TOKEN}", "X_Forwarded_For": address, **headers}
        status, messages, _ = self.ask("/webhooks/rest/webhook", {"sender": person, "message": text}, **sent)
        assert status == 200, messages
        return "\n".join(m.get("text", "") for m in messages)

    def log(self, name: str) -> list[dict[str, Any]]:
        """The lines of one server's log."""
        lines = (self.home / f"{name}.log").read_text(errors="replace").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def production(home: Path, model: Path, **more: str) -> Iterator[Production]:
    """Both servers, as an operator starts them; ended afterwards."""
    rasa, actions = free_port(), free_port()
    (home / "credentials.yml").write_text(CREDENTIALS)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("WAYMARK_")}
    environment = {
        **kept,
        "WAYMARK_HOME": str(home),
        "WAYMARK_DATABASE_URL": f"sqlite:///{home / 'waymark.db'}",
        "WAYMARK_TRACKER_URL": f"sqlite:///{home / 'conversations.db'}",
        "WAYMARK_ACTION_URL": f"http://127.0.0.1:{actions}/webhook",
        "WAYMARK_ACTION_TOKEN": ACTION_TOKEN,
        "WAYMARK_REST_TOKEN": REST_TOKEN,
        "WAYMARK_API_TOKEN": API_TOKEN,
        "WAYMARK_PROXIES": "1",
        "WAYMARK_LOG": "json",
        "PYTHONWARNINGS": "ignore",
        **more,
    }
    commands = {
        "actions": [action_python(), "-m", "actions.server", "--port", str(actions)],
        "rasa": [sys.executable, "-m", "extensions.rasa_server", "--port", str(rasa), "--model", str(model)],
    }
    commands["rasa"] += ["--credentials", str(home / "credentials.yml")]
    running: list[subprocess.Popen[bytes]] = []
    try:
        for name, words in commands.items():
            with (home / f"{name}.log").open("wb") as log:
                running.append(subprocess.Popen(words, cwd=ROOT, env=environment, stdout=log, stderr=log))
        found = Production(f"http://127.0.0.1:{rasa}", home)
        _wait(found, running)
        yield found
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(30)


def _wait(found: Production, running: list[subprocess.Popen[bytes]]) -> None:
    end = time.monotonic() + 120
    state: Any = "it does not answer"
    while time.monotonic() < end:
        ended = [process.args for process in running if process.poll() is not None]
        assert not ended, f"{ended} ended: {(found.home / 'rasa.log').read_text()[-2000:]}"
        try:
            status, state, _ = found.ask("/ready")
            if status == 200:
                return
        except OSError:
            pass  # not there yet
        time.sleep(0.3)
    raise AssertionError(f"not ready: {state}")
