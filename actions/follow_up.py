"""\"And a machine learning engineer?\": the last question once more, on the role that is named now."""

from __future__ import annotations

import re

from actions.turn import Turn
from waymark.report import talk

# Intents of one question, by the role that it is about.
_BY_ROLE = (
    {"ds": "ask_requirements_ds", "mle": "ask_requirements_mle"},
    {"ds": "ask_what_does_ds_do", "mle": "ask_what_does_mle_do"},
    {"ds": "ask_what_is_ds", "mle": "ask_what_is_ml"},
)
_OF_EITHER = {"ask_salary", "ask_gaps", "ask_plan", "ask_how_long", "ask_degree_maths", "ask_job_market"}
_ONLY_NAMES = re.compile(
    r"\s*(?:(?:and|or|so|ok|okay|what|how|about|of|for|the|an?|as|in|same|other|then|with)\b[\s,]*)*"
    r"(?:data[ -]?scien(?:tists?|ce)|ds|(?:machine[ -]?learning|ml)(?:[ -]?(?:engineers?|engineering))?|mles?)\W*",
    re.IGNORECASE,
)


def follow_up(turn: Turn) -> str | None:
    """The intent of the question before, asked of the role that this message names and names alone; else None."""
    if not _ONLY_NAMES.fullmatch(turn.text[:80]) or turn.open_question in {"confirm:delete", "confirm:restart"}:
        return None
    if turn.intent_before in _OF_EITHER:
        return turn.intent_before
    low = turn.text.casefold()
    role = talk.role_named(turn.text, turn.adviser.catalogue) or ("ds" if "scien" in low else "mle")
    return next((pair.get(role) for pair in _BY_ROLE if turn.intent_before in pair.values()), None)
