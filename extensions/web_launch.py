"""Serves the page: `python -m extensions.web_launch` (`make web`).

Environment, besides that of `extensions.launch`: WAYMARK_PUBLIC_URL (the address under which people open the page,
where a proxy stands before it), WAYMARK_WEB_ORIGINS (sites that may show the page in a frame, by blanks).
"""

from __future__ import annotations

import os
import sys

from extensions.children import Children
from extensions.launch import HOST, CannotStart, choose_port, say, start, until_stopped
from extensions.training import ROOT, train_if_needed
from extensions.web_parts import PACKAGES, SOCKET_IO

OPTIONS = ("--credentials", "credentials-web.yml", "--no-api")


def serve() -> int:
    """Serve the page until told to end; its address is the one line on standard output."""
    if not (PACKAGES / SOCKET_IO).is_file():
        raise CannotStart("The page's socket.io client is missing: `npm ci --prefix web`, or `make web`, gets it.")
    model = train_if_needed(say)
    say("Starting Waymark, about 20 seconds ...")
    port = choose_port(os.environ.get("PORT"))
    os.environ.setdefault("WAYMARK_PUBLIC_URL", f"http://{HOST}:{port}")  # for the report's links
    with Children(ROOT) as children:
        running = start(children, port, model, options=OPTIONS)
        print(f"Open {running.url}/chat  (Ctrl-C ends)", flush=True)
        running.watch()
    return 0


if __name__ == "__main__":
    sys.exit(until_stopped(serve))
