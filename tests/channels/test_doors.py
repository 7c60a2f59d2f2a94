"""Strangers try what strangers try; and every message can be followed through the logs without one of its words."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import socketio

from extensions.channels import BadRequest, refuse_others
from extensions.training import train_if_needed
from extensions.web import MOST_ROOMS
from tests.channels.production import API_TOKEN, REST_TOKEN, Production, production

RATES = {"WAYMARK_PERSON_RATE": "40", "WAYMARK_ADDRESS_RATE": "80", "WAYMARK_CORS_ORIGINS": "https://www.example.org"}
API = [
    ("GET", "/status"), ("GET", "/domain"), ("GET", "/conversations/ana/tracker"), ("GET", "/conversations/ana/story"),
    ("POST", "/conversations/ana/messages"), ("POST", "/conversations/ana/trigger_intent"),
    ("POST", "/conversations/ana/tracker/events"), ("PUT", "/conversations/ana/tracker/events"),
    ("POST", "/conversations/ana/execute"), ("POST", "/conversations/ana/predict"), ("POST", "/model/parse"),
    ("POST", "/model/train"), ("POST", "/model/predict"), ("PUT", "/model"), ("DELETE", "/model"),
]  # fmt: skip


@pytest.fixture(scope="module")
def waymark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Production]:
    with production(tmp_path_factory.mktemp("production"), train_if_needed(print), **RATES) as found:
        yield found


@pytest.mark.parametrize(("method", "path"), API)
def test_rasas_own_api_is_closed(waymark: Production, method: str, path: str) -> None:
    body = None if method in {"GET", "DELETE"} else {}
    for sent in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Bearer {REST_TOKEN}"}):
        assert waymark.ask(path, body, method, **sent)[0] == 401
    assert waymark.ask(f"{path}?token={API_TOKEN}", body, method)[0] == 401


def test_the_operator_opens_it_with_the_token(waymark: Production) -> None:
    status, parsed, _ = waymark.ask("/model/parse", {"text": "I know SQL"}, Authorization=f"Bearer {API_TOKEN}")
    assert (status, parsed["text"]) == (200, "I know SQL")


def test_no_route_of_rasas_is_forgotten(waymark: Production) -> None:
    """Every route that Rasa's server has without a channel is closed, also those of a later list than ours."""
    import rasa.server

    routes = rasa.server.create_app().router.routes_all
    paths = {"/" + "/".join(parts) for parts in routes}
    open_ones = {path for path in paths if "<" not in path and waymark.ask(path)[0] not in {401, 405}}
    assert open_ones <= {"/", "/version"}


def test_channels_and_health_need_no_token_of_the_api(waymark: Production) -> None:
    for path in ("/health", "/ready", "/metrics", "/chat"):
        assert waymark.ask(path)[0] == 200, path


def test_ready_names_each_part(waymark: Production) -> None:
    state = waymark.ask("/ready")[1]
    assert state["status"] == "ok"
    assert {"model", "actions", "actions.database", "actions.catalogue", "catalogue", "conversations"} == set(
        state["parts"]
    )


def test_rest_asks_for_its_token(waymark: Production) -> None:
    body = {"sender": "ana", "message": "hi"}
    for sent in ({}, {"Authorization": f"Bearer {API_TOKEN}"}, {"Authorization": "Bearer "}):
        assert waymark.ask("/webhooks/rest/webhook", body, **sent)[0] == 401
    assert waymark.say("ana", "hi")


def test_a_quick_person_is_asked_to_slow_down_and_nobody_else_is(waymark: Production) -> None:
    said = [waymark.say("quick", "help") for _ in range(24)]
    assert all("quicker than I can follow" not in text for text in said[:20])
    assert "quicker than I can follow" in said[-1]
    assert "quicker" not in waymark.say("calm", "help")


