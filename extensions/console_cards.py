"""What the bot says as a terminal shows it: bars for fit and readiness, gaps as a table; else the text as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

BAR = 24  # characters
FULL, EMPTY = "\u2588\u2591"
PLAIN = str.maketrans(FULL + EMPTY, "#.")  # for terminals without these characters

Message = Mapping[str, Any]


def paired(messages: Sequence[Message]) -> Iterator[tuple[Message, Mapping[str, Any]]]:
    """Each message with its data: REST sends text and buttons first, then the data as a message of its own."""
    for number, message in enumerate(messages):
        after = messages[number + 1] if number + 1 < len(messages) else {}
        if message.get("custom") and not message.get("text"):
            continue
        custom = message.get("custom") or (after.get("custom") if not after.get("text") else None)
        yield message, custom if isinstance(custom, Mapping) else {}


def shown(text: str, custom: Mapping[str, Any]) -> str:
    """The text with what its kind adds; the bare text where the data is not as expected."""
    try:
        if custom.get("kind") == "gaps":
            return _with_table(text, custom["gaps"])
        lines = _bars(custom)
    except (KeyError, TypeError, ValueError):
        return text
    first, _, rest = text.partition("\n")
    if not lines or first.endswith(":"):  # a list follows, or there is nothing to draw
        return "\n".join([text, "", *lines]) if lines and custom.get("kind") == "chart" else text
    return "\n".join([first, "", *lines, *(["", rest] if rest else [])])


def _bars(custom: Mapping[str, Any]) -> list[str]:
    data = custom.get("after") or custom
    if custom.get("kind") not in {"recommendation", "chart"} or not data.get("readiness"):
        return []
    labels = data.get("labels") or custom.get("labels") or {}
    names = {role: str(labels.get(role, role)) for role in data["readiness"]}
    width = max(map(len, names.values()))
    fit = [
        f"  {names[role]:<{width}}  {bar(one['value'])}  {one['value'] * 100:3.0f} in 100"
        f" ({one['low'] * 100:.0f}-{one['high'] * 100:.0f})"
        for role, one in data["fit"].items()
    ]
    held = [
        f"  {names[role]:<{width}}  {bar(share)}  {share * 100:3.0f} %" for role, share in data["readiness"].items()
    ]
    return ["Fit (with its range)", *fit, "Held of what is asked for", *held]


def bar(share: float, width: int = BAR) -> str:
    """A share of 0 to 1 as a bar of fixed width."""
    full = round(min(1.0, max(0.0, share)) * width)
    return FULL * full + EMPTY * (width - full)


def _with_table(text: str, gaps: Sequence[Mapping[str, Any]]) -> str:
    """The list of the text, whose lines begin with "- ", as aligned columns."""
    lines = text.split("\n")
    places = [number for number, line in enumerate(lines) if line.startswith("- ")]
    if len(places) != len(gaps) or not gaps:
        return text
    rows = [(str(g["name"]), _climb(g), f"about {g['hours']:.0f} h", f"+{g['gain'] * 100:.0f} points") for g in gaps]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    if sum(widths) > 60:
        return text
    table = [
        "  ".join([f"{row[0]:<{widths[0]}}", f"{row[1]:<{widths[1]}}", f"{row[2]:>{widths[2]}}", row[3]])
        for row in rows
    ]
    return "\n".join([*lines[: places[0]], *(f"  {line}" for line in table), *lines[places[-1] + 1 :]])


def _climb(gap: Mapping[str, Any]) -> str:
    have = gap.get("have")
    return f"{have} to {gap['need']}" if have and have != "none" else f"to {gap['need']}"
