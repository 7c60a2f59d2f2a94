"""A visitor's CV or advertisement as a file: the page sends it here, gets its text, and says that as a message.

So a file is heard like pasted text, once, also over a lost connection; nothing of it stays here.
"""

from __future__ import annotations

from urllib.parse import unquote

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from extensions.documents import Documents, Unreadable, shown_name
from extensions.limits import Buckets
from extensions.web_session import Sessions
from waymark.tokens import bearer

FILES_A_MINUTE = 20.0  # of one visitor
NO_STORE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def add_file_route(channel: Blueprint, sessions: Sessions) -> None:
    """`POST /web/file` with the session as bearer and the name in X-File-Name -> {name, text}, or {error}."""
    documents, rate = Documents(), Buckets(FILES_A_MINUTE)

    @channel.post("/web/file")
    async def read(request: Request) -> HTTPResponse:
        session = sessions.find(bearer(request.headers.get("authorization")))
        if session is None:
            return response.json({"error": "This session is not known here."}, 401, NO_STORE)
        name = shown_name(unquote(str(request.headers.get("x-file-name", ""))))
        try:
            if rate.take(session.person):
                raise Unreadable("busy")
            text = await documents.text_of(request.body)
        except Unreadable as error:
            return response.json({"error": str(error), "name": name}, 422, NO_STORE)
        return response.json({"text": text, "name": name}, 200, NO_STORE)
