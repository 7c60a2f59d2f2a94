"""A new catalogue and a model are taken up while people talk: everybody is answered, and nothing told is lost."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extensions.launch import ROOT, action_python
from extensions.training import catalogue_folder, train_if_needed
from tests.channels.production import API_TOKEN, Production, production

TAKEN_UP = 40.0  # seconds; the action server looks every ten
TOLD = ("I know Python", "SQL advanced", "no docker", "I love finding patterns", "which path fits me?", "skip")


@pytest.fixture
def waymark(tmp_path: Path) -> Iterator[Production]:
    with production(tmp_path, train_if_needed(print)) as found:
        yield found


def with_another_line(folder: Path) -> Path:
    """The catalogue with one more way to write a skill."""
    folder.mkdir()
    for file in catalogue_folder().glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    with (folder / "aliases.csv").open("a", encoding="utf-8") as aliases:
        aliases.write("python,zyxxypython,plain\n")
    return folder


def waymark_command(home: Path, *words: str) -> str:
    environment = {**os.environ, "WAYMARK_HOME": str(home), "PYTHONWARNINGS": "ignore"}
    environment |= {"WAYMARK_DATABASE_URL": f"sqlite:///{home / 'waymark.db'}"}
    command = [action_python(), "-m", "waymark", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout


def test_conversations_go_on_while_catalogue_and_model_are_swapped(waymark: Production, tmp_path: Path) -> None:
    answers: list[str] = []
    failures: list[BaseException] = []
    done = threading.Event()

    def talk(person: str) -> None:
        number = 0
        while not done.is_set():
            try:
                answers.append(waymark.say(person, TOLD[number % len(TOLD)], address="127.0.0.1"))
            except BaseException as error:
                failures.append(error)
            number += 1

    people = [threading.Thread(target=talk, args=(f"p{number}",)) for number in range(2)]
    before = waymark.ask("/ready")[1]["catalogue"]
    for person in people:
        person.start()
    loaded = waymark_command(waymark.home, "catalogue", "load", str(with_another_line(tmp_path / "new")))
    end = time.monotonic() + TAKEN_UP
    while waymark.ask("/ready")[1]["catalogue"] == before and time.monotonic() < end:
        time.sleep(0.5)
    state = waymark.ask("/ready")
    model = {"model_file": str(train_if_needed(print))}
    swapped = waymark.ask("/model", model, "PUT", Authorization=f"Bearer {API_TOKEN}")[0]
    time.sleep(1.0)
    done.set()
    for person in people:
        person.join()
    assert "is now in use" in loaded
    assert state[1]["catalogue"] != before
    assert (state[0], state[1]["status"]) == (200, "degraded")
    assert "another catalogue" in state[1]["reason"]
    assert swapped == 204
    assert failures == []
    assert len(answers) > 20
    assert [text for text in answers if not text or "Sorry" in text] == []
    for person in ("p0", "p1"):
        shown = waymark_command(waymark.home, "profile", "show", person)
        assert "Python" in shown
        assert "SQL - advanced" in shown