def test_an_address_that_floods_is_refused_and_others_are_not(waymark: Production) -> None:
    path, flood = "/webhooks/rest/", "203.0.113.66"
    statuses = [waymark.ask(path, X_Forwarded_For=flood)[0] for _ in range(130)]
    assert statuses[0] == 200
    assert statuses[-1] == 429
    status, _, headers = waymark.ask(path, X_Forwarded_For=f"198.51.100.1, {flood}")  # a made-up one in front
    assert status == 429
    assert int(headers["Retry-After"]) >= 1
    assert waymark.ask(path, X_Forwarded_For="203.0.113.67")[0] == 200
    assert "waymark_limited_total" in waymark.ask("/metrics")[1]


def test_whoever_guesses_tokens_is_slowed_down(waymark: Production) -> None:
    sent = {"X_Forwarded_For": "203.0.113.68", "Authorization": "Bearer guess"}
    statuses = {waymark.ask("/webhooks/rest/webhook", {"sender": "a"}, **sent)[0] for _ in range(130)}
    assert statuses == {401, 429}


def test_a_page_that_makes_up_people_is_limited_by_its_address(waymark: Production) -> None:
    """Over a web socket, where no further request comes to the door."""

    async def say_help(line: aiohttp.ClientWebSocketResponse, token: str) -> None:
        message = {"session_id": token, "id": "m0", "message": "help"}
        await line.send_str("42" + json.dumps(["user_uttered", message]))

    async def flood() -> tuple[int, str]:
        """How many people there are and what the first one hears; one of the others is refused."""
        address = f"{waymark.url}/socket.io/?EIO=4&transport=websocket"
        people = []
        headers = {"X-Forwarded-For": "203.0.113.69"}
        async with aiohttp.ClientSession() as session, session.ws_connect(address, headers=headers) as line:
            await line.receive_str()
            await line.send_str("40")
            for _ in range(131):
                await line.send_str('42["session_request",{"session_id":null}]')
                people.append((await _event(line, "session_confirm"))["session_id"])
            await say_help(line, people[0])
            first = (await _event(line, "bot_uttered"))["text"]
            for token in people[1:]:  # waiting for no answer: a slow machine's would be slower than the limit
                await say_help(line, token)
            for _ in people[1:]:
                if "quicker than I can follow" in (await _event(line, "bot_uttered"))["text"]:
                    return len(set(people)), first
            pytest.fail("nobody was refused")

    count, first = asyncio.run(flood())
    assert count == 131
    assert "quicker than I can follow" not in first


def test_one_connection_asks_for_a_bounded_number_of_people(waymark: Production) -> None:
    async def people() -> int:
        address = f"{waymark.url}/socket.io/?EIO=4&transport=websocket"
        headers = {"X-Forwarded-For": "203.0.113.70"}
        async with aiohttp.ClientSession() as session, session.ws_connect(address, headers=headers) as line:
            await line.receive_str()
            await line.send_str("40")
            for number in range(2 * MOST_ROOMS):
                await line.send_str('42["session_request",{"session_id":null}]')
                if await _event(line, "session_confirm", "41") is None:
                    return number
        return 2 * MOST_ROOMS

    assert asyncio.run(people()) <= MOST_ROOMS


async def _event(line: aiohttp.ClientWebSocketResponse, name: str, ends: str = "") -> Any:
    """The next event of this name; what else comes is passed over. None where the server `ends` the connection."""
    while True:
        packet = await line.receive_str(timeout=30)
        if packet == "2":
            await line.send_str("3")
        elif packet.startswith(f'42["{name}"'):
            return json.loads(packet[2:])[1]
        elif ends and packet.startswith(ends):
            return None


def _until(done: Any, seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.02)
    assert done()


