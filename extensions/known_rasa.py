"""The version of Rasa whose insides are known: what stands in Rasa's place refuses every other."""

from __future__ import annotations

import rasa

WRITTEN_FOR = "3.6.21"


def refuse_another(part: str) -> None:
    """Raises RuntimeError on a version that `part` ("extensions/graph_runner.py") was not written for."""
    if rasa.__version__ != WRITTEN_FOR:
        raise RuntimeError(f"{part} is written for Rasa {WRITTEN_FOR}, this is {rasa.__version__}")
