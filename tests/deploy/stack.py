"""The services of docker-compose.yml without Docker: their very commands and environments, on loopback addresses.

What stands in for Docker: host names become addresses (every link between two parts is a `Relay` that a test can cut),
paths in an image become folders here, `python` is the Python of the image's kind, ports are moved by one distance.
PostgreSQL comes from a wheel, prepared as its image does at the first start; HAProxy and Redis are Debian's.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from pathlib import Path

from extensions.launch import action_python
from tests.deploy import postgres
from tests.deploy.composed import ROOT, SECRETS, Service, services
from tests.deploy.disk import Disk
from tests.deploy.names import name_server
from tests.deploy.parts import Part, Supervisor
from tests.deploy.relay import Address, Relay
from waymark.app import Settings, build_repository
from waymark.storage.database import open_database
from waymark.storage.window import load_all

PORTS = {"web": 8080, "tls": 8443, "rasa": 5005, "actions": 5055, "postgres": 5432, "redis": 6379, "names": 53}
PROGRAMS = {"haproxy": ("haproxy", "/usr/sbin"), "redis-server": ("redis-server", "/usr/bin")}
SECONDS_TO_START = 120.0
SETTINGS = {**SECRETS, "WAYMARK_RETENTION_DAYS": "365"}


@dataclass
class Stack:
    """Everything that runs. `parts` by name ("rasa-1", "web" ...), `links` by who calls whom ("rasa>postgres" ...)."""

    folder: Path
    model: Path
    settings: Mapping[str, str]
    services: Mapping[str, Service]
    replicas: Mapping[str, int]
    network: int = field(default_factory=lambda: random.randrange(20, 250))
    distance: int = field(default_factory=lambda: random.randrange(10_000, 24_000))
    room: int = 1  # how many times as many replicas could be reached
    relayed: bool = True  # False: a part is called directly where it stands alone, as a measurement wants it
    parts: dict[str, Part] = field(default_factory=dict)
    kept: list[Part] = field(default_factory=list)  # those that are started again when they end
    links: dict[str, Relay] = field(default_factory=dict)
    addresses: dict[str, Address] = field(default_factory=dict)  # where a caller finds what it calls, by link

    @cached_property
    def disk(self) -> Disk:
        """Where the database keeps its files."""
        return Disk(self.folder / "people")

    @property
    def url(self) -> str:
        """Where people reach it."""
        return f"http://{self.ip('web')}:{self.port('web')}"

    def ip(self, service: str, number: int = 0, link: bool = False) -> str:
        return f"127.{self.network}.{2 * list(PORTS).index(service) + link}.{number + 1}"

    def port(self, service: str) -> int:
        return PORTS[service] + self.distance

    def at(self, service: str, number: int = 0) -> str:
        """Address and port of a part itself."""
        return f"{self.ip(service, number)}:{self.port(service)}"

    def link(self, name: str, service: str, number: int, targets: Sequence[int]) -> None:
        """Opens the link `name` to the replicas `targets` of a service."""
        port = self.port(service)
        where = [(self.ip(service, n), port) for n in targets]
        if self.relayed or len(where) > 1:
            self.links[name] = Relay((self.ip(service, number, link=True), port), where)
        self.addresses[name] = self.links[name].at if name in self.links else where[0]

    def address(self, link: str) -> str:
        return "{}:{}".format(*self.addresses[link])

    def native(self, text: str, service: str, number: int = 0) -> str:
        """A text of the compose file or the proxy's, with what is called otherwise here."""
        caller = service if service in {"rasa", "actions"} else "actions"
        changes = {
            "@postgres:5432": f"@{self.address(f'{caller}>postgres')}",
            "@redis:6379": f"@{self.address('rasa>redis')}",
            "http://actions:5055": f"http://{self.address('rasa>actions')}",
            "rasa:5005": f"rasa:{self.port('rasa')}",
            "127.0.0.11:53": self.at("names"),
            "/models/waymark.tar.gz": str(self.model),
            "/etc/haproxy": str(self.folder / "haproxy"),
            "/tmp": str(self.folder / f"{service}-{number}"),
            **({form: self.ip(service, number) for form in ("0.0.0.0", "127.0.0.1")} if service in PORTS else {}),
        }
        # In one go, so that nothing is put in twice.
        text = re.sub("|".join(map(re.escape, changes)), lambda found: changes[found[0]], text)
        for name in ("web", "tls", "rasa", "actions", "postgres", "redis"):
            for form in (":{}", "--port={}", "--port {}", "-p {}"):
                text = text.replace(form.format(PORTS[name]), form.format(self.port(name)))
        return str(self.port(service)) if service in PORTS and text == str(PORTS[service]) else text

    def words(self, service: Service, words: Sequence[str], number: int = 0) -> list[str]:
        """A command with the programs of this machine."""
        programs = {
            "python": action_python() if service.name in {"actions", "migrate", "retention"} else sys.executable,
            **{name: shutil.which(name, path=f"{os.environ['PATH']}:{folder}") or name
               for name, (_, folder) in PROGRAMS.items()},
        }  # fmt: skip
        return [programs.get(word, self.native(word, service.name, number)) for word in words]

    def environment(self, service: Service, number: int = 0) -> dict[str, str]:
        """What a container would be told, and where programs are."""
        told = {key: self.native(str(value), service.name, number) for key, value in service.environment.items()}
        path = f"{postgres.BIN}:{Path(sys.executable).parent}:{os.environ['PATH']}:/usr/sbin:/usr/bin"
        return {"PATH": path, "HOME": str(self.folder), "LANG": "C.UTF-8", **told}

    def name(self, service: Service, number: int) -> str:
        """What a replica of a service is called."""
        return f"{service.name}-{number + 1}" if service.replicas > 1 or number else service.name

    def part(self, service: Service, number: int = 0) -> Part:
        """The process in place of one container, not yet started."""
        name = self.name(service, number)
        private = self.folder / f"{service.name}-{number}"
        private.mkdir(exist_ok=True)
        part = Part(
            name, self.words(service, service.words, number), self.environment(service, number),
            self.folder / f"{name}.log", ROOT, service.starts_again,
        )  # fmt: skip
        self.parts[name] = part
        return part

    def begin_part(self, service: Service, number: int) -> Part:
        """A part that was not there, or not any more: started, and from now on started again when it ends."""
        name = self.name(service, number)
        part = self.parts[name] if service.name == "postgres" else self.part(service, number)
        self.kept[:] = [one for one in self.kept if one.name != name] + [part]
        part.start()
        return part

    def profile(self, person: str) -> dict[str, str]:
        """Skill id -> level of what the database holds of a person."""
        settings = Settings.from_environment(self.environment(self.services["actions"]))
        found = build_repository(settings).profile(person)
        return {skill: said.level.name.lower() for skill, said in found.skills.items() if said.level is not None}

    def turns(self, person: str) -> list[tuple[str, list[str]]]:
        """The stored conversation: each message, and what the bot said to it."""
        address = self.environment(self.services["actions"])["WAYMARK_TRACKER_URL"]
        with open_database(address).reading() as connection:
            stored = [json.loads(text) for text in load_all(connection, person).events]
        found: list[tuple[str, list[str]]] = []
        for event in stored:
            if event["event"] == "user":
                found.append((event["text"], []))
            elif event["event"] == "bot" and found:
                found[-1][1].append(event["text"] or "")
        return found

    def healthy(self, name: str) -> bool:
        """Does the compose file's own health check of this part pass now?"""
        service, _, number = name.partition("-")
        found = self.services[service]
        place = int(number or 1) - 1
        words = self.words(found, found.health, place)
        if words[:1] == ["wget"]:
            words[1:] = [self.native(word, service, place) for word in words[1:]]
        done = subprocess.run(
            words, cwd=ROOT, env=self.environment(found, place), capture_output=True, timeout=20, check=False
        )
        return done.returncode == 0

    def wait(self, name: str, seconds: float = SECONDS_TO_START) -> None:
        """Until the part's health check passes. Fails with the end of its log."""
        deadline = time.monotonic() + seconds
        while not self.healthy(name):
            part = self.parts[name]
            late = time.monotonic() > deadline or part.starts > 8
            assert not late, f"{name} is not healthy:\n{part.last_words()}"
            time.sleep(0.2)


