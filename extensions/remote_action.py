"""Calling the action server, so that a failing part never means silence.

Rasa's `RemoteAction` has no place to plug anything in, so this is the one patch of Rasa in the project.
What it changes, all measured or seen:

- a call ends after 5 seconds (Rasa: 300) and a failure of any kind is answered with an apology that says what is
  lost (Rasa: HTTP 200 with an empty list);
- the schema of a response is compiled once (Rasa compiles it at every call: 19 of the 23 ms that an action costs), and
  an event is checked by its own kind alone (`extensions.answer_schema`);
- one connection is kept open (Rasa opens one for each call);
- address and secret can come from the environment (`extensions.action_server`).

`install` is called where Rasa loads our channel or tracker store. It refuses another version of Rasa than the one
that the patch was written for.
"""

from __future__ import annotations

import asyncio
import functools
import json
import logging
import math
import os
from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any

import aiohttp
import rasa.core.actions.action as rasa_action
from jsonschema import ValidationError
from prometheus_client import Counter, Histogram
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction, create_bot_utterance
from rasa.shared.core.events import BotUttered, Event

from extensions.action_server import ActionServer
from extensions.agent import agent_of
from extensions.answer_schema import AnswerSchema
from extensions.events import read_events
from extensions.known_rasa import refuse_another
from extensions.settings import number_of
from waymark import logs

logger = logging.getLogger("waymark.remote_action")

DEFAULT_SECONDS = 5.0
PATIENCE = 10.0  # seconds for a report or an export
IDLE_SECONDS = 30.0  # the action server closes later than this, so a kept connection is a live one
FAILURES = Counter("waymark_action_failures", "Action calls without a usable answer", ["kind"])
SECONDS = Histogram("waymark_action_call_seconds", "Action calls as the Rasa server sees them")

# The second of each stands in where the first was just said.
APOLOGIES = {
    "unreachable": (
        "Sorry, the part of me that works out the advice is not answering right now, so I have not noted your last "
        "message. Everything you told me before is safe. Please send it again in a minute.",
        "I still cannot reach that part, and have not noted this message either. Nothing from before is lost; "
        "please try once more a little later.",
    ),
    "slow": (
        "Sorry, that took too long, so I stopped waiting. I may not have noted your last message; what you told me "
        "before is safe. Please send it again in a minute.",
        "That took too long again. Nothing from before is lost; please try once more a little later.",
    ),
    "broken": (
        "Sorry, something went wrong on my side with your last message, so I have not noted it. Everything you told "
        "me before is safe. Please send it again, or say it in other words.",
        "That went wrong again, on my side and not yours. Nothing from before is lost; please try once more a little "
        "later.",
    ),
}  # fmt: skip


class CallFailed(Exception):
    """The action server gave no usable answer. `kind` is a key of `APOLOGIES`."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(f"{kind}: {reason}")
        self.kind = kind


class HonestRemoteAction(RemoteAction):  # type: ignore[misc]  # Rasa has no types
    """A custom action that apologises when it cannot be run."""

    seconds = DEFAULT_SECONDS  # how long the action server is waited for; `install` sets it

    async def run(self, output_channel: Any, nlg: Any, tracker: Any, domain: Any) -> list[Event]:
        """Events of the action, its messages first (see the parent class)."""
        message = tracker.latest_message
        # The channel's id of the request; where none was set (Rasa's own server), the message's.
        with logs.requested(logs.request_id() or (message and message.message_id)):
            return await self._run(output_channel, nlg, tracker, domain)

    async def _run(self, output_channel: Any, nlg: Any, tracker: Any, domain: Any) -> list[Event]:
        try:
            with SECONDS.time():
                body, server = self._action_call_format(tracker, domain), ActionServer.of(self.action_endpoint)
                result = await call(server.url, server.headers, body, self.seconds)
        except CallFailed as failure:
            FAILURES.labels(failure.kind).inc()
            logger.error("%s: %s", self.name(), failure)
            return [create_bot_utterance({"text": apology(failure.kind, tracker.events)})]
        messages = await self._utter_responses(result.get("responses", []), output_channel, nlg, tracker)
        return [*messages, *read_events(result.get("events", []))]


async def call(
    url: str, headers: Mapping[str, str], body: dict[str, Any], seconds: float = DEFAULT_SECONDS
) -> dict[str, Any]:
    """The action server's answer to one call. Raises CallFailed or, where the action declines, Rasa's rejection."""
    if not url:
        raise CallFailed("unreachable", "no action server is configured")
    sent_headers = {"Content-Type": "application/json", **headers}
    try:
        status, content = await asyncio.wait_for(_post(url, sent_headers, json.dumps(body)), seconds)
    except asyncio.TimeoutError:
        raise CallFailed("slow", f"no answer within {seconds:g} s") from None
    except (aiohttp.ClientError, OSError) as error:
        raise CallFailed("unreachable", type(error).__name__) from None
    return read_answer(status, content)


async def _post(url: str, sent_headers: dict[str, str], body: str) -> tuple[int, bytes]:
    """Status and content of the answer. A kept connection may be dead, so a lost one is tried anew while it was kept.

    To hear a message twice changes nothing in a profile: the latest word on a skill stands.
    """
    while True:
        tried = SimpleNamespace(kept=False)
        try:
            async with session().post(url, data=body, headers=sent_headers, trace_request_ctx=tried) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
            if not tried.kept:
                raise


async def _note_kept(_: Any, context: SimpleNamespace, __: Any) -> None:
    if context.trace_request_ctx is not None:
        context.trace_request_ctx.kept = True


def read_answer(status: int, content: bytes) -> dict[str, Any]:
    """The events and responses in an answer. Raises CallFailed, or Rasa's rejection for a 400 that names an action."""
    try:
        result = json.loads(content)
    except ValueError:
        raise CallFailed("broken", f"status {status}, no JSON") from None
    if status == 400 and isinstance(result, dict) and "action_name" in result:
        raise ActionExecutionRejection(result["action_name"], result.get("error"))
    if status != 200:
        raise CallFailed("broken", f"status {status}")
    try:
        schema().validate(result)
    except ValidationError as error:
        raise CallFailed(
            "broken", f"not an action's answer at {'/'.join(map(str, error.absolute_path)) or '.'}"
        ) from None
    return dict(result)


