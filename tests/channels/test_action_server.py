"""Address and secret of the action server are the same for whoever asks it: from the environment or endpoints.yml."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from http.server import BaseHTTPRequestHandler
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from rasa.utils.endpoints import EndpointConfig
from sanic import Blueprint, Sanic

from extensions import remote_action
from extensions.action_server import ActionServer
from extensions.operations import look_at_actions
from extensions.web_page import Page
from extensions.web_session import Sessions
from tests.channels.slack_workspace import StubBot, runs, start, workspace
from tests.channels.test_remote_action import run
from tests.local_server import local_server

SECRET = "Bearer of-the-file"
STATE = {"status": "ok", "profile": {"skills": [{"skill": "docker", "polarity": "has"}]}}
REPORT = {"text": "Your report.", "custom": {"kind": "report", "url": None}}
NOWHERE = "http://127.0.0.1:9/webhook"


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The /webhook of an action server that answers nobody without SECRET; no environment names it."""
    for name in ("WAYMARK_ACTION_URL", "WAYMARK_ACTION_TOKEN"):
        monkeypatch.delenv(name, raising=False)

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers["content-length"] or 0))
            known = self.headers.get_all("Authorization") == [SECRET]
            content = json.dumps({} if self.path == "/webhook" else STATE).encode()
            self.send_response(200 if known else 401)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_DELETE = answer

        def log_message(self, *_: object) -> None:
            return

    with local_server(Handler) as url:
        yield f"{url}/webhook"


def endpoints_yml(url: str, secret: str = SECRET, name: str = "Authorization") -> EndpointConfig:
    return EndpointConfig.from_dict({"url": url, "headers": {name: secret}})


def agent(endpoint: EndpointConfig | None) -> Any:
    """Of Rasa's agent, what knows endpoints.yml."""
    return SimpleNamespace(action_endpoint=endpoint)


@asynccontextmanager
async def page(name: str, endpoint: EndpointConfig | None) -> AsyncIterator[httpx.AsyncClient]:
    """The page on a Rasa server with these endpoints."""
    channel, app = Blueprint(name), Sanic(name, configure_logging=False)
    Page(Sessions("ours")).add_routes(channel)
    app.blueprint(channel)
    app.ctx.agent = agent(endpoint)
    await start(app)
    try:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://waymark") as client:
            yield client
    finally:
        await remote_action.close_session()


@runs
async def test_a_secret_that_stands_in_endpoints_yml_alone_opens_reports_and_exports_of_the_page(address: str) -> None:
    shown = {"Authorization": f"Bearer {Sessions('ours').new().token}"}
    async with page("page_of_the_file", endpoints_yml(address)) as client:
        exported = await client.post("/web/export", headers=shown)
        report, revoked = await client.get("/report/x"), await client.post("/report/x")
    assert (exported.status_code, exported.json()) == (200, STATE)
    assert (report.status_code, revoked.status_code) == (200, 200)


@runs
async def test_and_those_of_slack(address: str) -> None:
    async with workspace(StubBot([REPORT])) as w:
        w.channel._sanic = SimpleNamespace(ctx=SimpleNamespace(agent=agent(endpoints_yml(address))))
        await w.event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"})
        await w.slack.until(lambda: w.slack.sent("views.publish"))
        await w.say("my report")
        await w.slack.until(lambda: w.slack.sent("files.completeUploadExternal"))
        await remote_action.close_session()
    assert "Docker" in json.dumps(w.slack.sent("views.publish"))
    assert [json.loads(content) for content in w.slack.uploaded.values()] == [STATE]


@pytest.mark.parametrize("name", ["Authorization", "authorization", "AUTHORIZATION"])
@pytest.mark.parametrize("there", ["file", "environment", "both", "address"])
def test_actions_health_and_reports_agree(address: str, there: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the environment says goes before the file, each alone, however the file writes the header's name."""
    endpoint = endpoints_yml(address, name=name)
    if there != "file":
        monkeypatch.setenv("WAYMARK_ACTION_URL", address)
        endpoint = endpoints_yml(NOWHERE, name=name)
    if there in ("environment", "both"):
        monkeypatch.setenv("WAYMARK_ACTION_TOKEN", SECRET.removeprefix("Bearer "))
        endpoint = endpoints_yml(NOWHERE, "Bearer old", name) if there == "both" else None

    async def ask() -> tuple[int, str]:
        app = SimpleNamespace(ctx=SimpleNamespace(agent=agent(endpoint)))
        status, _ = await remote_action.ask_actions(app, "GET", "/report/of/ana")
        ready = await look_at_actions(endpoint)
        await remote_action.close_session()
        return status, ready["status"]

    assert asyncio.run(ask()) == (200, "ok")
    assert run(endpoint) == [], "no apology"


@runs
async def test_without_an_action_server_that_is_said() -> None:
    async with page("page_of_nobody", None) as client:
        report = await client.get("/report/x")
    assert report.status_code == 503
    assert "cannot be read at the moment" in report.text


def test_the_secret_stays_out_of_what_is_printed() -> None:
    assert "of-the-file" not in repr(ActionServer.of(endpoints_yml(NOWHERE)))
