"""The interview: answers to what was asked, skipping, "why do you ask?", going back."""

from __future__ import annotations

from dataclasses import replace

from actions.base import ANSWERS, WaymarkAction
from actions.questions import ask_next, hours_answer, open_interview_question
from actions.turn import Reply, Turn
from waymark.meaning import openings
from waymark.meaning.answers import meant_by
from waymark.meaning.trust import objection
from waymark.report import talk


class ActionAnswer(WaymarkAction):
    """Yes, no, a level or a number, in the light of the question that is open.

    Answers to interview questions are bound before this is reached; here stand the other open questions.
    """

    intents = ("affirm", "deny", "answer_level", "answer_activity", "dont_know")

    def reply(self, turn: Turn) -> Reply:
        opened, yes = turn.open_question or "", turn.intent == "affirm"
        if intent := meant_by(yes, opened):
            return ANSWERS[intent](replace(turn, intent=intent))
        if opened == "hours" and hours_answer(turn):
            return ANSWERS["set_hours"](turn)
        if opened.startswith("offer:") and turn.intent != "deny" and openings.tells_of_oneself(turn.text):
            return Reply.of(talk.what_of_that(), opens=opened)
        if opened.startswith("offer:") and objection(turn.text) == "wrong":
            return Reply.of(talk.ask_what_is_wrong(), opens=opened)
        if opened.startswith("offer:"):
            return Reply.of(talk.offer_declined(turn.number))
        if open_interview_question(turn) is not None and openings.objects(turn.text):
            return Reply.of(talk.ask_what_is_wrong(), digression=True)
        if open_interview_question(turn) is not None:
            return Reply.of(talk.no_answer(turn.number), digression=True)
        if yes:
            return ask_next(turn, talk.go_on(turn.number))
        if turn.intent == "dont_know" or turn.adviser.profile(turn.person).is_empty:
            return ask_next(turn, talk.no_idea(turn.number))
        return _objection(turn) if turn.intent == "deny" else Reply.of(talk.nothing_open(turn.number))


def _objection(turn: Turn) -> Reply:
    """A "no" to nothing that was asked: all right, or what is wrong? Who says no to that too gets the ways on."""
    asked = talk.nothing_wanted() if openings.is_bare_no(turn.text) else talk.ask_what_is_wrong()
    return Reply.of(talk.menu(turn.handoff, turn.number) if asked.text in turn.said_before else asked)


class ActionSkip(WaymarkAction):
    intents = ("skip",)

    def reply(self, turn: Turn) -> Reply:
        return ask_next(turn, talk.go_on(turn.number))


class ActionWhyAsk(WaymarkAction):
    intents = ("why_ask",)

    def reply(self, turn: Turn) -> Reply:
        question = open_interview_question(turn)
        return Reply.of(talk.why_this_question(question, turn.adviser.catalogue), digression=True)


class ActionBack(WaymarkAction):
    """One step back: the last understanding is undone, and its question put again."""

    intents = ("back",)

    def reply(self, turn: Turn) -> Reply:
        before = turn.adviser.profile(turn.person)
        after = turn.adviser.undo(turn.person)
        return ask_next(turn, talk.undone(before, after, turn.adviser.catalogue))
