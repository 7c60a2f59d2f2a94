"""What the Slack channel needs to know, from the environment. Secrets stand in no file.

SLACK_BOT_TOKEN (xoxb-...) and at least one of SLACK_SIGNING_SECRET (Events API over HTTP) and SLACK_APP_TOKEN
(xapp-..., Socket Mode: no public address needed). SLACK_API_URL is the Web API's address, for a proxy or a test.
WAYMARK_REDIS_URL, where several servers stand side by side, is where they agree on who answers an event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

API_URL = "https://slack.com/api/"


@dataclass(frozen=True)
class SlackSettings:
    """`is_complete` says whether there is a Slack channel at all."""

    bot_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    api_url: str = API_URL
    redis_url: str = field(default="", repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> SlackSettings:
        def value(name: str) -> str:
            return environment.get(name, "").strip()

        url = value("SLACK_API_URL") or API_URL
        return cls(
            bot_token=value("SLACK_BOT_TOKEN"),
            signing_secret=value("SLACK_SIGNING_SECRET"),
            app_token=value("SLACK_APP_TOKEN"),
            api_url=url if url.endswith("/") else f"{url}/",
            redis_url=value("WAYMARK_REDIS_URL"),
        )

    @property
    def is_complete(self) -> bool:
        return bool(self.bot_token and (self.signing_secret or self.app_token))

    @property
    def missing(self) -> str:
        """What a half-made configuration lacks; "" where there is none, or nothing is missing."""
        if self.is_complete or not (self.bot_token or self.signing_secret or self.app_token):
            return ""
        return "SLACK_SIGNING_SECRET or SLACK_APP_TOKEN" if self.bot_token else "SLACK_BOT_TOKEN"
