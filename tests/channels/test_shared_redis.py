"""A Redis that is away is left alone for a while, and nobody waits for it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from redis.exceptions import RedisError

from extensions.limits import SharedBuckets
from extensions.shared_redis import SharedRedis, key_of
from extensions.slack_claims import Claims
from tests.channels.slack_workspace import runs

URL = "redis://:hunter2@127.0.0.1:9/0"


class Questions:
    """Counts how often Redis is asked, and answers or fails as it is told to."""

    def __init__(self, answer: Any) -> None:
        self.answer, self.asked = answer, 0

    async def __call__(self, _: Any) -> Any:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.mark.parametrize("failure", [RedisError("x"), OSError("x"), asyncio.TimeoutError()])
@runs
async def test_after_a_failure_nobody_asks_until_the_pause_is_over(failure: Exception) -> None:
    redis, question = SharedRedis(URL, 1.0, 0.1, "alone"), Questions(failure)
    assert [await redis.ask(question) for _ in range(3)] == [None] * 3
    assert question.asked == 1
    await asyncio.sleep(0.11)
    question.answer = b"yes"
    assert [await redis.ask(question) for _ in range(2)] == [b"yes"] * 2
    assert question.asked == 3
    await redis.close()


@runs
async def test_a_failure_is_logged_with_what_is_done_instead_and_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    redis = SharedRedis(URL, 1.0, 1.0, "each server counts for itself")
    await redis.ask(Questions(RedisError("hunter2 was refused")))
    assert "Redis does not answer, each server counts for itself: RedisError" in caplog.text
    assert "hunter2" not in caplog.text


@runs
async def test_without_an_address_nobody_is_asked() -> None:
    question = Questions(b"yes")
    assert await SharedRedis("", 1.0, 1.0, "alone").ask(question) is None
    assert question.asked == 0


@runs
async def test_what_is_no_failure_of_redis_is_not_taken_for_one() -> None:
    redis, question = SharedRedis(URL, 1.0, 10.0, "alone"), Questions(ValueError("ours"))
    for _ in range(2):
        with pytest.raises(ValueError, match="ours"):
            await redis.ask(question)
    assert question.asked == 2


@runs
async def test_limits_and_claims_leave_it_alone_for_as_long_as_each_can_do_without(
    caplog: pytest.LogCaptureFixture,
) -> None:
    buckets, claims = SharedBuckets(4.0, URL, "person"), Claims(URL, 60.0)
    assert [await claims.is_ours(("post", "1")) for _ in range(2)] == [True, True], "rather twice than not at all"
    assert [await buckets.take("ana") > 0 for _ in range(3)] == [False, False, True]
    assert [part._redis._pause for part in (buckets, claims)] == [2.0, 10.0]
    assert [line.partition(":")[0] for line in caplog.messages] == [
        "Redis does not answer, an event may be answered twice",
        "Redis does not answer, limits are this server's own",
    ]
    for part in (buckets, claims):
        await part.close()


def test_a_key_names_its_kind_and_nobody() -> None:
    assert key_of("turn", "slack:T1:UANA").startswith("waymark:turn:")
    assert "ANA" not in key_of("turn", "slack:T1:UANA")
    assert key_of("turn", "\ud800") != key_of("turn", "a")
