"""A client that speaks to the channel without the page, as somebody with bad intentions would."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import socketio


@dataclass
class Line:
    """One connection; `session` is the token to show, or None."""

    url: str
    session: Any = None
    confirmed: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self._client = socketio.Client()
        self._client.on("bot_uttered", self.heard.append)
        self._client.on("session_confirm", self.confirmed.update)
        self._client.connect(self.url, transports=["polling"], wait_timeout=10)
        self._client.emit("session_request", {"session_id": self.session})
        self._wait(lambda: bool(self.confirmed))

    @property
    def token(self) -> str:
        return str(self.confirmed["session_id"])

    def say(self, text: object, name: object = "m1", **more: Any) -> list[dict[str, Any]]:
        """The answers to one message; empty where it is refused."""
        self.heard.clear()
        sent = {"session_id": self.token, "id": name, "message": text, **more}
        acknowledged = self._client.call("user_uttered", sent, timeout=30)
        if not acknowledged["known"]:
            return []
        self._wait(lambda: any(m["id"].startswith(f"{name}.") for m in self.heard))
        self._client.sleep(0.2)
        return [{key: m[key] for key in ("id", "text", "quick_replies")} for m in self.heard]

    def renewed(self) -> Line:
        """The same session over a new connection."""
        self.close()
        return Line(self.url, self.token)

    def close(self) -> None:
        self._client.disconnect()

    def _wait(self, until: Any, seconds: float = 20.0) -> None:
        for _ in range(int(seconds / 0.05)):
            if until():
                return
            self._client.sleep(0.05)
        raise AssertionError("the server did not answer")
