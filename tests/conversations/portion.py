"""A long run in portions: WAYMARK_PART=2/5 makes its second fifth, so that it fits where time is short."""

from __future__ import annotations

import os


def portion(count: int) -> range:
    """The numbers of `count` things that this run looks at. Raises ValueError for a part that is none."""
    part, parts = map(int, os.environ.get("WAYMARK_PART", "1/1").split("/"))
    if not 1 <= part <= parts:
        raise ValueError(f"WAYMARK_PART={part}/{parts} is no part")
    return range(count * (part - 1) // parts, count * part // parts)
