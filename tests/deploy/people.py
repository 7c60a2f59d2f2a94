"""People who talk with a stack over its proxy by REST, also while parts of it fail; what they were told is kept."""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from tests.deploy.composed import SECRETS

# Skills that a message names alone, each a statement that can be looked up afterwards.
SKILLS = (
    "Python", "SQL", "Docker", "Kubernetes", "TensorFlow", "PyTorch", "Spark", "Java", "Scala", "Hadoop", "Airflow",
    "MATLAB", "SAS", "Tableau", "Linux", "Git",
)  # fmt: skip
LEVELS = ("beginner", "intermediate", "advanced")
PATIENCE = 40.0  # seconds for an answer
HONEST = ("sorry", "cannot", "not reachable", "went wrong", "could not", "took too long")


@dataclass(frozen=True)
class Answer:
    """Status and words of one answer; 0 where there was none."""

    status: int
    text: str
    seconds: float

    @property
    def acknowledged(self) -> bool:
        """Does it say that the statement was noted?"""
        return self.status == 200 and not any(word in self.text.casefold() for word in HONEST)

    @property
    def honest(self) -> bool:
        """A sentence for a person: the bot's, or the proxy's where no bot can answer."""
        return self.status in {200, 503} and len(self.text) > 10


def say(url: str, person: str, text: str, name: str = "", came_from: str = "") -> Answer:
    """One message over REST, as a trusted caller sends it; `name` is its id, `came_from` what a proxy would tell."""
    body = {"sender": person, "message": text, **({"message_id": name} if name else {})}
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {SECRETS['WAYMARK_REST_TOKEN']}"}
    headers |= {"X-Forwarded-For": came_from} if came_from else {}
    request = urllib.request.Request(f"{url}/webhooks/rest/webhook", json.dumps(body).encode(), headers)
    began = time.monotonic()
    status, content = _fetch(request)
    return Answer(status, _words(content), time.monotonic() - began)


def _fetch(request: urllib.request.Request) -> tuple[int, Any]:
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)
    except (OSError, ValueError):
        return 0, ""


def _words(content: Any) -> str:
    if isinstance(content, list):
        return "\n".join(m.get("text") or "" for m in content)
    return str(content.get("error", "")) if isinstance(content, dict) else ""


@dataclass
class Person:
    """Says one statement after the other; the same one again until it is acknowledged, as a person would."""

    name: str
    url: str
    acknowledged: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    said: int = 0

    @property
    def statement_now(self) -> str:
        """What they are saying or will say next."""
        number = len(self.acknowledged)
        return f"{SKILLS[number % len(SKILLS)]}, {LEVELS[number // len(SKILLS) % len(LEVELS)]}"

    def statement(self, over: threading.Event, pause: float = 0.5) -> None:
        """The next skill, at a level that no statement before gave it."""
        number = len(self.acknowledged)
        statement = self.statement_now
        told_to_repeat = 0
        while not over.is_set():
            self.said += 1
            # Who got no answer sends the same message again; who was asked to say it again sends a new one.
            answer = say(self.url, self.name, f"I know {statement}", f"{self.name}-{number}-{told_to_repeat}")
            self.answers.append(answer)
            told_to_repeat += answer.status == 200
            if answer.acknowledged:
                self.acknowledged.append(statement)
                return
            over.wait(pause)


class Crowd:
    """Several people at a steady pace, until left."""

    def __init__(self, url: str, label: str, people: int = 4, pause: float = 0.4) -> None:
        self.people = [Person(f"{label}-{number}", url) for number in range(people)]
        self._pause = pause
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._talk, args=(p,), daemon=True) for p in self.people]

    def __enter__(self) -> Crowd:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def _talk(self, person: Person) -> None:
        while not self._over.is_set():
            person.statement(self._over)
            self._over.wait(self._pause)

    @property
    def answers(self) -> list[Answer]:
        return [answer for person in self.people for answer in person.answers]

    def wait_for(self, more: int, seconds: float = 30.0) -> float:
        """Until every person had `more` further statements acknowledged; how long that took."""
        goal = {person.name: len(person.acknowledged) + more for person in self.people}
        began = time.monotonic()
        while any(len(p.acknowledged) < goal[p.name] for p in self.people):
            assert time.monotonic() - began < seconds, self.last_answers()
            time.sleep(0.05)
        return time.monotonic() - began

    def last_answers(self) -> str:
        return "\n".join(f"{p.name}: {p.answers[-1:]}" for p in self.people)
