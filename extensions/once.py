"""One answer for one message, however often it is delivered.

Networks deliver a message twice; a client that got no answer sends it again. Whoever names a message id gets
the same answer again, and the bot hears the message once.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class OnceOnly(Generic[T]):
    """Remembers answers by key, for a time and up to a number. For one event loop."""

    def __init__(self, seconds: float = 300.0, most: int = 1000, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._answers: OrderedDict[tuple[str, str], tuple[float, asyncio.Future[T]]] = OrderedDict()

    async def answer(self, key: tuple[str, str], make: Callable[[], Awaitable[T]]) -> T:
        """What `make` gave for this key, made now or before. A failure is not kept: the next try makes it anew."""
        self._forget_old()
        if key in self._answers:
            return await asyncio.shield(self._answers[key][1])
        task = asyncio.ensure_future(make())
        self._answers[key] = (self._clock(), task)
        task.add_done_callback(lambda done: self._forget_failure(key, done))
        return await asyncio.shield(task)

    def _forget_failure(self, key: tuple[str, str], done: asyncio.Future[T]) -> None:
        """Whoever waits, and though nobody waits any more."""
        failed = done.cancelled() or done.exception() is not None
        if failed and self._answers.get(key, (0.0, None))[1] is done:
            del self._answers[key]

    def _forget_old(self) -> None:
        oldest = self._clock() - self._seconds
        while self._answers:
            key, (at, _) = next(iter(self._answers.items()))
            if at >= oldest and len(self._answers) < self._most:
                return
            del self._answers[key]
