"""Starting and ending: ports, processes, the lifeline."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extensions.children import Children, Command, last_lines
from extensions.launch import CannotStart, Running, choose_port

SLEEPER = "from waymark import lifeline; import time; lifeline.hold(); print('up', flush=True); time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{number}/stat").read_text().split()[2] != "Z" if Path("/proc").exists() else True


def wait_for(condition, seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return bool(condition())


def test_a_port_that_is_taken_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart, match=rf"{port} is taken"):
            choose_port(str(port))


@pytest.mark.parametrize("asked", ["0", "65536", "http", "-1", "5005 "])
def test_a_port_that_is_no_number_is_refused(asked: str) -> None:
    with pytest.raises(CannotStart, match="no port number"):
        choose_port(asked)


def test_without_a_wish_a_free_port_is_found_when_the_usual_one_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        usual = taken.getsockname()[1]
        found = choose_port(None, usual)
    assert found != usual
    assert choose_port(None, usual) == usual


def test_children_end_with_the_block_also_those_that_will_not(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("extensions.children.SECONDS_TO_LEAVE", 0.5)
    with Children(Path.cwd()) as children:
        for name, code in (("good", SLEEPER), ("stubborn", STUBBORN)):
            children.start(Command(name, (sys.executable, "-c", code), tmp_path / f"{name}.log"))
        numbers = [children.number(name) for name in ("good", "stubborn")]
        assert wait_for(lambda: all("up" in last_lines(tmp_path / f"{n}.log") for n in ("good", "stubborn")))
    assert not [number for number in numbers if alive(number)]


def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    parent_code = (
        "import sys, time; from pathlib import Path; from extensions.children import Children, Command\n"
        f"children = Children(Path.cwd()); log = Path({str(tmp_path / 'child.log')!r})\n"
        f"children.start(Command('child', (sys.executable, '-c', {SLEEPER!r}), log))\n"
        "print(children.number('child'), flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", parent_code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert wait_for(lambda: "up" in last_lines(tmp_path / "child.log"))
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    assert wait_for(lambda: not alive(child))


def test_a_log_begins_anew_at_each_launch_and_goes_on_over_a_restart(tmp_path: Path) -> None:
    log = tmp_path / "x.log"
    log.write_text("of yesterday\n")
    command = Command("x", (sys.executable, "-c", "print('hello')"), log)
    with Children(Path.cwd()) as children:
        for _ in range(2):
            children.start(command)
            assert wait_for(lambda: children.ended("x") == 0)
    assert last_lines(log).split() == ["hello", "hello"]


def parts(tmp_path: Path, code: str, children: Children) -> Running:
    """Two parts that run this code."""
    both = {n: Command(n, (sys.executable, "-c", code), tmp_path / f"{n}.log") for n in ("rasa", "actions")}
    for command in both.values():
        children.start(command)
    return Running("http://127.0.0.1:1", children, both["actions"], both["rasa"])


@pytest.mark.parametrize("name", ["rasa", "actions"])
def test_a_part_that_is_killed_is_started_again(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    with Children(Path.cwd()) as children:
        running = parts(tmp_path, SLEEPER, children)
        first = children.number(name)
        os.kill(first, signal.SIGKILL)
        running.watch(lambda: children.number(name) != first)
        assert children.ended(name) is None
    assert "server ended; starting it again" in capsys.readouterr().err


def test_a_part_that_keeps_ending_is_given_up_with_its_last_words(tmp_path: Path) -> None:
    with Children(Path.cwd()) as children:
        running = parts(tmp_path, "print('no such model')", children)
        with pytest.raises(CannotStart, match=r"(?s)keeps ending.*no such model"):
            running.watch()
