"""What an operator asks the Rasa server: `/health` (alive), `/ready` (can it serve?), `/metrics` (Prometheus).

It is an input channel only because that is how Rasa lets one add routes; nobody chats through it.
"""

from __future__ import annotations

import os
from typing import Any

import aiohttp
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from extensions import remote_action

PATIENCE = 3.0  # seconds for a look at the action server


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
            return response.json({"status": "ok"})

        @operations.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            state = await readiness(request.app)
            return response.json(state, status=200 if state["status"] == "ok" else 503)

        @operations.get("/metrics")
        async def metrics(request: Request) -> HTTPResponse:
            return response.raw(generate_latest(), content_type=CONTENT_TYPE_LATEST)

        @operations.listener("after_server_stop")
        async def close(app: Sanic, loop: Any) -> None:
            await remote_action.close_session()

        return operations


async def readiness(app: Sanic) -> dict[str, Any]:
    """{"status": "ok"}, or "failing" with what is wrong: model, action server, or catalogues that differ."""
    agent = getattr(app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        return {"status": "failing", "reason": "no model is loaded"}
    actions = await look_at_actions(agent.action_endpoint)
    if actions["status"] != "ok":
        return {"status": "failing", "reason": f"action server: {actions.get('reason', 'not ready')}"}
    known, stored = model_catalogue(agent), actions.get("catalogue")
    if known and stored and known != stored:
        return {"status": "failing", "reason": "the model was trained on another catalogue than the database holds"}
    return {"status": "ok", "model": agent.processor.model_filename, "catalogue": stored}


async def look_at_actions(endpoint: Any) -> dict[str, Any]:
    """The action server's own /ready; a status of "failing" where it cannot be had."""
    url = os.environ.get("WAYMARK_ACTION_URL") or (endpoint.url if endpoint else "")
    if not url:
        return {"status": "failing", "reason": "none is configured"}
    timeout = aiohttp.ClientTimeout(total=PATIENCE)
    try:
        async with remote_action.session().get(url.rsplit("/", 1)[0] + "/ready", timeout=timeout) as answer:
            found = await answer.json(content_type=None)
    except Exception as error:  # the border: whatever is wrong is the answer
        return {"status": "failing", "reason": f"cannot be reached ({type(error).__name__})"}
    return found if isinstance(found, dict) and "status" in found else {"status": "failing", "reason": "odd answer"}


def model_catalogue(agent: Any) -> str | None:
    """The catalogue's hash that the loaded model's skill reader carries; None where no component tells one."""
    nodes = getattr(agent.processor.graph_runner, "_instantiated_nodes", {})
    hashes = (getattr(getattr(node, "_component", None), "catalogue_hash", None) for node in nodes.values())
    return next((value for value in hashes if isinstance(value, str)), None)
