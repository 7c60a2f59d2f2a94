"""The services of docker-compose.yml by their very commands: whole conversations over the proxy, replicas as one."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.deploy.parts import Part
from tests.deploy.people import say
from tests.deploy.stack import Stack
from tests.web.wire import Line
from waymark.app import Settings, open_database
from waymark.storage.repository import Repository

LINES = (
    ("hi", "Waymark"),
    ("Python advanced, 3 years, SQL intermediate, no docker", "Python"),
    ("I love finding patterns", "likes"),
    ("which path fits me?", "data scientist"),
    ("what am I missing?", "hours"),
)


def status(url: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_a_whole_conversation_over_the_proxy_by_rest(stack: Stack, person: str) -> None:
    for line, expected in LINES:
        answer = say(stack.url, person, line)
        assert answer.status == 200, answer
        assert expected.casefold() in answer.text.casefold(), (line, answer.text)
    assert stack.profile(person)["python"] == "advanced"


def test_a_whole_conversation_at_the_page_by_socket(stack: Stack) -> None:
    line = Line(stack.url)
    for number, (text, expected) in enumerate(LINES):
        words = "\n".join(m["text"] for m in line.say(text, f"m{number}"))
        assert expected.casefold() in words.casefold(), (text, words)
    again = line.renewed()
    assert len(again.confirmed["messages"]) >= 2 * len(LINES), "the conversation is there after a new connection"
    again.close()


def test_the_page_and_its_parts_come_through_the_proxy(stack: Stack) -> None:
    code, page = status(f"{stack.url}/chat")
    assert (code, "<html" in page) == (200, True)
    assert status(f"{stack.url}/web/connection.js")[0] == 200


@pytest.mark.parametrize(
    "path", ["/metrics", "/ready", "/model/parse", "/conversations/a/tracker", "/webhooks/rest/", "/x"]
)
def test_what_is_for_operators_is_not_reached_through_the_proxy(stack: Stack, path: str) -> None:
    code, text = status(f"{stack.url}{path}")
    assert code == 404
    assert "There is nothing here" in text


def test_rest_asks_for_its_token_also_through_the_proxy(stack: Stack) -> None:
    request = urllib.request.Request(f"{stack.url}/webhooks/rest/webhook", b'{"sender": "a", "message": "hi"}')
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=20)
    with refused.value as error:
        assert error.code == 401


def test_a_request_that_is_far_too_large_is_refused_at_the_door(stack: Stack) -> None:
    head = "POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000\r\n\r\n"
    with socket.create_connection((stack.ip("web"), stack.port("web")), timeout=8) as client:
        client.sendall(head.encode() + b" " * 20_000)  # and the rest to come
        assert client.recv(100).startswith(b"HTTP/1.1 413 ")


def test_what_one_server_heard_the_other_knows(stack: Stack, person: str) -> None:
    first, second = (f"http://{stack.at('rasa', number)}" for number in (0, 1))
    assert say(first, person, "I know Kubernetes, advanced").status == 200
    assert "Kubernetes" in say(second, person, "show my profile").text


def test_every_action_server_takes_its_share(stack: Stack, person: str) -> None:
    for number in range(6):
        say(f"http://{stack.at('rasa', number % 2)}", f"{person}-{number}", "I know Python")
    for number in (0, 1):
        code, figures = status(f"http://{stack.at('actions', number)}/metrics")
        assert code == 200
        assert "waymark_action" in figures


def test_two_messages_of_one_person_at_once_at_two_servers_are_heard_one_after_the_other(
    stack: Stack, person: str
) -> None:
    said = ("I know Docker, advanced", "I know Spark, beginner", "I know Tableau, advanced", "I know Scala, beginner")
    threads = [
        threading.Thread(target=say, args=(f"http://{stack.at('rasa', place % 2)}", person, text))
        for place, text in enumerate(said)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(stack.profile(person)) >= len(said)
    turns = stack.turns(person)
    assert sorted(text for text, _ in turns) == sorted(said)
    assert all(answers for _, answers in turns), f"turns that ran into each other: {turns}"


def test_who_stayed_away_is_removed_by_the_service_for_it_and_nobody_else(stack: Stack, person: str) -> None:
    """It runs at its start: so it is ended, and started again as Docker would."""
    long_ago = datetime.now(timezone.utc) - timedelta(days=400)
    settings = Settings.from_environment(stack.environment(stack.services["actions"]))
    for name, when in ((f"{person}-old", long_ago), (f"{person}-new", datetime.now(timezone.utc))):
        Repository(open_database(settings), lambda when=when: when).change(name, lambda p: p.skip("q"))
    say(stack.url, f"{person}-talker", "I know Python")
    stack.parts["retention"].kill()
    stack.wait("retention")
    kept = Repository(open_database(settings))
    deadline = time.monotonic() + 20
    while kept.profile(f"{person}-old").skipped and time.monotonic() < deadline:
        time.sleep(0.2)
    assert kept.profile(f"{person}-old").skipped == set()
    assert kept.profile(f"{person}-new").skipped == {"q"}
    assert kept.profile(f"{person}-talker").skills
    assert "1 people removed" in stack.parts["retention"].last_words()


def test_with_a_certificate_the_proxy_speaks_tls_and_sends_people_there(stack: Stack, tmp_path: Path) -> None:
    certs = tmp_path / "certs"
    certs.mkdir()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
         "-subj", "/CN=localhost", "-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "cert")],
        check=True, capture_output=True,
    )  # fmt: skip
    (certs / "site.pem").write_text((tmp_path / "cert").read_text() + (tmp_path / "key").read_text())
    plain = stack.parts["web"]
    shutil.copytree(stack.folder / "haproxy", tmp_path / "haproxy")
    for path in (tmp_path / "haproxy").glob("*.cfg"):
        moved = path.read_text().replace(str(stack.folder / "haproxy" / "certs"), str(certs))
        path.write_text(moved.replace(str(stack.folder), str(tmp_path)))
    words = [word.replace(str(stack.folder), str(tmp_path)) for word in plain.words]
    at = stack.ip("web", 1)
    told = {**plain.environment, "WAYMARK_TLS": "1", "WAYMARK_BIND": at}
    proxy = Part("web-tls", words, told, tmp_path / "web.log", tmp_path)
    proxy.start()
    try:
        trust = ssl.create_default_context(cafile=str(tmp_path / "cert"))
        trust.check_hostname = False
        for _ in range(100):
            try:
                with urllib.request.urlopen(f"https://{at}:{stack.port('tls')}/chat", context=trust, timeout=5) as page:
                    assert page.status == 200
                    assert "max-age" in page.headers["Strict-Transport-Security"]
                    break
            except (OSError, urllib.error.HTTPError):
                threading.Event().wait(0.1)
        else:
            raise AssertionError(proxy.last_words())
        with pytest.raises(urllib.error.URLError):  # sent on to https, whose certificate this client does not know
            urllib.request.urlopen(f"http://{at}:{stack.port('web')}/chat", timeout=5)
    finally:
        proxy.stop()
