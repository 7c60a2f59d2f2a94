"""A visitor's id is signed; messages keep their ids on the wire and in the stored conversation."""

from __future__ import annotations

import httpx
import pytest
from rasa.shared.core.events import BotUttered, UserUttered
from sanic import Blueprint, Sanic

from extensions import remote_action
from extensions.web_files import add_file_route
from extensions.web_page import Page
from extensions.web_session import Sessions
from extensions.web_wire import answers_in, conversation, message_id
from tests.channels.slack_workspace import runs, start


def test_a_session_is_known_by_its_signed_form_only() -> None:
    sessions = Sessions("ours")
    new = sessions.new()
    assert sessions.find(new.token) == new
    assert sessions.find(new.person) is None
    assert Sessions("theirs").find(new.token) is None
    assert sessions.new().person != new.person


@pytest.mark.parametrize("token", [None, 3, {}, "", ".", "web-1.x", "é.é", "x" * 10_000])
def test_what_we_did_not_sign_is_nobody(token: object) -> None:
    assert Sessions("ours").find(token) is None


def test_the_stored_conversation_has_the_ids_that_were_sent_live() -> None:
    events = [
        UserUttered("I know Python", message_id="m1"),
        BotUttered("Noted.", {"custom": {"kind": "profile"}}),
        BotUttered("And R?", {"buttons": [{"title": "A little", "payload": '/answer_level{"level":"beginner"}'}]}),
        UserUttered('/answer_level{"level":"beginner"}', message_id="m2"),
        BotUttered("Good."),
        UserUttered("/greet", message_id="m3"),
        BotUttered("Welcome back!"),
    ]
    shown = conversation(events)
    assert [(m["id"], m["text"]) for m in shown] == [
        ("m1", "I know Python"), ("m1.0", "Noted."), ("m1.1", "And R?"),
        ("m2", "A little"), ("m2.0", "Good."), ("m3.0", "Welcome back!"),
    ]  # fmt: skip
    assert [m["text"] for m in answers_in(shown, "m1")] == ["Noted.", "And R?"]
    assert answers_in(shown, "m") == []


@pytest.mark.parametrize("raw", ["m1", "back.17", "0f" * 16])
def test_an_id_of_the_page_is_taken(raw: str) -> None:
    assert message_id(raw) == raw


@pytest.mark.parametrize("origin", ["*", "https://a.example/path", "javascript:alert(1)", "https://a.example; x *"])
def test_what_is_no_site_cannot_be_named_as_one(origin: str) -> None:
    with pytest.raises(ValueError, match="no origin"):
        Page(Sessions("ours"), (origin,))


def test_a_named_site_may_show_the_page_in_a_frame() -> None:
    policy = Page(Sessions("ours"), ("https://www.example.org",)).page_headers()["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors 'self' https://www.example.org")


@pytest.mark.parametrize(("path", "known"), [("/web/export", 503), ("/web/file", 422)])  # nobody to ask, no file
@runs
async def test_a_session_is_shown_as_a_bearer_token(path: str, known: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYMARK_ACTION_URL", "http://127.0.0.1:9/webhook")
    sessions = Sessions("ours")
    token = sessions.new().token
    channel = Blueprint("page")
    Page(sessions).add_routes(channel)
    add_file_route(channel, sessions)
    app = Sanic(f"page{path.replace('/', '_')}", configure_logging=False)
    app.blueprint(channel)
    await start(app)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://waymark") as client:
        statuses = {
            shown: (await client.post(path, headers={"Authorization": shown.format(token)})).status_code
            for shown in ("Bearer {}", "bearer {}", "{}", "Basic {}", "Bearer", "")
        }
    await remote_action.close_session()
    assert list(statuses.values()) == [known, known, 401, 401, 401, 401]
