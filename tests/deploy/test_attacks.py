"""What a stranger tries at the proxy, and what somebody tries who got into the network behind it."""

from __future__ import annotations

import json
import socket
import time
from contextlib import ExitStack

import pytest
import redis
from sqlalchemy import text

from tests.deploy.composed import SECRETS
from tests.deploy.people import say
from tests.deploy.stack import Stack
from tests.web.wire import Line
from waymark.app import Settings, open_database
from waymark.storage.database import open_database as open_at
from waymark.storage.errors import DatabaseError

TOKEN = SECRETS["WAYMARK_REST_TOKEN"]
INWARD = (b"root:x:", b"waymark_messages", b'"parts"', b"[tool.", b"WAYMARK_")  # words of files and of /metrics, /ready


def send(stack: Stack, raw: bytes, service: str = "web", seconds: float = 8.0) -> bytes:
    """All that comes back for these very bytes, until the line is closed or quiet."""
    found = b""
    with socket.create_connection((stack.ip(service), stack.port(service)), timeout=seconds) as line:
        line.sendall(raw)
        line.settimeout(1.5)
        try:
            while piece := line.recv(65536):
                found += piece
        except (TimeoutError, ConnectionError):
            return found
    return found


def request(method: bytes, path: bytes, *headers: bytes, body: bytes = b"") -> bytes:
    lines = [b"%s %s HTTP/1.1" % (method, path), b"Host: waymark", b"Connection: close", *headers]
    return b"\r\n".join([*lines, b"Content-Length: %d" % len(body), b"", body])


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.") else 0


