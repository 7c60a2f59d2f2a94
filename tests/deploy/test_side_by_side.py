"""Two Rasa servers as one: whose turn it is, what was heard already and how much one may send is known to both."""

from __future__ import annotations

import hashlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import redis

from tests.deploy.composed import SECRETS
from tests.deploy.people import say
from tests.deploy.stack import Stack
from tests.web.wire import Line

VISITOR = "203.0.113.7"  # an address for documentation (RFC 5737); this machine's own are not limited


def servers(stack: Stack) -> list[str]:
    return [f"http://{stack.at('rasa', number)}" for number in (0, 1)]


def redis_of(stack: Stack) -> redis.Redis:
    return redis.Redis(stack.ip("redis"), stack.port("redis"), password=SECRETS["REDIS_PASSWORD"])


def turn_of(held: str) -> str:
    """The name in Redis of the lock on a conversation, or on one message of it."""
    return f"waymark:turn:{hashlib.sha256(held.encode()).hexdigest()[:40]}"


def test_a_turn_waits_for_the_lock_in_redis_whichever_server_hears_it(stack: Stack, person: str) -> None:
    """Somebody else holds the conversation: no server answers before it is given back."""
    place = turn_of(person)
    with redis_of(stack) as locks:
        for server in servers(stack):
            locks.set(place, "another server", ex=20)
            threading.Timer(1.5, locks.delete, [place]).start()
            answer = say(server, person, "I know Docker, advanced")
            assert answer.acknowledged
            assert answer.seconds > 1.4, "it was answered while another server had the conversation"
        assert locks.get(place) is None


def test_a_message_that_comes_to_both_servers_at_the_same_moment_is_heard_once(stack: Stack, person: str) -> None:
    for number in range(5):
        name, text = f"{person}-{number}", f"I know {('Docker', 'Scala', 'SAS', 'Tableau', 'Git')[number]}, advanced"
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda server: say(server, person, text, name), servers(stack) * 2))  # noqa: B023
        assert {answer.status for answer in answers} == {200}
        assert len({answer.text for answer in answers}) == 1, answers
    assert len(stack.turns(person)) == 5


def test_a_page_that_sends_again_to_the_other_server_while_it_is_answered_is_heard_once(stack: Stack) -> None:
    first = Line(servers(stack)[0])
    second = Line(servers(stack)[1], first.token)
    visitor = first.token.rsplit(".", 1)[0]
    heard = turn_of(f"{visitor}\nm1")
    with redis_of(stack) as locks, ThreadPoolExecutor(2) as pool:
        answer = pool.submit(first.say, "I know Docker, advanced", "m1")
        while not locks.exists(heard) and not answer.done():  # a page sends again only what it has sent
            time.sleep(0.001)
        once_more = pool.submit(second.say, "I know Docker, advanced", "m1", again=True)
        texts = [[m["text"] for m in said.result()] for said in (answer, once_more)]
    assert texts[0] == texts[1]
    assert len(stack.turns(visitor)) == 1
    first.close()
    second.close()


def test_what_a_person_may_send_is_counted_over_both_servers(stack: Stack, person: str) -> None:
    """Twenty at once: not twenty at each of them."""
    said = [say(servers(stack)[number % 2], person, "help", came_from=VISITOR).text for number in range(24)]
    assert not any("quicker than I can follow" in text for text in said[:20])
    assert sum("quicker than I can follow" in text for text in said[20:]) >= 2  # some come back meanwhile


def test_nothing_that_says_who_speaks_is_in_redis(stack: Stack, person: str) -> None:
    began = time.time()
    say(servers(stack)[0], person, "I know Spark, advanced", f"{person}-name", came_from="203.0.113.8")
    with redis_of(stack) as kept:
        names = kept.keys("*")
        assert names
        assert not any(person.encode() in name or b"203.0" in name for name in names)
        values = [kept.hgetall(name) for name in names if kept.type(name) == b"hash"]
    assert not any(person.encode() in b"".join([*one, *one.values()]) for one in values)
    assert time.time() - began < 30
