"""A whole installation under load: `python -m bench.load [--people 200] [--seconds 120] [--pause 10]` (make load).

Starts the services of docker-compose.yml natively (two Rasa servers, two action servers, PostgreSQL, Redis, the proxy).
`steady`: that many people over the proxy, each with `--pause` seconds between an answer and the next message, every
message with a call of an action; how many were sent, errors, percentiles.
`throughput`: 16 people without a pause, straight at one Rasa server and then at both, with an action server that
answers at once: what the Rasa servers alone can do. This process is kept on one core (`--core`), they are not, so on
two cores the second server gets about one core and a part of the other.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import aiohttp

from bench.tracker import Answer
from extensions.training import train_if_needed
from tests.deploy.composed import SECRETS
from tests.deploy.people import HONEST
from tests.deploy.stack import Stack, running_stack
from tests.local_server import local_server

LINES = (
    "hi", "I know Python, advanced", "SQL intermediate and no Docker", "I love finding patterns", "which path fits me?",
    "why?", "what am I missing?", "make a plan, 6 hours a week", "what if I learn Docker and Kubernetes?",
    "what does a data scientist do?", "actually I don't know SQL", "show my profile",
)  # fmt: skip
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


async def throughput(urls: Sequence[str], people: int, seconds: float) -> tuple[float, int]:
    """Messages a second, and those that were not answered well."""
    end = time.monotonic() + seconds

    async def talk(opened: aiohttp.ClientSession, number: int) -> list[Told]:
        told: list[Told] = []
        while time.monotonic() < end:
            told.append(await say(opened, urls[number % len(urls)], f"fast-{len(urls)}-{number}", "I know Python"))
        return told

    async with session() as opened:
        told = [one for some in await asyncio.gather(*(talk(opened, n) for n in range(people))) for one in some]
    return len(told) / seconds, sum(not well for _, well in told)


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
    """One Rasa server and two, side by side, each with the action server that answers at once."""
    servers = [f"http://{stack.at('rasa', number)}" for number in (0, 1)]
    asyncio.run(throughput(servers, 8, 3))  # warm
    found = [asyncio.run(throughput(servers[:count], 16, options.fast)) for count in (1, 2)]
    print("throughput: 16 people without a pause, an action server that answers at once")
    print("| Rasa servers | messages a second | errors |\n|---|---|---|")
    for count, (rate, errors) in enumerate(found, start=1):
        print(f"| {count} | {rate:.1f} | {errors} |")
    print(f"two are {found[1][0] / found[0][0]:.2f} times one, on {os.cpu_count()} cores that everything shares")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pause", type=float, default=10)
    parser.add_argument("--fast", type=float, default=15, help="seconds of each throughput")
    parser.add_argument("--core", type=int, default=0)
    options = parser.parse_args(arguments)
    model = train_if_needed(print)
    with (
        tempfile.TemporaryDirectory(prefix="waymark-") as folder,
        local_server(Answer) as instantly,
        running_stack(Path(folder), model) as stack,
    ):
        show_steady(asyncio.run(steady(stack.url, options.people, options.seconds, options.pause)), options)
        for name in ("rasa-1", "rasa-2"):
            stack.parts[name].environment = {
                **stack.parts[name].environment, "WAYMARK_ACTION_URL": f"{instantly}/webhook",
            }  # fmt: skip
            stack.parts[name].kill()
        for name in ("rasa-1", "rasa-2"):
            stack.wait(name)
        everything = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {options.core % len(everything)})
        compare(stack, options)


if __name__ == "__main__":
    main()
