"""JSON lines and plain lines from a file or the standard input, and what the CLI makes of them.

Every error says the file, the line where there is one, and what is wrong with it.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from waymark.catalogue import Catalogue
from waymark.profile import Profile
from waymark.skills import Attitude, Interest, Mention, Polarity, ProficiencyLevel

STDIN = "-"
MAX_LINE = 1_000_000  # characters; a line beyond that is no message and no profile
MOST_YEARS = 80.0  # nobody has used anything for longer


class InputError(Exception):
    """The input cannot be used; the message is for a person."""


def input_lines(name: str) -> Iterator[tuple[int, str]]:
    """The non-blank lines of a file, or of the standard input for "-", with their numbers from 1.

    Raises InputError on a missing file, a folder, an empty file and anything that is no text.
    """
    if name == STDIN:
        yield from _lines(sys.stdin.buffer, "standard input")
        return
    path = Path(name)
    if path.is_dir():
        raise InputError(f"{name} is a folder; a file is needed")
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        raise InputError(f"{name}: no such file") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    with stream:
        yield from _lines(stream, name)


def _lines(stream: BinaryIO, name: str) -> Iterator[tuple[int, str]]:
    found = False
    for number, raw in enumerate(iter(lambda: stream.readline(MAX_LINE * 4), b""), start=1):
        if b"\x00" in raw:
            raise InputError(f"{name}, line {number}: this is a binary file, not text")
        if len(raw) >= MAX_LINE * 4:  # cut, maybe within a character
            raise InputError(f"{name}, line {number}: longer than {MAX_LINE:,} characters")
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError:
            raise InputError(f"{name}, line {number}: this is not UTF-8 text") from None
        if len(line) > MAX_LINE:
            raise InputError(f"{name}, line {number}: longer than {MAX_LINE:,} characters")
        if line:
            found = True
            yield number, line
    if not found:
        raise InputError(f"{name} is empty")


def message_of(number: int, line: str) -> tuple[str, str]:
    """(id, text) of a line for `waymark read`: plain text, or an object {"id", "text"}. Raises InputError."""
    if not line.startswith("{"):
        return str(number), line
    document = json_object(line)
    if not isinstance(document.get("text"), str):
        raise InputError('"text" is missing or no string')
    return _id(document, number), document["text"]


def json_object(line: str) -> dict[str, Any]:
    """The JSON object on a line. Raises InputError on anything else, also on text that UTF-8 cannot hold."""
    try:
        document = json.loads(line)
        json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise InputError("not valid JSON: it holds half of a surrogate pair") from None
    except ValueError as error:
        detail = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise InputError(f"not valid JSON: {detail}") from None
    except RecursionError:
        raise InputError("not valid JSON: nested too deeply") from None
    if not isinstance(document, dict):
        raise InputError("a JSON object is needed")
    return document


def profile_of(document: Mapping[str, Any], number: int, catalogue: Catalogue) -> tuple[Profile, tuple[str, ...]]:
    """The profile in a line for `waymark advise`, and the names that the catalogue does not know. Raises InputError."""
    mentions: list[Mention] = []
    interests: list[Interest] = []
    unknown: list[str] = []
    for entry in [*_entries(document, "skills"), *_entries(document, "interests")]:
        name = _name(entry)
        wanted_activity = entry["of"] == "interests"
        found = _find(name, wanted_activity, catalogue)
        if found is None:
            unknown.append(name)
        elif found in catalogue.activities and (wanted_activity or found not in catalogue.skills):
            interests.append(Interest(found, 0, 0, _attitude(entry, name)))
        else:
            mentions.append(_mention(found, entry, name))
    hours = document.get("hours_per_week")
    profile = Profile(
        person=_id(document, number),
        hours_per_week=None if hours is None else _number(hours, "hours_per_week", 168.0, above=0.0),
    )
    return profile.tell(mentions, interests), tuple(dict.fromkeys(unknown))


def _id(document: Mapping[str, Any], number: int) -> str:
    """The id that a line gives itself, else its number."""
    given = document.get("id")
    return str(number if given is None else given)


def _entries(document: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    listed = document.get(key) or []
    if not isinstance(listed, list):
        raise InputError(f'"{key}" must be a list')
    entries = []
    for entry in listed:
        entry = {"name": entry} if isinstance(entry, str) else entry
        if not isinstance(entry, dict):
            raise InputError(f'"{key}" must hold objects or names, not {json.dumps(entry)[:40]}')
        entries.append({**entry, "of": key})
    return entries


def _name(entry: Mapping[str, Any]) -> str:
    name = entry.get("id") or entry.get("name")
    if not isinstance(name, str) or not name.strip():
        raise InputError(f'an entry of "{entry["of"]}" has neither "id" nor "name"')
    return name.strip()


def _find(name: str, activity: bool, catalogue: Catalogue) -> str | None:
    """The id of what is called `name`; where a skill and an activity share the name, the kind that is wanted."""
    kinds = (catalogue.activities, catalogue.skills) if activity else (catalogue.skills, catalogue.activities)
    low = name.casefold()
    ids = [*catalogue.evidence_names.get(low, catalogue.evidence_names.get(name, ())), catalogue.find(name)]
    for kind in kinds:
        if low in kind:
            return low
        labelled = (
            next((key for key, item in kind.items() if _label(item).casefold() == low), None) if activity else None
        )
        found = labelled or next((i for i in ids if i in kind), None)
        if found:
            return found
    return None


def _label(item: Any) -> str:
    return str(getattr(item, "label", None) or getattr(item, "preferred_label", ""))


def _attitude(entry: Mapping[str, Any], name: str) -> Attitude:
    said = entry.get("polarity") or "like"
    meant = {"like": "like", "has": "like", "wants": "like", "dislike": "dislike", "lacks": "dislike"}.get(str(said))
    if meant is None:
        raise InputError(f'polarity of "{name}" must be like or dislike, not {json.dumps(said)[:40]}')
    return Attitude(meant)


def _mention(skill: str, entry: Mapping[str, Any], name: str) -> Mention:
    said = entry.get("polarity") or Polarity.HAS.value
    try:
        polarity = Polarity(said)
    except ValueError:
        raise InputError(f'polarity of "{name}" must be has, lacks or wants, not {json.dumps(said)[:40]}') from None
    level, years = entry.get("level"), entry.get("years")
    if level is not None and (not isinstance(level, str) or level not in {lv.label for lv in ProficiencyLevel}):
        raise InputError(f'level of "{name}" must be beginner, intermediate or advanced, not {json.dumps(level)[:40]}')
    held = ProficiencyLevel.of(level)
    if held is ProficiencyLevel.NONE:
        polarity, held = Polarity.LACKS, None
    return Mention(
        skill, 0, 0, polarity, held, None if years is None else _number(years, f'years of "{name}"', MOST_YEARS)
    )


def _number(value: Any, what: str, most: float, above: float | None = None) -> float:
    """A finite number 0..most (or above `above`). Raises InputError."""
    # An integer may be too large for a float, and so for `isfinite` and for "g".
    number = isinstance(value, int) or (isinstance(value, float) and math.isfinite(value))
    if isinstance(value, bool) or not number:
        raise InputError(f"{what} must be a number, not {json.dumps(value)[:40]}")
    if value < 0 or value > most or (above is not None and value <= above):
        raise InputError(f"{what} must be between 0 and {most:g}, not {json.dumps(value)[:40]}")
    return float(value)
