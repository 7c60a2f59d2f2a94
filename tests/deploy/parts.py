"""Processes in place of containers: started, killed, held up, and started again when they end, as Docker would."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

PAUSE = 0.3  # seconds before Docker starts a container again


@dataclass
class Part:
    """One container's process. `user` is the number that it runs as where the tests are root."""

    name: str
    words: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    folder: Path
    starts_again: bool = False
    user: int | None = None
    starts: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _wanted: bool = False

    def start(self) -> None:
        self.starts += 1
        end = ["setpriv", "--pdeathsig", "KILL"]  # whatever becomes of the tests, nothing is left behind
        end += [f"--reuid={self.user}", f"--regid={self.user}", "--clear-groups"] if self.user is not None else []
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*end, "--", *self.words],
                cwd=self.folder,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wanted = True  # from now on: the supervisor looks from another thread

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def number(self) -> int:
        assert self._process is not None, f"{self.name} was not started"
        return self._process.pid

    def ended_with(self, seconds: float) -> int:
        """The exit code, waited for."""
        assert self._process is not None
        return self._process.wait(seconds)

    def kill(self) -> None:
        """Gone without a goodbye. Docker starts it again."""
        self._signal(signal.SIGKILL)
        if self._process:
            self._process.wait()

    def hold(self) -> None:
        """Stands still, as a process on an overloaded machine does."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def ask_to_end(self) -> None:
        self._wanted = False
        if self.runs:
            self._signal(signal.SIGCONT)
            self._signal(signal.SIGTERM)

    def stop(self, seconds: float = 5.0) -> None:
        """Ended for good, politely first."""
        self.ask_to_end()
        if self.runs:
            with suppress(subprocess.TimeoutExpired):
                self.ended_with(seconds)
        self._signal(signal.SIGKILL)
        if self._process:
            self._process.wait()

    def revive(self) -> None:
        """Started again where it ended unasked."""
        if self._wanted and self.starts_again and not self.runs:
            time.sleep(PAUSE)
            self.start()

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)

    def last_words(self, lines: int = 15) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


class Supervisor:
    """Starts again what ends, until left."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Supervisor:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        for part in self._parts:
            part.ask_to_end()
        for part in reversed(list(self._parts)):
            part.stop(1.0)  # nothing of it is needed any more

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            for part in self._parts:
                if not self._over.is_set():
                    part.revive()
