"""Sending posts to Slack: into the direct conversation, a thread, or back to a slash command.

A 429 is waited out as its Retry-After asks. What Slack refuses is logged by its error code, never by its text.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from prometheus_client import Counter
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from extensions.slack_blocks import Block, Post, note
from extensions.slack_place import THREAD, Place

logger = logging.getLogger("waymark.slack")

REFUSED = Counter("waymark_slack_refused", "Calls that Slack refused", ["error"])
MOST_RETRIES = 5
PRIVATELY = "I answer you here so that only you can see it."
MOST_IN_ONE = 45  # blocks of an answer to a command; it may be answered five times only, so all goes into few


def web_client(token: str, base_url: str) -> AsyncWebClient:
    return AsyncWebClient(token=token, base_url=base_url, retry_handlers=_patient(), timeout=15)


def _patient() -> list[Any]:
    return [AsyncRateLimitErrorRetryHandler(max_retry_count=MOST_RETRIES), AsyncConnectionErrorRetryHandler()]


class Delivery:
    """One for the channel; it keeps no state but which threads have a visible answer."""

    def __init__(self, client: AsyncWebClient) -> None:
        self.client = client

    async def send(
        self, place: Place, posts: Sequence[Post], response_url: str = "", begins_thread: bool = False
    ) -> None:
        """`begins_thread`: nobody has answered the post yet. Slack shows no private reply in a thread without one."""
        if response_url and place.kind != THREAD:
            await self._answer_command(posts, response_url)
            return
        if begins_thread and posts and all(post.private for post in posts):
            await self._post(place, Post(PRIVATELY, (note(PRIVATELY),), private=False))
        for post in posts:
            await self._post(place, post)

    async def _post(self, place: Place, post: Post) -> None:
        words: dict[str, Any] = {"channel": place.channel, "text": post.text, "blocks": list(post.blocks)}
        if place.thread:
            words["thread_ts"] = place.thread
        if place.kind == THREAD and post.private:
            await self.call("chat.postEphemeral", user=place.user, **words)
        else:
            await self.call("chat.postMessage", unfurl_links=False, unfurl_media=False, **words)

    async def _answer_command(self, posts: Sequence[Post], response_url: str) -> None:
        for text, blocks in _packed(posts):
            await self.respond(
                response_url, text=text, blocks=blocks, response_type="ephemeral", replace_original=False
            )

    async def respond(self, response_url: str, **words: Any) -> None:
        """Through the address that Slack gave for a command or a press."""
        answer = await AsyncWebhookClient(response_url, retry_handlers=_patient(), timeout=15).send_dict(words)
        if answer.status_code != 200:
            _refused(f"status {answer.status_code}")

    async def call(self, method: str, **words: Any) -> bool:
        """One call of the Web API; False where Slack refused it."""
        try:
            await self.client.api_call(method, json=words)
        except SlackApiError as error:
            refused(error)
            return False
        return True


def refused(error: SlackApiError) -> None:
    """Counts and logs what Slack refused, by its code."""
    _refused(str(error.response.get("error") or error.response.status_code))


def _refused(error: str) -> None:
    REFUSED.labels(error).inc()
    logger.error("Slack refused a call: %s", error)


def _packed(posts: Iterable[Post]) -> list[tuple[str, list[Block]]]:
    """The posts in as few answers as the number of blocks allows."""
    packed: list[tuple[str, list[Block]]] = []
    for post in posts:
        if packed and len(packed[-1][1]) + len(post.blocks) <= MOST_IN_ONE:
            packed[-1][1].extend(post.blocks)
        else:
            packed.append((post.text, list(post.blocks)))
    return packed
