"""Where a turn's time goes: `python -m bench.steps [--model FILE] [--turns 30] [--message TEXT]`.

One process holds the Rasa server's parts and the action server's work beside it, both on temporary SQLite files, so
that every step is timed with the same clock. Printed are, for each step, its mean milliseconds of wall time and how
often it runs in a turn; a step stands under the one that it is a part of. `rest` is what its parts leave of a step.
The HTTP server of Rasa and of the actions is not run here: bench/turns.py has the whole, seen from outside.
"""

from __future__ import annotations

import argparse
import asyncio
import functools
import inspect
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.tracker import fill, newest_model, quiet

MESSAGES = ("I know Python, advanced", "what am I missing?", "thanks")
# (name, what it is a part of)
STEPS = (
    ("turn", ""),
    ("load the conversation", "turn"), ("  read the window from SQLite", "load the conversation"),
    ("  events, and replay into a tracker", "load the conversation"),
    ("understand", "turn"), ("  reader", "understand"), ("  intent", "understand"),
    ("    sentence vector", "  intent"), ("    scores", "  intent"),
    ("extract slots", "turn"), ("choose the next action", "turn"), ("  rules", "choose the next action"),
    ("call the action", "turn"), ("  write the call", "call the action"), ("  the action", "call the action"),
    ("    make the turn", "  the action"), ("    read the profile", "  the action"),
    ("    change the profile", "  the action"), ("    store advice", "  the action"),
    ("    reckon", "  the action"), ("  check the answer", "call the action"),
    ("save the conversation", "turn"),
)  # fmt: skip


class Clock:
    """Sums of wall time and of calls by step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.calls: dict[str, int] = defaultdict(int)

    def note(self, step: str, begun: float) -> None:
        self.seconds[step] += time.perf_counter() - begun
        self.calls[step] += 1

    def watch(self, owner: Any, name: str, step: str) -> None:
        """Time `owner.name` from now on."""
        given = inspect.getattr_static(owner, name)
        work: Callable[..., Any] = given.__func__ if isinstance(given, classmethod) else given

        @functools.wraps(work)
        def timed(*args: Any, **kwargs: Any) -> Any:
            begun = time.perf_counter()
            try:
                return work(*args, **kwargs)
            finally:
                self.note(step, begun)

        @functools.wraps(work)
        async def timed_async(*args: Any, **kwargs: Any) -> Any:
            begun = time.perf_counter()
            try:
                return await work(*args, **kwargs)
            finally:
                self.note(step, begun)

        chosen: Any = timed_async if inspect.iscoroutinefunction(work) else timed
        setattr(owner, name, classmethod(chosen) if isinstance(given, classmethod) else chosen)


def watch_all(clock: Clock) -> None:
    """Every step of `STEPS` but the whole turn and the action."""
    from rasa.core.processor import MessageProcessor

    from actions.turn import Turn
    from extensions import remote_action, tracker_store
    from extensions.intent_classifier import IntentClassifier
    from extensions.nlu.model import IntentModel
    from extensions.nlu.vectors import SentenceEncoder
    from extensions.recent_rules import RecentRulePolicy
    from extensions.skill_reader import SkillReader
    from waymark.adviser import Adviser
    from waymark.storage.repository import Repository

    store = tracker_store.BoundedTrackerStore
    for owner, name, step in (
        (store, "retrieve", "load the conversation"), (store, "_load", "  read the window from SQLite"),
        (store, "_tracker", "  events, and replay into a tracker"), (store, "save", "save the conversation"),
        (MessageProcessor, "parse_message", "understand"), (SkillReader, "process", "  reader"),
        (IntentClassifier, "process", "  intent"), (SentenceEncoder, "encode", "    sentence vector"),
        (IntentModel, "scores", "    scores"), (MessageProcessor, "run_action_extract_slots", "extract slots"),
        (MessageProcessor, "_predict_next_with_tracker", "choose the next action"),
        (RecentRulePolicy, "predict_action_probabilities", "  rules"),
        (remote_action.HonestRemoteAction, "_run", "call the action"),
        (remote_action.HonestRemoteAction, "_action_call_format", "  write the call"),
        (remote_action, "read_answer", "  check the answer"), (Turn, "of", "    make the turn"),
        (Repository, "profile", "    read the profile"), (Repository, "change", "    change the profile"),
        (Repository, "add_assessment", "    store advice"), (Adviser, "assess", "    reckon"),
    ):  # fmt: skip
        clock.watch(owner, name, step)


def act_here(clock: Clock) -> None:
    """The action server's work in this process, its JSON included, in place of the HTTP call."""
    from actions import server
    from extensions import remote_action

    executor = server.find_actions()

    async def post(url: str, headers: dict[str, str], body: str) -> tuple[int, bytes]:
        begun = time.perf_counter()
        request: Any = argparse.Namespace(body=body.encode(), headers={})
        answer = await server._run(executor, server._call(request))
        clock.note("  the action", begun)
        return answer.status, answer.body

    remote_action._post = post


async def run(options: argparse.Namespace, folder: Path) -> None:
    from rasa.core.agent import Agent
    from rasa.utils.endpoints import EndpointConfig

    from extensions import remote_action
    from extensions.tracker_store import BoundedTrackerStore

    remote_action.install()
    endpoint = EndpointConfig("http://127.0.0.1:1/webhook", enable_selective_domain=True)
    store = BoundedTrackerStore(None, host=f"sqlite:///{folder}/talks.db")
    clock = Clock()
    watch_all(clock)  # first: the model's graph keeps the functions that it finds when it is loaded
    act_here(clock)
    agent = Agent.load(str(options.model), action_endpoint=endpoint, tracker_store=store)
    for number, message in enumerate(options.message):
        person = f"person-{number}"
        for _ in range(5):
            await agent.handle_text(message, sender_id=person)
        await fill(store, person, options.place)
        clock.seconds.clear()
        clock.calls.clear()
        for _ in range(options.turns):
            begun = time.perf_counter()
            replies = await agent.handle_text(message, sender_id=person)
            clock.note("turn", begun)
            assert replies, "a turn without a reply measures nothing"
        show(message, clock, options)


def show(message: str, clock: Clock, options: argparse.Namespace) -> None:
    print(f"\n{message!r} at message {options.place} and after, {options.turns} turns")
    print("| step | ms a turn | times | rest, ms |\n|---|---|---|---|")
    for step, _ in STEPS:
        if not clock.calls[step]:
            continue
        each = clock.seconds[step] * 1000 / options.turns
        parts = [part for part, whole in STEPS if whole == step and clock.calls[part]]
        rest = each - sum(clock.seconds[part] for part in parts) * 1000 / options.turns
        often = clock.calls[step] / options.turns
        name = step.replace("  ", "&nbsp;&nbsp;") if options.markdown else step
        print(f"| {name} | {each:.2f} | {often:g} | " + (f"{rest:.2f} |" if parts else "|"))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--turns", type=int, default=30)
    parser.add_argument("--place", type=int, default=10, help="messages that a conversation has before")
    parser.add_argument("--message", action="append", help="repeatable")
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args(arguments)
    options.model = options.model or newest_model()
    options.message = options.message or list(MESSAGES)
    quiet()
    with tempfile.TemporaryDirectory() as temporary:
        for name in ("WAYMARK_TRACKER_URL", "WAYMARK_ACTION_URL", "WAYMARK_DATABASE_URL"):
            os.environ.pop(name, None)
        os.environ["WAYMARK_HOME"] = temporary
        from waymark.cli import main as waymark

        waymark(["catalogue", "load"])
        asyncio.run(run(options, Path(temporary)))


if __name__ == "__main__":
    main()
