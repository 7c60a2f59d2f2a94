"""For how many days people who stay away are kept: what the nightly removal goes by, and what people are told."""

from __future__ import annotations

import math

from waymark.lines import InputError

LONGEST_DAYS = 36_500


def days_kept(given: str) -> float:
    """A number of days. Raises InputError on anything else: nobody is removed by a slip of the pen."""
    if not given:
        raise InputError("how long are people kept? Say --older-than DAYS, or set WAYMARK_RETENTION_DAYS")
    try:
        days = float(given)
    except ValueError:
        days = math.nan
    if not 1 <= days <= LONGEST_DAYS:
        raise InputError(f"days must be a number between 1 and {LONGEST_DAYS:,}, not {given[:40]!r}")
    return days