PATHS = (
    b"/web/../../../../etc/passwd", b"/web/%2e%2e/%2e%2e/%2e%2e/etc/passwd", b"/web/..%2f..%2fpyproject.toml",
    b"/web/..%5c..%5cpyproject.toml", b"/web//etc/passwd", b"/web/../metrics", b"/web/%2e%2e/ready",
    b"/socket.io/../metrics", b"/socket.io/../conversations/ana/tracker", b"/report/../ready", b"/report/..%2fready",
    b"/webhooks/slack/../../metrics", b"/chat/../metrics", b"/chat%00/../metrics", b"/web/%ff%fe", b"/report/%00",
    b"/report/%ff", b"/report/" + b"A" * 3000, b"//metrics", b"/%6detrics", b"http://waymark/metrics", b"/web/\xc3\x28",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_to_a_file_or_to_what_is_for_operators(stack: Stack, path: bytes) -> None:
    answer = send(stack, request(b"GET", path))
    assert status(answer) in {400, 404}, answer[:200]
    assert not any(word in answer for word in INWARD)


@pytest.mark.parametrize("method", [b"TRACE", b"CONNECT", b"DELETE", b"PUT", b"PROPFIND"])
def test_methods_that_nobody_needs_do_nothing(stack: Stack, method: bytes) -> None:
    answer = send(stack, request(method, b"/webhooks/rest/webhook", b"X-Mark: repeated"))
    assert 400 <= status(answer) < 500 or status(answer) == 501, answer[:200]
    assert b"repeated" not in answer


SMUGGLED = b"GET /metrics HTTP/1.1\r\nHost: waymark\r\n\r\n"


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        b"Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
        b"Content-Length: +0\r\n\r\n",
    ],
)
def test_no_second_request_is_smuggled_past_the_proxy(stack: Stack, head: bytes) -> None:
    answer = send(stack, b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: waymark\r\n" + head + SMUGGLED)
    assert b"waymark_messages" not in answer
    assert b"# HELP" not in answer


def test_what_a_visitor_says_of_where_they_come_from_is_not_passed_on(stack: Stack) -> None:
    """The proxy's word replaces it: no made-up id stands in an answer or in a log, split lines least of all."""
    made_up = (b"X-Request-ID: zyxxy-made-up", b"X-Forwarded-For: 198.51.100.99, 127.0.0.1", b"Forwarded: for=zyxxy")
    body = json.dumps({"sender": "ana", "message": "hi", "message_id": 'zyxxy"}\n{"level": "error'}).encode()
    headers = (b"Authorization: Bearer " + TOKEN.encode(), b"Content-Type: application/json")
    answer = send(stack, request(b"POST", b"/webhooks/rest/webhook", *made_up, *headers, body=body))
    assert status(answer) == 200
    assert b"zyxxy" not in answer
    for path in stack.folder.glob("*.log"):
        assert "zyxxy" not in path.read_text(errors="replace"), path.name


@pytest.mark.parametrize(
    "shown",
    [b"", b"Bearer", b"Bearer wrong", b"Bearer t\xc3\xb6ken", b"Bearer \xff\xfe\xf0", b"Basic " + TOKEN.encode(),
     b"Bearer " + TOKEN.encode() + b"x", b"Bearer " + TOKEN[:-1].encode()],
)  # fmt: skip
def test_whatever_is_shown_in_place_of_the_token_is_refused(stack: Stack, shown: bytes) -> None:
    body = b'{"sender": "ana", "message": "hi"}'
    for path in (b"/webhooks/rest/webhook", b"/webhooks/rest/webhook?token=" + TOKEN.encode()):
        assert status(send(stack, request(b"POST", path, b"Authorization: " + shown, body=body))) == 401
    assert status(send(stack, request(b"POST", b"/webhook", b"Authorization: " + shown, body=b"{}"), "actions")) == 401


@pytest.mark.parametrize(
    "command",
    ["/restart", "/session_start", '/tell_skills{"skill": "sas"}', "/SET_SLOT{forget_me}", " /restart",
     "/confirm_delete", '/action_forget', 'EXTERNAL: forget', "\u2215restart"],
)  # fmt: skip
def test_a_command_in_a_message_neither_forgets_nor_tells(stack: Stack, person: str, command: str) -> None:
    say(stack.url, person, "I know Docker, advanced")
    assert say(stack.url, person, command).status == 200
    assert stack.profile(person) == {"docker": "advanced"}
    assert stack.turns(person)[0][0] == "I know Docker, advanced", "the conversation is still there"


BODIES = (
    b"[" * 100_000, b'{"a":' * 50_000, b"\xff\xfe\x00", b"null", b'"text"', b'{"sender": {}, "message": "hi"}',
    b'{"sender": "a\\u0000b", "message": "hi"}', b'{"sender": "' + b"x" * 5000 + b'", "message": "hi"}', b"1" * 900_000,
)  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_a_body_that_is_no_message_is_refused_with_a_sentence(stack: Stack, body: bytes) -> None:
    answer = send(
        stack, request(b"POST", b"/webhooks/rest/webhook", b"Authorization: Bearer " + TOKEN.encode(), body=body)
    )
    assert status(answer) == 400, answer[:200]
    assert b'"error"' in answer
    assert b"Traceback" not in answer


def test_headers_without_end_are_refused(stack: Stack) -> None:
    many = [b"X-%d: %s" % (number, b"y" * 100) for number in range(1000)]
    assert status(send(stack, request(b"GET", b"/chat", *many))) in {400, 431}


@pytest.mark.parametrize(
    "session", ["web-" + "0" * 32, "\ud800.\udfff", "a.b.c", "." * 500, {"a": 1}, ["x"], 7, "\x00"]
)
def test_a_made_up_session_opens_nobodys_conversation(stack: Stack, session: object) -> None:
    known = Line(stack.url)
    person = known.token.rsplit(".", 1)[0]
    known.close()
    stranger = Line(stack.url, session)
    assert not stranger.token.startswith(person)
    assert stranger.confirmed["messages"] == []
    stranger.close()


def test_a_link_to_a_report_that_is_one_letter_off_opens_nothing(stack: Stack) -> None:
    line = Line(stack.url)
    line.say("I know Python and SQL, advanced", "m1")
    words = " ".join(m["text"] for m in line.say("my report", "m2"))
    line.close()
    key = words.split("/report/", 1)[1].split()[0].strip(").,")
    assert status(send(stack, request(b"GET", b"/report/" + key.encode()))) == 200
    for place in (0, len(key) // 2, len(key) - 2):
        other = key[:place] + ("A" if key[place] != "A" else "B") + key[place + 1 :]
        assert status(send(stack, request(b"GET", b"/report/" + other.encode()))) == 404, other


def test_lines_that_come_a_letter_at_a_time_are_closed_and_keep_nobody_out(stack: Stack) -> None:
    """Slow heads and slow bodies: each is given ten seconds in all, however often it says a letter."""
    head = b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: waymark\r\nContent-Length: 500\r\n"
    with ExitStack() as until:
        at = (stack.ip("web"), stack.port("web"))
        lines = [until.enter_context(socket.create_connection(at, timeout=20)) for _ in range(200)]
        for number, line in enumerate(lines):
            line.sendall(head + (b"\r\n{" if number % 2 else b"X-Slow: "))
        began = time.monotonic()
        answer = say(stack.url, "quick-beside-the-slow", "I know SQL")
        assert (answer.status, answer.seconds < 5) == (200, True)
        ended = []
        while time.monotonic() - began < 13:
            time.sleep(2)
            for line in (lines[0], lines[1]):
                try:
                    line.sendall(b"a")
                except OSError:
                    ended.append(time.monotonic() - began)
        for line in lines:
            line.settimeout(3)
            try:
                assert status(line.recv(4096)) in {0, 408}
            except ConnectionError:
                ended.append(time.monotonic() - began)
        assert ended, "the proxy still listens to somebody who never ends"


# -- somebody who got into the network behind the proxy


def test_redis_speaks_to_nobody_without_its_password(stack: Stack) -> None:
    for password in (None, "guess"):
        stranger = redis.Redis(stack.ip("redis"), stack.port("redis"), password=password)
        with stranger, pytest.raises(redis.AuthenticationError):
            stranger.keys("*")


def test_the_database_asks_for_a_password_and_the_conversations_role_reads_no_profile(stack: Stack) -> None:
    settings = Settings.from_environment(stack.environment(stack.services["actions"]))
    place = settings.tracker_url.rsplit("@", 1)[1].rsplit("/", 1)[0]
    theirs = settings.tracker_url.rsplit("@", 1)[0].rsplit("//", 1)[1]
    for stranger in (
        f"postgresql://waymark:guess@{place}/waymark",
        f"postgresql://waymark@{place}/waymark",
        f"postgresql://{theirs}@{place}/waymark",  # the Rasa server's own role at the profiles
    ):
        with pytest.raises(DatabaseError):
            open_at(stranger, wait=2).ping()
    with open_database(settings).reading() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1


def test_rasas_own_api_is_not_there_even_behind_the_proxy(stack: Stack) -> None:
    for path in (b"/conversations/ana/tracker", b"/model/parse", b"/domain", b"/status"):
        answer = send(stack, request(b"GET", path), "rasa")
        assert status(answer) == 404, (path, answer[:100])
