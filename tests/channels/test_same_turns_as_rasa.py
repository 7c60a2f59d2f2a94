"""A whole conversation through our graph runner and tracker store, and through Rasa's: the same events and slots.

The trained model is the shipped one, the answers of the actions are recorded. What is compared holds each message's
intent with its ranking, its entities, the chosen actions with their policies and confidences, and the bot's words.
"""

from __future__ import annotations

import asyncio
import json
import warnings
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.engine import loader
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from extensions import graph_runner, remote_action
from extensions.graph_runner import StraightGraphRunner
from extensions.tracker_store import READ, BoundedTrackerStore
from extensions.training import train_if_needed
from tests.local_server import local_server

# Rasa's own class, whatever its name in the processor's module stands for by now
RASAS = DaskGraphRunner
RECORDED = json.loads((Path(__file__).parent / "recorded_answers.json").read_text("utf-8"))
TALK = (
    "hi", "I know Python, advanced, and some SQL but no Docker", "which path fits me?", "why?", "what am I missing?",
    "make a plan, 6 hours a week", "asdf qwerty", "what does a data scientist do? and how long does it take?", "",
    "thanks", "recommend me a restaurant", '/answer_level{"level": "advanced"}', "no", "delete my data", "👍",
    "I want to work with people", "show my profile", "hello again",
)  # fmt: skip


class Recorded(BaseHTTPRequestHandler):
    """Gives each action its recorded answer, and any other one a word and a slot."""

    protocol_version = "HTTP/1.1"
    other = {"events": [{"event": "slot", "name": "failures", "value": 1}], "responses": [{"text": "Well."}]}

    def do_POST(self) -> None:
        name = json.loads(self.rfile.read(int(self.headers["content-length"])))["next_action"]
        content = json.dumps(next((r["answer"] for r in RECORDED if r["action"] == name), self.other)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture(scope="module")
def agent() -> Agent:
    """Loaded as the server loads it."""
    graph_runner.install()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Agent.load(str(train_if_needed(print)))


@pytest.fixture(scope="module")
def rasas_runner(tmp_path_factory: pytest.TempPathFactory) -> DaskGraphRunner:
    folder: Path = tmp_path_factory.mktemp("model")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _, runner = loader.load_predict_graph_runner(folder, train_if_needed(print), LocalModelStorage, RASAS)
    return runner


def talk(agent: Agent, runner: DaskGraphRunner, store: TrackerStore) -> DialogueStateTracker:
    """The whole conversation, as it is stored."""
    processor = agent.processor
    assert processor is not None
    store.domain = processor.domain

    async def go() -> DialogueStateTracker:
        with local_server(Recorded) as url:
            processor.action_endpoint = EndpointConfig(f"{url}/webhook", enable_selective_domain=True)
            processor.graph_runner, processor.tracker_store = runner, store
            for text in TALK:
                assert await agent.handle_text(text, sender_id="ana") or not text
            await remote_action.close_session()
        tracker = await store.retrieve_full_tracker("ana")
        assert tracker is not None
        return tracker

    return asyncio.run(go())


def told(tracker: DialogueStateTracker) -> list[Any]:
    """All events without what differs between any two conversations."""

    def timeless(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: timeless(v) for k, v in value.items() if k not in {"timestamp", "message_id"}}
        return [timeless(v) for v in value] if isinstance(value, list) else value

    return [timeless(event.as_dict()) for event in tracker.events]


def test_a_conversation_leaves_the_events_and_slots_that_it_leaves_with_rasas_own_parts(
    agent: Agent, rasas_runner: DaskGraphRunner, tmp_path: Path
) -> None:
    assert agent.processor is not None
    runner = agent.processor.graph_runner
    assert type(runner) is StraightGraphRunner
    assert type(rasas_runner) is RASAS
    ours = talk(agent, runner, BoundedTrackerStore(Domain.empty(), host=f"sqlite:///{tmp_path / 'talk.db'}"))
    rasas = talk(agent, rasas_runner, InMemoryTrackerStore(Domain.empty()))
    assert told(ours) == told(rasas)
    assert ours.current_slot_values() == rasas.current_slot_values()
    users = [event for event in told(ours) if event["event"] == "user"]
    assert len(users) == len(TALK)
    assert len({event["parse_data"]["intent"]["name"] for event in users}) > 8, "a conversation that says one thing"
    assert any(event["parse_data"]["entities"] for event in users)


def test_a_run_has_what_rasas_run_has_for_every_target(agent: Agent, rasas_runner: DaskGraphRunner) -> None:
    assert agent.processor is not None
    runner = agent.processor.graph_runner
    tracker = DialogueStateTracker("ana", agent.processor.domain.slots)
    targets = ["select_prediction", "domain_provider", "__tracker__"]
    ours, theirs = (r.run(inputs={"__tracker__": tracker}, targets=targets) for r in (runner, rasas_runner))
    assert list(ours) == list(theirs) == targets
    assert ours["select_prediction"] == theirs["select_prediction"]
    assert ours["__tracker__"] is theirs["__tracker__"] is tracker


def test_a_missing_input_is_rasas_error(agent: Agent, rasas_runner: DaskGraphRunner) -> None:
    assert agent.processor is not None
    for runner in (agent.processor.graph_runner, rasas_runner):
        with pytest.raises(GraphRunError):
            runner.run(inputs={}, targets=["select_prediction"])


def test_what_a_node_breaks_on_is_rasas_error(tmp_path: Path) -> None:
    def breaks(*_: Any) -> None:
        raise RuntimeError("a node broke")

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _, runner = loader.load_predict_graph_runner(
            tmp_path, train_if_needed(print), LocalModelStorage, StraightGraphRunner
        )
    runner._instantiated_nodes["domain_provider"] = breaks
    with pytest.raises(GraphRunError):
        runner.run(inputs={}, targets=["domain_provider"])


def test_the_events_of_a_bounded_number_of_conversations_are_kept_as_read(tmp_path: Path) -> None:
    store = BoundedTrackerStore(Domain.empty(), host=f"sqlite:///{tmp_path / 'many.db'}")

    async def meet(count: int) -> None:
        for number in range(count):
            tracker = DialogueStateTracker.from_events(f"person-{number}", [UserUttered("hi")])
            await store.save(tracker)
            await store.retrieve(tracker.sender_id)

    asyncio.run(meet(READ + 6))
    assert 0 < len(store._read_events) <= READ
