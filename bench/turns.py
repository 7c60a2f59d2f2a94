"""Waymark beside Rasa's default configuration and the floor: `python -m bench.turns [--only start turns load]`.

One run, the same messages, the sides in turn by small blocks so that a busy machine slows all alike; every figure of
Waymark is also given as a share of the others'. What the sides are: bench/sides.py and bench/default_bot.py.
`start`: start to readiness, training, model size. `turns`: a turn with an action and without, at message 10 to 1,000 of
a conversation; before a block a conversation gets so many copies of real turns. `load`: messages a second of 8 and 32
people who do not pause (this process shares the cores), and memory afterwards. The first run trains both bots.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
import yaml

from bench import report, sides
from bench.default_bot import EPOCHS, Trained, trained
from bench.sides import Side
from extensions.children import Children
from extensions.launch import stop_on_signals
from extensions.training import ROOT

WITH = ("I know Python, advanced", "what am I missing?", "what does a data scientist do?", "which path fits me?")
WITHOUT = ("thanks", "thank you very much")
ROUNDS = {10: 24, 100: 8, 300: 8, 500: 4, 1000: 4}  # blocks at each place of a conversation
STARTS = 2
Event = dict[str, Any]
Times = dict[tuple[str, int, bool], list[float]]  # (side, place, with an action) -> milliseconds


async def say(session: aiohttp.ClientSession, side: Side, person: str, text: str) -> float:
    """Milliseconds until the whole answer is there. Raises RuntimeError for silence: that would measure nothing."""
    begun = time.perf_counter()
    async with session.post(side.url + sides.ENTRY, json={"sender": person, "message": text}) as answer:
        messages = await answer.json(content_type=None)
    spent = (time.perf_counter() - begun) * 1000
    if not messages or not messages[0].get("text"):
        raise RuntimeError(f"{side.name} said nothing to {text!r}: {messages}")
    return spent


async def template(session: aiohttp.ClientSession, side: Side) -> tuple[list[Event], list[list[Event]]]:
    """Real events of a side: what opens a conversation, and then its turns."""
    for text in (*WITH, *WITHOUT):
        await say(session, side, "template", text)
    if side.name == "floor":
        return [], []
    async with session.get(f"{side.url}/conversations/template/tracker?include_events=ALL") as answer:
        events = (await answer.json())["events"]
    starts = [n for n, e in enumerate(events) if e["event"] == "user"]
    return events[: starts[0]], [events[a:b] for a, b in pairwise([*starts, len(events)])]


async def fill(session: aiohttp.ClientSession, side: Side, person: str, place: int, model: Any) -> None:
    """A conversation whose next message is number `place`: copies of real turns."""
    opening, turns = model
    if not turns:
        return
    whole = [*opening, *(e for n in range(place - 1) for e in turns[n % len(turns)])]
    start = time.time() - len(whole) / 1000
    copies = [{**event, "timestamp": start + number / 1000} for number, event in enumerate(whole)]
    async with session.put(f"{side.url}/conversations/{person}/tracker/events", json=copies) as answer:
        answer.raise_for_status()


async def turns(found: Sequence[Side], rounds: dict[int, int], seed: int = 1) -> Times:
    """The times of all turns, the sides in a new order in every block."""
    dice, times = Random(seed), Times()
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=300)) as session:
        models = {side.name: await template(session, side) for side in found}
        for place, count in rounds.items():
            for number in range(count):
                for side in dice.sample(found, len(found)):
                    if side.name == "floor" and place > min(rounds):
                        continue
                    person = f"p{seed}-{place}-{number}"
                    await fill(session, side, person, place, models[side.name])
                    for text in (*WITH, *WITHOUT):
                        key = (side.name, place, text in WITH)
                        times.setdefault(key, []).append(await say(session, side, person, text))
            print(f"  message {place} measured", flush=True)
    return times


async def throughput(side: Side, people: int, seconds: float, block: int) -> tuple[float, float]:
    """Messages a second of so many people who do not pause, and the milliseconds of processor time of each message.

    One message in three has no action.
    """
    end = time.monotonic() + seconds
    texts = (*WITH, *WITHOUT)

    async def talk(session: aiohttp.ClientSession, number: int) -> int:
        told = 0
        while time.monotonic() < end:
            await say(session, side, f"load-{people}-{block}-{number}", texts[(told + number) % len(texts)])
            told += 1
        return told

    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=300)) as session:
        begun, used = time.monotonic(), side.processor()
        told = sum(await asyncio.gather(*(talk(session, number) for number in range(people))))
        return told / (time.monotonic() - begun), (side.processor() - used) * 1000 / told


async def load(found: Sequence[Side], seconds: float) -> dict[tuple[str, int], tuple[float, float]]:
    """What `throughput` gives by side and number of people: two blocks each, the second in the other order."""
    rates: dict[tuple[str, int], list[tuple[float, float]]] = {}
    for people in (8, 32):
        for block, order in enumerate((found, found[::-1])):
            for side in order:
                rates.setdefault((side.name, people), []).append(await throughput(side, people, seconds, block))
    return {key: (statistics.mean(r for r, _ in v), statistics.mean(p for _, p in v)) for key, v in rates.items()}


def starts(folder: Path, models: dict[str, Trained], count: int) -> dict[str, list[float]]:
    """Seconds from start to readiness, one side after the other, each alone."""
    seconds: dict[str, list[float]] = {"waymark": [], "default": []}
    for _ in range(count):
        for name, start in (("waymark", sides.start_waymark), ("default", sides.start_default)):
            with Children(ROOT) as children:
                side = start(children, folder, models[name].archive)
                seconds[name].append(side.seconds)
    return seconds


def check_same(found: Sequence[Side]) -> None:
    """Says where the default's network, which learned for few rounds, hears another intent than Waymark."""
    for text in (*WITH, *WITHOUT):
        heard = {side.name: sides.parse(side, text) for side in found}
        if len(set(heard.values())) > 1:
            print(f"  heard differently: {text!r} {heard}")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=("start", "turns", "load"), default=["start", "turns", "load"])
    parser.add_argument("--share", type=float, default=1.0, help="of the rounds, for a quick look")
    parser.add_argument("--seconds", type=float, default=10, help="of each block of the load")
    parser.add_argument("--show-config", action="store_true", help="print the default configuration, and end")
    options = parser.parse_args(arguments)
    stop_on_signals()  # so that no server stays behind
    models = {side: trained(side) for side in ("waymark", "default")}
    print(
        f"Python {platform.python_version()} on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; the default, "
        f"with {EPOCHS[0]} and {EPOCHS[1]} rounds of learning in place of 100 (no other time or size hangs on them):"
    )
    print(yaml.safe_dump({k: models["default"].config[k] for k in ("pipeline", "policies")}, sort_keys=False))
    if options.show_config:
        return
    with tempfile.TemporaryDirectory(prefix="waymark-turns-") as temporary:
        folder = Path(temporary)
        if "start" in options.only:
            report.show_starts(starts(folder, models, STARTS), models)
        if {"turns", "load"} & set(options.only):
            with Children(ROOT) as children:
                compare(children, folder, models, options)


def compare(children: Children, folder: Path, models: dict[str, Trained], options: argparse.Namespace) -> None:
    """Turns, load and memory with all sides running."""
    ours = sides.start_waymark(children, folder, models["waymark"].archive)
    plain = sides.start_default(children, folder, models["default"].archive)
    stored = sides.start_default_sql(children, folder, models["default"].archive, plain.extra["actions"])
    check_same([ours, plain])
    if "turns" in options.only:
        floor = sides.start_floor(children, folder)
        rounds = {place: max(2, round(count * options.share)) for place, count in ROUNDS.items()}
        report.show_turns(asyncio.run(turns([ours, plain, stored, floor], rounds)))
        sides.stop(floor)
    if "load" in options.only:
        report.show_load(asyncio.run(load([ours, plain, stored], options.seconds)))
    report.show_memory({side.name: side.memory() for side in (ours, plain)})


if __name__ == "__main__":
    main()
