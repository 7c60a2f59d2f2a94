"""docs/operations.md with Docker, as a second person follows it: each block with `docker` in it, as it stands.

`docker` is the stand-in of tests/deploy/docker.py; what is started are the compose file's own commands.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from extensions.training import train_if_needed
from tests.deploy.composed import ROOT, SECRETS
from tests.deploy.docker import StandIn
from tests.deploy.people import Crowd, say
from tests.deploy.stack import Stack, running_stack

TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
BLOCKS = [block for block in re.findall(r"^```console\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL) if "docker" in block]


class Operator:
    """Somebody with a clone, a shell and the document."""

    def __init__(self, folder: Path, docker: StandIn) -> None:
        self.project = folder / "clone"
        self.docker = docker
        self._programs = folder / "bin"
        self._programs.mkdir()
        docker.install(self._programs)
        self._program("git", "exit 0")  # `git pull`: there is no newer version
        self._environment = {"BACKUP": str(folder / "backup")}

    def _program(self, name: str, text: str) -> None:
        (self._programs / name).write_text(f"#!/bin/sh\n{text}\n")
        (self._programs / name).chmod(0o755)

    def does(self, block: str) -> str:
        """What a block printed. Fails where one of its commands fails."""
        path = f"{self._programs}:/usr/sbin:/usr/bin:/bin"
        done = subprocess.run(
            ["sh", "-euc", block], cwd=self.project, env={**self._environment, "PATH": path}, capture_output=True,
            text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{block}\n{done.stderr[-2000:]}\n{done.stdout[-2000:]}"
        return done.stdout


@pytest.fixture
def operator() -> Iterator[Operator]:
    with ExitStack() as until:
        folder = Path(until.enter_context(tempfile.TemporaryDirectory(prefix="waymark-")))
        project = folder / "clone"
        (project / "deploy" / "docker").mkdir(parents=True)
        for name in (".env.example", "deploy/docker/roll.sh"):
            shutil.copy(ROOT / name, project / name)

        def begin(settings: Mapping[str, str]) -> Stack:
            (folder / "stack").mkdir()
            model = train_if_needed(print)
            return until.enter_context(running_stack(folder / "stack", model, settings=settings, relayed=False, room=2))

        docker = StandIn(project, begin)
        until.callback(docker.close)
        folder.chmod(0o711)  # for PostgreSQL's own user
        yield Operator(folder, docker)


def block_with(words: str) -> str:
    """The one block that holds these words."""
    (found,) = [block for block in BLOCKS if words in block]
    return found


def fill_in(env: Path) -> None:
    """What the person does with the new `.env`."""
    text = env.read_text()
    for name, value in SECRETS.items():
        text = text.replace(f"\n{name}=\n", f"\n{name}={value}\n")
    env.write_text(text)


def request_id(url: str) -> str:
    """The id that the proxy gave to a message."""
    headers = {"Authorization": f"Bearer {SECRETS['WAYMARK_REST_TOKEN']}", "Content-Type": "application/json"}
    message = urllib.request.Request(f"{url}/webhooks/rest/webhook", b'{"sender": "one", "message": "help"}', headers)
    with urllib.request.urlopen(message, timeout=20) as answer:
        return str(answer.headers["X-Request-ID"])


@pytest.mark.long
def test_whoever_follows_it_installs_upgrades_saves_restores_refreshes_and_scales(operator: Operator) -> None:
    done: list[str] = []

    def does(words: str) -> str:
        done.append(block_with(words))
        return operator.does(done[-1])

    first, _, rest = block_with("cp .env.example").partition("\n")
    operator.does(first)
    assert (operator.project / ".env").stat().st_mode & 0o777 == 0o600
    fill_in(operator.project / ".env")
    start, _, look = rest.partition("\n")
    operator.does(start)
    stack = operator.docker.stack
    operator.does(look.replace("http://127.0.0.1:8080", stack.url))
    done.append(block_with("cp .env.example"))

    done.append(block_with("docker compose logs"))
    traced = operator.does(done[-1].replace("REQUEST_ID", request_id(stack.url)))
    assert {json.loads(line)["logger"] for line in traced.splitlines()} >= {"waymark.doors", "waymark.actions"}, traced
    assert '"model":"ok"' in does("/health')").replace(" ", "")
    assert say(stack.url, "ana", "I know Scala, advanced").acknowledged

    with Crowd(stack.url, "upgrade") as crowd:
        crowd.wait_for(1)
        does("git pull")
        crowd.wait_for(1)
    assert [a for a in crowd.answers if a.status != 200 or not a.honest] == []
    assert all(not a.text.startswith("Sorry") for a in crowd.answers)
    assert {name for name in stack.parts if name.startswith(("rasa", "actions"))} == {
        "rasa-3", "rasa-4", "actions-3", "actions-4",
    }  # fmt: skip

    does("pg_dump")
    operator.does("docker compose exec actions python -m waymark profile delete ana")
    assert stack.profile("ana") == {}
    does("pg_restore")
    assert stack.profile("ana") == {"scala": "advanced"}
    assert [text for text, _ in stack.turns("ana")] == ["I know Scala, advanced"]
    assert say(stack.url, "ana", "I know SAS, advanced").acknowledged, "the roles may write into what was restored"
    assert len(stack.turns("ana")) == 2

    does("catalogue check")
    does("--scale rasa=3")
    assert sum(name.startswith("rasa") for name in stack.parts) == 3
    assert sum(name.startswith("actions") for name in stack.parts) == 3
    assert say(stack.url, "ana", "I know Tableau, advanced").acknowledged
    assert set(done) == set(BLOCKS), "a block of the document was not followed"
