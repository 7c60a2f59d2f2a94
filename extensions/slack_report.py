"""The report as a file in Slack, in the direct conversation only, wherever it was asked for."""

from __future__ import annotations

import asyncio
import logging
from typing import Any
from urllib.parse import quote

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from extensions.remote_action import ask_actions
from extensions.slack_delivery import refused
from extensions.slack_place import DIRECT, Place

logger = logging.getLogger("waymark.slack")

NAME, TITLE = "waymark-report.html", "Your Waymark report"
HERE = "Here comes your report as a file, ready to read or print. It stays in this conversation until you delete it."
ELSEWHERE = "I send your report as a file to our direct conversation, where only you can see it."
NOT_SENT = "Your report could not be sent as a file. Please ask for it again in a minute."


async def report_of(app: Any, person: str) -> bytes | None:
    """The report as the action server makes it now (HTML); None where it gives none."""
    status, content = await ask_actions(app, "GET", f"/report/of/{quote(person, safe='')}")
    return content if status == 200 else None


async def share(client: AsyncWebClient, place: Place, content: bytes) -> bool:
    """Uploads the report; False where Slack refused it."""
    try:
        channel = place.channel
        if not channel.startswith("D"):  # a file takes no user's id for a channel
            opened = await client.conversations_open(users=place.user)
            channel = str(opened["channel"]["id"])
        thread = place.thread if place.kind == DIRECT and place.thread else None
        await client.files_upload_v2(channel=channel, content=content, filename=NAME, title=TITLE, thread_ts=thread)
    except SlackApiError as error:
        refused(error)
        return False
    except (SlackClientError, aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
        logger.error("a report could not be sent: %s", type(error).__name__)
        return False
    return True
