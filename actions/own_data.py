"""What is stored about a person: showing it, deleting it, starting over."""

from __future__ import annotations

import re
from dataclasses import replace

from rasa_sdk.events import SlotSet

from actions.base import WaymarkAction
from actions.chosen import nobody_chose
from actions.planning import gaps_for, kept_limits, plan_shown
from actions.turn import Reply, Turn
from waymark.app import Settings, clock
from waymark.gaps import SHOWN_GAPS
from waymark.keeping import days_kept
from waymark.lines import InputError
from waymark.meaning.deletion import orders_deletion
from waymark.meaning.privacy import topics_asked
from waymark.report import talk
from waymark.report.links import address, new_link, secret_of
from waymark.report.messages import Message
from waymark.report.talk.words import time_named

# The tracker store removes the whole conversation when it sees this (extensions/tracker_store.py).
FORGET = SlotSet("forget_me", True)
NOTHING_CHOSEN = {"chosen_role": None, "plan_limits": None, "plans_shown": None, "passed_over": None}
# Words that ask for more than a look at the profile: something to keep, print or pass on.
_TO_TAKE_ALONG = re.compile(
    r"\b(?:report|download|print|pdf|link|share|export|json|csv|(?<!on )files?\b)", re.IGNORECASE
)
# What people ask after that no profile has a place for.
_OF_THE_PERSON = re.compile(
    r"\b(?:phone|mobile|number|e-?mail|address|contact|(?:my|real|full) name|birthday|date of birth|age|gender|photo"
    r"|ip|location|where i live|everything|all (?:of it|you have|my data|the data))\b",
    re.IGNORECASE,
)


class ActionShowProfile(WaymarkAction):
    intents = ("export_or_show_profile",)

    def reply(self, turn: Turn) -> Reply:
        profile = turn.adviser.profile(turn.person)
        shown = talk.profile(profile, turn.adviser.catalogue, turn.person)
        words = "" if turn.text.startswith("/") else turn.text  # a button's name for it is no word of the person's
        if _OF_THE_PERSON.search(words):
            shown = replace(shown, text=f"{shown.text}\n{talk.NO_CONTACT_DATA}")
        if profile.is_empty or not _TO_TAKE_ALONG.search(words):
            return Reply.of(shown, digression=True)
        report = ActionSendReport().reply(turn).messages
        # The report in a chat begins with the profile, so that is not shown twice.
        return Reply.of(*((shown,) if Settings.from_environment().public_url else ()), *report, digression=True)


class ActionSendReport(WaymarkAction):
    """The report as a page behind a link of its own, where there is a web address; else its essentials in the chat."""

    intents = ("ask_report",)

    def reply(self, turn: Turn) -> Reply:
        if turn.adviser.profile(turn.person).is_empty:
            return Reply.of(talk.invitation(turn.number))
        settings = Settings.from_environment()
        if not settings.public_url:
            return Reply.of(_in_the_chat(turn), digression=True)
        link = new_link(secret_of(settings.home), clock())
        turn.adviser.share_report(turn.person, link.key, link.until)
        return Reply.of(talk.report_link(address(settings.public_url, link.token), link.until), digression=True)


def _in_the_chat(turn: Turn) -> Message:
    """The report's essentials, with gaps and plan for the role and the time that were named."""
    plan, shared = plan_shown(turn), nobody_chose(turn)
    gaps = gaps_for(turn, plan.role)[:SHOWN_GAPS]
    limit = time_named(*kept_limits(turn))
    assessment = turn.adviser.advise(turn.person)
    return talk.report_in_chat(assessment, gaps, plan, turn.adviser.catalogue, shared=shared, limit=limit)


class ActionExplainPrivacy(WaymarkAction):
    intents = ("ask_privacy",)

    def reply(self, turn: Turn) -> Reply:
        gone = turn.adviser.profile(turn.person).is_empty
        return Reply.of(talk.privacy(topics_asked(turn.text), _days_kept(), gone), digression=True)


def _days_kept() -> str:
    """How long who stays away is kept; "" where no number is set: then the nightly run removes nobody."""
    try:
        return f"{days_kept(Settings.from_environment().retention_days):g}"
    except InputError:
        return ""


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
        return Reply.of(talk.deleted(), slots=NOTHING_CHOSEN, events=(FORGET,))


class ActionCancelDelete(WaymarkAction):
    intents = ("cancel_delete",)

    def reply(self, turn: Turn) -> Reply:
        return Reply.of(talk.kept())


class ActionRestart(WaymarkAction):
    """Starting over forgets what was understood, so it asks whether that is meant."""

    intents = ("restart",)

    def reply(self, turn: Turn) -> Reply:
        profile = turn.adviser.profile(turn.person)
        if profile.is_empty:
            if profile.hours_per_week:
                turn.adviser.start_over(turn.person)
            return Reply.of(talk.invitation(turn.number), slots=NOTHING_CHOSEN)
        return Reply.of(talk.confirm_restart(), opens="confirm:restart")


class ActionStartOver(WaymarkAction):
    intents = ("confirm_restart",)

    def reply(self, turn: Turn) -> Reply:
        if turn.open_question != "confirm:restart":
            return Reply.of(talk.confirm_restart(), opens="confirm:restart")
        turn.adviser.start_over(turn.person)
        return Reply.of(talk.started_over(), slots=NOTHING_CHOSEN)
