"""A link between two parts that a test can cut: a relay on a loopback address."""

from __future__ import annotations

import contextlib
import itertools
import socket
import threading
import time
from collections.abc import Sequence
from typing import Literal

Address = tuple[str, int]
State = Literal["open", "refused", "silent"]
BACKLOG = 256


class Relay:
    """Passes connections on to the targets in turn, to the next where one refuses, as a service of Docker does.

    "refused": connections are broken off, as where a part is gone. "silent": nothing gets through and nobody is
    told, as where a cable is cut; a new connection does not come about either.
    """

    def __init__(self, at: Address, targets: Sequence[Address]) -> None:
        self.at = at
        self._targets = list(targets)
        self._turn = itertools.count()
        self._open = threading.Event()
        self._open.set()
        self._state: State = "open"
        self._pairs: set[tuple[socket.socket, socket.socket]] = set()
        self._lock = threading.Lock()
        self._deaf: list[socket.socket] = []
        self._listen()

    def _listen(self) -> None:
        self._listener = socket.create_server(self.at, backlog=BACKLOG)
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def cut(self, state: State) -> None:
        """Cuts the link in the given way; what is on the way is lost."""
        self._state = state
        if state == "refused":
            self._hang_up()
            self._break()
        else:
            self._open.clear()
            self._deafen()

    def mend(self) -> None:
        """The link is open again. Connections from the time of a silent cut are dead, as they mostly are."""
        self._break()
        if self._state == "refused":
            self._listen()
        self._listener.listen(BACKLOG)
        for one in self._deaf:
            one.close()
        self._deaf.clear()
        self._state = "open"
        self._open.set()

    def _deafen(self) -> None:
        """Nobody accepts any more, and a full queue lets the system pass over whoever calls: no answer, no refusal."""
        self._listener.listen(0)
        for _ in range(4):
            one = socket.socket()
            one.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                one.connect(self.at)
            self._deaf.append(one)
            time.sleep(0.01)  # one after the other, so that the queue is full of these

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def close(self) -> None:
        self._hang_up()
        self._open.set()
        self._break()
        for one in self._deaf:
            one.close()

    def _break(self) -> None:
        with self._lock:
            pairs, self._pairs = self._pairs, set()
        for one in (s for pair in pairs for s in pair):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            self._open.wait()
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        silent = self._state == "silent"
        self._open.wait()
        server = None if silent or self._state == "refused" else self._connect()
        if server is None:
            client.close()
            return
        pair = (client, server)
        with self._lock:
            self._pairs.add(pair)
        back = threading.Thread(target=self._pump, args=(server, client), daemon=True)
        back.start()
        self._pump(client, server)
        back.join()
        with self._lock:
            self._pairs.discard(pair)
        client.close()
        server.close()

    def _connect(self) -> socket.socket | None:
        first = next(self._turn)
        for place in range(len(self._targets)):
            try:
                server = socket.create_connection(self._targets[(first + place) % len(self._targets)], timeout=1)
            except OSError:
                continue
            server.settimeout(None)
            return server
        return None

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self._open.wait()
                sink.sendall(data)
        for one, how in ((sink, socket.SHUT_WR), (source, socket.SHUT_RD)):
            with contextlib.suppress(OSError):
                one.shutdown(how)
