"""How tests run the command line: a data folder of their own, the small catalogue, output as values."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.unit.small_catalogue import small_catalogue
from waymark import app
from waymark.cli import main
from waymark.lines import profile_of

CATALOGUE = small_catalogue()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, and the small catalogue in place of the shipped one."""
    for name in ("DATABASE_URL", "CATALOGUE", "DEBUG", "TRACKER_URL", "TEXT_KEY", "RETENTION_DAYS"):
        monkeypatch.delenv(f"WAYMARK_{name}", raising=False)
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(app, "read_catalogue", lambda settings=None: CATALOGUE)
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def database(home: Path, loaded: Path) -> None:
    """In it, a database with the small catalogue in which nobody has spoken yet."""
    home.mkdir(mode=0o700)
    shutil.copy(loaded, home / "waymark.db")


def written(folder: Path, content: bytes | str, name: str = "input.jsonl") -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    """(exit code, the JSON lines of the standard output, the standard error)."""
    code = main(arguments)
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return code, [json.loads(line) for line in out.splitlines()], err


PROFILE = {"id": "p", "skills": [{"id": "r", "level": "advanced"}, {"name": "Statistics"}, {"name": "SQL", "years": 6}],
           "interests": [{"name": "data analysis", "polarity": "like"}]}  # fmt: skip


def told(*persons: str) -> None:
    """People who said the same, and whose advice is stored."""
    people, adviser = app.build_repository(), app.build_adviser()
    for person in persons:
        profile, _ = profile_of({**PROFILE, "id": person}, 1, CATALOGUE)
        people.change(person, lambda _, now=profile: now)  # type: ignore[misc]
        adviser.advise(person)
