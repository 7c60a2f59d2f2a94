"""How much one person, and one address, may send: token buckets in memory, for each process.

With several workers each counts for itself, so the true limit is that many times higher at most.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

PERSON_RATE = 40.0  # messages a minute; nobody types faster for long
ADDRESS_RATE = 3000.0  # requests a minute; a university's many people come from one address
MOST_KEYS = 50_000


class OpenDoor(RuntimeError):
    """The server must not start like this; the message says which setting is wrong or missing."""


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


def rate_of(given: str | None, default: float) -> float:
    """The rate that a setting names. Raises OpenDoor on what is no number from 0 on."""
    try:
        rate = float(given) if given else default
    except ValueError:
        rate = -1.0
    if not 0 <= rate < 1e9:
        raise OpenDoor("WAYMARK_PERSON_RATE and WAYMARK_ADDRESS_RATE are numbers from 0 on")
    return rate
