"""How long a turn takes at message 10, 100, 300 and 500: Rasa's tracker store and whole request, or ours.

    python -m bench.tracker [--model models/NAME.tar.gz] [--messages 10 100 300 500] [--turns 30] [--url URL]

Three ways, each with the model that was trained last and an action server that answers at once:
`rasa`    Rasa's SQL tracker store on SQLite, its own remote action, the domain in every request (its defaults);
`store`   only the tracker store is ours;
`ours`    the tracker store, the remote action and the selective domain are ours, as shipped.
A conversation is filled with copies of real turns; then `--turns` messages are sent and timed: median, 95th
percentile, and the processor time that the Rasa process used (which other programs on the machine hardly
change), all in milliseconds. The last columns are shares of `rasa`, by median and by processor time.
Needs Python 3.10 with Rasa.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import multiprocessing
import os
import statistics
import tempfile
import time
import warnings
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

MESSAGE = "I know Python and some SQL, and I would like to learn Docker"
WAYS = ("rasa", "store", "ours")
Figures = tuple[float, float, float]  # median, 95th percentile, processor time; ms a turn


class Answer(BaseHTTPRequestHandler):
    """An action server that says one thing at once."""

    protocol_version = "HTTP/1.1"
    body = json.dumps({"events": [], "responses": [{"text": "Noted."}]}).encode()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


def answer_forever(port: Any) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    port.put(server.server_port)
    server.serve_forever()


def tracker_store(way: str, address: str, domain: Any) -> Any:
    """The way's store on the database at `address`."""
    from rasa.core.tracker_store import SQLTrackerStore

    from extensions.tracker_store import BoundedTrackerStore

    if way == "rasa":
        return SQLTrackerStore(domain, host=address)
    return BoundedTrackerStore(domain, host=address)


async def fill(store: Any, sender: str, messages: int) -> None:
    """Writes copies of the conversation's last turn until it has about `messages` messages."""
    from rasa.shared.core.events import ActionExecuted, UserUttered, deserialise_events
    from rasa.shared.core.trackers import DialogueStateTracker

    tracker: DialogueStateTracker = await store.retrieve(sender)
    events = list(tracker.events)
    said = sum(isinstance(e, UserUttered) for e in events)
    first = max(place for place, e in enumerate(events) if isinstance(e, UserUttered))
    turn = [e.as_dict() for e in events[first:]]
    assert isinstance(events[-1], ActionExecuted)
    copies = [deserialise_events(turn) for _ in range(messages - said)]
    for event in (event for copy in copies for event in copy):
        event.timestamp = time.time()
        tracker.update(event)
    await store.save(tracker)


async def measure(agent: Any, sender: str, turns: int) -> Figures:
    """Median, 95th percentile and processor time of a turn, in milliseconds."""
    times = []
    used = time.process_time()
    for _ in range(turns):
        start = time.perf_counter()
        replies = await agent.handle_text(MESSAGE, sender_id=sender)
        times.append((time.perf_counter() - start) * 1000)
        assert replies, "a turn without a reply measures nothing"
    used = (time.process_time() - used) * 1000 / turns
    return statistics.median(times), statistics.quantiles(times, n=20)[-1], used


async def run_way(way: str, options: argparse.Namespace, port: int) -> dict[int, Figures]:
    """Message number -> figures for one way."""
    from rasa.core.agent import Agent
    from rasa.utils.endpoints import EndpointConfig

    from extensions import remote_action

    selective = {}
    if way == "ours":
        remote_action.install()
        selective = {"enable_selective_domain": True}
    endpoint = EndpointConfig(f"http://127.0.0.1:{port}/webhook", **selective)
    with tempfile.TemporaryDirectory() as folder:
        store = tracker_store(way, options.url or f"sqlite:///{folder}/{way}.db", None)
        agent = Agent.load(str(options.model), action_endpoint=endpoint, tracker_store=store)
        await measure(agent, "warm", 5)
        found = {}
        for messages in options.messages:
            sender = f"{way}-{messages}-{time.time()}"
            await measure(agent, sender, 2)
            await fill(store, sender, messages)
            found[messages] = await measure(agent, sender, options.turns)
        if way == "ours":
            await remote_action.close_session()
    return found


def newest_model() -> Path:
    """The model that was trained last. Raises SystemExit where there is none."""
    models = sorted(Path("models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise SystemExit("no model in models/: run `make train` first")
    return models[-1]


def quiet() -> None:
    """Rasa's debug lines cost more than the turn: a server does not write them either."""
    from rasa.utils.log_utils import configure_structlog

    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    configure_structlog(logging.CRITICAL)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--messages", type=int, nargs="+", default=[10, 100, 300, 500])
    parser.add_argument("--turns", type=int, default=30)
    parser.add_argument("--url", help="a database for all ways instead of SQLite files")
    options = parser.parse_args(arguments)
    options.model = options.model or newest_model()
    os.environ.pop("WAYMARK_TRACKER_URL", None)
    os.environ.pop("WAYMARK_ACTION_URL", None)
    quiet()
    ports: Any = multiprocessing.Queue()
    actions = multiprocessing.Process(target=answer_forever, args=(ports,), daemon=True)
    actions.start()
    port = ports.get(timeout=30)
    try:
        found = {way: asyncio.run(run_way(way, options, port)) for way in WAYS}
    finally:
        actions.terminate()
    show(found, options)


def show(found: dict[str, dict[int, Figures]], options: argparse.Namespace) -> None:
    print(
        f"model {options.model.name}; a turn with one action, {options.turns} turns each; median / p95 / processor, ms"
    )
    print("| message | " + " | ".join(WAYS) + " | store/rasa | ours/rasa |")
    print("|---" * (len(WAYS) + 3) + "|")
    for messages in options.messages:
        row = {way: found[way][messages] for way in WAYS}
        cells = [" / ".join(f"{figure:.1f}" for figure in row[way]) for way in WAYS]
        shares = [f"{row[w][0] / row['rasa'][0]:.2f}, {row[w][2] / row['rasa'][2]:.2f}" for w in ("store", "ours")]
        print(f"| {messages} | " + " | ".join([*cells, *shares]) + " |")


if __name__ == "__main__":
    main()
