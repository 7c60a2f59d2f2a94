"""The Rasa server as the launcher starts it: `python -m extensions.rasa_server --port 5005 --model models/x.tar.gz`.

It is what `rasa run --enable-api` does, without the command line's imports and telemetry, bound to this machine,
with a log that holds no text of a conversation, and tied to its parent's life.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import socket
import sys
import warnings
from functools import partial
from pathlib import Path
from typing import Any

from extensions import without_tensorflow
from extensions.settings import OpenDoor
from waymark import lifeline, logs

LOG_LEVEL = logging.WARNING


def quiet() -> None:
    """Keep the libraries' chatter out of the log. Before Rasa is imported."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    warnings.showwarning = _say_nothing  # a filter would not do: libraries put theirs in front of it


def _say_nothing(*_: Any, **__: Any) -> None:
    """Deprecations in the libraries of an old Rasa are nothing that an operator can act on."""


async def keep_for_good(*_: Any) -> None:
    """What is loaded by now stays: looking through millions of objects for garbage again and again finds none."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def configure_logs() -> None:
    """Warnings and errors only; Rasa's own loggers write the text of messages below that."""
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(LOG_LEVEL)
    logs.configure(os.environ.get("WAYMARK_LOG", logs.PLAIN), LOG_LEVEL)
    for name in ("rasa", "sanic.root", "sanic.error", "sanic.access", "apscheduler"):
        logging.getLogger(name).setLevel(LOG_LEVEL)


def serve(options: argparse.Namespace) -> None:
    """Blocks until SIGTERM. The steps of Rasa's `serve_application`, which takes no socket from its parent."""
    from rasa.core import run as rasa_run
    from rasa.core.utils import AvailableEndpoints, number_of_sanic_workers

    from extensions import graph_runner, leaving
    from extensions.doors import Doors, warn

    graph_runner.install()
    doors = Doors.from_environment()
    endpoints = AvailableEndpoints.read_endpoints(options.endpoints)
    channels = [doors.watch(c) for c in rasa_run.create_http_input_channels(None, options.credentials)]
    if options.fd is None:
        doors.check(options.host, options.api, channels)
    app = rasa_run.configure_app(
        channels, cors=list(doors.origins), enable_api=options.api, port=options.port, endpoints=endpoints
    )
    doors.guard(app)
    leaving.install(app)
    app.register_listener(partial(rasa_run.load_agent_on_start, options.model, endpoints, None), "before_server_start")
    app.register_listener(keep_for_good, "after_server_start")
    app.register_listener(rasa_run.close_resources, "after_server_stop")
    configure_logs()  # after the app, which brings log settings of its own
    warn(doors, os.environ.get("WAYMARK_PUBLIC_URL", ""))
    address = (
        {"host": options.host, "port": options.port}
        if options.fd is None
        else {"sock": socket.socket(fileno=options.fd)}
    )
    app.run(**address, access_log=False, workers=number_of_sanic_workers(endpoints.lock_store))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m extensions.rasa_server")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--fd", type=int, help="a listening socket that the parent opened")
    parser.add_argument("--model", required=True)
    parser.add_argument("--credentials", default="credentials.yml")
    parser.add_argument("--endpoints", default="endpoints.yml")
    parser.add_argument("--no-api", dest="api", action="store_false", help="without Rasa's own HTTP API")
    options = parser.parse_args(arguments)
    if not Path(options.model).is_file():
        print(f"No model at {options.model}: run `make train` first.", file=sys.stderr)
        return 2
    lifeline.hold()
    quiet()
    without_tensorflow.import_rasa()
    try:
        serve(options)
    except OpenDoor as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
