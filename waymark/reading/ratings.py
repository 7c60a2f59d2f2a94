"""Marks that people give themselves: out of ten, in stars, on a scale for a whole list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from waymark.reading.draft import MENTION, Cue, Item, Rule
from waymark.reading.verdicts import RATING

_STARS = frozenset("★☆⭐●○")
_MOST_SIGNS = 3
_TICKS = {
    **dict.fromkeys("✅✔✓☑", ("has", None)),
    **dict.fromkeys("❌✗✘✖🚫", ("lacks", None)),
    **dict.fromkeys("⏳🔜", ("wants", None)),
    "👍": ("has", 2),
    "👎": ("has", 1),
}
_CLOSES = frozenset([",", ";", ".", "|"])
_GIVING = frozenset(["give", "rate", "score", "mark", "gave", "giving"])
_BEFORE_MARK = frozenset(["a", "an", "and", "myself"])
_OF = (["in"], ["for"], ["at"], ["on"])
_OPENS_SCALE = frozenset(["out", "(", "scale"])
_BEFORE_LISTED = frozenset([MENTION, ":", "=", "-"])
_ABOUT = frozenset(["maybe", "about", "around", "roughly", "like", "say", "probably", "perhaps", "a", "~", "is", "at"])
_TO = frozenset(["to", "-", "–"])
_SCALES = frozenset([5.0, 10.0, 100.0])


def find_ratings(items: list[Item], keys: list[str]) -> list[Cue]:
    """Marks out of 5, 10 or 100 ("SQL 8/10", "3 out of 5", "a 7 in R"), in stars, in signs ("SQL ++")."""
    cues = [*_stars(keys), *_plus_signs(keys), *_ticks(keys)]
    listed = _scale_of_list(items, keys)
    myself = "myself" in keys and any(a in _GIVING and b == "myself" for a, b in pairwise(keys))
    said = None  # the scale of the mark before
    for i, item in enumerate(items):
        if item.number is None:
            continue
        scale, width = _scale_at(items, keys, i)
        if scale is not None:
            said = scale
        elif listed and i and (keys[i - 1] in _BEFORE_LISTED or (keys[i - 1] in _ABOUT and keys[i - 2] == MENTION)):
            scale, width = listed, 1
        elif said and keys[i - 2 : i] == [MENTION, "a"]:
            scale, width = said, 1  # "my Python is a 7 out of 10 and my SQL a 9"
        elif myself and i and keys[i + 1 : i + 2] in _OF and keys[i - 1] in _BEFORE_MARK:
            scale, width = 10.0, 2  # "I'd give myself a 7 in Python"
        if scale is not None and item.number <= scale:
            cues.append(Cue((_marked(item.number / scale),), i, i + width))
    return sorted(cues, key=lambda cue: cue.first)


def _scale_at(items: list[Item], keys: list[str], i: int) -> tuple[float | None, int]:
    """The scale that is said right behind a number ("8/10", "3 out of 5"), and how many items the mark takes."""
    width = 3 if keys[i + 1 : i + 2] == ["/"] else 4 if keys[i + 1 : i + 3] == ["out", "of"] else 0
    scale = items[i + width - 1].number if width and i + width <= len(items) else None
    return (scale, width) if scale in _SCALES else (None, 0)


def _stars(keys: list[str]) -> Iterator[Cue]:
    first = 0
    for i, key in enumerate(keys):
        if key not in _STARS:
            first = i + 1
        elif i + 1 == len(keys) or keys[i + 1] not in _STARS:
            full = sum(star in "★⭐●" for star in keys[first : i + 1])
            yield Cue((_marked(full / max(5, i + 1 - first)),), first, i + 1)


def _plus_signs(keys: list[str]) -> Iterator[Cue]:
    """The plus signs behind a name, if nothing but a mark or the end is behind them."""
    if "+" not in keys:
        return
    for i, key in enumerate(keys):
        if key != "+" or i == 0 or keys[i - 1] != MENTION:
            continue
        last = i
        while last < len(keys) and keys[last] == "+" and last - i < _MOST_SIGNS:
            last += 1
        if last == len(keys) or keys[last] in _CLOSES:
            yield Cue((Rule(RATING, "has", 2 if last - i == 1 else 3, elliptic=True),), i, last)


def _ticks(keys: list[str]) -> Iterator[Cue]:
    """The ticks and crosses of a list that has one behind every name ("sql ✅ docker ❌"), or one before it."""
    places = [i for i, key in enumerate(keys) if key in _TICKS]
    if len(places) > 1:
        behind = all(i and keys[i - 1] == MENTION for i in places)
        if behind or all(keys[i + 1 : i + 2] == [MENTION] for i in places):
            for i in places:
                polarity, level = _TICKS[keys[i]]
                rule = Rule(RATING, polarity, level, reach="before" if behind else "after", elliptic=True)
                yield Cue((rule,), i, i + 1)


def _scale_of_list(items: list[Item], keys: list[str]) -> float | None:
    """ "out of ten: sql 9, python 6", "on a scale of 1 to 5, R 4": the scale that was said for the whole list."""
    for i, key in enumerate(keys[:-2]):
        best = items[i + 2].number
        if best not in _SCALES:
            continue
        if keys[i + 1] == "of" and key in _OPENS_SCALE and not (key == "out" and i and items[i - 1].number is not None):
            return best  # "out of ten", "on a scale of ten", "(of ten)"
        if keys[i + 1] in _TO and items[i].number in (0.0, 1.0):
            before, after = keys[max(0, i - 5) : i], keys[i + 3 : i + 4]
            if "scale" in before or before[-1:] == ["("] or after == [":"]:
                return best  # "skills (1-5): python 4", "from 1 to 10: SQL 8"
    return None


def _marked(share: float) -> Rule:
    """The rule of a mark: none of the scale, up to .4 of it, up to .7, above."""
    if share == 0:
        return Rule(RATING, "lacks", elliptic=True)
    return Rule(RATING, "has", 1 if share <= 0.4 else 2 if share <= 0.7 else 3, elliptic=True)
