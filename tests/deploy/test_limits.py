"""Limits of rate, with a real Redis: several servers together let through what one would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import redis

from extensions import limits
from extensions.limits import SharedBuckets

NOWHERE = "redis://127.0.0.1:1/0"


@asynccontextmanager
async def servers(name: str, *urls: str, per_minute: float = 20) -> AsyncIterator[list[SharedBuckets]]:
    """The limit of this name in as many servers."""
    made = [SharedBuckets(per_minute, url, name) for url in urls]
    try:
        yield made
    finally:
        for buckets in made:
            await buckets.close()


async def waits(name: str, urls: tuple[str, ...], keys: list[str], per_minute: float = 20) -> list[float]:
    """What each of these messages has to wait, heard by the servers in turn."""
    async with servers(name, *urls, per_minute=per_minute) as made:
        return [await made[number % len(made)].take(key) for number, key in enumerate(keys)]


def test_two_servers_together_let_through_what_one_would(url: str) -> None:
    for name, urls in (("one", (url,)), ("two", (url, url))):
        found = asyncio.run(waits(name, urls, ["ana"] * 14))
        assert [wait == 0.0 for wait in found] == [True] * 10 + [False] * 4, name
        assert 0 < found[-1] <= 3.0, "the seconds until one more is let through"


def test_one_person_does_not_use_up_what_another_may_say(url: str) -> None:
    found = asyncio.run(waits("others", (url, url), ["ana"] * 12 + ["bob"] * 2))
    assert found[11] > 0
    assert found[12:] == [0.0, 0.0]


def test_a_limit_of_messages_is_another_than_one_of_requests(url: str) -> None:
    assert asyncio.run(waits("person", (url,), ["x"] * 11))[-1] > 0
    assert asyncio.run(waits("address", (url,), ["x"]))[-1] == 0.0


def test_what_was_used_up_comes_back_with_time(url: str) -> None:
    async def talk() -> float:
        async with servers("time", url, url, per_minute=600) as (first, second):
            wait = 0.0
            for _ in range(3000):
                wait = await first.take("ana")
                if wait:
                    break
            assert 0 < wait <= 0.1
            await asyncio.sleep(wait + 0.02)
            return await second.take("ana")

    assert asyncio.run(talk()) == 0.0


def test_without_redis_each_server_counts_for_itself_and_everybody_is_answered() -> None:
    found = asyncio.run(waits("away", (NOWHERE, NOWHERE), ["ana"] * 24))
    assert found[:20] == [0.0] * 20
    assert found[20] > 0


def test_a_redis_that_is_back_is_used_again(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAUSE", 0.0)

    async def talk() -> list[bool]:
        async with servers("back", NOWHERE, url) as (first, second):
            await first.take("ana")
            first._redis.url = url  # the same address answers now
            await first.close()
            for _ in range(10):
                await first.take("ana")
            return [await second.take("ana") > 0]

    assert asyncio.run(talk()) == [True]


def test_no_limit_asks_nobody(url: str) -> None:
    assert set(asyncio.run(waits("none", (NOWHERE,), ["ana"] * 200, per_minute=0))) == {0.0}


def test_neither_ids_nor_addresses_are_in_redis_and_nothing_stays(url: str) -> None:
    asyncio.run(waits("kept", (url,), ["slack:T1:U1", "203.0.113.7"]))
    with redis.Redis.from_url(url) as client:
        names = client.keys("waymark:kept:*")
        assert len(names) == 2
        assert not any(b"slack" in name or b"203" in name for name in names)
        assert all(0 < client.ttl(name) <= 60 for name in names)
