"""Whose turn it is to answer, where several Rasa servers hear the same workspace.

Slack's retry, or the second event of one post, may reach another server than the first. With `WAYMARK_REDIS_URL` each
event is claimed in Redis in one step, and whoever comes second leaves it. A Redis that does not answer keeps nobody
from being answered: then an event may be answered twice, which is better than not at all.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time

from redis.asyncio import Redis
from redis.exceptions import RedisError

logger = logging.getLogger("waymark.slack")

REDIS_SECONDS = 1.0  # for one answer of Redis
PAUSE = 10.0  # seconds without asking a Redis that did not answer


class Claims:
    """Opens nothing before the first claim. `url` "" means that this server is the only one."""

    def __init__(self, url: str, seconds: float) -> None:
        self._url = url
        self._seconds = int(seconds)
        self._not_before = 0.0
        self._client: Redis[bytes] | None = None

    async def is_ours(self, key: tuple[str, str]) -> bool:
        """True for the first server that asks for this key within the time; also when Redis cannot tell."""
        if not self._url or time.monotonic() < self._not_before:
            return True
        if self._client is None:
            self._client = Redis.from_url(self._url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS)
        # Ids of people and channels stay out of Redis.
        name = hashlib.sha256("|".join(key).encode(errors="replace")).hexdigest()[:40]
        try:
            return bool(await self._client.set(f"waymark:slack:{name}", b"1", nx=True, ex=self._seconds))
        except (RedisError, OSError, asyncio.TimeoutError) as error:
            self._not_before = time.monotonic() + PAUSE
            logger.error("Redis does not answer, an event may be answered twice: %s", type(error).__name__)
            return True

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close(close_connection_pool=True)
            self._client = None
