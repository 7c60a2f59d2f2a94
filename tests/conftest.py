"""What tests of every kind share. Tests that need Rasa are left out where Rasa is not (Python above 3.10)."""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.deploy.stack import Stack
    from tests.harness import Bot

HAS_RASA = importlib.util.find_spec("rasa") is not None
NEEDS_RASA = re.compile(r"^\s*(?:from|import) (?:rasa|extensions)\b", re.MULTILINE)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Without Rasa, a test file that imports it (or what is built on it) is none of this run's."""
    if HAS_RASA or collection_path.suffix != ".py":
        return None
    return True if NEEDS_RASA.search(collection_path.read_text(encoding="utf-8")) else None


def pytest_report_header() -> str:
    """Says in every run whether the sample of real messages was there."""
    return f"sample of real messages: {os.environ.get('WAYMARK_EVAL_DIR') or 'absent (WAYMARK_EVAL_DIR is not set)'}"


@pytest.fixture(scope="session")
def eval_dir() -> Path | None:
    """The folder with the sample of real messages, or None (a test then says so and checks what it can)."""
    given = os.environ.get("WAYMARK_EVAL_DIR")
    return Path(given) if given and Path(given).is_dir() else None


@pytest.fixture(scope="session")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """One running Waymark for all tests of a run; each test speaks as a person of its own."""
    from extensions.training import train_if_needed
    from tests.harness import running_bot

    with running_bot(tmp_path_factory.mktemp("home"), train_if_needed(print)) as found:
        yield found


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """The services of docker-compose.yml, two Rasa and two action servers, started natively for all tests of a run."""
    import tempfile

    from extensions.training import train_if_needed
    from tests.deploy.stack import running_stack

    model = train_if_needed(print)
    folders = tempfile.TemporaryDirectory(prefix="waymark-")  # pytest's own is closed to PostgreSQL's user
    with folders as folder, running_stack(Path(folder), model) as found:
        yield found


@pytest.fixture
def person(request: pytest.FixtureRequest) -> str:
    """An id that no other test uses."""
    return re.sub(r"[^a-z0-9]+", "-", request.node.nodeid.lower())[-150:].strip("-")
