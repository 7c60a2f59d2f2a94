"""Greeting, thanking, help, and everything that is no question about the two roles."""

from __future__ import annotations

from actions.base import WaymarkAction
from actions.care import with_care
from actions.turn import Reply, Turn
from waymark.meaning import openings
from waymark.meaning.asides import is_thinking
from waymark.meaning.choosing import is_question
from waymark.meaning.more import wants_to_know_more
from waymark.meaning.others import speaks_of_oneself
from waymark.report import talk


class ActionGreet(WaymarkAction):
    """A new person hears what Waymark does; a returning one what it remembers and what changed."""

    intents = ("greet",)

    def reply(self, turn: Turn) -> Reply:
        back = turn.adviser.returning(turn.person)
        if back is None or turn.said_before:
            known = not turn.adviser.profile(turn.person).is_empty
            return Reply.of(talk.greeting(turn.number, known), digression=True)
        return Reply.of(talk.welcome_back(back, turn.adviser.catalogue), opens="offer:start_advice")


class ActionGoodbye(WaymarkAction):
    intents = ("goodbye",)

    def reply(self, turn: Turn) -> Reply:
        return Reply.of(talk.goodbye(turn.adviser.profile(turn.person), turn.number))


class ActionThanks(WaymarkAction):
    intents = ("thanks",)

    def reply(self, turn: Turn) -> Reply:
        return Reply.of(talk.you_are_welcome(turn.number), digression=True)


class ActionHelp(WaymarkAction):
    intents = ("help",)

    def reply(self, turn: Turn) -> Reply:
        told = wants_to_know_more(turn.text) and turn.said_before and turn.intent_before not in {None, "greet"}
        return Reply.of(talk.no_more_on_it() if told else talk.help_text(), digression=True)


class ActionChitchat(WaymarkAction):
    intents = ("chitchat",)

    def reply(self, turn: Turn) -> Reply:
        if is_question(turn.text) and speaks_of_oneself(turn.text):
            return Reply.of(talk.cannot_judge(), digression=True)
        if turn.open_question is not None and is_thinking(turn.text):
            return Reply.of(talk.take_your_time(), digression=True)
        return Reply.of(talk.chitchat(turn.number, asking=turn.open_question is None), digression=True)


class ActionBotChallenge(WaymarkAction):
    intents = ("bot_challenge",)

    def reply(self, turn: Turn) -> Reply:
        return Reply.of(talk.bot_challenge(), digression=True)


class ActionHandOff(WaymarkAction):
    intents = ("human_handoff",)

    def reply(self, turn: Turn) -> Reply:
        return Reply.of(talk.handoff(turn.handoff), digression=True)


class ActionDistress(WaymarkAction):
    intents = ("distress",)

    def reply(self, turn: Turn) -> Reply:
        return with_care(turn)


class ActionOutOfScope(WaymarkAction):
    intents = ("out_of_scope",)

    def reply(self, turn: Turn) -> Reply:
        told = openings.tells_of_oneself(turn.text)
        return _not_served(turn, talk.what_of_that() if told else talk.out_of_scope(turn.number))


class ActionNotUnderstood(WaymarkAction):
    """Also Rasa's own fallback action."""

    intents = ("nlu_fallback",)

    def reply(self, turn: Turn) -> Reply:
        return _not_served(turn, talk.not_understood(turn.number, turn.unknown))


class ActionAnswerAbuse(WaymarkAction):
    intents = ("abuse",)

    def reply(self, turn: Turn) -> Reply:
        return Reply.of(talk.abuse(turn.number), failed=True)


class ActionRefuseInjection(WaymarkAction):
    intents = ("injection",)

    def reply(self, turn: Turn) -> Reply:
        return Reply.of(talk.injection(), digression=True, failed=True)


def _not_served(turn: Turn, message: talk.Message) -> Reply:
    """The second failure in a row changes the tack: a menu, and a human where one is configured."""
    if turn.failures >= 1:
        return Reply.of(talk.menu(turn.handoff, turn.number), failed=True)
    return Reply.of(message, digression=True, failed=True)


class ActionNevermind(WaymarkAction):
    """ "Never mind": the open question is closed; nothing is pressed on anybody."""

    intents = ("nevermind",)

    def reply(self, turn: Turn) -> Reply:
        return Reply.of(talk.never_mind(turn.number))
