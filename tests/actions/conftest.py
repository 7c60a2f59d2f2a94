"""A conversation with the real actions, adviser, catalogue and an SQLite file; only Rasa itself is left out."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

pytest.importorskip("rasa_sdk")

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from waymark import app
from waymark.skills import Interest, Mention


class Conversation:
    """Calls one action a turn, as Rasa would: slots, events and the open question are carried from turn to turn."""

    def __init__(self, person: str = "somebody") -> None:
        from actions import advice, interview, own_data, roles, smalltalk, telling  # noqa: F401
        from actions.base import WaymarkAction

        self._classes = {intent: cls for cls in WaymarkAction.__subclasses__() for intent in cls.intents}
        self.person = person
        self.slots: dict[str, Any] = {}
        self.events: list[dict[str, Any]] = []
        self.last: list[dict[str, Any]] = []

    def say(
        self,
        intent: str,
        text: str = "",
        mentions: tuple[Mention, ...] = (),
        interests: tuple[Interest, ...] = (),
        **entities: str,
    ) -> str:
        """The bot's texts, joined, after a message of this intent."""
        listed = [m.to_entity() for m in mentions] + [i.to_entity() for i in interests]
        listed += [{"entity": name, "value": value} for name, value in entities.items()]
        return self.hear(intent, text, listed)

    def hear(self, intent: str, text: str, listed: list[dict[str, Any]]) -> str:
        """The same with entities as the reader puts them."""
        parsed = {"intent": {"name": intent}, "entities": listed}
        self.events.append({"event": "user", "text": text or intent, "parse_data": parsed})
        latest = {"text": text or intent, "intent": {"name": intent, "confidence": 1.0}, "entities": listed}
        tracker = Tracker(self.person, dict(self.slots), latest, list(self.events), False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        for event in asyncio.run(self._classes[intent]().run(dispatcher, tracker, {})):
            if event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
            self.events.append(event)
        self.last = dispatcher.messages
        self.events += [{"event": "bot", "text": m["text"], "data": {"custom": m.get("custom")}} for m in self.last]
        return "\n".join(m["text"] for m in self.last)

    def press(self, title: str) -> str:
        """Press the button of the last reply whose title starts so."""
        buttons = [b for m in self.last for b in m["buttons"] if b["title"].startswith(title)]
        assert buttons, f"no button {title!r}"
        found = re.fullmatch(r"/(\w+)(\{.*\})?", buttons[0]["payload"])
        assert found
        return self.say(found[1], buttons[0]["payload"], **json.loads(found[2] or "{}"))

    @property
    def buttons(self) -> list[str]:
        return [b["title"] for m in self.last for b in m["buttons"]]


@pytest.fixture(scope="session")
def adviser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One database for all these tests; each test talks as a person of its own."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("WAYMARK_HOME", str(tmp_path_factory.mktemp("home")))
        environment.delenv("WAYMARK_DATABASE_URL", raising=False)
        yield app.build_adviser()


@pytest.fixture
def talk(adviser: Any, request: pytest.FixtureRequest) -> Callable[..., Conversation]:
    return lambda person="somebody": Conversation(f"{person} in {request.node.name}")


def mention(skill: str, **said: Any) -> Mention:
    return Mention(skill, 0, 1, **said)
