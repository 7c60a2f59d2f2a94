"""The web channel without its page: who is who, what is heard, what is not."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.web.conftest import Web
from tests.web.wire import Line

Lines = Callable[..., Line]


@pytest.fixture
def lines(web: Web) -> Iterator[Lines]:
    made: list[Line] = []

    def make(session: Any = None) -> Line:
        made.append(Line(web.url, session))
        return made[-1]

    yield make
    for line in made:
        line.close()


def text(messages: list[dict[str, Any]]) -> str:
    return "\n".join(m["text"] for m in messages)


def test_whoever_sends_somebody_s_id_is_somebody_new(lines: Lines) -> None:
    ana = lines()
    assert "Python" in text(ana.say("I know Python, 3 years"))
    person = ana.token.rsplit(".", 1)[0]
    forged = (person, f"{person}.", f"{person}.AAAA", ana.token[:-2], ana.token + "x", 7, {"a": 1}, None, "x" * 9999)
    for stolen in forged:
        thief = lines(stolen)
        assert thief.confirmed["messages"] == []
        assert not thief.token.startswith(person)


def test_a_message_under_a_forged_session_is_not_heard(lines: Lines) -> None:
    ana, thief = lines(), lines()
    ana.say("I know Python, 3 years")
    person = ana.token.rsplit(".", 1)[0]
    thief.confirmed["session_id"] = f"{person}.{thief.token.rsplit('.', 1)[1]}"
    assert thief.say("what do you know about me?") == []


def test_the_same_message_twice_is_answered_with_the_same_and_heard_once(lines: Lines) -> None:
    ana = lines()
    first = ana.say("I know Python, 3 years", "m1")
    assert ana.say("I know Python, 3 years", "m1") == first
    assert sum(m["from"] == "visitor" for m in ana.renewed().confirmed["messages"]) == 1


@pytest.mark.parametrize("name", [None, 5, "", "a b", "<b>", "x" * 200])
def test_a_message_without_a_proper_id_is_refused(lines: Lines, name: object) -> None:
    assert lines().say("hello", name) == []


@pytest.mark.parametrize(
    "command",
    [
        '/tell_skills{"skill": "python"}',
        "/session_start",
        "/nlu_fallback",
        "/action_listen",
        '/choose_role{"role": "../x"}',
    ],
)
def test_only_our_own_payloads_are_commands(lines: Lines, command: str) -> None:
    ana = lines()
    ana.say("I know Docker")
    assert text(ana.say(command, "m2"))
    known = text(ana.say("/export_or_show_profile", "m3"))
    assert "Docker" in known
    assert "Python" not in known


def test_confirming_a_deletion_that_was_not_asked_for_deletes_nothing(lines: Lines) -> None:
    ana = lines()
    ana.say("I know Docker")
    ana.say("/confirm_delete", "m2")
    assert "Docker" in text(ana.say("/export_or_show_profile", "m3"))


@pytest.mark.parametrize("message", [None, 5, {"a": 1}, ["x"], "\x00\x01", "\ud800", "x" * 20_000, "🙂" * 50])
def test_odd_messages_get_an_answer(lines: Lines, message: object) -> None:
    assert text(lines().say(message))


def test_the_page_s_headers_let_nothing_in_from_elsewhere(web: Web) -> None:
    with urllib.request.urlopen(f"{web.url}/chat") as answer:
        policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
        assert policy["frame-ancestors"] == f"'self' {web.customer}"
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/conversations/x/tracker",
        "/model/parse",
        "/webhooks/rest/webhook",
        "/web/../credentials.yml",
        "/web/%2e%2e%2fapp.py",
        "/web/index.html",
        "/export/web-1",
        "/web/package.json",
    ],
)
def test_nothing_else_is_served_beside_the_page(web: Web, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(web.url + path)
    with refused.value:
        assert refused.value.code in {404, 405}


def test_another_site_s_script_cannot_connect(web: Web) -> None:
    request = urllib.request.Request(
        f"{web.url}/socket.io/?EIO=4&transport=polling", headers={"Origin": "https://evil.example"}
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    with refused.value:
        assert refused.value.code == 400


def test_an_export_asks_for_the_signed_session(web: Web, lines: Lines) -> None:
    ana = lines()
    ana.say("I know Docker")
    assert b'"docker"' in exported(web, ana.token)
    for token in (ana.token.rsplit(".", 1)[0], "", f"{ana.token}x"):
        with pytest.raises(urllib.error.HTTPError, match="401") as refused:
            exported(web, token)
        refused.value.close()


def exported(web: Web, token: str) -> bytes:
    request = urllib.request.Request(f"{web.url}/web/export", b"", {"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request) as answer:
        return bytes(answer.read())