@contextmanager
def running_stack(
    folder: Path,
    model: Path,
    replicas: Mapping[str, int] | None = None,
    settings: Mapping[str, str] = SETTINGS,
    relayed: bool = True,
    room: int = 1,
) -> Iterator[Stack]:
    """All services as `docker compose up` starts them, ended afterwards."""
    known = services(settings)
    wanted = {name: service.replicas for name, service in known.items()} | dict(replicas or {})
    stack = Stack(folder, model, settings, known, wanted, relayed=relayed, room=room)
    with ExitStack() as until:
        until.enter_context(stack.disk)
        _open_links(stack)
        for link in stack.links.values():
            until.callback(link.close)
        rasas = [stack.addresses[f"web>rasa-{n + 1}"][0] for n in range(room * wanted["rasa"])]
        until.enter_context(name_server((stack.ip("names"), stack.port("names")), {"rasa": rasas}))
        _lay_out_proxy(stack)
        _make_parts(stack)
        kept = sorted((n for n in stack.parts if n != "migrate"), key=lambda n: n not in {"postgres", "redis"})
        stack.kept = [stack.parts[name] for name in kept]
        until.enter_context(Supervisor(stack.kept))
        _start_in_order(stack)
        yield stack


def _open_links(stack: Stack) -> None:
    actions = range(stack.room * stack.replicas["actions"])
    stack.link("rasa>actions", "actions", 0, actions)
    stack.link("rasa>postgres", "postgres", 0, [0])
    stack.link("actions>postgres", "postgres", 1, [0])
    stack.link("rasa>redis", "redis", 0, [0])
    for number in range(stack.room * stack.replicas["rasa"]):
        stack.link(f"web>rasa-{number + 1}", "rasa", number, [number])


