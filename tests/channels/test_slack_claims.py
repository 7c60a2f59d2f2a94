"""Several servers hear one workspace: an event is answered by one of them. The Redis is a real one."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from extensions.launch import choose_port
from extensions.slack_settings import SlackSettings
from tests.channels.slack_workspace import GENERAL, StubBot, mention, message, runs, workspace


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    program, port = shutil.which("redis-server", path="/usr/bin:/usr/local/bin"), choose_port(None, 6390)
    assert program, "redis-server is missing"
    words = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as process:
        url = f"redis://127.0.0.1:{port}/0"
        try:
            _wait_for(url)
            yield url
        finally:
            process.terminate()


def _wait_for(url: str) -> None:
    with redis.Redis.from_url(url) as client:
        for _ in range(100):
            try:
                client.ping()
                return
            except redis.ConnectionError:
                time.sleep(0.05)
    raise AssertionError("Redis did not start")


@runs
async def test_a_retry_that_reaches_another_server_is_answered_once(redis_url: str) -> None:
    said, post = message("hello"), mention("and here?")
    heard: list[str] = []
    for new in ("for the first", "for the second"):  # each server remembers nothing of the other
        async with workspace(StubBot([GENERAL]), redis_url=redis_url) as server:
            assert (await server.event(said, "Ev-same")).status_code == 200
            await server.event({**post, "type": "message", "channel_type": "channel"})
            await server.event(post)
            await server.say(new)
            await server.replies(3 if not heard else 1)
            heard += server.bot.texts
    assert sorted(heard) == ["and here?", "for the first", "for the second", "hello"]


@runs
async def test_who_speaks_stays_out_of_redis(redis_url: str) -> None:
    async with workspace(redis_url=redis_url) as w:
        await w.say("hello", user="UWHO", channel="DWHO")
        await w.replies()
    with redis.Redis.from_url(redis_url) as client:
        (name,) = client.keys()
        assert b"WHO" not in name  # no letters that a digest in hexadecimal could hold by chance
        assert 0 < client.ttl(name) <= 3600


@runs
async def test_a_redis_that_is_away_keeps_nobody_from_being_answered() -> None:
    async with workspace(StubBot(), redis_url="redis://127.0.0.1:9/0") as w:
        await w.say("hello")
        await w.replies()
    assert w.bot.texts == ["hello"]


def test_the_address_of_redis_is_a_setting_that_no_log_shows() -> None:
    settings = SlackSettings.of({"WAYMARK_REDIS_URL": "redis://:secret@redis/0"})
    assert settings.redis_url == "redis://:secret@redis/0"
    assert "secret" not in repr(settings)
