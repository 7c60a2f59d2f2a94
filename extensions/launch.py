"""Starts Waymark: `python -m extensions.launch serve` in the foreground, `... chat` with a conversation.

Order: the Rasa server first, because it takes longest; meanwhile the database is brought up to date and the
catalogue loaded; then the action server. `serve` prints one line on standard output, `ready http://127.0.0.1:PORT`,
when a message would be answered. Everything else goes to standard error and to `.waymark/logs`.

Environment: PORT (of the Rasa server), WAYMARK_HOME, WAYMARK_DATABASE_URL, WAYMARK_TRACKER_URL, WAYMARK_CATALOGUE,
WAYMARK_MODEL, WAYMARK_ACTION_PYTHON (the interpreter of the action server).
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from extensions.children import Children, Command, last_lines
from extensions.training import ROOT, TrainingFailed, catalogue_folder, home, train_if_needed

HOST = "127.0.0.1"
DEFAULT_PORT = 5005
SECONDS_TO_START = 300.0
MOST_RESTARTS = 5  # of one part, in a row
PARTS = {"rasa": "The Rasa server", "actions": "The action server"}
TAKEN = "Port {} is taken by another program. Choose another one: PORT={}"
SECONDS_STABLE = 60.0  # after so long a restart is forgiven


class CannotStart(RuntimeError):
    """The message is for the person at the keyboard."""


class Stopped(BaseException):
    """Somebody wants us to end (Ctrl-C, SIGTERM, SIGHUP)."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def choose_port(asked: str | None, default: int = DEFAULT_PORT) -> int:
    """The port that was asked for; else the usual one, or any that is free. Raises CannotStart if it is taken."""
    if not asked:
        return default if _free(default) else _any_port()
    if not asked.isdigit() or not 1 <= int(asked) <= 65535:
        raise CannotStart(f"PORT={asked} is no port number (1 to 65535).")
    if not _free(int(asked)):
        raise CannotStart(TAKEN.format(asked, int(asked) + 1))
    return int(asked)


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _any_port() -> int:
    with socket.create_server((HOST, 0)) as probe:
        return int(probe.getsockname()[1])


def action_python() -> str:
    """The interpreter for the adviser: the newest Python's environment where there is one."""
    newest = ROOT / ".venv-new" / "bin" / "python"
    return os.environ.get("WAYMARK_ACTION_PYTHON") or (str(newest) if newest.exists() else sys.executable)


def settings() -> dict[str, str]:
    """The environment that every part shares."""
    return {
        "WAYMARK_HOME": str(home()),
        "WAYMARK_CATALOGUE": str(catalogue_folder()),
        "WAYMARK_TRACKER_URL": os.environ.get("WAYMARK_TRACKER_URL") or f"sqlite:///{home() / 'conversations.db'}",
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore",
        # A message is too small to share out among cores: threads of the linear algebra only wait for each other.
        "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS") or "1",
        # glibc's heaps for each thread keep what is freed; two are enough here.
        "MALLOC_ARENA_MAX": os.environ.get("MALLOC_ARENA_MAX") or "2",
    }


@dataclass(frozen=True)
class Running:
    """A running Waymark: where it answers, and its processes."""

    url: str
    children: Children
    actions: Command
    rasa: Command

    def watch(self, until: Callable[[], bool] = lambda: False) -> None:
        """Starts a part again when it ends. Raises CannotStart where it keeps ending. Blocks till `until`."""
        restarts = {command.name: (0, time.monotonic()) for command in (self.rasa, self.actions)}
        while not until():
            for command in (self.rasa, self.actions):
                if self.children.ended(command.name) is None:
                    continue
                count, last = restarts[command.name]
                count = 1 if time.monotonic() - last > SECONDS_STABLE else count + 1
                if count > MOST_RESTARTS:
                    raise CannotStart(f"{PARTS[command.name]} keeps ending. Its log says:\n{last_lines(command.log)}")
                say(f"{PARTS[command.name]} ended; starting it again.")
                restarts[command.name] = (count, time.monotonic())
                self.children.start(command)
            time.sleep(0.2)


