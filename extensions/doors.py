"""Who may come in to the Rasa server, how often, and under which request id. Set up by `extensions.rasa_server`.

- Rasa's own HTTP API asks for `Authorization: Bearer WAYMARK_API_TOKEN`. (Rasa's own token stands in the address,
  where it ends up in logs.) Channels have their own proof: a signed session, Slack's signature, WAYMARK_REST_TOKEN.
- A server that other machines can reach does not start while a door is open.
- One person sends at most WAYMARK_PERSON_RATE messages a minute, one address WAYMARK_ADDRESS_RATE requests.
  WAYMARK_PROXIES says how many proxies of ours stand in front, so that the address is the visitor's. Programs on this
  machine are not limited: the shell and `make chat < script.txt` are such. Neither is Slack, whose signature is
  checked, nor a caller with the REST token, as an address.
"""

from __future__ import annotations

import ipaddress
import logging
import math
import os
import time
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from prometheus_client import Counter
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from extensions.limits import ADDRESS_RATE, PERSON_RATE, SharedBuckets
from extensions.settings import OpenDoor, is_count, number_of
from extensions.turn import OnMessage
from waymark import logs
from waymark.places import person_of
from waymark.tokens import bearer, same

logger = logging.getLogger("waymark.doors")

LARGEST_REQUEST = 12_000_000  # bytes; Sanic's own limit is 100 MB
UNLIMITED_PATHS = ("/health", "/ready", "/metrics", "/webhooks/slack")
OPEN_PATHS = ("/", "/version")  # of Rasa's own routes
SOCKET_IO = "/socket.io"  # the page's, which the library puts beside the channels' routes
LIMITED = Counter("waymark_limited", "Messages and requests beyond a limit", ["what"])
SLOW_DOWN = (
    "You are quicker than I can follow, so I did not read your last message. Please send it again in {} seconds."
)
_address: ContextVar[str] = ContextVar("waymark_address", default="")


@dataclass(frozen=True)
class Doors:
    """The settings, and the buckets: of this process, or of all that share WAYMARK_REDIS_URL."""

    api_token: str
    rest_token: str
    proxies: int
    origins: tuple[str, ...]
    persons: SharedBuckets
    addresses: SharedBuckets

    @classmethod
    def from_environment(cls, given: Mapping[str, str] | None = None) -> Doors:
        """Raises OpenDoor on a number that is none."""
        read = os.environ if given is None else given
        redis = read.get("WAYMARK_REDIS_URL", "").strip()

        def buckets(what: str, setting: str, default: float) -> SharedBuckets:
            rate = number_of(read, setting, default, lambda rate: 0 <= rate < 1e9, "a number from 0 on")
            return SharedBuckets(rate, redis, what)

        return cls(
            read.get("WAYMARK_API_TOKEN", ""),
            read.get("WAYMARK_REST_TOKEN", ""),
            int(number_of(read, "WAYMARK_PROXIES", 0, is_count, "how many proxies stand in front: 0, 1, 2 ...")),
            tuple(read.get("WAYMARK_CORS_ORIGINS", "").split()),
            buckets("person", "WAYMARK_PERSON_RATE", PERSON_RATE),
            buckets("address", "WAYMARK_ADDRESS_RATE", ADDRESS_RATE),
        )

    def check(self, host: str, api: bool, channels: Iterable[InputChannel]) -> None:
        """Raises OpenDoor where the server can be reached from other machines without what keeps strangers out."""
        if is_this_machine(host):
            return
        missing = ["WAYMARK_API_TOKEN (or start with --no-api)"] if api and not self.api_token else []
        if any(channel.name() == "rest" for channel in channels) and not self.rest_token:
            missing.append("WAYMARK_REST_TOKEN (or leave the REST channel out of the credentials file)")
        if missing:
            raise OpenDoor(f"{host} would let anybody in. Set {' and '.join(missing)}.")

    def watch(self, channel: InputChannel) -> InputChannel:
        """The channel, its messages under a request id and within the limits of a person and an address."""
        blueprint = channel.blueprint
        channel.blueprint = lambda on_new_message: blueprint(self._watched(on_new_message))
        return channel

    def _watched(self, on_new_message: OnMessage) -> OnMessage:
        async def hear(message: UserMessage) -> None:
            with logs.requested(logs.request_id() or message.message_id):
                wait = await self._wait(message)
                if wait:
                    LIMITED.labels("message").inc()
                    text = SLOW_DOWN.format(math.ceil(wait))
                    await message.output_channel.send_response(message.sender_id, {"text": text})
                else:
                    start = time.perf_counter()
                    await on_new_message(message)
                    logger.info("a message over %s took %.3f s", message.input_channel, time.perf_counter() - start)

        return hear

    async def _wait(self, message: UserMessage) -> float:
        """Seconds until this person, or this page's address, may speak again. 0 for now."""
        came_from = _address.get()
        if came_from and is_this_machine(came_from):
            return 0.0
        wait = await self.persons.take(f"{message.input_channel}:{person_of(message.sender_id)}")
        over_the_page = message.input_channel == "socketio" and came_from
        return wait or (await self.addresses.take(came_from) if over_the_page else 0.0)

    def guard(self, app: Sanic) -> None:
        """Sets the server's limits, and looks at every request before its route does."""
        app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST
        app.config.PROXIES_COUNT = self.proxies or None
        app.register_middleware(self._at_the_door, "request")
        app.register_listener(self._close, "after_server_stop")

    async def _close(self, app: Sanic, loop: Any) -> None:
        await self.persons.close()
        await self.addresses.close()

    async def _at_the_door(self, request: Request) -> HTTPResponse | None:
        came_from = str(request.remote_addr or request.ip)
        _address.set(came_from)
        logs.begin(request.headers.get(logs.HEADER))
        wait = 0.0 if self._is_unlimited(request, came_from) else await self.addresses.take(came_from)
        if wait:
            LIMITED.labels("request").inc()
            later = {"Retry-After": str(math.ceil(wait))}
            return response.json({"error": "too many requests from this address"}, status=429, headers=later)
        if (
            self.api_token
            and _is_rasas_own(request)
            and not same(bearer(request.headers.get("authorization")), self.api_token)
        ):
            return response.json({"error": "the token is missing or wrong"}, status=401)
        return None

    def _is_unlimited(self, request: Request, came_from: str) -> bool:
        trusted = bool(self.rest_token) and same(bearer(request.headers.get("authorization")), self.rest_token)
        return trusted or is_this_machine(came_from) or request.path.startswith(UNLIMITED_PATHS)


def is_this_machine(host: str) -> bool:
    """Is this an address of this machine alone?"""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _is_rasas_own(request: Request) -> bool:
    """A route of Rasa's API; those of channels stand in blueprints, whose name is part of the route's."""
    route = request.route
    if route is None or request.path in OPEN_PATHS or request.path.startswith(SOCKET_IO):
        return False
    return bool(route.name.count(".") < 2)


def warn(doors: Doors, public_url: str) -> None:
    """A proxy of which we do not know makes every visitor look like this machine, and nobody is limited."""
    if public_url.startswith("https://") and not doors.proxies:
        logger.warning("WAYMARK_PUBLIC_URL tells of a proxy in front, and WAYMARK_PROXIES does not: nobody is limited")
