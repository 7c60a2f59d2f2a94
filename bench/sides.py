"""The servers that bench/turns.py compares: started as one starts them, until a message would be answered.

`waymark`        `python -m extensions.launch serve`, SQLite, as shipped.
`default`        `rasa run` and `rasa run actions` with what `rasa init` writes: conversations in memory.
`default, SQL`   the same Rasa server with its SQL tracker store on SQLite; it shares the action server.
`floor`          bench/floor.py: what any bot here has to do at least.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bench.default_bot import QUIET
from extensions.children import Children, Command, last_lines
from extensions.launch import _any_port as any_port
from extensions.training import ROOT

SECONDS_TO_START = 400.0
ENTRY = "/webhooks/rest/webhook"


@dataclass
class Side:
    """A running contestant. `parts` are names in `children`, whose processes' memory is its own."""

    name: str
    url: str
    children: Children
    parts: tuple[str, ...]
    seconds: float = 0.0  # from its start to its readiness
    extra: dict[str, Any] = field(default_factory=dict)

    def memory(self) -> tuple[float, float]:
        """(PSS, RSS) in MB of all its processes."""
        found = [p for part in self.parts for p in family(self.children.number(part))]
        sums = [sum(_kilobytes(p, kind) for p in found) / 1024 for kind in ("Pss", "Rss")]
        return sums[0], sums[1]

    def processor(self) -> float:
        """Seconds of processor time that its processes have used so far."""
        return processor_time({p for part in self.parts for p in family(self.children.number(part))})


def processor_time(processes: Iterable[int]) -> float:
    """Seconds of processor time that these processes have used so far, those of their children that ended included."""
    ticks = 0
    for process in processes:
        try:
            after = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended
        ticks += sum(int(after[place]) for place in (11, 12, 13, 14))
    return ticks / os.sysconf("SC_CLK_TCK")


def family(process: int) -> list[int]:
    """A process and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            after = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended
        parents.setdefault(int(after[1]), []).append(int(path.parent.name))
    found = [process]
    for one in found:
        found += parents.get(one, [])
    return found


def _kilobytes(process: int, kind: str) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")), 0)


def wait(children: Children, commands: list[Command], ready: Callable[[], bool]) -> None:
    """Until `ready`. Raises SystemExit where one of the commands ends or takes too long."""
    end = time.monotonic() + SECONDS_TO_START
    while not ready():
        for command in commands:
            if children.ended(command.name) is not None or time.monotonic() > end:
                raise SystemExit(f"{command.name} did not start:\n{last_lines(command.log, 30)}")
        time.sleep(0.05)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def start_waymark(children: Children, folder: Path, model: Path) -> Side:
    port, name = any_port(), f"waymark-{len(list(folder.iterdir()))}"
    environment = {"PORT": str(port), "WAYMARK_HOME": str(folder / "waymark"), "WAYMARK_MODEL": str(model)}
    command = Command(name, (sys.executable, "-m", "extensions.launch", "serve"), folder / f"{name}.log", environment)
    begun = time.monotonic()
    children.start(command)
    wait(children, [command], lambda: "\nready http" in "\n" + command.log.read_text(errors="replace"))
    return Side("waymark", f"http://127.0.0.1:{port}", children, (name,), time.monotonic() - begun)


def rasa_server(
    folder: Path, name: str, model: Path, actions: str, store: dict[str, str] | None
) -> tuple[str, Command]:
    """Its address, and the command of a plain `rasa run`."""
    port = any_port()
    endpoints: dict[str, Any] = {"action_endpoint": {"url": f"{actions}/webhook"}}
    files = {"endpoints": endpoints | ({"tracker_store": store} if store else {}), "credentials": {"rest": None}}
    for kind, content in files.items():
        (folder / f"{name}-{kind}.yml").write_text(yaml.safe_dump(content))
    words = [sys.executable, "-m", "rasa", "run", "--enable-api", "--model", str(model), "--port", str(port)]
    words += ["--interface", "127.0.0.1"]
    words += [w for kind in files for w in (f"--{kind}", str(folder / f"{name}-{kind}.yml"))]
    return f"http://127.0.0.1:{port}", Command(name, words, folder / f"{name}.log", QUIET)


def start_default(children: Children, folder: Path, model: Path) -> Side:
    """Rasa server and action server, started at once; the catalogue is in the database beforehand."""
    home = {"WAYMARK_HOME": str(folder / "default"), **QUIET}
    (folder / "default").mkdir(exist_ok=True)
    load = (sys.executable, "-m", "waymark", "catalogue", "load")
    subprocess.run(load, cwd=ROOT, env={**os.environ, **home}, check=True, capture_output=True)
    port, number = any_port(), len(list(folder.iterdir()))
    words = (sys.executable, "-m", "rasa", "run", "actions", "--actions", "actions", "--port", str(port))
    actions = Command(f"actions-{number}", words, folder / f"actions-{number}.log", {**home, "SANIC_HOST": "127.0.0.1"})
    address, rasa = rasa_server(folder, f"default-{number}", model, f"http://127.0.0.1:{port}", None)
    begun = time.monotonic()
    children.start(rasa)
    children.start(actions)
    health = f"http://127.0.0.1:{port}/health"
    wait(children, [rasa, actions], lambda: answers(health) and answers(f"{address}/status"))
    seconds = time.monotonic() - begun
    return Side(
        "default", address, children, (rasa.name, actions.name), seconds, {"actions": health[: -len("/health")]}
    )


def start_default_sql(children: Children, folder: Path, model: Path, actions: str) -> Side:
    store = {"type": "SQL", "dialect": "sqlite", "db": str(folder / "default-sql.db")}
    address, rasa = rasa_server(folder, "default-sql", model, actions, store)
    begun = time.monotonic()
    children.start(rasa)
    wait(children, [rasa], lambda: answers(f"{address}/status"))
    return Side("default, SQL", address, children, (rasa.name,), time.monotonic() - begun)


def start_floor(children: Children, folder: Path) -> Side:
    port = any_port()
    words = (sys.executable, "-m", "bench.floor", "--port", str(port), "--database", str(folder / "floor.db"))
    command = Command("floor", words, folder / "floor.log", QUIET)
    begun = time.monotonic()
    children.start(command)
    wait(children, [command], lambda: answers(f"http://127.0.0.1:{port}/"))
    return Side("floor", f"http://127.0.0.1:{port}", children, ("floor",), time.monotonic() - begun)


def stop(side: Side) -> None:
    """Ends one side's processes and waits for that."""
    import signal

    for part in side.parts:
        os.killpg(side.children.number(part), signal.SIGTERM)
    end = time.monotonic() + 20
    while any(side.children.ended(part) is None for part in side.parts) and time.monotonic() < end:
        time.sleep(0.1)


def parse(side: Side, text: str) -> str:
    """The intent that a side hears."""
    body = json.dumps({"text": text}).encode()
    request = urllib.request.Request(f"{side.url}/model/parse", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return str(json.load(answer)["intent"]["name"])