def _lay_out_proxy(stack: Stack) -> None:
    """The proxy's files, as its image has them."""
    source = ROOT / "deploy" / "proxy"
    shutil.copytree(source / "errors", stack.folder / "haproxy" / "errors")
    for name in ("haproxy.cfg", "resolvers.cfg"):
        (stack.folder / "haproxy" / name).write_text(stack.native((source / name).read_text(), "web"))


def _make_parts(stack: Stack) -> None:
    for name, service in stack.services.items():
        for number in range(stack.replicas[name]):
            stack.part(service, number)
    database = stack.parts["postgres"]
    database.user = postgres.USER
    database.words = postgres.server_words(
        stack.services["postgres"].words, stack.folder / "people", stack.ip("postgres"), stack.port("postgres")
    )


def _start_in_order(stack: Stack) -> None:
    """In the order of `depends_on`, waiting for health where the file does. Rasa's start is the long one."""
    postgres.prepare(stack.folder / "people", stack.environment(stack.services["postgres"]))
    for name in ("postgres", "redis"):
        stack.parts[name].start()
    stack.wait("postgres")
    stack.parts["migrate"].start()
    assert stack.parts["migrate"].ended_with(60) == 0, stack.parts["migrate"].last_words()
    for name in stack.parts:
        if name.startswith(("actions", "rasa", "retention")):
            stack.parts[name].start()
    stack.parts["web"].start()
    for name in stack.parts:
        if name != "migrate":
            stack.wait(name)
    _wait_until_served(stack)


def _wait_until_served(stack: Stack, seconds: float = 10.0) -> None:
    """The proxy is well before it has noticed that those behind it are; until then it sends everybody away (503)."""
    deadline = time.monotonic() + seconds
    for path in ("/chat", "/webhooks/rest/"):  # one of each backend
        while _status(stack.url + path) == HTTPStatus.SERVICE_UNAVAILABLE:
            assert time.monotonic() < deadline, f"nobody behind the proxy answers {path}"
            time.sleep(0.1)


def _status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
