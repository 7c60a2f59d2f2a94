"""`docker-compose.yml` as Docker Compose itself reads it: checked by its schema, anchors and variables resolved."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
# Secrets of a test's own. Everything that .env.example leaves empty is here.
SECRETS = {
    "WAYMARK_PUBLIC_URL": "http://localhost:8080",
    "WAYMARK_SECRET": "signs-sessions-in-tests",
    "WAYMARK_ACTION_TOKEN": "between-rasa-and-actions",
    "WAYMARK_REST_TOKEN": "for-trusted-callers",
    "POSTGRES_PASSWORD": "skills-password",
    "RASA_DB_PASSWORD": "conversations-password",
    "REDIS_PASSWORD": "locks-password",
}


class ComposeFailed(RuntimeError):
    """What Docker Compose said."""


@dataclass(frozen=True)
class Service:
    """What the tests start of a service."""

    name: str
    words: tuple[str, ...]
    environment: Mapping[str, str]
    replicas: int
    restart: str
    health: tuple[str, ...]

    @property
    def starts_again(self) -> bool:
        """Does Docker start it again when it ends?"""
        return self.restart in {"always", "unless-stopped"}


def binary() -> str:
    """The `docker-compose` program: the PyPI package of the newer Python, or one that is installed."""
    found = ROOT / ".venv-new" / "bin" / "docker-compose"
    program = str(found) if found.exists() else shutil.which("docker-compose")
    assert program, "docker-compose is missing: it comes with .venv-new (make deploy-test), or from Docker"
    return program


def config(settings: Mapping[str, str], *files: str) -> dict[str, Any]:
    """The resolved file. Raises ComposeFailed with what Compose says is wrong."""
    chosen = [word for name in files or ("docker-compose.yml",) for word in ("-f", name)]
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **settings}
    words = [binary(), "--env-file", os.devnull, *chosen, "config", "--format", "json"]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    if done.returncode:
        raise ComposeFailed(done.stderr)
    return dict(json.loads(done.stdout.replace("$$", "$")))  # Compose writes a dollar as two


def services(settings: Mapping[str, str] = SECRETS) -> dict[str, Service]:
    """The services by name."""
    return {name: _service(name, part) for name, part in config(settings)["services"].items()}


def _service(name: str, part: Mapping[str, Any]) -> Service:
    told = {key: value for key, value in (part.get("environment") or {}).items() if value is not None}
    health = _health((part.get("healthcheck") or {}).get("test") or ())
    replicas = int((part.get("deploy") or {}).get("replicas") or 1)
    return Service(name, tuple(part["command"]), told, replicas, part.get("restart", "no"), health)


def _health(test: Sequence[str]) -> tuple[str, ...]:
    """The command of a health check, as Docker runs it; empty for none."""
    kind, *words = test or ("NONE",)
    return () if kind == "NONE" else ("sh", "-c", *words) if kind == "CMD-SHELL" else tuple(words)
