"""Each part in turn fails while people talk: everybody gets an honest reply, and nothing that was acknowledged is lost.

docs/faults.md names what is promised for each of these tests.
"""

from __future__ import annotations

import json
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.deploy.people import HONEST, Crowd, say
from tests.deploy.stack import Stack
from waymark.app import read_catalogue

GONE = 0  # no answer at all: only where the proxy itself is away


@contextmanager
def crowd_at(stack: Stack, label: str, may_be_gone: bool = False, recovers_in: float = 30.0) -> Iterator[Crowd]:
    """People talk before, during and after what happens inside; afterwards nothing may be lost or doubled."""
    with Crowd(stack.url, f"{label}-{time.time():.0f}") as crowd:
        crowd.wait_for(1)
        yield crowd
        crowd.wait_for(2, recovers_in)
    assert_everybody_was_answered(crowd, may_be_gone)
    assert_nothing_is_lost(stack, crowd)
    assert_nothing_is_doubled(stack, crowd)


def assert_everybody_was_answered(crowd: Crowd, may_be_gone: bool) -> None:
    wrong = [a for a in crowd.answers if not a.honest and not (may_be_gone and a.status == GONE)]
    assert not wrong, wrong[:3]


def assert_nothing_is_lost(stack: Stack, crowd: Crowd) -> None:
    """The database holds each person's latest word on each skill that was acknowledged."""
    catalogue = read_catalogue()
    for person in crowd.people:
        stored = stack.profile(person.name)
        told = dict(statement.split(", ") for statement in person.acknowledged)
        last = person.statement_now.split(", ")[0]  # may be stored and not acknowledged yet
        missing = {
            skill: (level, stored.get(str(catalogue.find(skill))))
            for skill, level in told.items()
            if skill != last and stored.get(str(catalogue.find(skill))) != level
        }
        assert not missing, f"{person.name} was told that this was noted: {missing}"


def assert_nothing_is_doubled(stack: Stack, crowd: Crowd) -> None:
    """No statement was answered twice as if it were new, however often it had to be sent."""
    for person in crowd.people:
        heard = Counter(text for text, answers in stack.turns(person.name) if answers and not apology(answers))
        assert {text: n for text, n in heard.items() if n > 1} == {}, person.name


def apology(answers: list[str]) -> bool:
    return any(word in text.casefold() for text in answers for word in HONEST)


def seen(crowd: Crowd, *words: str) -> bool:
    """Did anybody read one of these words?"""
    return any(word in answer.text.casefold() for answer in list(crowd.answers) for word in words)


def wait_until(what: object, seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not what():  # type: ignore[operator]
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.1)


def test_one_action_server_is_killed_and_nobody_notices_for_long(stack: Stack) -> None:
    with crowd_at(stack, "one-action", recovers_in=15):
        stack.parts["actions-1"].kill()
    stack.wait("actions-1")


def test_all_action_servers_are_killed_and_people_read_an_apology(stack: Stack) -> None:
    with crowd_at(stack, "all-actions") as crowd:
        for name in ("actions-1", "actions-2"):
            stack.parts[name].kill()
        wait_until(lambda: seen(crowd, "not answering right now", "cannot reach"))
    stack.wait("actions-1")
    stack.wait("actions-2")


def test_the_action_servers_stand_still_and_nobody_waits_longer_than_six_seconds(stack: Stack) -> None:
    names = ("actions-1", "actions-2")
    with crowd_at(stack, "slow-actions") as crowd:
        for name in names:
            stack.parts[name].hold()
        wait_until(lambda: seen(crowd, "too long"))
        for name in names:
            stack.parts[name].go_on()
    assert max(answer.seconds for answer in crowd.answers) < 6, "an action is given five"


def test_one_of_two_rasa_servers_is_killed_and_the_other_answers(stack: Stack) -> None:
    with crowd_at(stack, "one-rasa", recovers_in=20):
        stack.parts["rasa-1"].kill()
        stack.parts["rasa-1"].starts_again = False  # the other one alone, for as long as it takes
    stack.parts["rasa-1"].starts_again = True
    stack.wait("rasa-1")


def test_a_rasa_server_that_is_asked_to_end_turns_nobody_away(stack: Stack) -> None:
    with crowd_at(stack, "leaving") as crowd:
        stack.parts["rasa-1"].stop(30)
    assert {answer.status for answer in crowd.answers} == {200}
    stack.parts["rasa-1"].start()
    stack.wait("rasa-1")


def test_redis_is_killed_and_the_conversations_go_on(stack: Stack) -> None:
    with crowd_at(stack, "redis", recovers_in=15) as crowd:
        stack.parts["redis"].kill()
    assert all(answer.status == 200 for answer in crowd.answers)
    stack.wait("redis")


