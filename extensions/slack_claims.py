"""Whose turn it is to answer, where several Rasa servers hear the same workspace.

Slack's retry, or the second event of one post, may reach another server than the first. With `WAYMARK_REDIS_URL` each
event is claimed in Redis in one step, and whoever comes second leaves it. A Redis that does not answer keeps nobody
from being answered: then an event may be answered twice, which is better than not at all.
"""

from __future__ import annotations

from redis.asyncio import Redis

from extensions.shared_redis import SharedRedis, key_of

REDIS_SECONDS = 1.0  # for one answer of Redis
PAUSE = 10.0  # seconds without asking a Redis that did not answer


class Claims:
    """Opens nothing before the first claim. `url` "" means that this server is the only one."""

    def __init__(self, url: str, seconds: float) -> None:
        self._seconds = int(seconds)
        self._redis = SharedRedis(url, REDIS_SECONDS, PAUSE, "an event may be answered twice")

    async def is_ours(self, key: tuple[str, str]) -> bool:
        """True for the first server that asks for this key within the time; also when Redis cannot tell."""
        name = key_of("slack", "|".join(key))

        async def claim(redis: Redis[bytes]) -> bool:
            return bool(await redis.set(name, b"1", nx=True, ex=self._seconds))

        return await self._redis.ask(claim) is not False

    async def close(self) -> None:
        await self._redis.close()