@functools.lru_cache(maxsize=1)
def schema() -> AnswerSchema:
    """The compiled schema of an action's answer."""
    return AnswerSchema(RemoteAction.action_response_format_spec())


async def ask_actions(app: Any, method: str, path: str) -> tuple[int, bytes]:
    """Status and content of a report or an export; 503 with a sentence where the action server gives none.

    `app` is the Rasa server, whose agent knows endpoints.yml.
    """
    server = ActionServer.of(getattr(agent_of(app), "action_endpoint", None))
    timeout = aiohttp.ClientTimeout(total=PATIENCE)
    try:
        async with session().request(method, server.route(path), headers=server.headers, timeout=timeout) as answer:
            return answer.status, await answer.read()
    except (aiohttp.ClientError, OSError, asyncio.TimeoutError):
        return 503, b"This cannot be read at the moment. Please try again in a minute."


_SESSIONS: dict[asyncio.AbstractEventLoop, aiohttp.ClientSession] = {}


def session() -> aiohttp.ClientSession:
    """The HTTP session of the running event loop, opened at its first use."""
    loop = asyncio.get_running_loop()
    if loop not in _SESSIONS or _SESSIONS[loop].closed:
        for closed in [other for other in _SESSIONS if other.is_closed()]:
            del _SESSIONS[closed]
        connector = aiohttp.TCPConnector(keepalive_timeout=IDLE_SECONDS, limit=200)
        trace = aiohttp.TraceConfig()
        trace.on_connection_reuseconn.append(_note_kept)
        _SESSIONS[loop] = aiohttp.ClientSession(connector=connector, trace_configs=[trace])
    return _SESSIONS[loop]


async def close_session() -> None:
    """Close the running loop's session, if one was opened."""
    if open_one := _SESSIONS.pop(asyncio.get_running_loop(), None):
        await open_one.close()


def apology(kind: str, events: Iterable[Event]) -> str:
    """An apology that is not the sentence which the bot said last."""
    first, second = APOLOGIES[kind]
    last = next((e.text for e in reversed(list(events)) if isinstance(e, BotUttered) and e.text), "")
    return second if last == first else first


def install(given: Mapping[str, str] | None = None) -> None:
    """Let Rasa use our action. Harmless when repeated.

    Raises RuntimeError on another version of Rasa, and OpenDoor where WAYMARK_ACTION_SECONDS is no number above 0.
    """
    refuse_another("extensions/remote_action.py")
    HonestRemoteAction.seconds = number_of(
        os.environ if given is None else given, "WAYMARK_ACTION_SECONDS", DEFAULT_SECONDS,
        lambda seconds: 0 < seconds < math.inf, "a number of seconds above 0",
    )  # fmt: skip
    rasa_action.RemoteAction = HonestRemoteAction
