"""What an operator asks the Rasa server: `/health` (alive, and what is ill), `/ready` (can it serve?), `/metrics`.

It is an input channel only because that is how Rasa lets one add routes; nobody chats through it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

import aiohttp
from prometheus_client import Gauge
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from extensions.action_server import ActionServer
from extensions.agent import agent_of, own_store
from extensions.leaving import LEAVING, is_leaving
from extensions.remote_action import close_session, session
from waymark.exposition import CONTENT_TYPE_LATEST, exposition

PATIENCE = 3.0  # seconds for a look at a part
OK = "ok"
# A server that others can do without for a while still answers everybody: from memory, with locks of its own, or with
# what the older catalogue knows. Taking it out of service would help nobody.
BEARABLE = ("catalogue", "conversations", "redis")
WAITING = Gauge("waymark_outbox_conversations", "Conversations that wait to be written", multiprocess_mode="livesum")
ILL = Gauge("waymark_part_ill", "1 for a part that was ill at the last look", ["part"], multiprocess_mode="livemax")
Parts = dict[str, str]


class OperationsChannel(InputChannel):  # type: ignore[misc]  # Rasa has no types
    """The three routes, at the root of the server."""

    @classmethod
    def name(cls) -> str:
        return "operations"

    def url_prefix(self) -> str:
        return "/"

    def blueprint(self, on_new_message: Any) -> Blueprint:
        operations = Blueprint("waymark_operations", "waymark_operations")

        @operations.get("/health")
        async def health(request: Request) -> HTTPResponse:
            # 200 as long as this process lives, so that nobody restarts it for a part that is ill elsewhere.
            return response.json(await readiness(request.app))

        @operations.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            state = await readiness(request.app)
            return response.json(state, status=503 if state["status"] == "failing" else 200)

        @operations.get("/metrics")
        async def metrics(request: Request) -> HTTPResponse:
            outbox = getattr(own_store(agent_of(request.app)), "outbox", None)
            WAITING.set(outbox.waiting() if outbox is not None else 0)
            return response.raw(exposition(), content_type=CONTENT_TYPE_LATEST)

        @operations.listener("after_server_stop")
        async def close(app: Sanic, loop: Any) -> None:
            await close_session()

        return operations


async def readiness(app: Sanic) -> dict[str, Any]:
    """{"status", "parts"}: "ok"; "degraded" where a part is ill that people can do without for a while; or "failing".

    With the "reason" (the first ill part) where there is one, and the "model" and the "catalogue" in use.
    """
    agent = agent_of(app)
    if is_leaving(app):
        return judged({"server": LEAVING})
    if agent is None or not agent.is_ready():
        return judged({"model": "no model is loaded"})
    actions, conversations, redis = await asyncio.gather(
        look_at_actions(agent.action_endpoint), look_at_store(agent), look_at_redis(agent)
    )
    parts = {"model": OK, "actions": OK if actions["status"] == OK else actions.get("reason", "not ready")}
    parts |= {f"actions.{name}": said for name, said in (actions.get("parts") or {}).items()}
    known, stored = model_catalogue(agent), actions.get("catalogue")
    differs = bool(known and stored and known != stored)
    parts["catalogue"] = "the model was trained on another catalogue than the database holds" if differs else OK
    parts |= {"conversations": conversations} | ({"redis": redis} if redis else {})
    return {**judged(parts), "model": agent.processor.model_filename, "catalogue": stored}


def judged(parts: Parts) -> dict[str, Any]:
    """The status that the parts amount to."""
    ill = [name for name, said in parts.items() if said != OK]
    for name, said in parts.items():
        ILL.labels(name).set(said != OK)
    if not ill:
        return {"status": OK, "parts": parts}
    grave = [name for name in ill if name not in BEARABLE and not name.startswith("actions.")]
    first = (grave or ill)[0]
    return {"status": "failing" if grave else "degraded", "reason": f"{first}: {parts[first]}", "parts": parts}


async def look_at_store(agent: Any) -> str:
    """ "ok", or what is wrong with the conversations' database. What waited for it is written by the way."""
    store = own_store(agent)
    return await _tried(store.look()) if hasattr(store, "look") else OK


async def look_at_redis(agent: Any) -> str:
    """ "ok", what is wrong, or "" where the locks are not kept in Redis."""
    redis = getattr(agent.lock_store, "red", None)
    return "" if redis is None else await _tried(asyncio.to_thread(redis.ping))


async def _tried(look: Awaitable[object]) -> str:
    try:
        await asyncio.wait_for(look, PATIENCE)
    except Exception as error:  # the border: whatever is wrong is the answer
        return f"does not answer ({type(error).__name__})"
    return OK


async def look_at_actions(endpoint: Any) -> dict[str, Any]:
    """The action server's own /ready; a status of "failing" where it cannot be had."""
    server = ActionServer.of(endpoint)
    if not server.url:
        return {"status": "failing", "reason": "none is configured"}
    timeout = aiohttp.ClientTimeout(total=PATIENCE)
    try:
        async with session().get(server.route("/ready"), headers=server.headers, timeout=timeout) as answer:
            found = await answer.json(content_type=None)
    except Exception as error:  # the border: whatever is wrong is the answer
        return {"status": "failing", "reason": f"cannot be reached ({type(error).__name__})"}
    return found if isinstance(found, dict) and "status" in found else {"status": "failing", "reason": "odd answer"}


def model_catalogue(agent: Any) -> str | None:
    """The catalogue's hash that the loaded model's skill reader carries; None where no component tells one."""
    nodes = getattr(agent.processor.graph_runner, "_instantiated_nodes", {})
    readers = (getattr(getattr(node, "_component", None), "_reader", None) for node in nodes.values())
    hashes = (getattr(reader, "catalogue_hash", None) for reader in readers)
    return next((value for value in hashes if isinstance(value, str)), None)
