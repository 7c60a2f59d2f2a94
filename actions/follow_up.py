"""\"And a machine learning engineer?\": the last question once more, on the role that is named now."""

from __future__ import annotations

from actions.aside import MISHEARD
from actions.questions import open_interview_question
from actions.turn import Turn
from waymark.answers import CONFIRMATIONS
from waymark.choosing import asks_whether_it_fits
from waymark.wording import (
    asks_for_plan,
    asks_what_to_do,
    denied_words,
    does_not_understand,
    names_place_alone,
    role_named_alone,
)

# Intents of one question, by the role that it is about.
_BY_ROLE = (
    {"ds": "ask_requirements_ds", "mle": "ask_requirements_mle"},
    {"ds": "ask_what_does_ds_do", "mle": "ask_what_does_mle_do"},
    {"ds": "ask_what_is_ds", "mle": "ask_what_is_ml"},
)
_TAKEN_FOR_TELLING = {"tell_skills", "tell_interest", "deny", "undo", "feedback", *MISHEARD}
_OF_EITHER = {"ask_salary", "ask_gaps", "ask_plan", "ask_how_long", "ask_degree_maths", "ask_job_market"}


def named_request(turn: Turn) -> str | None:
    """The intent that a message's words ask for where it sounds like another one."""
    if open_interview_question(turn) is not None and not turn.mentions and does_not_understand(turn.text):
        return "ask_skill_explain"
    tells = bool(turn.own or turn.interests) or turn.intent in _TAKEN_FOR_TELLING
    if tells and asks_whether_it_fits(turn.text, turn.adviser.catalogue):
        return "start_advice"
    vague = turn.intent in {"start_advice", "correct_or_remove_skill", *MISHEARD}
    if vague and not (turn.own or turn.interests) and asks_for_plan(turn.text, turn.adviser.catalogue):
        return "ask_plan"
    if (turn.mentions or turn.interests) and turn.intent in _TAKEN_FOR_TELLING and denied_words(turn.text):
        return "correct_or_remove_skill"
    return "ask_where_to_start" if turn.intent in {"help", *MISHEARD} and asks_what_to_do(turn.text) else None


def follow_up(turn: Turn) -> str | None:
    """The intent of the question before, asked of the role that this message names and names alone; else None."""
    if turn.intent_before == "ask_salary" and turn.intent in MISHEARD and names_place_alone(turn.text):
        return "ask_salary"
    role = role_named_alone(turn.text, turn.adviser.catalogue)
    if role is None or turn.open_question in CONFIRMATIONS:
        return None
    if turn.intent_before == "set_hours":
        return "ask_plan"  # "60 hours in all" was answered with a plan
    if turn.intent_before in _OF_EITHER:
        return turn.intent_before
    return next((pair.get(role) for pair in _BY_ROLE if turn.intent_before in pair.values()), None)
