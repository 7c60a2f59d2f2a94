"""Where the action server is and what it is shown: the one place that knows, for actions, reports and health alike.

WAYMARK_ACTION_URL and WAYMARK_ACTION_TOKEN go before `action_endpoint` of endpoints.yml; they are no variables of that
file, because an unset one would break plain `rasa train` and `rasa shell`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from waymark import logs


@dataclass(frozen=True)
class ActionServer:
    """`url` is that of its /webhook, "" for none; `headers` go with every request and hold the shared secret."""

    url: str
    headers: Mapping[str, str] = field(repr=False)

    @classmethod
    def of(cls, endpoint: Any) -> ActionServer:
        """As the environment and `endpoint` say (Rasa's `action_endpoint`; None where its file names none)."""
        # A name in any case is the same header, and the secret is not to go out twice.
        headers = {name.title(): value for name, value in endpoint.headers.items()} if endpoint else {}
        if token := os.environ.get("WAYMARK_ACTION_TOKEN"):
            headers["Authorization"] = f"Bearer {token}"
        if request := logs.request_id():
            headers[logs.HEADER] = request
        return cls(os.environ.get("WAYMARK_ACTION_URL") or (endpoint.url if endpoint else None) or "", headers)

    def route(self, path: str) -> str:
        """The URL of a route beside /webhook."""
        return self.url.rsplit("/", 1)[0] + path
