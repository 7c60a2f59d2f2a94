"""A whole installation under load: `python -m bench.load [--people 200] [--seconds 120] [--pause 10]` (make load).

Starts the services of docker-compose.yml natively (two Rasa servers, two action servers, PostgreSQL, Redis, the proxy).
`steady`: that many people over the proxy, each with `--pause` seconds between an answer and the next message, every
message with a call of an action; how many were sent, errors, percentiles.
`throughput`: 16 people without a pause, straight at one Rasa server and then at both, with messages that call no
action: what the Rasa servers alone can do, and what each part's processor time was for a message. This process is kept
on one core (`--core`), they are not. Parts call each other directly, without the relays that the fault tests cut: those
would stand in this process and cost as much as a Rasa server.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import aiohttp

from bench.sides import family, processor_time
from extensions.training import train_if_needed
from tests.deploy.composed import SECRETS
from tests.deploy.people import HONEST
from tests.deploy.stack import Stack, running_stack

LINES = (
    "hi", "I know Python, advanced", "SQL intermediate and no Docker", "I love finding patterns", "which path fits me?",
    "why?", "what am I missing?", "make a plan, 6 hours a week", "what if I learn Docker and Kubernetes?",
    "what does a data scientist do?", "actually I don't know SQL", "show my profile",
)  # fmt: skip
WITHOUT_ACTION = ("thanks", "thank you very much")
Told = tuple[float, bool]  # seconds, well answered


async def say(session: aiohttp.ClientSession, url: str, person: str, text: str) -> Told:
    began = time.monotonic()
    try:
        async with session.post(f"{url}/webhooks/rest/webhook", json={"sender": person, "message": text}) as answer:
            messages = await answer.json(content_type=None)
            words = " ".join(m.get("text") or "" for m in messages).casefold() if answer.status == 200 else ""
    except (aiohttp.ClientError, OSError, ValueError, asyncio.TimeoutError):
        words = ""
    return time.monotonic() - began, bool(words) and not any(word in words for word in HONEST[:1])


def session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        headers={"Authorization": f"Bearer {SECRETS['WAYMARK_REST_TOKEN']}"},
        connector=aiohttp.TCPConnector(limit=0),
        timeout=aiohttp.ClientTimeout(total=60),
    )


async def steady(url: str, people: int, seconds: float, pause: float) -> list[Told]:
    """What each message cost; the people begin spread over one pause."""
    end = time.monotonic() + seconds

    async def talk(opened: aiohttp.ClientSession, number: int) -> list[Told]:
        chance = Random(number)
        told: list[Told] = []
        await asyncio.sleep(chance.uniform(0, pause))
        while time.monotonic() < end:
            told.append(await say(opened, url, f"load-{number}", LINES[len(told) % len(LINES)]))
            await asyncio.sleep(pause * chance.uniform(0.8, 1.2))
        return told

    async with session() as opened:
        return [one for told in await asyncio.gather(*(talk(opened, n) for n in range(people))) for one in told]


@dataclass(frozen=True)
class Rate:
    """Messages a second, those that were not answered well, and milliseconds of processor time a message, by part."""

    a_second: float
    errors: int
    cost: Mapping[str, float]


async def throughput(urls: Sequence[str], people: int, seconds: float, used: Callable[[], Mapping[str, float]]) -> Rate:
    """So many people without a pause, spread over the servers; `used` tells each part's processor time so far."""

    round_of = f"fast-{time.monotonic():.0f}"  # people of its own, so that no round has longer conversations

    async def talk(opened: aiohttp.ClientSession, number: int, end: float) -> list[Told]:
        told: list[Told] = []
        while time.monotonic() < end:
            text = WITHOUT_ACTION[len(told) % len(WITHOUT_ACTION)]
            told.append(await say(opened, urls[number % len(urls)], f"{round_of}-{number}", text))
        return told

    async with session() as opened:
        begun, before = time.monotonic(), used()
        some = await asyncio.gather(*(talk(opened, n, begun + seconds) for n in range(people)))
        told, took, after = [one for few in some for one in few], time.monotonic() - begun, used()
    cost = {name: 1000 * (after[name] - before[name]) / len(told) for name in after}
    return Rate(len(told) / took, sum(not well for _, well in told), cost)


def show_steady(told: list[Told], options: argparse.Namespace) -> None:
    times = sorted(1000 * seconds for seconds, _ in told)
    cut = statistics.quantiles(times, n=100)
    print(
        f"steady: {options.people} people, {options.pause:g} s between messages, {options.seconds:g} s, over the proxy"
    )
    print("| messages | errors | a second | p50 ms | p95 ms | p99 ms | longest ms |\n|---|---|---|---|---|---|---|")
    cells = (cut[49], cut[94], cut[98], times[-1])
    print(f"| {len(told)} | {sum(not well for _, well in told)} | {len(told) / options.seconds:.1f} | "
          + " | ".join(f"{cell:.0f}" for cell in cells) + " |")  # fmt: skip


def compare(stack: Stack, options: argparse.Namespace) -> None:
    """One Rasa server and two, side by side: twice each, in turns, so that a busy moment slows both."""
    parts = ("rasa-1", "rasa-2", "postgres", "redis")
    servers = [f"http://{stack.at('rasa', number)}" for number in (0, 1)]

    def used() -> dict[str, float]:
        return {name: processor_time(family(stack.parts[name].number)) for name in parts} | {
            "load": time.process_time()
        }

    def rates(count: int) -> Rate:
        return asyncio.run(throughput(servers[:count], options.fast_people, options.fast, used))

    asyncio.run(throughput(servers, 8, 3, used))  # warm
    found = [(count, rates(count)) for count in (1, 2, 2, 1)]
    print(
        f"throughput: {options.fast_people} people without a pause, no action; milliseconds of processor time a message"
    )
    print("| Rasa servers | messages a second | errors | " + " | ".join((*parts, "load")) + " |")
    print("|" + "---|" * (len(parts) + 4))
    for count, rate in found:
        costs = " | ".join(f"{rate.cost[name]:.1f}" for name in (*parts, "load"))
        print(f"| {count} | {rate.a_second:.1f} | {rate.errors} | {costs} |")
    one, two = (statistics.mean(r.a_second for count, r in found if count == wanted) for wanted in (1, 2))
    print(
        f"two are {two / one:.2f} times one ({two:.1f} and {one:.1f}), on {os.cpu_count()} cores that everything shares"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pause", type=float, default=10)
    parser.add_argument("--fast", type=float, default=15, help="seconds of each throughput; 0 leaves it out")
    parser.add_argument("--fast-people", type=int, default=16)
    parser.add_argument("--core", type=int, default=0)
    options = parser.parse_args(arguments)
    model = train_if_needed(print)
    with (
        tempfile.TemporaryDirectory(prefix="waymark-") as folder,
        running_stack(Path(folder), model, relayed=False) as stack,
    ):
        if options.seconds:
            show_steady(asyncio.run(steady(stack.url, options.people, options.seconds, options.pause)), options)
        if options.fast:
            everything = os.sched_getaffinity(0)
            os.sched_setaffinity(0, {options.core % len(everything)})
            compare(stack, options)


if __name__ == "__main__":
    main()
