"""`make web` as an operator starts it: a part that is killed comes back by itself, and nobody loses a word."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from extensions.launch import ROOT, choose_port
from extensions.training import train_if_needed
from tests.web.conftest import Contexts, Visitor


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The launcher, and the page's address."""
    train_if_needed(print)
    home = tmp_path_factory.mktemp("made-web")
    own = {
        **{k: v for k, v in os.environ.items() if k not in {"WAYMARK_TRACKER_URL", "WAYMARK_PUBLIC_URL"}},
        "WAYMARK_HOME": str(home),
        "WAYMARK_DATABASE_URL": f"sqlite:///{home / 'waymark.db'}",
        "PORT": str(choose_port(None, 5205)),
    }
    with subprocess.Popen(
        ["make", "web"], cwd=ROOT, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("Open http://127.0.0.1:"), line
        yield process, line.split()[1].removesuffix("/chat")
        process.terminate()
        _, said = process.communicate(timeout=30)
    assert said.count("The Rasa server ended; starting it again.") == 1
    assert said.count("The action server ended; starting it again.") == 1


def part(launcher: int, name: str) -> int:
    """The process id of a part of this launcher."""
    listing = subprocess.run(["ps", "-e", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listing.splitlines()]
    below = {launcher}
    while more := {int(pid) for pid, parent, _ in rows if int(parent) in below} - below:
        below |= more
    (found,) = [int(pid) for pid, _, words in rows if int(pid) in below and f"-m {name} --fd" in words]
    return found


def test_both_parts_are_killed_while_somebody_talks_and_nothing_is_lost_or_doubled(
    made: tuple[subprocess.Popen[str], str], contexts: Contexts
) -> None:
    launcher, url = made
    visitor = Visitor(contexts().new_page(), url).arrive()
    visitor.say("Python for 3 years, I love finding patterns")
    actions = part(launcher.pid, "actions.server")
    os.kill(actions, signal.SIGSTOP)  # so that the next message is still in work when its server dies
    visitor.say_box.fill("advanced SQL and a bit of Spark")
    visitor.say_box.press("Enter")
    expect(visitor.state).to_have_text("Waymark is writing")
    os.kill(part(launcher.pid, "extensions.rasa_server"), signal.SIGKILL)
    os.kill(actions, signal.SIGKILL)
    expect(visitor.state).to_contain_text("Trying again")
    visitor.say_box.fill("and no Kubernetes at all")
    visitor.say_box.press("Enter")
    expect(visitor.state).to_have_text("", timeout=90_000)
    expect(visitor.page.locator("#log > .message.bot", has_text="no Kubernetes")).to_have_count(1)

    shown = visitor.messages()
    visitor.page.reload()
    expect(visitor.page.locator("#log > .message")).to_have_count(len(shown))
    assert sum("advanced SQL" in text for text in visitor.messages("visitor")) == 1
    assert sum("SQL - advanced" in text for text in visitor.messages("bot")) == 1
    answer = visitor.say("what do you know about me?")
    assert all(skill in answer for skill in ("Python - 3 years", "SQL - advanced", "Spark", "no Kubernetes"))
