"""`make serve` and `make chat` as a person starts them: real processes, nothing left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from extensions.launch import ROOT, choose_port
from extensions.training import train_if_needed

STARTED = 120  # seconds


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment with a home and a port of its own, and the trained model."""
    train_if_needed(print)
    home = tmp_path_factory.mktemp("serve")
    database = {"WAYMARK_DATABASE_URL": f"sqlite:///{home / 'people.db'}"}
    kept = {k: v for k, v in os.environ.items() if k != "WAYMARK_TRACKER_URL"}
    return {
        **kept,
        **database,
        "WAYMARK_HOME": str(home),
        "WAYMARK_PERSON": "ann",
        "PORT": str(choose_port(None, 5105)),
    }


def descendants(number: int) -> set[int]:
    """The process and all below it."""
    listing = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = dict(map(int, line.split()) for line in listing.splitlines())
    found = {number}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def running(numbers: set[int]) -> set[int]:
    states = subprocess.run(["ps", "-e", "-o", "pid=,stat="], capture_output=True, text=True, check=True).stdout
    return {int(pid) for pid, stat in map(str.split, states.splitlines()) if int(pid) in numbers and stat[0] != "Z"}


def gone(numbers: set[int], seconds: float = 15.0) -> bool:
    end = time.monotonic() + seconds
    while running(numbers) and time.monotonic() < end:
        time.sleep(0.1)
    return not running(numbers)


@pytest.fixture
def served(surroundings: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        ["make", "serve"], cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def ask(url: str, text: str) -> str:
    body = json.dumps({"sender": "ann", "message": text}).encode()
    with urllib.request.urlopen(f"{url}/webhooks/rest/webhook", body, timeout=30) as answer:
        return "\n".join(m.get("text", "") for m in json.load(answer))


def test_serve_says_one_line_survives_a_lost_action_server_and_leaves_nothing(
    served: subprocess.Popen[str], surroundings: dict[str, str]
) -> None:
    assert served.stdout is not None
    url = served.stdout.readline().removeprefix("ready ").strip()
    assert url == f"http://127.0.0.1:{surroundings['PORT']}"
    assert ask(url, "I know Python")
    for path in ("/health", "/ready"):
        with urllib.request.urlopen(url + path, timeout=10) as answer:
            assert json.load(answer)["status"] == "ok"
    with urllib.request.urlopen(url + "/metrics", timeout=10) as answer:
        assert b'waymark_messages_total{channel="rest",outcome="answered"} 1.0' in answer.read()
    assert Path(surroundings["WAYMARK_HOME"], "people.db").exists()

    taken = subprocess.run(["make", "serve"], cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=60)
    assert taken.returncode != 0
    assert f"{surroundings['PORT']} is taken" in taken.stderr
    assert taken.stdout == ""

    everything = descendants(served.pid)
    servers = subprocess.run(["pgrep", "-f", "actions[.]server --fd"], capture_output=True, text=True, check=True)
    lost = {int(pid) for pid in servers.stdout.split()} & everything
    assert len(lost) == 1
    os.kill(lost.pop(), signal.SIGKILL)
    answer = ask(url, "I know SQL")
    assert "SQL" in answer  # the call waited for the new server

    everything |= descendants(served.pid)
    served.send_signal(signal.SIGTERM)
    rest, _ = served.communicate(timeout=30)
    assert rest == ""
    assert gone(everything)


def test_piped_lines_are_answered_and_the_end_of_input_is_a_success(surroundings: dict[str, str]) -> None:
    script = "hi\n\nI know Python and SQL, no Docker\nwhich path fits me?\n"
    done = subprocess.run(
        ["make", "chat"], cwd=ROOT, env=surroundings, input=script, capture_output=True, text=True, timeout=STARTED
    )
    assert done.returncode == 0, done.stderr
    for line in filter(None, script.splitlines()):
        rest = done.stdout.partition(f"You: {line}\n")[2]
        assert rest.partition("You:")[0].strip(), f"no answer to {line!r}:\n{done.stdout}"
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "Warning" not in done.stdout + done.stderr
    assert len(done.stderr.splitlines()) <= 6


def test_a_person_at_the_keyboard_is_remembered_and_leaves_nothing_behind(surroundings: dict[str, str]) -> None:
    child = pexpect.spawn("make", ["chat"], cwd=str(ROOT), env=surroundings, encoding="utf-8", timeout=STARTED)
    child.expect("You: ")
    everything = descendants(child.pid)
    child.send("I also know:\nKubernetes\nTableau\n")  # a paste: one message
    child.expect("Kubernetes.*You: ")
    child.sendline("show my profile")
    child.expect("Tableau.*You: ")
    child.sendintr()  # Ctrl-C
    child.expect(pexpect.EOF)
    child.wait()
    assert gone(everything)
