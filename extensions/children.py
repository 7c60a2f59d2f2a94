"""Processes that a launcher starts: each with its log, on a lifeline, in a session of its own.

A session of its own keeps Ctrl-C for the launcher, which then ends its children in order; the lifeline
(`waymark.lifeline`) ends them when the launcher could not.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from waymark import lifeline

SECONDS_TO_LEAVE = 8.0  # after SIGTERM, before SIGKILL


@dataclass(frozen=True)
class Command:
    """What to run. `keep` are file descriptors that the process inherits."""

    name: str
    words: Sequence[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    keep: tuple[int, ...] = ()


class Children:
    """The running processes by name; leaving the `with` block ends them all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._sockets: list[socket.socket] = []
        self._read, self._write = os.pipe()

    def __enter__(self) -> Children:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, command: Command) -> None:
        """Start a process, or start it again. Its log begins anew at the first start of this launcher."""
        command.log.parent.mkdir(parents=True, exist_ok=True)
        again = command.name in self._processes
        with command.log.open("ab" if again else "wb") as log:
            self._processes[command.name] = subprocess.Popen(
                list(command.words),
                cwd=self._folder,
                env={**os.environ, **command.environment, lifeline.VARIABLE: str(self._read)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=(self._read, *command.keep),
                start_new_session=True,
            )

    def adopt(self, listener: socket.socket) -> socket.socket:
        """Keep a socket that children inherit open for as long as they may be started again."""
        self._sockets.append(listener)
        return listener

    def ended(self, name: str) -> int | None:
        """The exit code of a process that has ended; None while it runs."""
        return self._processes[name].poll()

    def number(self, name: str) -> int:
        """The process id."""
        return self._processes[name].pid

    def stop(self) -> None:
        """End all: ask, wait, then insist. Never raises for a process that is gone."""
        running = [p for p in self._processes.values() if p.poll() is None]
        for process in running:
            _signal(process, signal.SIGTERM)
        deadline = time.monotonic() + SECONDS_TO_LEAVE
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal(process, signal.SIGKILL)
                process.wait()
        for listener in self._sockets:
            listener.close()
        for descriptor in {self._read, self._write} - {-1}:
            os.close(descriptor)
        self._read = self._write = -1


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """To the whole session, so that workers of a child get it too."""
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        pass  # it ended between the look and the call


def last_lines(log: Path, count: int = 12) -> str:
    """The end of a log, for an error message."""
    try:
        lines = log.read_text(errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(lines[-count:])
