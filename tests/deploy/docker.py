"""A `docker` that does with a stack of processes what Docker would do with containers: for the documents' own commands.

`StandIn` answers a small program named `docker` (see `install`). It knows what docs/operations.md and
deploy/docker/roll.sh ask for, and refuses anything else.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.deploy.composed import ROOT, Service, services
from tests.deploy.parts import Part
from tests.deploy.stack import Stack

FLAGS = {"-d", "--detach", "--wait", "--build", "--no-deps", "--no-recreate"}
ORDER = ("postgres", "redis", "migrate", "actions", "rasa", "retention", "web")  # who is started before whom
# Sends its words over a socket; runs what it is told to, with its own input and output, or prints what it hears.
CLIENT = """#!{python}
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as line:
    line.connect({place!r})
    line.sendall(json.dumps(sys.argv[1:]).encode() + b"\\n")
    answer = json.loads(line.makefile().read())
if "words" in answer:
    os.chdir(answer["folder"])
    os.execvpe(answer["words"][0], answer["words"], answer["environment"])
print(answer["text"])
sys.exit(answer["code"])
"""
Answer = dict[str, Any]


def env_file(path: Path) -> dict[str, str]:
    """The settings of a `.env`."""
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return {key: value.strip("'\"") for key, value in (line.split("=", 1) for line in lines)}


class StandIn:
    """Docker on one machine. `begin` makes the stack, at the first `docker compose up`, from the settings of `.env`."""

    def __init__(self, project: Path, begin: Callable[[Mapping[str, str]], Stack]) -> None:
        self._project = project
        self._begin = begin
        self._stack: Stack | None = None
        self._listener = socket.socket(socket.AF_UNIX)

    @property
    def stack(self) -> Stack:
        assert self._stack, "nothing was started"
        return self._stack

    def install(self, folder: Path) -> None:
        """Puts the program `docker` into `folder` and answers it from now on."""
        place = str(folder / "docker.socket")
        self._listener.bind(place)
        self._listener.listen()
        program = folder / "docker"
        program.write_text(CLIENT.format(python=sys.executable, place=place))
        program.chmod(0o755)
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            with line, line.makefile() as words:
                try:
                    answer = self.answer(json.loads(words.readline()))
                except Exception as error:  # the border: the program that asked says it
                    answer = {"text": f"{type(error).__name__}: {error}", "code": 1}
                line.sendall(json.dumps(answer).encode())

    def answer(self, words: Sequence[str]) -> Answer:
        match words:
            case ["compose", "up", *rest]:
                return self._up(rest)
            case ["compose", "build"]:
                return said()
            case ["compose", "ps", "--quiet", service]:
                return said("\n".join(part.name for part in self._parts(service)))
            case ["compose", "ps"]:
                return said("\n".join(f"{part.name} {part.runs}" for part in self.stack.parts.values()))
            case ["compose", "exec", "-T", service, *command] | ["compose", "exec", service, *command]:
                return self._inside(self.stack.services[service], command)
            case ["compose", "run", "--rm", service, *command]:
                found = self.stack.services[service]
                return self._inside(found, command or found.words)
            case ["compose", "stop", *names]:
                self._stop([part for name in names for part in self._parts(name)])
                return said()
            case ["compose", "logs", *names]:
                return said("\n".join(part.log.read_text() for name in names for part in self._parts(name)))
            case ["stop", *names]:
                self._stop([self.stack.parts[name] for name in names])
                return said()
            case ["rm", *names]:
                for name in names:
                    assert not self.stack.parts.pop(name).runs
                return said()
        raise ValueError(f"docker {' '.join(words)}: the stand-in knows no such command")

    def _parts(self, service: str) -> list[Part]:
        """Those that run."""
        named = {name: part for name, part in self.stack.parts.items() if name.partition("-")[0] == service}
        return [part for _, part in sorted(named.items()) if part.runs]

    def _stop(self, parts: Sequence[Part]) -> None:
        for part in parts:
            part.ask_to_end()
        for part in parts:
            part.stop(30.0)

    def _inside(self, service: Service, command: Sequence[str]) -> Answer:
        environment = self.stack.environment(service)
        if service.name == "postgres":  # inside its container everybody is let in, by a socket
            passwords = self._project / "passwords"
            told = {"waymark": "POSTGRES_PASSWORD", "conversations": "RASA_DB_PASSWORD"}
            lines = [f"*:*:*:{role}:{self.stack.settings[name]}\n" for role, name in told.items()]
            passwords.write_text("".join(lines))
            passwords.chmod(0o600)
            at = {"PGHOST": self.stack.ip("postgres"), "PGPORT": str(self.stack.port("postgres"))}
            environment |= {**at, "PGPASSFILE": str(passwords)}
        return {"words": self.stack.words(service, command), "environment": environment, "folder": str(ROOT)}

    def _up(self, words: Sequence[str]) -> Answer:
        names, scale, flags = [], {}, set()
        rest = iter(words)
        for word in rest:
            if word == "--scale":
                service, _, count = next(rest).partition("=")
                scale[service] = int(count)
            elif word in FLAGS:
                flags.add(word)
            else:
                assert not word.startswith("-"), f"{word} is not known to the stand-in"
                names.append(word)
        settings = env_file(self._project / ".env")
        if self._stack is None:
            assert (names, scale) == ([], {}), "the first time everything is started"
            self._stack = self._begin(settings)
            return said()
        self.stack.settings = settings
        self.stack.services = services(settings)
        chosen = [name for name in ORDER if not names or name in names]
        for name in chosen:
            self._bring_up(self.stack.services[name], scale.get(name), "--no-recreate" not in flags)
        for part in [p for name in chosen if "--wait" in flags and name != "migrate" for p in self._parts(name)]:
            self.stack.wait(part.name)
        return said()

    def _bring_up(self, service: Service, count: int | None, anew: bool) -> None:
        """As many as are wanted, with the settings of now; those with other ones are ended first, all at once."""
        if service.name == "migrate":
            part = self.stack.part(service)
            part.start()
            assert part.ended_with(60) == 0, part.last_words()
            return
        running = self._parts(service.name)
        if anew and service.name != "postgres":  # whose command the stack has laid out
            self._stop([part for part in running if dict(part.environment) != self._environment(service, part)])
            running = self._parts(service.name)
        wanted = service.replicas if count is None else count
        self._stop(running[wanted:])
        taken = {part.name for part in running}
        free = [n for n in range(2 * wanted + len(running)) if self.stack.name(service, n) not in taken]
        free.sort(key=lambda n: self.stack.name(service, n) not in self.stack.parts)  # who was only stopped comes first
        for number in free[: max(0, wanted - len(running))]:
            self.stack.begin_part(service, number)

    def _environment(self, service: Service, part: Part) -> dict[str, str]:
        return self.stack.environment(service, int(part.name.partition("-")[2] or 1) - 1)


def said(text: str = "") -> Answer:
    """An answer that is only printed."""
    return {"text": text, "code": 0}
