"""The operator's commands about people's data: `waymark retention`, `waymark stats` and `waymark keys`."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from waymark import app, retaining
from waymark.commands import OK, command, emit, group
from waymark.lines import InputError

if TYPE_CHECKING:
    from waymark.catalogue import Catalogue
    from waymark.commands import Topics
    from waymark.storage.database import Database

RECENT = timedelta(days=30)
MOST_GAPS = 20


def add_to(topics: Topics) -> None:
    """The three commands."""
    retaining.add_to(topics)
    one = command(topics, "stats", stats, "how many people, which paths, which gaps: counts of five or more only")
    one.add_argument("--json", action="store_true", help="machine-readable output")
    actions = group(topics, "keys", "encryption of what people wrote")
    command(actions, "new", keys_new, "print a new key for WAYMARK_TEXT_KEY")
    text = "bring everything stored to the first key of WAYMARK_TEXT_KEY, also what is not encrypted yet"
    one = command(actions, "rotate", keys_rotate, text)
    one.add_argument("--off", action="store_true", help="decrypt everything instead")
    one.add_argument("--json", action="store_true", help="machine-readable output")


def stats(options: argparse.Namespace) -> int:
    """What a counsellor may know; nothing that fewer than five people share."""
    document = overview(app.read_catalogue())
    if options.json:
        emit(document)
    else:
        print("\n".join(said(document)))
    return OK


def overview(catalogue: Catalogue) -> dict[str, Any]:
    """The figures of `waymark stats`; None where a count is under five."""
    from waymark.storage.stats import LEAST, tellable

    people = app.build_repository()
    counts, recent, missing = people.overview(app.clock() - RECENT)
    paths = tellable(counts.recommendations, whole=True)
    gaps = list(tellable(missing).items())[:MOST_GAPS]
    return {
        "least": LEAST,
        "people": _told(counts.people, LEAST),
        "people_with_skills": _told(counts.people_with_skills, LEAST),
        "people_last_30_days": _told(recent, LEAST),
        "people_advised": _told(sum(counts.recommendations.values()), LEAST),
        "paths": [{"id": path, "people": n} for path, n in paths.items()],
        "gaps": [{"id": skill, "name": catalogue.skill_name(skill), "people": n} for skill, n in gaps],
        "unknown": [{"word": word, "count": n} for word, n in people.unknown_words(LEAST)],
    }


def _told(number: int, least: int) -> int | None:
    return number if number >= least else None


def said(document: Mapping[str, Any]) -> Iterable[str]:
    """The figures as lines to read."""
    few = f"fewer than {document['least']}"
    for name, label in (
        ("people", "People"),
        ("people_with_skills", "  who told a skill"),
        ("people_last_30_days", "  who told something in the last 30 days"),
        ("people_advised", "  who were advised"),
    ):
        yield f"{label}: {few if document[name] is None else document[name]}"
    for title, key, label, number in (
        ("Latest advice", "paths", "id", "people"),
        ("Most frequent gaps", "gaps", "name", "people"),
        ("Words that the catalogue lacks", "unknown", "word", "count"),
    ):
        yield f"{title}:"
        yield from [f"  {row[label]}: {row[number]}" for row in document[key]] or ["  none to tell"]
    yield f"Counts under {document['least']} are not told."


def keys_new(options: argparse.Namespace) -> int:
    """A key, on the standard output alone."""
    from waymark.storage.sealing import new_key

    print(new_key())
    return OK


def keys_rotate(options: argparse.Namespace) -> int:
    """Both databases to the first key, or to plain text."""
    from waymark.storage.resealing import CONVERSATIONS, PEOPLE, reseal

    settings = app.Settings.from_environment()
    if not settings.text_keys:
        raise InputError("WAYMARK_TEXT_KEY is not set: `waymark keys new` makes a key")
    done: dict[str, int] = {"people": reseal(app.open_database(settings), PEOPLE, options.off)}
    talks: Database | None = app.open_conversations(settings)
    done["conversations"] = reseal(talks, CONVERSATIONS, options.off) if talks else 0
    if options.json:
        emit({"off": options.off, **done})
    else:
        state = "decrypted" if options.off else "encrypted with the first key"
        print(f"{done['people']} values about people and {done['conversations']} events of conversations {state}")
    return OK
