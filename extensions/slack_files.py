"""Files that people share in Slack: fetched with the bot's token, from Slack's own hosts only, and read as text.

What the event says of a file is not trusted: `files.info` is asked for its address, size and where it is kept.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from extensions.documents import LARGEST_FILE, Documents, Unreadable, shown_name
from extensions.slack_delivery import refused
from extensions.slack_settings import API_URL

logger = logging.getLogger("waymark.slack")

MOST_FILES = 3  # of one post
TIMEOUT = aiohttp.ClientTimeout(total=30)
MOST_TRIES, LONGEST_WAIT = 3, 30.0  # where Slack asks for patience (seconds)
_SLACKS = re.compile(r"https://(?:[a-z0-9-]+\.)*slack(?:-gov)?\.com/[^\s\\]*")


@dataclass(frozen=True)
class Shared:
    """A file that was read: its name for showing, and its text."""

    name: str
    text: str


class Files:
    """One for the channel."""

    def __init__(self, client: AsyncWebClient, token: str, api_url: str) -> None:
        self._client = client
        self._token = token
        self._api_url = api_url
        self._documents = Documents()

    async def read(self, file: str) -> Shared:
        """The file with this id. Raises Unreadable."""
        about = await self._about(file)
        if about.get("is_external") or about.get("mode") in {"external", "tombstone", "hidden_by_limit"}:
            raise Unreadable("elsewhere")
        if int(about.get("size") or 0) > LARGEST_FILE:
            raise Unreadable("huge")
        content = await self._fetch(str(about.get("url_private_download") or about.get("url_private") or ""))
        return Shared(shown_name(about.get("name")), await self._documents.text_of(content))

    async def _about(self, file: str) -> Mapping[str, Any]:
        try:
            answer = await self._client.files_info(file=file)
        except SlackApiError as error:
            refused(error)
            raise Unreadable("away") from None
        except (SlackClientError, aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
            logger.error("a file could not be looked up: %s", type(error).__name__)
            raise Unreadable("away") from None
        return answer.get("file") or {}

    async def _fetch(self, url: str) -> bytes:
        if not self.is_slacks(url):
            logger.error("a file was not fetched: its address is not Slack's")
            raise Unreadable("away")
        headers = {"Authorization": f"Bearer {self._token}"}
        try:
            async with aiohttp.ClientSession(headers=headers, timeout=TIMEOUT, trust_env=True) as session:
                for _ in range(MOST_TRIES):
                    # A redirect would take the token along.
                    async with session.get(url, allow_redirects=False) as answer:
                        if answer.status != 429:
                            return await _content(answer)
                        await asyncio.sleep(min(LONGEST_WAIT, float(answer.headers.get("Retry-After") or 1)))
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError) as error:
            logger.error("a file could not be fetched: %s", type(error).__name__)
        raise Unreadable("away")

    def is_slacks(self, url: str) -> bool:
        """An address of Slack's, or of the stand-in that SLACK_API_URL names."""
        if _SLACKS.fullmatch(url):
            return True
        asked, own = urlsplit(url), urlsplit(self._api_url)
        return self._api_url != API_URL and (asked.scheme, asked.netloc) == (own.scheme, own.netloc)


async def _content(answer: aiohttp.ClientResponse) -> bytes:
    if answer.status != 200 or answer.content_type == "text/html":  # Slack's way to say that a scope is missing
        logger.error("a file could not be fetched: status %s, %s", answer.status, answer.content_type)
        raise Unreadable("away")
    content = bytearray()
    async for piece in answer.content.iter_chunked(65_536):
        content += piece
        if len(content) > LARGEST_FILE:
            raise Unreadable("huge")
    return bytes(content)
