"""Is the action server ready, and if not, which of its parts is ill?

Parts: `database` (it answers), `catalogue` (the one in this process is the one in the database).
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

from waymark import app
from waymark.storage.errors import CatalogueMissing, DatabaseError

logger = logging.getLogger("waymark.actions")

NOBODY = "waymark-ready-probe"  # a person who is never written to
PATIENCE = 5.0  # seconds
FRESH = 10.0  # seconds that a look is good for where only life is asked for
OK = "ok"
State = dict[str, Any]


def look_at_adviser() -> State:
    """Reads from the database once. {"status", "parts", "catalogue"}, with a "reason" where a part is ill."""
    try:
        adviser = app.build_adviser()
        adviser.profile(NOBODY)
    except CatalogueMissing as error:
        return ill({"database": OK, "catalogue": str(error)})
    except DatabaseError as error:
        return ill({"database": f"{type(error).__name__}: {error}", "catalogue": "not known"})
    used, stored = adviser.catalogue.content_hash, app.stored_catalogue_hash()
    parts = {"database": OK, "catalogue": OK if used == stored else "another one was loaded a moment ago"}
    return {"status": OK, "parts": parts, "catalogue": used}


def ill(parts: dict[str, str]) -> State:
    """The state for parts of which one is ill; its sentence is the reason."""
    name, reason = next((name, said) for name, said in parts.items() if said != OK)
    return {"status": "failing", "reason": f"{name}: {reason}", "parts": parts}


class Probe:
    """One look at a time, each in a thread and with an end, so that a hanging database hangs no probe."""

    def __init__(self, looks: Callable[[], State] = look_at_adviser, patience: float = PATIENCE) -> None:
        self._looks = looks
        self._patience = patience
        self._last: tuple[float, State] | None = None

    async def look(self) -> State:
        """{"status": "ok", "parts", "catalogue": hash}, or {"status": "failing", "reason", "parts"}."""
        try:
            state = await asyncio.wait_for(asyncio.to_thread(self._looks), self._patience)
        except asyncio.TimeoutError:
            state = ill({"database": f"it did not answer within {self._patience:g} s", "catalogue": "not known"})
        except Exception as error:  # the border: a probe reports, it does not fall over
            state = ill({"adviser": f"it cannot be used ({type(error).__name__})"})
        if state["status"] != OK:
            logger.warning("not ready: %s", state["reason"])
        self._last = (time.monotonic(), state)
        return state

    async def latest(self) -> State:
        """What the last look said, if that was a moment ago; else a new one."""
        if self._last is None or time.monotonic() - self._last[0] > FRESH:
            return await self.look()
        return self._last[1]
