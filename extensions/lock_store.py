"""One person's messages one after the other, also where several Rasa servers stand side by side: a lock in Redis.

`endpoints.yml`:
    lock_store:
      type: extensions.lock_store.SharedLockStore
      url: redis://redis:6379/0      # WAYMARK_REDIS_URL goes before it

Rasa's own Redis lock store reads, changes and writes a list of tickets without a transaction, so that two servers can
draw the same ticket; it waits in steps of a second; it holds up the event loop; a server that dies leaves a lock for a
minute; and without Redis nobody is answered. Here the lock is taken and given back in one step each (redis-py's Lock),
ends by itself soon after its holder does, and without Redis each server goes on with locks of its own: then two
messages that one person sends at the same moment may be answered in either order, and nothing is lost.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import redis
from prometheus_client import Counter
from rasa.core.lock_store import LockError, LockStore
from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import LockError as NotOurs

from extensions.shared_redis import NO_ANSWER, SharedRedis, key_of

logger = logging.getLogger("waymark.locks")

DEFAULT_URL = "redis://127.0.0.1:6379/0"
LIFETIME = 10.0  # seconds that a lock outlives its holder
RENEWED = 3.0  # seconds between two renewals
PATIENCE = 30.0  # seconds that a message waits for the one before it
STEP = 0.03  # seconds between two tries
REDIS_SECONDS = 1.0  # for one answer of Redis
PAUSE = 2.0  # seconds without asking a Redis that did not answer
BUSY = "another message of this conversation is still being answered"
ALONE = Counter("waymark_turns_without_shared_lock", "Turns that went on without the lock in Redis")


@dataclass
class _Place:
    """The queue of one conversation in this process."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


class SharedLockStore(LockStore):  # type: ignore[misc]  # Rasa has no types
    """Locks by conversation. Opens nothing before the first message. For one event loop at a time."""

    def __init__(self, endpoint_config: Any = None) -> None:
        url = os.environ.get("WAYMARK_REDIS_URL") or getattr(endpoint_config, "url", None) or DEFAULT_URL
        # For a look at its health.
        self.red = redis.Redis.from_url(url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS)
        self._redis = SharedRedis(url, REDIS_SECONDS, PAUSE, "going on with locks of this process")
        self._places: dict[str, _Place] = {}
        super().__init__()

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LIFETIME, wait_time_in_seconds: float = STEP
    ) -> AsyncGenerator[None, None]:
        """Held during one turn. Raises LockError where the turns before it do not end."""
        place = self._places.setdefault(conversation_id, _Place())
        place.waiting += 1
        try:
            async with _within(place.lock), self._shared(conversation_id):
                yield
        finally:
            place.waiting -= 1
            if not place.waiting:
                self._places.pop(conversation_id, None)

    @asynccontextmanager
    async def _shared(self, conversation_id: str) -> AsyncGenerator[None, None]:
        held = await self._take(conversation_id)
        if held is None:
            ALONE.inc()
            yield
            return
        renewing = asyncio.create_task(_renew(held))
        try:
            yield
        finally:
            renewing.cancel()
            with contextlib.suppress(*NO_ANSWER):  # it ends by itself; a new Redis does not know it
                await held.release()

    async def _take(self, conversation_id: str) -> Lock | None:
        """The lock in Redis; None where Redis does not answer. Raises LockError when another holds it for too long."""
        return await self._redis.ask(lambda client: _acquired(client, key_of("turn", conversation_id)))

    async def close(self) -> None:
        """Ends the connections."""
        await self._redis.close()
        self.red.close()
        self.red.connection_pool.disconnect()


async def _acquired(client: Redis[bytes], name: str) -> Lock:
    held = client.lock(name, timeout=LIFETIME, sleep=STEP, blocking_timeout=PATIENCE)
    if await held.acquire():
        return held
    raise LockError(BUSY)


@asynccontextmanager
async def _within(lock: asyncio.Lock) -> AsyncGenerator[None, None]:
    try:
        await asyncio.wait_for(lock.acquire(), PATIENCE)
    except asyncio.TimeoutError:
        raise LockError(BUSY) from None
    try:
        yield
    finally:
        lock.release()


async def _renew(held: Lock) -> None:
    """A turn may last longer than a lock: it is renewed as long as its holder lives."""
    while True:
        await asyncio.sleep(RENEWED)
        try:
            await held.reacquire()
        except NO_ANSWER as error:
            logger.warning("a lock could not be renewed: %s", type(error).__name__)
            if isinstance(error, NotOurs):
                return  # it ended, and may be somebody else's by now
