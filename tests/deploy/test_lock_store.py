"""The shared lock, with a real Redis: two servers never take the same conversation at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from extensions import lock_store
from extensions.lock_store import SharedLockStore


class Endpoint:
    """What Rasa hands over from endpoints.yml."""

    def __init__(self, url: str) -> None:
        self.url = url


@asynccontextmanager
async def servers(*urls: str) -> AsyncIterator[list[SharedLockStore]]:
    """The lock stores of as many servers."""
    stores = [SharedLockStore(Endpoint(url)) for url in urls]
    try:
        yield stores
    finally:
        for store in stores:
            await store.close()


async def most_at_once(urls: list[str], people: list[str], turns: int = 12) -> int:
    """How many turns of one person went on at the same moment, at most."""
    async with servers(*urls) as stores:
        return await _most_at_once(stores, people, turns)


async def _most_at_once(stores: list[SharedLockStore], people: list[str], turns: int) -> int:
    now: dict[str, int] = {}
    most = 0

    async def turn(number: int) -> None:
        nonlocal most
        person = people[number % len(people)]
        async with stores[number % len(stores)].lock(person):
            now[person] = now.get(person, 0) + 1
            most = max(most, now[person])
            await asyncio.sleep(0.02)
            now[person] -= 1

    await asyncio.gather(*(turn(number) for number in range(turns)))
    return most


def test_turns_of_one_person_at_two_servers_never_overlap(url: str) -> None:
    assert asyncio.run(most_at_once([url, url], ["a"])) == 1


def test_people_do_not_wait_for_each_other(url: str) -> None:
    began = time.monotonic()
    asyncio.run(most_at_once([url, url], [f"p{n}" for n in range(12)]))
    assert time.monotonic() - began < 2


def test_without_redis_a_server_keeps_its_own_order_and_answers(caplog: pytest.LogCaptureFixture) -> None:
    assert asyncio.run(most_at_once(["redis://127.0.0.1:1/0"], ["a"])) == 1
    (line,) = (r.getMessage() for r in caplog.records if r.name == "waymark.redis")  # asked once, then left alone
    assert line.startswith("Redis does not answer, going on with locks of this process: ")


def test_a_lock_ends_by_itself_after_its_holder_and_is_renewed_while_it_lives(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_store, "LIFETIME", 0.4)
    monkeypatch.setattr(lock_store, "RENEWED", 0.1)

    async def talk() -> tuple[bool, float]:
        async with servers(url, url) as (first, second):
            async with first.lock("long-turn"):
                await asyncio.sleep(1.0)
                held = bool(first.red.keys("waymark:turn:*"))
            gone = await first._take("dead-server")  # taken by a server that then dies: nobody renews it
            assert gone is not None
            began = time.monotonic()
            async with second.lock("dead-server"):
                return held, time.monotonic() - began

    held, waited = asyncio.run(talk())
    assert held, "a turn longer than the lock's life kept it"
    assert 0.2 < waited < 2


def test_ids_of_people_are_not_in_redis(url: str) -> None:
    async def names() -> list[bytes]:
        async with servers(url) as (store,), store.lock("somebody@example.org"):
            return list(store.red.keys("*"))

    found = asyncio.run(names())
    assert len(found) == 1
    assert b"somebody" not in found[0]
