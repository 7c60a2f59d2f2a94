"""A Rasa server that is asked to end says so first, and ends a little later.

A proxy notices within its next checks that a server is gone; until then it sends people there, and who meets a socket
that is just being closed gets no answer. With WAYMARK_LEAVE_SECONDS (none by default) `/health` says `LEAVING` for so
long, so that the proxy sends nobody there any more (`http-check expect` in deploy/proxy/haproxy.cfg), while everybody
is still answered.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping
from functools import partial
from typing import Any

from sanic import Sanic

from extensions.settings import is_count, number_of

LEAVING = "this server is being ended"


def install(app: Sanic, given: Mapping[str, str] | None = None) -> None:
    """Lets SIGTERM end the server only after the time that is set. Raises OpenDoor on a number that is none."""
    given = os.environ if given is None else given
    seconds = number_of(given, "WAYMARK_LEAVE_SECONDS", 0, is_count, "a number of seconds: 0, 1, 2 ...")
    if seconds:
        app.register_listener(partial(_take_over, seconds=seconds), "after_server_start")


def is_leaving(app: Any) -> bool:
    return bool(getattr(app.ctx, "leaving", False))


async def _take_over(app: Sanic, loop: asyncio.AbstractEventLoop, seconds: float) -> None:
    """After the start, because Sanic sets its own handler before."""

    def leave() -> None:
        if not is_leaving(app):
            app.ctx.leaving = True
            loop.call_later(seconds, app.stop)

    loop.add_signal_handler(signal.SIGTERM, leave)
