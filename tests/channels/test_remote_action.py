"""Calling the action server: every failure is an apology, none is silence."""

import asyncio
import json
import subprocess
import sys
from http.server import BaseHTTPRequestHandler

import pytest
import rasa
from rasa.core.actions import action as rasa_action
from rasa.core.actions.action import ActionExecutionRejection
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from extensions import graph_runner, remote_action
from extensions.remote_action import APOLOGIES, DEFAULT_SECONDS, HonestRemoteAction, apology, read_answer
from extensions.settings import OpenDoor
from tests.local_server import local_server

remote_action.install()


@pytest.fixture
def server():
    """An action server that gives one prepared answer; `seen` are the headers and bodies of its calls."""
    seen = []
    prepared = {"status": 200, "content": b"{}"}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            seen.append((dict(self.headers), body, self.client_address))
            self.send_response(prepared["status"])
            self.send_header("Content-Length", str(len(prepared["content"])))
            self.end_headers()
            self.wfile.write(prepared["content"])

        def log_message(self, *_):
            return

    with local_server(Handler) as url:
        yield f"{url}/webhook", prepared, seen


async def action_at(where, *events, times=1):
    """The events of a custom action's last run, at an address or an endpoint of endpoints.yml."""
    tracker = DialogueStateTracker.from_events("ann", [UserUttered("plan please"), *events], domain=Domain.empty())
    endpoint = where
    if isinstance(where, str):
        endpoint = EndpointConfig(where, headers={"X-From": "file"}, enable_selective_domain=True)
    action = HonestRemoteAction("action_plan", endpoint)
    found = [await action.run(None, None, tracker, Domain.empty()) for _ in range(times)]
    await remote_action.close_session()
    return found[-1]


def run(where, *events, times=1):
    return asyncio.run(action_at(where, *events, times=times))


def test_messages_and_events_of_an_action_arrive(server):
    url, prepared, seen = server
    events = [{"event": "slot", "name": "asked", "value": 1.0}]
    responses = [{"text": "Here it is", "custom": {"kind": "plan"}, "buttons": [{"title": "a", "payload": "/help"}]}]
    prepared["content"] = json.dumps({"events": events, "responses": responses}).encode()
    said, slot = run(url)
    assert (said.text, said.data["custom"], len(said.data["buttons"])) == ("Here it is", {"kind": "plan"}, 1)
    assert slot == SlotSet("asked", 1.0)
    assert seen[0][1]["next_action"] == "action_plan"
    assert "domain" not in seen[0][1]


def test_address_and_secret_of_the_environment_go_before_the_file(server, monkeypatch):
    url, _, seen = server
    monkeypatch.setenv("WAYMARK_ACTION_URL", url)
    monkeypatch.setenv("WAYMARK_ACTION_TOKEN", "secret")
    run("http://127.0.0.1:9/webhook")
    assert seen[0][0]["Authorization"] == "Bearer secret"
    assert seen[0][0]["X-From"] == "file"


def test_one_connection_serves_several_calls(server):
    url, _, seen = server
    run(url, times=3)
    assert len(seen) == 3
    assert len({port for _, _, port in seen}) == 1


def test_a_kept_connection_that_has_died_is_replaced_without_a_word():
    """What a restart of the action server looks like from here."""
    answers = []

    async def go():
        async def once(reader, writer):
            answers.append(await reader.readuntil(b"{}"))
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
            await writer.drain()
            await reader.read(1)  # the next call on this connection gets no answer
            writer.close()
            await writer.wait_closed()

        listening = await asyncio.start_server(once, "127.0.0.1", 0)
        port = listening.sockets[0].getsockname()[1]
        found = [await remote_action.call(f"http://127.0.0.1:{port}/webhook", {}, {}) for _ in range(2)]
        await remote_action.close_session()
        listening.close()
        await listening.wait_closed()
        await asyncio.sleep(0.05)
        return found

    assert asyncio.run(go()) == [{}, {}]
    assert len(answers) == 2


@pytest.mark.parametrize(
    ("status", "content"),
    [(500, b'{"error": "x"}'), (404, b"{}"), (401, b'{"error": "secret"}'), (200, b"<html>"), (200, b"[1]"),
     (200, b'{"events": [{"event": "slot"}]}'), (200, b'{"responses": 3}'), (302, b"{}"), (200, b"")],
)  # fmt: skip
def test_an_answer_that_cannot_be_used_is_an_apology(server, status, content):
    url, prepared, _ = server
    prepared.update(status=status, content=content)
    (said,) = run(url)
    assert said.text == APOLOGIES["broken"][0]


def test_nobody_at_the_address_is_an_apology():
    (said,) = run("http://127.0.0.1:9/webhook")
    assert said.text == APOLOGIES["unreachable"][0]


def test_a_slow_server_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(HonestRemoteAction, "seconds", DEFAULT_SECONDS)  # so that it is put back
    remote_action.install({"WAYMARK_ACTION_SECONDS": "0.2"})

    async def go():
        over = asyncio.Event()

        async def silent(reader, writer):
            await over.wait()
            writer.close()
            await writer.wait_closed()

        listening = await asyncio.start_server(silent, "127.0.0.1", 0)
        port = listening.sockets[0].getsockname()[1]
        (said,) = await action_at(f"http://127.0.0.1:{port}/webhook")
        over.set()
        listening.close()
        await listening.wait_closed()
        await asyncio.sleep(0.05)
        return said.text

    assert asyncio.run(go()) == APOLOGIES["slow"][0]


@pytest.mark.parametrize("given", ["five", "0", "-1", "nan", "inf"])
def test_a_patience_that_is_no_number_of_seconds_is_said_at_the_start(given):
    with pytest.raises(OpenDoor, match="WAYMARK_ACTION_SECONDS"):
        remote_action.install({"WAYMARK_ACTION_SECONDS": given})
    assert HonestRemoteAction.seconds == DEFAULT_SECONDS


def test_without_a_setting_the_patience_is_the_usual_one():
    for given in ({}, {"WAYMARK_ACTION_SECONDS": ""}):
        remote_action.install(given)
        assert HonestRemoteAction.seconds == DEFAULT_SECONDS


def test_no_apology_is_said_twice_running():
    for kind, (first, second) in APOLOGIES.items():
        assert apology(kind, [BotUttered("hello")]) == first
        assert apology(kind, [BotUttered(first), UserUttered("again")]) == second


def test_an_action_may_still_decline():
    with pytest.raises(ActionExecutionRejection):
        read_answer(400, b'{"action_name": "action_plan", "error": "not now"}')


def test_rasa_uses_the_patched_action():
    domain = Domain.from_dict({"actions": ["action_plan"]})
    assert isinstance(rasa_action.action_for_name_or_text("action_plan", domain, None), HonestRemoteAction)


@pytest.mark.parametrize("part", [remote_action, graph_runner])
def test_what_stands_in_rasas_place_refuses_a_rasa_that_it_was_not_written_for(part, monkeypatch):
    monkeypatch.setattr(rasa, "__version__", "3.7.0")
    with pytest.raises(RuntimeError, match=r"3\.6\.21, this is 3\.7\.0"):
        part.install()


def test_plain_rasa_shell_which_loads_only_the_tracker_store_apologises_too():
    asked = (
        "import extensions.tracker_store; from rasa.core.actions import action; print(action.RemoteAction.__module__)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "extensions.remote_action"
