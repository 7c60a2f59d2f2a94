"""Calling the action server our way leaves the events and slots that Rasa's own call leaves, in a recorded talk."""

from __future__ import annotations

import asyncio
import json
import warnings
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from extensions import remote_action
from extensions.remote_action import HonestRemoteAction
from extensions.training import ROOT
from tests.local_server import local_server

RASAS = HonestRemoteAction.__bases__[0]  # Rasa's own name may stand for ours already (`remote_action.install`)
RECORDED = json.loads((Path(__file__).parent / "recorded_answers.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def domain() -> Domain:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Domain.load(str(ROOT / "domain.yml"))


class Recorded(BaseHTTPRequestHandler):
    """Gives each action its recorded answer."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        name = json.loads(self.rfile.read(int(self.headers["content-length"])))["next_action"]
        content = json.dumps(next(r["answer"] for r in RECORDED if r["action"] == name)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        return


def conversation(kind: Any, url: str, domain: Domain) -> DialogueStateTracker:
    """All recorded turns one after the other, with this way of calling."""

    async def go() -> DialogueStateTracker:
        tracker = DialogueStateTracker("ana", domain.slots)
        endpoint = EndpointConfig(url, enable_selective_domain=True)
        for number, recorded in enumerate(RECORDED):
            tracker.update(UserUttered(f"message {number}"), domain)
            events = await kind(recorded["action"], endpoint).run(None, None, tracker, domain)
            tracker.update_with_events([ActionExecuted(recorded["action"]), *events], domain)
        await remote_action.close_session()
        return tracker

    return asyncio.run(go())


def without_time(event: Event) -> dict[str, Any]:
    return {**event.as_dict(), "timestamp": None, "message_id": None}


def test_events_and_slots_are_those_that_rasas_own_call_leaves(domain: Domain) -> None:
    with local_server(Recorded) as url:
        ours = conversation(HonestRemoteAction, f"{url}/webhook", domain)
        rasas = conversation(RASAS, f"{url}/webhook", domain)
    assert [without_time(e) for e in ours.events] == [without_time(e) for e in rasas.events]
    assert ours.current_slot_values() == rasas.current_slot_values()
    assert any(ours.current_slot_values().values()), "a conversation that sets no slot shows little"
