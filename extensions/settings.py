"""Numbers in the environment, looked at before the server starts."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping


class OpenDoor(RuntimeError):
    """The server must not start like this; the message says which setting is wrong or missing."""


def number_of(
    given: Mapping[str, str], name: str, default: float, allowed: Callable[[float], bool], what: str
) -> float:
    """The number that a setting names. Raises OpenDoor on one that is not allowed; `what` says which ones are."""
    try:
        number = float(given.get(name) or default)
    except ValueError:
        number = math.nan
    if not allowed(number):
        raise OpenDoor(f"{name} is {what}")
    return number


def is_count(number: float) -> bool:
    return number >= 0 and number.is_integer()
