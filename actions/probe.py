"""Is the action server ready? It is when the adviser can be built and its database answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from waymark.app import build_adviser

logger = logging.getLogger("waymark.actions")

NOBODY = "waymark-ready-probe"  # a person who is never written to
PATIENCE = 5.0  # seconds


def look_at_adviser() -> dict[str, Any]:
    """Reads from the database once; raises what the adviser raises."""
    adviser = build_adviser()
    adviser.profile(NOBODY)
    return {"status": "ok", "catalogue": adviser.catalogue.content_hash}


class Probe:
    """One look at a time, each in a thread and with an end, so that a hanging database hangs no probe."""

    def __init__(self, looks: Callable[[], dict[str, Any]] = look_at_adviser, patience: float = PATIENCE) -> None:
        self._looks = looks
        self._patience = patience

    async def look(self) -> dict[str, Any]:
        """{"status": "ok", "catalogue": hash}, or {"status": "failing", "reason": ...}."""
        try:
            return await asyncio.wait_for(asyncio.to_thread(self._looks), self._patience)
        except asyncio.TimeoutError:
            reason = f"the database did not answer within {self._patience:g} s"
        except Exception as error:  # the border: a probe reports, it does not fall over
            reason = f"the adviser cannot be used: {type(error).__name__}"
        logger.warning("not ready: %s", reason)
        return {"status": "failing", "reason": reason}
