"""The action server: `python -m actions.server`.

Rasa's SDK brings a server of its own; this one stands in its place because that one listens on every
address, lets anybody in, writes the whole conversation into its log when an action fails, and needs a
process more. The executor, which finds and runs the actions, is the SDK's.

Settings: WAYMARK_ACTION_TOKEN (shared secret; without one only this machine is served), SANIC_HOST, PORT by
`--port`, WAYMARK_LOG (plain or json). `--fd` takes over a listening socket from the parent, so that calls wait
while a server restarts.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import signal
import socket
import sys
import time
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.figures import CALLS, SECONDS, count_answer, count_call
from actions.probe import Probe
from actions.report_route import add_report_routes
from waymark import lifeline, logs
from waymark.exposition import CONTENT_TYPE_LATEST, exposition
from waymark.tokens import bearer, same

logger = logging.getLogger("waymark.actions")

DEFAULT_PORT = 5055
LARGEST_CALL = 8_000_000  # bytes; a conversation window is far below
KEEP_ALIVE = 75  # seconds; longer than the Rasa server keeps an idle connection


def create_app(executor: ActionExecutor, token: str = "", probe: Probe | None = None) -> Sanic:
    """The server's routes. With a `token`, /webhook asks for `Authorization: Bearer TOKEN`."""
    app = Sanic("waymark_actions", configure_logging=False)
    app.config.KEEP_ALIVE_TIMEOUT = KEEP_ALIVE
    app.config.REQUEST_MAX_SIZE = LARGEST_CALL
    probe = probe or Probe()
    add_report_routes(app, token)

    @app.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse:
        if token and not same(bearer(request.headers.get("authorization")), token):
            return response.json({"error": "the shared secret is missing or wrong"}, status=401)
        if "content-encoding" in request.headers:
            return response.json({"error": "the body must be plain JSON, not compressed"}, status=415)
        try:
            call = _call(request)
        except (ValueError, RecursionError):  # no JSON, or nested too deeply to be read
            return response.json({"error": "the body is no action call"}, status=400)
        with logs.requested(request.headers.get(logs.HEADER)):
            return await _run(executor, call)

    @app.get("/health")
    async def health(request: Request) -> HTTPResponse:
        # 200 as long as this process lives, so that nobody restarts it for a part that is ill elsewhere.
        return response.json(await probe.latest())

    @app.get("/ready")
    async def ready(request: Request) -> HTTPResponse:
        state = await probe.look()
        return response.json(state, status=200 if state["status"] == "ok" else 503)

    @app.get("/metrics")
    async def metrics(request: Request) -> HTTPResponse:
        return response.raw(exposition(), content_type=CONTENT_TYPE_LATEST)

    return app


def _call(request: Request) -> dict[str, Any]:
    """The action call in a request. Raises ValueError where there is none."""
    call = json.loads(request.body)
    if not isinstance(call, dict) or not isinstance(call.get("tracker"), dict):
        raise ValueError("no tracker")
    # Rasa leaves the domain out (no action here needs it); newer SDKs refuse a call without one.
    return {"domain": {}, **call}


async def _run(executor: ActionExecutor, call: dict[str, Any]) -> HTTPResponse:
    name = str(call.get("next_action"))
    start = time.perf_counter()
    try:
        count_call(name, call)
        result = await executor.run(call)
    except ActionNotFoundException:
        CALLS.labels("unknown", "not_found").inc()
        logger.error("no action is called %s", name[:80])
        return response.json({"error": "no such action", "action_name": name}, status=404)
    except ActionExecutionRejection as rejection:
        CALLS.labels(name, "rejected").inc()
        return response.json({"error": rejection.message, "action_name": rejection.action_name}, status=400)
    except Exception as error:  # the border: the caller must get an answer; what was said stays out of the log
        CALLS.labels(name, "failed").inc()
        logger.error("%s failed: %s at %s", name, type(error).__name__, _place(error))
        return response.json({"error": "the action failed", "action_name": name}, status=500)
    CALLS.labels(name, "ok").inc()
    taken = time.perf_counter() - start
    SECONDS.labels(name).observe(taken)
    logger.info("%s took %.3f s", name, taken)
    # rasa-sdk 3.6 gives a dict, later ones a pydantic model
    answer = result.model_dump() if hasattr(result, "model_dump") else result
    count_answer(answer or {})
    return response.json(answer)


def _place(error: BaseException) -> str:
    """File and line where an error was raised: it tells an operator enough, and nothing that a person wrote."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "?"


def find_actions() -> ActionExecutor:
    """An executor that knows every action of this package."""
    executor = ActionExecutor()
    executor.register_package("actions")
    return executor


async def serve(listener: socket.socket, token: str) -> None:
    """Answer calls until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    probe = Probe()
    app = create_app(find_actions(), token, probe)
    server = await app.create_server(sock=listener, return_asyncio_server=True, access_log=False)
    if server is None:
        raise OSError("the server could not be started")
    await server.startup()
    await server.start_serving()
    logger.info("listening on port %s", listener.getsockname()[1])
    await probe.look()  # opens the database now, so that the first person does not wait for it
    await stop.wait()
    server.close()
    await server.wait_closed()


def listen(host: str, port: int, descriptor: int | None) -> socket.socket:
    """A listening socket: the one inherited from the parent, else a new one. Raises OSError if the port is taken."""
    if descriptor is not None:
        return socket.socket(fileno=descriptor)
    return socket.create_server((host, port))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m actions.server", description="Runs the actions of Waymark.")
    parser.add_argument("--host", default=os.environ.get("SANIC_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--fd", type=int, help="a listening socket that the parent opened")
    options = parser.parse_args(arguments)
    lifeline.hold()
    logs.configure(os.environ.get("WAYMARK_LOG", logs.PLAIN))
    token = os.environ.get("WAYMARK_ACTION_TOKEN", "")
    if not token and options.fd is None and options.host not in {"127.0.0.1", "::1", "localhost"}:
        print(f"No WAYMARK_ACTION_TOKEN is set, so {options.host} would let anybody in. Set it.", file=sys.stderr)
        return 2
    try:
        listener = listen(options.host, options.port, options.fd)
    except OSError as error:
        print(f"Port {options.port} cannot be used: {error.strerror}. Choose another with --port.", file=sys.stderr)
        return 2
    asyncio.run(serve(listener, token))
    return 0


if __name__ == "__main__":
    sys.exit(main())
