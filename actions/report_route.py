"""What the action server gives out besides actions: a report behind its link, and a person's data as a file.

It stands here because the action server owns the database. The page reaches it through the Rasa server, with the
shared secret; who may see what is decided here for reports (the link) and there for exports (the signed session).
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import replace

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from waymark.app import Settings, build_adviser, clock
from waymark.report.assessment import report_html
from waymark.report.links import key_of, secret_of
from waymark.tokens import bearer, same

logger = logging.getLogger("waymark.actions")

GONE = "This report is not here: its link has ended, was taken back, or its owner deleted it."
UNAVAILABLE = "The report cannot be read at the moment. Please try again in a minute."


def add_report_routes(app: Sanic, token: str) -> None:
    """`GET` and `DELETE /report/LINK`, `GET /report/of/PERSON`, `GET /export/PERSON`.

    All ask for the shared secret, where there is one.
    """

    async def answered(
        request: Request, work: Callable[[], str | None], shown: Callable[[str], HTTPResponse]
    ) -> HTTPResponse:
        if token and not same(bearer(request.headers.get("authorization")), token):
            return response.text("the shared secret is missing or wrong", status=401)
        found = await _tried(work)
        return found if isinstance(found, HTTPResponse) else shown(found)

    @app.get("/report/<link:str>")
    async def read(request: Request, link: str) -> HTTPResponse:
        return await answered(request, lambda: report(link), response.html)

    @app.delete("/report/<link:str>")
    async def revoke(request: Request, link: str) -> HTTPResponse:
        return await answered(request, lambda: stop_sharing(link), response.text)

    @app.get("/report/of/<person:str>")
    async def own(request: Request, person: str) -> HTTPResponse:
        return await answered(request, lambda: report_of(person), response.html)

    @app.get("/export/<person:str>")
    async def export(request: Request, person: str) -> HTTPResponse:
        return await answered(
            request, lambda: exported(person), lambda found: response.raw(found, content_type="application/json")
        )


async def _tried(work: Callable[[], str | None]) -> str | HTTPResponse:
    """What `work` gives, run beside the server's loop; an answer that says what is wrong where it gives nothing."""
    try:
        found = await asyncio.to_thread(work)
    except Exception as error:  # the border: a reader must get an answer, and the log no personal text
        logger.error("a report or an export failed: %s", type(error).__name__)
        return response.text(UNAVAILABLE, status=503)
    return response.text(GONE, status=404) if found is None else found


def report(link: str) -> str | None:
    """The report behind a link, worked out anew from the profile of now; None where the link opens nothing."""
    person = holder(link)
    return None if person is None else report_of(person)


def report_of(person: str) -> str:
    """A person's report, worked out from the profile of now; it does not name them."""
    adviser = build_adviser()
    assessment = adviser.compare(person)
    # The id says nothing to a reader, and a report is passed on.
    unnamed = replace(assessment, person="", profile=replace(assessment.profile, person=""))
    return report_html(unnamed, adviser.catalogue, adviser.smallest_change(person))


def stop_sharing(link: str) -> str | None:
    """Makes the link void; None where it was."""
    person = holder(link)
    if person is None:
        return None
    build_adviser().stop_sharing(person)
    return "revoked"


def exported(person: str) -> str:
    """All that is stored about a person, as JSON to read."""
    return json.dumps(build_adviser().export(person), indent=2, ensure_ascii=False)


def holder(link: str) -> str | None:
    """Whose report a link opens."""
    settings = Settings.from_environment()
    key = key_of(link, secret_of(settings.home), clock())
    return None if key is None else build_adviser().shared_with(key)