def test_an_id_that_somebody_got_hold_of_opens_no_conversation(waymark: Production) -> None:
    client = socketio.Client()
    confirmed: list[dict[str, Any]] = []
    client.on("session_confirm", confirmed.append)
    client.connect(waymark.url, transports=["polling"], wait_timeout=10)
    client.emit("session_request", {"session_id": None})
    _until(lambda: bool(confirmed))
    person = confirmed[0]["session_id"].rsplit(".", 1)[0]
    for token in (person, f"{person}.", f"{person}.AAAA", person.upper()):
        confirmed.clear()
        client.emit("session_request", {"session_id": token})
        _until(lambda: bool(confirmed))
        assert not confirmed[0]["session_id"].startswith(person)
        said = {"session_id": token, "id": "m1", "message": "show my profile"}
        assert client.call("user_uttered", said, timeout=20)["known"] is False
    client.disconnect()


@pytest.mark.parametrize("sender", ["slack:T1:U1", "slack:T1:U1#C1:1.2", "web-" + "a1" * 16])
def test_without_the_token_rest_speaks_for_nobody_of_another_channel(sender: str) -> None:
    with pytest.raises(BadRequest, match="another channel"):
        refuse_others(sender, trusted=False)
    refuse_others(sender, trusted=True)
    refuse_others(f"my-{sender}", trusted=False)


def test_a_large_request_is_refused(waymark: Production) -> None:
    """Above a megabyte with a sentence; far above it the server stops reading."""
    for size, answers in ((1_100_000, {400}), (13_000_000, {413, None})):
        raw = json.dumps({"sender": "ana", "message": "x" * size}).encode()
        try:
            status = waymark.ask("/webhooks/rest/webhook", raw=raw, Authorization=f"Bearer {REST_TOKEN}")[0]
        except OSError:
            status = None
        assert status in answers
    assert waymark.ask("/health")[0] == 200


def test_only_the_sites_on_the_list_may_call_from_a_browser(waymark: Production) -> None:
    for origin, allowed in (("https://www.example.org", True), ("https://evil.example", False), ("null", False)):
        for path in ("/webhooks/rest/", "/health"):
            given = {k.lower(): v for k, v in waymark.ask(path, Origin=origin)[2].items()}
            assert (given.get("access-control-allow-origin") == origin) is allowed, (origin, path)
            assert given.get("access-control-allow-origin") != "*"


def test_a_request_is_followed_by_its_id_through_both_servers(waymark: Production) -> None:
    waymark.say("followed", "I know Python", X_Request_ID="from-the-proxy-1")
    for name, part in (("rasa", "a message over rest took"), ("actions", "took")):
        lines = [line for line in waymark.log(name) if line["request"] == "from-the-proxy-1"]
        assert any(part in line["message"] for line in lines), (name, lines)


CONVERSATION = (
    "hi, my name is Zyxxyname", "I know Python for 3 years and zyxxydb, no docker", "zyxxy zyxxy gibberish", "skip",
    "I love zyxxying data and finding patterns", "which path fits me?", "why?", "/zyxxy_intent", "zyxxy@example.org",
    "what if I learn zyxxytool and Docker?", "that is wrong, zyxxy", "my SQL is advanced, not zyxxy", "zyxxy " * 3000,
    "we are hiring: zyxxy engineer, must have Docker and Kubernetes", "delete my data", "yes",
)  # fmt: skip


def test_no_word_of_a_conversation_is_in_a_log_or_a_figure(waymark: Production) -> None:
    for number, text in enumerate(CONVERSATION):
        waymark.say("zyxxy-person" if number % 2 else "zyxxy-other", text, X_Request_ID=f"marked-{number}")
    waymark.ask("/webhooks/rest/webhook", raw=b'{"zyxxy', Authorization=f"Bearer {REST_TOKEN}")
    for path in (*waymark.home.glob("*.log"), *Path(waymark.home / "logs").glob("*")):
        assert "zyxxy" not in path.read_text(errors="replace").lower(), path
    assert "zyxxy" not in waymark.ask("/metrics")[1].lower()
    assert len([line for line in waymark.log("rasa") if line["request"].startswith("marked-")]) >= len(CONVERSATION)
