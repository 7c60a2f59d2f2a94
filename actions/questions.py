"""The open question: putting it, putting it again after a digression, and binding a short answer to it.

The slot `open_question` holds what waits for an answer: `q:ID` (an interview question), `offer:INTENT` ("shall I
make a plan?"), `confirm:delete`, `confirm:restart`, `hours`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.turn import Reply, Turn
from waymark.answers import (
    level_answer,
    option_number,
    short_level_answer,
    short_liking_answer,
    study_time,
    years_answer,
)
from waymark.catalogue import Question
from waymark.report import talk
from waymark.report.messages import Message
from waymark.skills import Attitude, Mention, ProficiencyLevel

MAX_ASKS = 3  # times that one question is put: at first, and after two digressions
# Intents whose message may be nothing but an answer to what was asked.
SHORT = {
    "affirm", "deny", "answer_level", "answer_activity", "dont_know", "chitchat", "out_of_scope", "nlu_fallback",
    "thanks", "set_hours", "skip",
}  # fmt: skip


def ask_next(turn: Turn, *before: Message) -> Reply:
    """The most telling question; where none is left, the recommendation."""
    if turn.quiet:
        return Reply.of(*(before or (talk.nothing_open(turn.number),)))
    question = turn.adviser.next_question(turn.person)
    if question is None:
        assessment = turn.adviser.advise(turn.person)
        return Reply.of(*before, talk.recommendation(assessment, turn.adviser.catalogue), opens="offer:ask_gaps")
    opens = f"q:{question.id}"
    if opens == turn.open_question and turn.asked:  # it was not answered, so the same words again would sound deaf
        if turn.asked >= MAX_ASKS:
            turn.adviser.drop_question(turn.person, question.id)
            return ask_next(turn, *before)
        return Reply.of(*before, talk.question_again(question, turn.adviser.catalogue, turn.asked), opens=opens)
    left = turn.adviser.progress(turn.person)
    return Reply.of(*before, talk.question(question, turn.adviser.catalogue, left), opens=opens)


def drop_unanswered(turn: Turn, opens: str | None) -> None:
    """A question that was put twice and not answered is not put again, once the talk is of something else."""
    question = open_interview_question(turn)
    if question is not None and turn.asked >= MAX_ASKS - 1 and opens != turn.open_question:
        turn.adviser.drop_question(turn.person, question.id)


def put_again(turn: Turn, reply: Reply) -> Reply:
    """The reply with the open question after it, in other words each time; a third repetition is left out."""
    if turn.open_question is None:
        return reply
    unwanted = turn.quiet and turn.open_question.startswith("q:")
    message = _in_other_words(turn) if turn.asked < MAX_ASKS and not unwanted else None
    if message is None:  # it is not put again, but a late answer to it still counts
        return replace(reply, opens=turn.open_question)
    return replace(reply, messages=(*reply.messages, message), opens=turn.open_question)


def _in_other_words(turn: Turn) -> Message | None:
    if question := open_interview_question(turn):
        return talk.question_again(question, turn.adviser.catalogue, turn.asked)
    return talk.confirm_again(turn.open_question or "", turn.asked)


def open_interview_question(turn: Turn) -> Question | None:
    """The interview question that waits for an answer, if any."""
    if not (turn.open_question or "").startswith("q:"):
        return None
    wanted = (turn.open_question or "")[2:]
    return next((q for q in turn.adviser.catalogue.questions if q.id == wanted), None)


def bound_answer(turn: Turn) -> Reply | None:
    """The reply to a short answer ("yes", "a bit", "2", a button), or None where the message is none."""
    question = open_interview_question(turn)
    if question is None or turn.intent not in SHORT or turn.own or turn.interests:
        return None
    if turn.intent in {"dont_know", "skip"}:
        return _skipped(turn, question)
    if question.activity is not None:
        attitude = _attitude(turn)
        if attitude is None:
            return _skipped_by_number(turn, len(Attitude))
        turn.adviser.answer(turn.person, question.id, attitude)
        return ask_next(turn, talk.noted_attitude(question, attitude, turn.adviser.catalogue, turn.number))
    if (years := years_answer(turn.text)) is not None:
        said = tuple(Mention(s, 0, len(turn.text), years=years, evidence=turn.text[:200]) for s in question.skills)
        return ask_next(turn, talk.heard(turn.adviser.hear(turn.person, said), turn.adviser.catalogue, turn.number))
    level = _level(turn)
    if level is None:
        return _skipped_by_number(turn, len(ProficiencyLevel))
    turn.adviser.answer(turn.person, question.id, level)
    return ask_next(
        turn, talk.noted_level(question, level, turn.adviser.catalogue, turn.number, guessed=turn.intent == "affirm")
    )


def _skipped(turn: Turn, question: Question) -> Reply:
    turn.adviser.skip(turn.person, question.id)
    return ask_next(turn, talk.skipped(turn.number))


def _skipped_by_number(turn: Turn, options: int) -> Reply | None:
    """The reply to the number of the last button, which is "Skip"; None for anything else."""
    question = open_interview_question(turn)
    picked = option_number(turn.text, options + 1)
    return _skipped(turn, question) if question is not None and picked == options else None


def _level(turn: Turn) -> ProficiencyLevel | None:
    if label := turn.entity("level"):
        return ProficiencyLevel.of(label)
    if (picked := option_number(turn.text, len(ProficiencyLevel))) is not None:
        return ProficiencyLevel(picked)
    if turn.intent in {"out_of_scope", "nlu_fallback", "chitchat", "thanks"}:
        return short_level_answer(turn.text)  # only where nothing else is said: "good pizza" is no level
    return level_answer(turn.text) or {"affirm": ProficiencyLevel.INTERMEDIATE, "deny": ProficiencyLevel.NONE}.get(
        turn.intent
    )


def _attitude(turn: Turn) -> Attitude | None:
    if label := turn.entity("attitude"):
        return Attitude(label)
    if turn.intent in {"affirm", "deny"}:
        return Attitude.LIKE if turn.intent == "affirm" else Attitude.DISLIKE
    if (picked := option_number(turn.text, 2)) is not None:
        return (Attitude.LIKE, Attitude.DISLIKE)[picked]
    if (liked := short_liking_answer(turn.text)) is not None:
        return Attitude.LIKE if liked else Attitude.DISLIKE
    level = short_level_answer(turn.text)
    if level is None:
        return None
    refused = level is ProficiencyLevel.NONE or re.search(r"\b(?:not|hardly|barely|meh)\b", turn.text, re.IGNORECASE)
    return Attitude.DISLIKE if refused else Attitude.LIKE  # "a bit" is a liking


def hours_answer(turn: Turn) -> float | None:
    """Hours a week in an answer to "how many hours a week?": "8", "about 5 hours"."""
    if found := re.fullmatch(r"\D{0,12}(\d{1,2})\D{0,12}", turn.text):
        return float(found[1]) or None
    return study_time(turn.text).hours_per_week