def start(
    children: Children,
    port: int,
    model: Path,
    via: Callable[[str], str] = lambda url: url,
    options: Sequence[str] = (),
) -> Running:
    """Start all parts and wait until a message would be answered. Raises CannotStart.

    `via` turns the action server's address into the one that the Rasa server calls (a test puts a gate between);
    `options` are further ones of `extensions.rasa_server`.
    """
    home().mkdir(mode=0o700, parents=True, exist_ok=True)
    logs = home() / "logs"
    # The launcher opens both sockets and keeps them: no other program can take the port while Rasa starts, and calls
    # wait while a server is started again, instead of being refused.
    front, listener = children.adopt(_listen(port)), children.adopt(_listen(0))
    shared = {
        **settings(),
        "WAYMARK_ACTION_TOKEN": secrets.token_urlsafe(24),
        "WAYMARK_ACTION_URL": via(f"http://{HOST}:{listener.getsockname()[1]}/webhook"),
    }
    rasa = Command(
        "rasa",
        (sys.executable, "-m", "extensions.rasa_server", "--fd", str(front.fileno()), "--model", str(model), *options),
        logs / f"rasa-{port}.log",
        shared,
        (front.fileno(),),
    )
    actions = Command(
        "actions",
        (action_python(), "-m", "actions.server", "--fd", str(listener.fileno())),
        logs / f"actions-{port}.log",
        shared,
        (listener.fileno(),),
    )
    children.start(rasa)
    load_catalogue()
    children.start(actions)
    url = f"http://{HOST}:{port}"
    _wait(url, children, {"rasa": rasa, "actions": actions})
    return Running(url, children, actions, rasa)


def _listen(port: int) -> socket.socket:
    """A listening socket that children inherit. Raises CannotStart if the port is taken."""
    try:
        listener = socket.create_server((HOST, port))
    except OSError:
        raise CannotStart(TAKEN.format(port, port + 1)) from None
    listener.set_inheritable(True)
    return listener


def load_catalogue() -> None:
    """Bring the database up to date and load the catalogue. Raises CannotStart with the reason."""
    words = [action_python(), "-m", "waymark", "catalogue", "load"]
    done = subprocess.run(words, cwd=ROOT, env={**os.environ, **settings()}, capture_output=True, text=True)
    if done.returncode:
        raise CannotStart(f"The database cannot be used.\n{done.stderr.strip() or done.stdout.strip()}")


def _wait(url: str, children: Children, commands: dict[str, Command]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    reason = "it does not answer"
    while time.monotonic() < deadline:
        for name, command in commands.items():
            if children.ended(name) is not None:
                raise CannotStart(f"{name} did not start. {command.log} ends with:\n{last_lines(command.log)}")
        state = _ready(url)
        if state == "ok":
            return
        reason = state or reason
        time.sleep(0.2)
    raise CannotStart(f"Waymark did not get ready within {SECONDS_TO_START:g} s: {reason} (logs in {home() / 'logs'}).")


def _ready(url: str) -> str:
    """ "ok", what is wrong, or "" where nobody answers yet."""
    try:
        with urllib.request.urlopen(f"{url}/ready", timeout=2) as answer:
            json.load(answer)
            return "ok"  # also where it is "degraded": people are answered
    except urllib.error.HTTPError as error:
        return _reason(error)
    except (OSError, ValueError):
        return ""


def _reason(error: urllib.error.HTTPError) -> str:
    """What `/ready` says is wrong; its status where a proxy answers in other words."""
    try:
        return str(json.load(error)["reason"])
    except (OSError, ValueError, TypeError, KeyError):
        return f"status {error.code}"


def stop_on_signals() -> None:
    """Turn the signals that end a program into `Stopped`, so that children are ended on the way out."""

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise Stopped

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    if os.environ.get("WAYMARK_WATCH_PARENT"):  # set by make, which a SIGKILL may take away above us
        threading.Thread(target=_watch_parent, args=(os.getppid(),), daemon=True).start()


def _watch_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)


def serve() -> int:
    """Serve until told to end."""
    model = train_if_needed(say)
    with Children(ROOT) as children:
        running = start(children, choose_port(os.environ.get("PORT")), model)
        print(f"ready {running.url}", flush=True)
        running.watch()
    return 0


def chat() -> int:
    """Serve, and talk over REST until the person leaves."""
    from extensions import console

    model = train_if_needed(say)
    say("Starting Waymark, about 20 seconds ...")
    with Children(ROOT) as children:
        running = start(children, choose_port(os.environ.get("PORT")), model)
        left = threading.Event()
        watcher = threading.Thread(target=_watch_quietly, args=(running, left), daemon=True)
        watcher.start()
        try:
            return console.chat(running.url, console.person(home()))
        finally:
            left.set()


def _watch_quietly(running: Running, left: threading.Event) -> None:
    try:
        running.watch(left.is_set)
    except CannotStart as error:
        if not left.is_set():
            say(str(error))
            os.kill(os.getpid(), signal.SIGTERM)


def until_stopped(work: Callable[[], int]) -> int:
    """The exit code of a program that does this work; its children are ended on every way out."""
    stop_on_signals()
    try:
        choose_port(os.environ.get("PORT"))  # a port that cannot be had is said before a long training
        return work()
    except (CannotStart, TrainingFailed) as error:
        say(str(error))
        return 2
    except Stopped:
        return 0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m extensions.launch", description="Starts Waymark on this machine.")
    parser.add_argument("what", choices=("serve", "chat"))
    return until_stopped(serve if parser.parse_args(arguments).what == "serve" else chat)


if __name__ == "__main__":
    sys.exit(main())
