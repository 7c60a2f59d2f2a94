"""The Redis that several servers share: asked for a moment, and left alone for a while when it did not answer.

Nobody's message waits for it or is lost with it: whoever asks goes on without it, as one server alone would.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from redis.asyncio import Redis
from redis.exceptions import RedisError

logger = logging.getLogger("waymark.redis")

NO_ANSWER = (RedisError, OSError, asyncio.TimeoutError)
T = TypeVar("T")


class SharedRedis:
    """Opens nothing before the first question. For one event loop at a time."""

    def __init__(self, url: str, timeout: float, pause: float, instead: str) -> None:
        """`url` "" is no Redis. Seconds for one answer, and without asking after none; `instead` is for the log."""
        self.url = url
        self._timeout = timeout
        self._pause = pause
        self._instead = instead
        self._not_before = 0.0
        self._client: Redis[bytes] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def ask(self, question: Callable[[Redis[bytes]], Awaitable[T]]) -> T | None:
        """What Redis answers to the question; None where there is no answer to be had."""
        if not self.url or time.monotonic() < self._not_before:
            return None
        try:
            return await question(self._opened())
        except NO_ANSWER as error:
            self._not_before = time.monotonic() + self._pause
            logger.error("Redis does not answer, %s: %s", self._instead, type(error).__name__)
            return None

    def _opened(self) -> Redis[bytes]:
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            self._client = Redis.from_url(self.url, socket_timeout=self._timeout, socket_connect_timeout=self._timeout)
            self._loop = loop
        return self._client

    async def close(self) -> None:
        """Ends the connections."""
        if self._client is not None:
            await self._client.close(close_connection_pool=True)
            self._client = None


def key_of(kind: str, text: str) -> str:
    """A key in Redis: ids of people, of channels and their addresses stay out of it."""
    return f"waymark:{kind}:{hashlib.sha256(text.encode(errors='replace')).hexdigest()[:40]}"
