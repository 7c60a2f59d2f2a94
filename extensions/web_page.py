"""The page's files, the report behind its link and a visitor's export, each with strict headers.

Nothing here asks for anything of a third party, and the headers keep it so. The files are the few named below;
the socket.io client comes from npm by lock file (`web/package-lock.json`).
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from extensions.remote_action import ask_actions
from extensions.web_parts import PACKAGES, PAGE, SOCKET_IO
from extensions.web_session import Sessions
from waymark.tokens import bearer

TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?")
_LINK = re.compile(r"[A-Za-z0-9._-]{1,300}")
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
REPORT_FOOT = (
    '<form class="waymark-link" method="post"><p>Whoever has this page\'s address can read it until it ends. '
    '<button type="submit">Take this link back</button></p></form></main>'
)
REPORT_STYLE = (
    ".waymark-link { margin-top: 2rem; padding-top: .6rem; border-top: 1px solid var(--line); } "
    ".waymark-link button { font: inherit; min-height: 2.75rem; padding: 0 .9rem; } "
    "@media print { .waymark-link { display: none; } }"
)
PLAIN_STYLE = (
    ":root { color-scheme: light dark; } "
    'body { font: 1rem/1.5 system-ui, "Segoe UI", Roboto, sans-serif; max-width: 42rem; '
    "margin: 2rem auto; padding: 0 1rem; }"
)
PLAIN = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Waymark</title>'
    f"<style>{PLAIN_STYLE}</style></head>"
    '<body><main><h1>Waymark</h1><p>%s</p><p><a href="/chat">To the conversation</a></p></main></body></html>'
)


@dataclass(frozen=True)
class Page:
    """`origins` are the sites that may show the page in a frame of theirs. Raises ValueError on what is no origin."""

    sessions: Sessions
    origins: Sequence[str] = ()

    def __post_init__(self) -> None:
        for origin in self.origins:
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(f"{origin!r} is no origin of a website, such as https://www.example.org")

    def add_routes(self, channel: Blueprint) -> None:
        """The page at /chat, its files below /web/, reports at /report/LINK, the export at /web/export."""

        @channel.get("/chat")
        async def page(request: Request) -> HTTPResponse:
            return response.html((PAGE / "index.html").read_text(), headers=self.page_headers())

        @channel.get("/web/socket.io.js")
        async def client(request: Request) -> HTTPResponse:
            return _file(PACKAGES / SOCKET_IO)

        @channel.get("/web/<name:str>")
        async def part(request: Request, name: str) -> HTTPResponse:
            return _file(PAGE / name) if name in _names() else _text("There is no such page.", 404)

        @channel.post("/web/export")
        async def export(request: Request) -> HTTPResponse:
            session = self.sessions.find(bearer(request.headers.get("authorization")))
            if session is None:
                return _text("This session is not known here.", 401)
            status, content = await ask_actions(request.app, "GET", f"/export/{session.person}")
            headers = {
                **COMMON,
                "Cache-Control": "no-store",
                "Content-Disposition": 'attachment; filename="waymark.json"',
            }
            return response.raw(content, status, headers, "application/json" if status == 200 else "text/plain")

        @channel.get("/report/<link:str>")
        async def report(request: Request, link: str) -> HTTPResponse:
            return await _report(request.app, link)

        @channel.post("/report/<link:str>")
        async def revoke(request: Request, link: str) -> HTTPResponse:
            if not _LINK.fullmatch(link):
                return _text("There is no such page.", 404)
            status, content = await ask_actions(request.app, "DELETE", f"/report/{link}")
            return _text("Done: this link opens nothing any more." if status == 200 else content.decode(), status)

    def page_headers(self) -> dict[str, str]:
        """Everything comes from our own origin; only named sites may frame the page."""
        frames = " ".join(["'self'", *self.origins])
        return {
            **COMMON,
            "Cache-Control": "no-cache",
            "Content-Security-Policy": (
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                "font-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
                f"frame-ancestors {frames}"
            ),
        }


def _names() -> set[str]:
    return {path.name for path in PAGE.iterdir() if path.suffix in TYPES}


def _file(path: Path) -> HTTPResponse:
    try:
        content = path.read_bytes()
    except OSError:
        return _text("A part of the page is missing: run `make web`.", 404)
    headers = {**COMMON, "Cache-Control": "no-cache", "Cross-Origin-Resource-Policy": "cross-origin"}
    return response.raw(content, 200, headers, TYPES[path.suffix])


async def _report(app: Any, link: str) -> HTTPResponse:
    if not _LINK.fullmatch(link):
        return _text("There is no such page.", 404)
    status, content = await ask_actions(app, "GET", f"/report/{link}")
    if status != 200:
        return _text(content.decode(errors="replace"), status)
    page = content.decode().replace("</style>", f"{REPORT_STYLE}</style>", 1).replace("</main>", REPORT_FOOT, 1)
    # The report brings a policy of its own in its head; both hold.
    styles = " ".join(f"'sha256-{_digest(style)}'" for style in _STYLE.findall(page))
    policy = f"default-src 'none'; style-src {styles}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    return response.html(page, headers=_private(policy))


def _private(policy: str) -> dict[str, str]:
    return {
        **COMMON,
        "Content-Security-Policy": policy,
        "X-Robots-Tag": "noindex, nofollow, noarchive",
        "Cache-Control": "no-store",
    }


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _text(text: str, status: int = 200) -> HTTPResponse:
    """A page with one sentence of ours on it."""
    policy = f"default-src 'none'; style-src 'sha256-{_digest(PLAIN_STYLE)}'; frame-ancestors 'none'"
    return response.html(PLAIN % html.escape(text), status, _private(policy))
