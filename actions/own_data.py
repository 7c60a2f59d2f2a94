"""What is stored about a person: showing it, deleting it, starting over."""

from __future__ import annotations

import re
from dataclasses import replace

from rasa_sdk.events import SlotSet

from actions.base import WaymarkAction
from actions.turn import Reply, Turn
from waymark.app import Settings, clock
from waymark.deletion import orders_deletion
from waymark.report import talk
from waymark.report.links import address, new_link, secret_of

# The tracker store removes the whole conversation when it sees this (extensions/tracker_store.py).
FORGET = SlotSet("forget_me", True)
# Words that ask for more than a look at the profile: something to keep, print or pass on.
# What people ask after that no profile has a place for.
_OF_THE_PERSON = re.compile(
    r"\b(?:phone|mobile|number|e-?mail|address|contact|(?:my|real|full) name|birthday|date of birth|age|gender|photo"
    r"|ip|location|where i live|everything|all (?:of it|you have|my data|the data))\b",
    re.IGNORECASE,
)
_TO_TAKE_ALONG = re.compile(r"\b(report|download|print|pdf|link|share)\w*", re.IGNORECASE)


class ActionShowProfile(WaymarkAction):
    intents = ("export_or_show_profile",)

    def reply(self, turn: Turn) -> Reply:
        profile = turn.adviser.profile(turn.person)
        shown = talk.profile(profile, turn.adviser.catalogue, turn.person)
        if _OF_THE_PERSON.search(turn.text):
            shown = replace(shown, text=f"{shown.text}\n{talk.NO_CONTACT_DATA}")
        if _TO_TAKE_ALONG.search(turn.text) and not profile.is_empty and Settings.from_environment().public_url:
            return Reply.of(shown, *ActionSendReport().reply(turn).messages, digression=True)
        return Reply.of(shown, digression=True)


class ActionSendReport(WaymarkAction):
    """The report as a page behind a link of its own, where there is a web address; else how to get it."""

    intents = ("ask_report",)

    def reply(self, turn: Turn) -> Reply:
        if turn.adviser.profile(turn.person).is_empty:
            return Reply.of(talk.invitation(turn.number))
        settings = Settings.from_environment()
        if not settings.public_url:
            return Reply.of(talk.report_elsewhere(turn.person), digression=True)
        link = new_link(secret_of(settings.home), clock())
        turn.adviser.share_report(turn.person, link.key, link.until)
        return Reply.of(talk.report_link(address(settings.public_url, link.token), link.until), digression=True)


class ActionExplainPrivacy(WaymarkAction):
    intents = ("ask_privacy",)

    def reply(self, turn: Turn) -> Reply:
        return Reply.of(talk.privacy(), digression=True)


class ActionAskToDelete(WaymarkAction):
    """Deleting cannot be undone, so it asks once."""

    intents = ("delete_my_data",)

    def reply(self, turn: Turn) -> Reply:
        asked = talk.confirm_delete()
        if asked.text in turn.said_before:
            asked = talk.confirm_again("confirm:delete", turn.asked) or asked
        return Reply.of(asked, opens="confirm:delete")


class ActionDelete(WaymarkAction):
    """Only after it was asked: a button pressed out of turn deletes nothing. An order in words may come
    a little later."""

    intents = ("confirm_delete",)

    def reply(self, turn: Turn) -> Reply:
        ordered = turn.deletion_asked is not None and orders_deletion(turn.text)
        if turn.open_question != "confirm:delete" and not ordered:
            return Reply.of(talk.confirm_delete(), opens="confirm:delete")
        turn.adviser.forget(turn.person)
        return Reply.of(talk.deleted(), slots={"chosen_role": None}, events=(FORGET,))


class ActionCancelDelete(WaymarkAction):
    intents = ("cancel_delete",)

    def reply(self, turn: Turn) -> Reply:
        return Reply.of(talk.kept())


class ActionRestart(WaymarkAction):
    """Starting over forgets what was understood, so it asks whether that is meant."""

    intents = ("restart",)

    def reply(self, turn: Turn) -> Reply:
        if turn.adviser.profile(turn.person).is_empty:
            return Reply.of(talk.invitation(turn.number), slots={"chosen_role": None})
        return Reply.of(talk.confirm_restart(), opens="confirm:restart")


class ActionStartOver(WaymarkAction):
    intents = ("confirm_restart",)

    def reply(self, turn: Turn) -> Reply:
        if turn.open_question != "confirm:restart":
            return Reply.of(talk.confirm_restart(), opens="confirm:restart")
        profile = turn.adviser.profile(turn.person)
        turn.adviser.remove(turn.person, tuple(profile.skills), tuple(profile.interests))
        return Reply.of(talk.started_over(), slots={"chosen_role": None})
