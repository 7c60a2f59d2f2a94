"""A real Redis for tests of one part alone."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator

import pytest
import redis


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The address of a Redis of this test file's own."""
    port = random.randrange(20_000, 32_000)
    program = shutil.which("redis-server", path=f"{os.environ['PATH']}:/usr/bin")
    assert program, "redis-server is missing: `make deploy-test` installs it"
    words = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        with redis.Redis(port=port) as client:
            deadline = time.monotonic() + 10
            while True:
                try:
                    client.ping()
                    break
                except redis.RedisError:
                    assert time.monotonic() < deadline
                    time.sleep(0.02)
        yield f"redis://127.0.0.1:{port}/0"
        process.terminate()
