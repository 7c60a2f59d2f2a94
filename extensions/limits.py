"""How much one person, and one address, may send: token buckets, in Redis where several servers share one.

`Buckets` counts in this process. `SharedBuckets` counts in Redis, so that three servers together let through what one
would; while Redis does not answer each server counts for itself again, and nobody is kept from being answered.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from extensions.shared_redis import SharedRedis, key_of

PERSON_RATE = 40.0  # messages a minute; nobody types faster for long
ADDRESS_RATE = 3000.0  # requests a minute; a university's many people come from one address
MOST_KEYS = 50_000
REDIS_SECONDS = 0.5  # for one answer of Redis: a limit is worth no longer wait
PAUSE = 2.0  # seconds without asking a Redis that did not answer
# The bucket of `Buckets.take` in one step, by Redis's own clock: servers' clocks differ. The answer is a text, because
# Redis cuts the fraction off a number.
TAKE = """
local rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local moment = redis.call("TIME")
local now = moment[1] + moment[2] / 1000000
local kept = redis.call("HMGET", KEYS[1], "level", "at")
local level = math.min(burst, (tonumber(kept[1]) or burst) + (now - (tonumber(kept[2]) or now)) * rate)
local wait = 0
if level >= 1 then level = level - 1 else wait = (1 - level) / rate end
redis.call("HSET", KEYS[1], "level", tostring(level), "at", string.format("%.6f", now))
redis.call("EXPIRE", KEYS[1], math.ceil(burst / rate) + 1)
return tostring(wait)
"""


@dataclass
class Buckets:
    """Up to half a minute's share at once, then `per_minute` steadily; 0 is no limit. For one event loop."""

    per_minute: float
    clock: Callable[[], float] = time.monotonic
    most: int = MOST_KEYS
    _levels: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)  # key -> (when, how full)

    @property
    def burst(self) -> float:
        return max(1.0, self.per_minute / 2)

    def take(self, key: str) -> float:
        """0 where `key` may go on; else the seconds until it may."""
        if self.per_minute <= 0:
            return 0.0
        now = self.clock()
        then, level = self._levels.pop(key, (now, self.burst))
        level = min(self.burst, level + (now - then) * self.per_minute / 60)
        allowed = level >= 1.0
        self._levels[key] = (now, level - 1.0 if allowed else level)
        while len(self._levels) > self.most:  # the one that was quiet for longest is nearly full again
            self._levels.popitem(last=False)
        return 0.0 if allowed else (1.0 - level) * 60 / self.per_minute


class SharedBuckets:
    """The same, one set of buckets for all servers of this Redis. Opens nothing before the first `take`."""

    def __init__(self, per_minute: float, url: str, name: str) -> None:
        """`url` "" means that this server is the only one; `name` keeps this limit apart from others."""
        self._own = Buckets(per_minute)
        self._name = name
        self._redis = SharedRedis(url, REDIS_SECONDS, PAUSE, "limits are this server's own")

    async def take(self, key: str) -> float:
        """0 where `key` may go on; else the seconds until it may."""
        rate, burst = self._own.per_minute / 60, self._own.burst
        if rate <= 0:
            return 0.0
        wait = await self._redis.ask(lambda redis: redis.eval(TAKE, 1, key_of(self._name, key), rate, burst))
        return self._own.take(key) if wait is None else float(wait)

    async def close(self) -> None:
        """Ends the connections."""
        await self._redis.close()
