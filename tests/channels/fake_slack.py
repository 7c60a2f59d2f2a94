"""A Slack Web API on loopback that checks what the real one would: token, limits, the shape of blocks.

What it accepts is kept in `calls` as (method, arguments); what it refuses gets Slack's own error code and is kept in
`refused`, so that a test that looks at neither still fails through `check`.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

BOT_TOKEN, APP_TOKEN = "xoxb-fake", "xapp-fake"
TEAM, BOT = "T0001", "U0BOT"
FILE_CALLS: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    "files.info": lambda given: bool(given.get("file")),
    "conversations.open": lambda given: bool(re.fullmatch(r"[UW][A-Z0-9]+", given.get("users", ""))),
    "files.getUploadURLExternal": lambda given: bool(given.get("filename")) and int(given.get("length", 0)) > 0,
    # A user's id is refused here: https://github.com/slackapi/bolt-js/issues/2115
    "files.completeUploadExternal": lambda given: bool(re.fullmatch(r"[CGDZ][A-Z0-9]+", given.get("channel_id", ""))),
}
_PAYLOAD_TYPES = {"section", "actions", "context", "divider", "header"}


@dataclass
class SharedFile:
    """A file of the workspace; `url` is where it says that it can be had, `moved_to` where that leads."""

    id: str
    content: bytes
    name: str = "cv.pdf"
    url: str = ""
    moved_to: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    def described(self) -> dict[str, Any]:
        size = {"size": len(self.content), "mode": "hosted", "is_external": False}
        return {"id": self.id, "name": self.name, "url_private_download": self.url, **size, **self.more}


class FakeSlack:
    """Use as `async with FakeSlack() as slack`."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refused: list[tuple[str, str]] = []
        self.limited: list[tuple[str, int]] = []  # (method, seconds) that the next calls get as a 429
        self.acknowledged: list[dict[str, Any]] = []
        self.socket: web.WebSocketResponse | None = None
        self.seconds_between = 0.0
        self.denied: dict[str, str] = {}  # the error that a method gets
        self.shared: dict[str, SharedFile] = {}
        self.visited: list[str] = []  # files whose address was asked, with or without the token
        self.uploaded: dict[str, bytes] = {}  # by the file's id
        self._count = 0

    async def __aenter__(self) -> FakeSlack:
        app = web.Application(client_max_size=20_000_000)
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_post("/response/{name}", self._respond)
        app.router.add_get("/socket", self._socket)
        app.router.add_get("/files/{file}", self._download)
        app.router.add_post("/upload/{file}", self._upload)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self._port}/api/"

    def response_url(self, name: str = "1") -> str:
        return f"http://127.0.0.1:{self._port}/response/{name}"

    def sent(self, method: str = "") -> list[dict[str, Any]]:
        """The accepted calls of one method; of all that show a message, for none."""
        shown = {"chat.postMessage", "chat.postEphemeral", "respond"}
        return [arguments for name, arguments in self.calls if name == method or (not method and name in shown)]

    async def until(self, done: Callable[[], object], seconds: float = 3.0) -> None:
        """Waits for what happens in the background; raises AssertionError when it does not."""
        for _ in range(int(seconds / 0.01)):
            if done():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"nothing came within {seconds} s; calls: {self.calls}, refused: {self.refused}")

    async def push(self, kind: str, payload: Mapping[str, Any], envelope: str) -> None:
        """Sends an envelope through the open socket."""
        assert self.socket is not None
        await self.socket.send_json({"envelope_id": envelope, "type": kind, "payload": payload})

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if self.limited and self.limited[0][0] == method:
            _, seconds = self.limited.pop(0)
            body = {"ok": False, "error": "ratelimited"}
            return web.json_response(body, status=429, headers={"Retry-After": str(seconds)})
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        expected = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        if token != expected:
            return self._refuse(method, "invalid_auth")
        if request.content_type == "application/json":
            arguments = await request.json()
        else:
            arguments = {**request.query, **await request.post()}
        if error := self.denied.get(method) or check_call(method, arguments) or self._file_problem(method, arguments):
            return self._refuse(method, error)
        self.calls.append((method, arguments))
        self._count += 1
        answers = {
            "auth.test": {"team_id": TEAM, "user_id": BOT, "bot_id": "B0BOT", "url": "https://example.slack.com/"},
            "apps.connections.open": {"url": f"ws://127.0.0.1:{self._port}/socket"},
            "chat.postMessage": {"ts": f"17000000{self._count:02}.000100", "channel": arguments.get("channel")},
        }
        return web.json_response({"ok": True, **answers.get(method, {}), **self._about_files(method, arguments)})

    # -- files, as https://docs.slack.dev/messaging/working-with-files/ has them

    def share(self, file: SharedFile) -> dict[str, Any]:
        """Somebody uploaded a file; what an event says of it."""
        file.url = file.url or f"http://127.0.0.1:{self._port}/files/{file.id}"
        self.shared[file.id] = file
        return {"id": file.id, "name": file.name, "file_access": "check_file_info"}

    def _file_problem(self, method: str, arguments: Mapping[str, Any]) -> str:
        if method == "files.info" and arguments.get("file") not in self.shared:
            return "file_not_found"
        if method == "files.completeUploadExternal":
            listed = json.loads(arguments["files"]) if isinstance(arguments.get("files"), str) else arguments["files"]
            if any(file["id"] not in self.uploaded for file in listed):
                return "file_not_found"
        return ""

    def _about_files(self, method: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        if method == "files.info":
            return {"file": self.shared[arguments["file"]].described()}
        if method == "files.getUploadURLExternal":
            name = f"F{self._count:08}"
            return {"file_id": name, "upload_url": f"http://127.0.0.1:{self._port}/upload/{name}"}
        if method == "files.completeUploadExternal":
            return {"files": []}
        return {"channel": {"id": f"D{arguments['users'][1:]}"}} if method == "conversations.open" else {}

    async def _download(self, request: web.Request) -> web.StreamResponse:
        file = self.shared[request.match_info["file"]]
        self.visited.append(file.id)
        if self.limited and self.limited[0][0] == "download":
            _, seconds = self.limited.pop(0)
            return web.Response(status=429, headers={"Retry-After": str(seconds)})
        if file.moved_to:
            return web.Response(status=302, headers={"Location": file.moved_to})
        if request.headers.get("Authorization") != f"Bearer {BOT_TOKEN}":
            return web.Response(text="<!DOCTYPE html><p>Sign in</p>", content_type="text/html")  # with status 200
        self.calls.append(("download", {"file": file.id}))
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def _upload(self, request: web.Request) -> web.Response:
        if "Authorization" in request.headers:
            return web.Response(status=400, text="the address itself is the permission")
        form = await request.post() if request.content_type.startswith("multipart") else None
        parts = [v.file.read() if hasattr(v, "file") else v.encode() for v in form.values()] if form else []
        self.uploaded[request.match_info["file"]] = b"".join(parts) or await request.read()
        return web.Response(text="OK")

    def _refuse(self, method: str, error: str) -> web.Response:
        self.refused.append((method, error))
        return web.json_response({"ok": False, "error": error})

    async def _respond(self, request: web.Request) -> web.Response:
        arguments = await request.json()
        if error := check_message(arguments):
            self.refused.append(("respond", error))
            return web.Response(status=400, text=error)
        self.calls.append(("respond", arguments))
        return web.Response(text="ok")

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        self.socket = web.WebSocketResponse()
        await self.socket.prepare(request)
        await self.socket.send_json({"type": "hello", "num_connections": 1})
        async for message in self.socket:
            if message.type == WSMsgType.TEXT and message.data.startswith("{"):
                self.acknowledged.append(json.loads(message.data))
        return self.socket


def check_call(method: str, arguments: Mapping[str, Any]) -> str:
    """Slack's error code for a call that it would refuse, "" for a good one."""
    if method in ("auth.test", "apps.connections.open"):
        return ""
    if method in FILE_CALLS:
        return "" if FILE_CALLS[method](arguments) else "invalid_arguments"
    if method == "views.publish":
        view = arguments.get("view") or {}
        if view.get("type") != "home" or not arguments.get("user_id"):
            return "invalid_arguments"
        return check_blocks(view.get("blocks"), 100)
    if method not in ("chat.postMessage", "chat.postEphemeral", "chat.update"):
        return "unknown_method"
    if not re.fullmatch(r"[CDGU][A-Z0-9]+", str(arguments.get("channel", ""))):
        return "channel_not_found"
    if method == "chat.postEphemeral" and not arguments.get("user"):
        return "user_not_in_channel"
    return check_message(arguments)


def check_message(arguments: Mapping[str, Any]) -> str:
    text = arguments.get("text") or ""
    if len(text) > 40_000:
        return "msg_too_long"
    if re.search(r"<(?!https?://|@|#)[^>]*>?", text):
        return "unescaped_text"  # ours: Slack would take it for a command such as <!channel>
    if not text and not arguments.get("blocks"):
        return "no_text"
    return check_blocks(arguments.get("blocks") or [], 50)


def check_blocks(blocks: Any, most: int) -> str:
    """ "" for blocks within https://docs.slack.dev/reference/block-kit/blocks, else "invalid_blocks: reason"."""
    if not isinstance(blocks, list) or len(blocks) > most:
        return "invalid_blocks: number"
    names = [block.get("block_id") for block in blocks if block.get("block_id")]
    if len(names) != len(set(names)):
        return "invalid_blocks: block_id twice"
    for block in blocks:
        if block.get("type") not in _PAYLOAD_TYPES or len(block.get("block_id", "")) > 255:
            return "invalid_blocks: type or id"
        if problem := _block_problem(block):
            return f"invalid_blocks: {problem}"
    return ""


def _block_problem(block: Mapping[str, Any]) -> str:
    if block["type"] == "section":
        return _text_problem(block.get("text"), 3000, {"mrkdwn", "plain_text"})
    if block["type"] == "header":
        return _text_problem(block.get("text"), 150, {"plain_text"})
    elements = block.get("elements", [])
    if block["type"] == "context":
        problems = [_text_problem(e, 3000, {"mrkdwn", "plain_text"}) for e in elements]
        return next(filter(None, problems), "") if 0 < len(elements) <= 10 else "context elements"
    if block["type"] == "actions":
        ids = [e.get("action_id") for e in elements]
        if not 0 < len(elements) <= 25 or len(ids) != len(set(ids)):
            return "actions elements"
        return next(filter(None, (_element_problem(e) for e in elements)), "")
    return ""


def _element_problem(element: Mapping[str, Any]) -> str:
    if element.get("type") == "button":
        if not 0 < len(element.get("value", "")) <= 2000 or element.get("style") not in (None, "primary", "danger"):
            return "button"
        return _text_problem(element.get("text"), 75, {"plain_text"})
    if element.get("type") == "static_select":
        options = element.get("options", [])
        if not 0 < len(options) <= 100 or any(not 0 < len(o.get("value", "")) <= 150 for o in options):
            return "options"
        texts = [element.get("placeholder"), *(o.get("text") for o in options)]
        lengths = [150, *(75 for _ in options)]
        problems = (_text_problem(t, n, {"plain_text"}) for t, n in zip(texts, lengths, strict=True))
        return next(filter(None, problems), "")
    return "element type"


def _text_problem(text: Any, most: int, kinds: set[str]) -> str:
    if not isinstance(text, Mapping) or text.get("type") not in kinds:
        return "text object"
    allowed = {"type", "text", "verbatim"} if text["type"] == "mrkdwn" else {"type", "text", "emoji"}
    if set(text) - allowed:
        return "text keys"
    return "" if 0 < len(text.get("text", "")) <= most else "text length"
