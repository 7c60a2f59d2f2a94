"""The Rasa server as the launcher starts it: `python -m extensions.rasa_server --port 5005 --model models/x.tar.gz`.

It is what `rasa run --enable-api` does, without the command line's imports and telemetry, bound to this machine,
with a log that holds no text of a conversation, and tied to its parent's life.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import warnings
from pathlib import Path
from typing import Any

from waymark import lifeline

LOG_LEVEL = logging.WARNING


def quiet() -> None:
    """Keep the libraries' chatter out of the log. Before Rasa is imported."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    warnings.showwarning = _say_nothing  # a filter would not do: libraries put theirs in front of it


def _say_nothing(*_: Any, **__: Any) -> None:
    """Deprecations in the libraries of an old Rasa are nothing that an operator can act on."""


def configure_logs() -> None:
    """Warnings and errors only; Rasa's own loggers write the text of messages below that."""
    from rasa.utils.log_utils import configure_structlog

    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s", level=LOG_LEVEL)
    configure_structlog(LOG_LEVEL)
    for name in ("rasa", "sanic.root", "sanic.error", "sanic.access", "apscheduler"):
        logging.getLogger(name).setLevel(LOG_LEVEL)
    logging.getLogger("waymark").setLevel(logging.INFO)


def serve(options: argparse.Namespace) -> None:
    """Blocks until SIGTERM."""
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    configure_logs()
    serve_application(
        model_path=options.model,
        interface=options.host,
        port=options.port,
        credentials=options.credentials,
        endpoints=AvailableEndpoints.read_endpoints(options.endpoints),
        enable_api=options.api,
    )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m extensions.rasa_server")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5005)
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
    serve(options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
