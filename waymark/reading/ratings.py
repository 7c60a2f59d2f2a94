"""Marks that people give themselves: out of ten, in stars, on a scale for a whole list."""

from __future__ import annotations

from waymark.reading.draft import MENTION, Cue, Item, Rule

_STARS = frozenset("★☆⭐●○")
_SIGNS = frozenset("+")
_CLOSES = frozenset([",", ";", ".", "|"])
_SIGNS_SAY = {
    "+++": Rule("rating", "has", 3, elliptic=True),
    "++": Rule("rating", "has", 3, elliptic=True),
    "+": Rule("rating", "has", 2, elliptic=True),
}
_GIVING = frozenset(["give", "rate", "score", "mark", "gave", "giving"])
_SCORE = frozenset(["a", "an", "and", "myself"])
_OF = (["in"], ["for"], ["at"], ["on"])  # "I'd give myself a 7 in Python"
_OPENS_SCALE = frozenset(["out", "(", "scale"])
_SCALES = frozenset([5.0, 10.0, 100.0])


def find_ratings(items: list[Item], keys: list[str]) -> list[Cue]:
    """Marks out of 5, 10 or 100: "SQL 8/10", "3 out of 5"."""
    cues: list[Cue] = []
    stars = 0
    listed = _scale_of_list(items, keys)
    out_of_ten = "myself" in keys and any(keys[k] in _GIVING and keys[k + 1] == "myself" for k in range(len(keys) - 1))
    signed = "+" in keys and any(
        key == "+" and _run(keys, i) for i, key in enumerate(keys) if i and keys[i - 1] == MENTION
    )
    for i, item in enumerate(items):
        if item.key in _STARS:
            stars += 1
            if i + 1 == len(items) or keys[i + 1] not in _STARS:
                run = keys[i + 1 - stars : i + 1]
                full = sum(key in "★⭐●" for key in run)
                cues.append(Cue((_marked(full / max(5, stars)),), i + 1 - stars, i + 1))
                stars = 0
            continue
        if (
            out_of_ten
            and item.number is not None
            and item.number <= 10
            and keys[i + 1 : i + 2] in _OF
            and keys[i - 1] in _SCORE
        ):
            cues.append(Cue((_marked(item.number / 10),), i, i + 2))
            continue
        if listed and item.number is not None and item.number <= listed and i and keys[i - 1] in (MENTION, ":", "="):
            cues.append(Cue((_marked(item.number / listed),), i, i + 1))
            continue
        if signed and item.key in _SIGNS and i and keys[i - 1] == MENTION:
            signs = _run(keys, i)
            if signs:
                cues.append(Cue((_SIGNS_SAY[signs],), i, i + len(signs)))
            continue
        if item.number is None or i + 2 >= len(items):
            continue
        width = 3 if keys[i + 1] == "/" else 4 if keys[i + 1 : i + 3] == ["out", "of"] else 0
        scale = items[i + width - 1].number if width and i + width <= len(items) else None
        if scale in _SCALES and item.number <= scale:
            cues.append(Cue((_marked(item.number / scale),), i, i + width))
    return cues


def _run(keys: list[str], first: int) -> str:
    """The signs behind a name ("sql ++, python +, java -"), if nothing but a mark or the end is behind them."""
    last = first
    while last < len(keys) and keys[last] in _SIGNS and last - first < 3:
        last += 1
    run = "".join(keys[first:last])
    closed = last == len(keys) or keys[last] in _CLOSES
    return run if closed and run in _SIGNS_SAY else ""


def _scale_of_list(items: list[Item], keys: list[str]) -> float | None:
    """ "out of ten: sql 9, python 6", "on a scale of 1 to 5, R 4": the scale that was said for the whole list."""
    for i, key in enumerate(keys[:-2]):
        if key not in _OPENS_SCALE:
            continue
        if key == "out" and keys[i + 1] == "of" and items[i + 2].number in _SCALES:
            if i == 0 or items[i - 1].number is None:
                return items[i + 2].number
        elif keys[i : i + 2] == ["(", "1"] and keys[i + 2] in ("-", "–", "to") and i + 3 < len(items):
            if items[i + 3].number in _SCALES:  # "skills (1-5): python 4"
                return items[i + 3].number
        elif key == "scale":
            ends = [k + 1 for k in range(i, min(i + 6, len(items) - 1)) if keys[k] in ("to", "-")]
            if ends and items[ends[0]].number in _SCALES:
                return items[ends[0]].number
    return None


def _marked(share: float) -> Rule:
    """The rule of a mark: none of the scale, up to .4 of it, up to .7, above."""
    if share == 0:
        return Rule("rating", "lacks", elliptic=True)
    return Rule("rating", "has", 1 if share <= 0.4 else 2 if share <= 0.7 else 3, elliptic=True)
