"""The action server as a process: who is let in, what it says of its parts, what it counts, and what it logs."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from waymark.logs import HEADER

ROOT = Path(__file__).parents[2]
TOKEN = "the-shared-secret"


@dataclass
class Server:
    """A running action server of its own."""

    url: str
    home: Path
    process: subprocess.Popen[bytes]
    log: Path

    def ask(self, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """(status, answer) of a GET, or of a POST of `body` (bytes as they are, anything else as JSON)."""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            with urlopen(Request(self.url + path, data, sent), timeout=20) as answer:
                status, content = answer.status, answer.read()
        except HTTPError as error:
            with error:
                status, content = error.code, error.read()
        return status, json.loads(content) if content.startswith((b"{", b"[")) else content.decode()

    def act(self, action: str, person: str, text: str, intent: str, request: str = "r-1") -> tuple[int, Any]:
        said = {"text": text, "intent": {"name": intent}, "entities": []}
        tracker = {"sender_id": person, "latest_message": said, "slots": {}, "events": []}
        tracker |= {"paused": False, "followup_action": None, "active_loop": {}, "latest_action_name": None}
        call = {"next_action": action, "sender_id": person, "tracker": tracker, "domain": {}, "version": "3.6.21"}
        return self.ask("/webhook", call, Authorization=f"Bearer {TOKEN}", **{HEADER.replace("-", "_"): request})

    def logged(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("home")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    given = {
        "WAYMARK_HOME": str(home),
        "WAYMARK_ACTION_TOKEN": TOKEN,
        "WAYMARK_LOG": "json",
        "PYTHONWARNINGS": "ignore",
    }
    kept = {k: v for k, v in os.environ.items() if not k.startswith("WAYMARK_")}
    log = home / "actions.log"
    with log.open("wb") as out:
        words = [sys.executable, "-m", "actions.server", "--port", str(port)]
        process = subprocess.Popen(words, cwd=ROOT, env={**kept, **given}, stdout=out, stderr=out)
    found = Server(f"http://127.0.0.1:{port}", home, process, log)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            if found.ask("/ready")[0] == 200:
                break
        except OSError:
            assert process.poll() is None, log.read_text()
        time.sleep(0.2)
    yield found
    process.terminate()
    process.wait(20)


def test_without_the_shared_secret_nobody_is_served(server: Server) -> None:
    for path in ("/webhook", "/report/x", "/export/ana"):
        body = {} if path == "/webhook" else None
        for sent in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}):
            assert server.ask(path, body, **sent)[0] == 401


def test_a_compressed_body_is_refused_unopened(server: Server) -> None:
    proof = {"Authorization": f"Bearer {TOKEN}"}
    for kind in ("deflate", "gzip"):
        status, answer = server.ask("/webhook", {"tracker": {}}, Content_Encoding=kind, **proof)
        assert (status, answer) == (415, {"error": "the body must be plain JSON, not compressed"})
    assert server.ask("/webhook", {"no": "tracker"}, **proof)[0] == 400


def test_an_odd_call_gets_an_answer_that_says_so(server: Server) -> None:
    proof = {"Authorization": f"Bearer {TOKEN}"}
    for body in (b"", b"\xff", b"[]", b"[" * 100_000):
        assert server.ask("/webhook", body, **proof) == (400, {"error": "the body is no action call"})
    odd = {"next_action": "action_greet", "tracker": {"latest_message": ["no message"]}}
    assert server.ask("/webhook", odd, **proof) == (500, {"error": "the action failed", "action_name": "action_greet"})


def test_it_says_of_each_part_how_it_is(server: Server) -> None:
    for path in ("/health", "/ready"):
        status, state = server.ask(path)
        assert (status, state["status"]) == (200, "ok")
        assert state["parts"] == {"database": "ok", "catalogue": "ok"}


def test_intents_and_advice_are_counted_and_nothing_personal(server: Server) -> None:
    status, answer = server.act("action_recommend_path", "zyxxy-person", "zyxxy which path?", "start_advice")
    assert status == 200
    assert answer["responses"]
    assert server.act("action_not_understood", "zyxxy-person", "zyxxy", "nlu_fallback")[0] == 200
    assert server.act("action_not_understood", "zyxxy-person", "zyxxy", "Zyxxy is my name")[0] == 200
    figures = server.ask("/metrics")[1]
    assert 'waymark_intents_total{intent="start_advice"} 1.0' in figures
    assert 'waymark_intents_total{intent="other"} 1.0' in figures
    assert "waymark_not_understood_total 2.0" in figures
    assert 'waymark_action_calls_total{action="action_recommend_path",outcome="ok"} 1.0' in figures
    assert "waymark_database_seconds_count" in figures
    assert "zyxxy" not in figures.lower()


def test_a_failing_database_is_named_logged_under_the_request_and_mended(server: Server) -> None:
    with closing(sqlite3.connect(server.home / "waymark.db", isolation_level=None)) as database:
        database.execute("ALTER TABLE people RENAME TO away")
        try:
            status, answer = server.act("action_show_profile", "ana", "zyxxy?", "export_or_show_profile", "r-77")
            assert status == 200  # with an apology in it
            assert "Sorry" in answer["responses"][0]["text"]
            status, state = server.ask("/ready")
            assert status == 503
            assert state["reason"].startswith("database: DatabaseOutdated")
            assert state["parts"]["catalogue"] != "ok"
            status, state = server.ask("/health")
            assert (status, state["status"]) == (200, "failing")
        finally:
            database.execute("ALTER TABLE away RENAME TO people")
    assert server.ask("/ready")[0] == 200
    told = [line["message"] for line in server.logged() if line["request"] == "r-77"]
    assert any(line.startswith("failed (OperationalError): SELECT") for line in told)
    assert any("action_show_profile failed: DatabaseOutdated" in line for line in told)


def test_the_log_is_json_lines_with_the_request_and_without_a_word_of_a_message(server: Server) -> None:
    assert server.act("action_that_is_none", "ana", "zyxxy hello", "greet", "r-404")[0] == 404
    found = [line for line in server.logged() if line["request"] == "r-404"]
    assert [line["level"] for line in found] == ["error"]
    assert "zyxxy" not in server.log.read_text()


def test_an_odd_request_id_is_not_written_into_the_log(server: Server) -> None:
    server.act("action_that_is_none", "ana", "hi", "greet", "my name is zyxxy")
    assert "zyxxy" not in server.log.read_text()