def test_ready_names_redis_while_it_is_away_and_takes_no_server_out_for_it(stack: Stack) -> None:
    def ready() -> tuple[int, str]:
        with urllib.request.urlopen(f"http://{stack.at('rasa')}/ready", timeout=10) as answer:
            return answer.status, json.load(answer)["parts"]["redis"]

    assert ready() == (200, "ok")
    stack.parts["redis"].starts_again = False
    try:
        stack.parts["redis"].kill()
        assert ready() == (200, "does not answer (ConnectionError)")
    finally:
        stack.parts["redis"].starts_again = True
    stack.wait("redis")
    wait_until(lambda: ready() == (200, "ok"))


def test_the_database_is_killed_and_comes_back(stack: Stack) -> None:
    with crowd_at(stack, "database"):
        stack.parts["postgres"].kill()
        time.sleep(2)
    stack.wait("postgres")


def test_the_proxy_is_killed_and_comes_back(stack: Stack) -> None:
    with crowd_at(stack, "proxy", may_be_gone=True, recovers_in=15):
        stack.parts["web"].kill()
    stack.wait("web")


def test_the_disk_of_the_database_is_full_and_people_are_told_that_nothing_was_noted(stack: Stack) -> None:
    number = stack.parts["postgres"].number
    with crowd_at(stack, "disk", recovers_in=60) as crowd:
        stack.disk.fill(number)
        try:
            wait_until(lambda: seen(crowd, "sorry", "could not"), 60)
        finally:
            stack.disk.free(number)


# What a person reads while a link is cut: the answer, or that nothing was noted.
ANSWERED, APOLOGISED = "answered", "apologised"
PROMISED = {
    "rasa>actions": APOLOGISED,
    "actions>postgres": APOLOGISED,
    "rasa>postgres": ANSWERED,
    "rasa>redis": ANSWERED,
    "web>rasa-1": ANSWERED,
}
SHORT_CUTS = {("rasa>actions", "silent"), ("rasa>postgres", "refused"), ("web>rasa-1", "silent")}
CUTS = [
    pytest.param(link, state, marks=() if (link, state) in SHORT_CUTS else pytest.mark.long)
    for link in PROMISED
    for state in ("refused", "silent")
]
CUT_PATIENCE = 8.0  # seconds for one answer while a link is cut


@pytest.mark.parametrize(("link", "state"), CUTS)
def test_the_network_between_two_parts_is_cut_and_mended(stack: Stack, person: str, link: str, state: str) -> None:
    """A crowd talks before, during and after; somebody who comes in between reads what is promised."""
    said = [f"I know {skill}, advanced" for skill in ("Scala", "SAS", "Tableau")]
    with crowd_at(stack, f"cut-{link}-{state}") as crowd:
        stack.links[link].cut(state)  # type: ignore[arg-type]
        try:
            told = [say(stack.url, person, text) for text in said]
            time.sleep(3)  # so that what waits is tried, in vain, more than once
        finally:
            stack.links[link].mend()
    assert all(answer.honest and answer.seconds < CUT_PATIENCE for answer in told), told
    assert {answer.acknowledged for answer in told} == {PROMISED[link] == ANSWERED}, told
    if PROMISED[link] == ANSWERED:
        assert len(stack.profile(person)) == len(said)
        # Also what waited to be written, in whichever server, without anybody saying anything more.
        wait_until(lambda: sorted(text for text, _ in stack.turns(person)) == sorted(said))
    for one in crowd.people:
        wait_until(lambda: {f"I know {s}" for s in one.acknowledged} <= {text for text, _ in stack.turns(one.name)})  # noqa: B023


def test_both_rasa_servers_are_away_and_the_proxy_says_so(stack: Stack) -> None:
    links = ("web>rasa-1", "web>rasa-2")
    for link in links:
        stack.links[link].cut("refused")
    try:
        answers = [say(stack.url, "nobody-there", "hi") for _ in range(3)]
    finally:
        for link in links:
            stack.links[link].mend()
    assert {answer.status for answer in answers} == {503}
    assert all("safe" in answer.text for answer in answers)
    wait_until(lambda: say(stack.url, "nobody-there", "hi").status == 200)


def test_a_message_that_is_sent_again_to_another_server_is_answered_once(stack: Stack, person: str) -> None:
    servers = [f"http://{stack.at('rasa', number)}" for number in (0, 1)]
    first, second = (say(server, person, "I know Scala, advanced", "the-same") for server in servers)
    assert first.text == second.text
    assert len(stack.turns(person)) == 1


def test_a_server_that_dies_with_a_lock_keeps_nobody_waiting_for_long(stack: Stack, person: str) -> None:
    for name in ("actions-1", "actions-2"):
        stack.parts[name].hold()  # so that the turn is still going on when its server dies
    dying = threading.Thread(target=say, args=(f"http://{stack.at('rasa', 0)}", person, "I know SAS, advanced"))
    dying.start()
    time.sleep(1.5)
    stack.parts["rasa-1"].kill()
    for name in ("actions-1", "actions-2"):
        stack.parts[name].go_on()
    answer = say(f"http://{stack.at('rasa', 1)}", person, "I know MATLAB, advanced")
    dying.join()
    assert answer.acknowledged
    assert answer.seconds < 14, "a lock outlives its holder by ten seconds"
    stack.wait("rasa-1")
