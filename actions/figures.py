"""What the action server counts; a module of its own, so that it is loaded once whichever way the server starts."""

from prometheus_client import Counter, Histogram

CALLS = Counter("waymark_action_calls", "Action calls by name and outcome", ["action", "outcome"])
SECONDS = Histogram("waymark_action_seconds", "Duration of action calls", ["action"])
