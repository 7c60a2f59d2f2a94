"""The same conversation leaves the same profile and the same assessment, wherever it is held."""

from __future__ import annotations

import asyncio
import io
import json
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode

import httpx
import pytest
import yaml

from extensions import console
from extensions.children import Children
from extensions.launch import ROOT, choose_port, start
from extensions.training import train_if_needed
from tests.channels.fake_slack import BOT_TOKEN, TEAM, FakeSlack
from tests.channels.slack_workspace import SECRET, Workspace, blocks_of, message, press
from tests.harness import run_waymark
from tests.web.wire import Line

HELD = yaml.safe_load((Path(__file__).parent / "ten_conversations.yml").read_text("utf-8"))
CHANNELS = ("extensions.channels.RestChannel", "extensions.web.WebChannel", "extensions.slack.SlackChannel")
Turn = str | dict[str, int]
SECONDS = 20


class Speaker(Protocol):
    """Somebody in one channel: `person` is known once they have spoken."""

    person: str

    def say(self, turn: Turn) -> None: ...

    def leave(self) -> None: ...


class Background:
    """An event loop of its own for the fake Slack, so that the tests stay plain functions."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    def run(self, work: Any, seconds: float = SECONDS) -> Any:
        done: Future[Any] = asyncio.run_coroutine_threadsafe(work, self.loop)
        return done.result(seconds)


class OverRest:
    def __init__(self, url: str, person: str) -> None:
        self.url, self.person = url, person
        self._buttons: list[dict[str, str]] = []

    def say(self, turn: Turn) -> None:
        text = turn if isinstance(turn, str) else self._buttons[turn["press"] - 1]["payload"]
        answer = console.send(self.url, self.person, text)
        assert answer
        self._buttons = [b for m in answer for b in m.get("buttons") or ()]

    def leave(self) -> None:
        """Nothing is open: each message is a request of its own."""


class InTheShell:
    """The console client, fed as by a script: one button is a number there."""

    def __init__(self, url: str, person: str) -> None:
        self.url, self.person = url, person
        self._lines: list[str] = []

    def say(self, turn: Turn) -> None:
        self._lines.append(turn if isinstance(turn, str) else str(turn["press"]))

    def leave(self) -> None:
        class Typed(io.StringIO):
            def readline(self, size: int | None = -1) -> str:
                return lines.pop(0) if lines else ""

        lines, out = list(self._lines), io.StringIO()
        assert console.chat(self.url, self.person, Typed(), out) == 0
        assert out.getvalue().count("You: ") == len(self._lines)


class OnThePage:
    def __init__(self, url: str) -> None:
        self.line = Line(url)
        self.person = self.line.token.rsplit(".", 1)[0]
        self._said = 0
        self._buttons: list[dict[str, str]] = []

    def say(self, turn: Turn) -> None:
        text = turn if isinstance(turn, str) else self._buttons[turn["press"] - 1]["payload"]
        self._said += 1
        answer = self.line.say(text, f"m{self._said}")
        assert answer
        self._buttons = [b for m in answer for b in m["quick_replies"] or ()]

    def leave(self) -> None:
        self.line.close()


class InSlack:
    """A direct message to the bot, as signed requests; buttons are pressed in the blocks that Slack was sent."""

    def __init__(self, url: str, slack: FakeSlack, background: Background, user: str) -> None:
        client = httpx.AsyncClient(base_url=url, timeout=SECONDS)
        self._client = client
        self._space = Workspace(slack, None, None, client)  # type: ignore[arg-type]  # bot and channel are elsewhere
        self._background, self._user, self._place = background, user, f"D{user[1:]}"
        self._shown: list[dict[str, Any]] = []
        self.person = f"slack:{TEAM}:{user}"

    def _posts(self) -> list[dict[str, Any]]:
        return [m for m in self._space.slack.sent() if m.get("channel") == self._place]

    def say(self, turn: Turn) -> None:
        before = len(self._posts())
        self._background.run(self._send(turn))
        self._background.run(self._space.slack.until(lambda: len(self._posts()) > before, SECONDS), SECONDS + 5)
        self._background.run(self._settled())
        self._shown = self._posts()[before:]

    async def _send(self, turn: Turn) -> None:
        if isinstance(turn, str):
            escaped = turn.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            answer = await self._space.event(message(escaped, self._user, self._place))
        else:
            block, element = self._elements()[turn["press"] - 1]
            sent = press(element, block, self._user, channel={"id": self._place})
            sent["container"]["channel_id"] = self._place
            answer = await self._space.post(urlencode({"payload": json.dumps(sent)}), FORM)
        assert answer.status_code == 200

    def leave(self) -> None:
        self._background.run(self._client.aclose())

    def _elements(self) -> list[tuple[str, dict[str, Any]]]:
        rows = [block for post in self._shown for block in blocks_of(post, "actions")]
        return [(row["block_id"], element) for row in rows for element in row["elements"]]

    async def _settled(self) -> None:
        """An answer may be several posts; the next line is said when no more come."""
        count = -1
        while count != len(self._posts()):
            count = len(self._posts())
            await asyncio.sleep(0.4)


FORM = "application/x-www-form-urlencoded"


@contextmanager
def environment(**own: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in own}
    os.environ.update(own)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


@pytest.fixture(scope="module")
def speakers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, int], Speaker]]:
    """A Waymark with every channel open, and somebody new in one of them."""
    home, background, slack = tmp_path_factory.mktemp("everywhere"), Background(), FakeSlack()
    credentials = home / "credentials.yml"
    credentials.write_text(
        "".join(f"{name}: {{}}\n" for name in (*CHANNELS, "extensions.operations.OperationsChannel"))
    )
    background.run(slack.__aenter__())
    own = {
        "WAYMARK_HOME": str(home),
        "WAYMARK_DATABASE_URL": f"sqlite:///{home / 'waymark.db'}",
        "WAYMARK_TRACKER_URL": f"sqlite:///{home / 'conversations.db'}",
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.api_url,
    }
    with environment(**own), Children(ROOT) as children:
        options = ("--credentials", str(credentials))
        url = start(children, choose_port(None), train_if_needed(print), options=options).url

        def somebody(channel: str, number: int) -> Speaker:
            if channel == "slack":
                return InSlack(url, slack, background, f"U{number:03}")
            if channel == "web":
                return OnThePage(url)
            made = OverRest if channel == "rest" else InTheShell
            return made(url, f"{channel}-{number}")

        yield somebody
        assert not slack.refused, slack.refused
    background.run(slack.__aexit__())


def stored(person: str) -> dict[str, Any]:
    """What is kept of a person, without what has to differ: who, when, and the ids of reports."""
    found = json.loads(run_waymark("profile", "show", person, "--json"))
    assert found["profile"]["id"] == person
    return {key: timeless(found[key], person) for key in ("profile", "assessment")}


def timeless(document: Any, person: str) -> Any:
    if isinstance(document, dict):
        kept = {key: value for key, value in document.items() if key not in {"at", "told_at"} and value != person}
        return {key: timeless(value, person) for key, value in kept.items()}
    return [timeless(item, person) for item in document] if isinstance(document, list) else document


@pytest.mark.parametrize("number", range(len(HELD)), ids=[held["name"] for held in HELD])
def test_a_conversation_leaves_the_same_in_every_channel(speakers: Callable[[str, int], Speaker], number: int) -> None:
    left = {}
    for channel in ("rest", "web", "slack", "shell"):
        speaker = speakers(channel, number)
        for turn in HELD[number]["lines"]:
            speaker.say(turn)
        speaker.leave()
        left[channel] = stored(speaker.person)
    assert left["rest"]["profile"]["skills"], "nothing was understood at all"
    for channel in ("web", "slack", "shell"):
        assert left[channel] == left["rest"], f"{channel} differs"
