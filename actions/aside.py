"""What people say beside the subject, and on an advertisement of before (`waymark.asides`), and what answers it.

None of these answers changes what is known about the person's skills.
"""

from __future__ import annotations

from dataclasses import replace

from actions.questions import ask_next
from actions.turn import Answer, Reply, Turn, is_request
from waymark import asides
from waymark.advert import needs_from
from waymark.report import talk

QUIET, ASK_ME, AGE, LANGUAGE, MAKER, ADVERT = "no_questions", "ask_me", "age", "language", "maker", "on_the_advert"
SORRY = "sorry"
ASIDES = {QUIET, ASK_ME, AGE, LANGUAGE, MAKER, ADVERT, SORRY}
MISHEARD = {"out_of_scope", "nlu_fallback", "chitchat"}
_OF_THE_DATA = {"delete_my_data", "export_or_show_profile", "ask_privacy", "restart", "undo"}


def aside_meant(turn: Turn) -> tuple[str, Answer] | None:
    """What is meant beside the subject and what answers it; None where nothing of the kind is. Who tells of themselves
    in the same message is heard instead."""
    text = turn.text
    if turn.intent in _OF_THE_DATA or turn.own or turn.interests:
        return None
    if turn.advert and (asked := asides.about_advert(text, turn.intent_before == "paste_advert")) is not None:
        return ADVERT, lambda t: on_the_advert(t, asked)
    if asides.wants_no_questions(text) and not any(map(is_request, (turn.intent, *turn.parts))):
        return QUIET, lambda t: Reply.of(talk.no_more_questions(), slots={"quiet": True})
    if asides.wants_questions(text):
        return ASK_ME, _ask
    if asides.worries_about_age(text):
        return AGE, _age
    if asides.apologises(text):
        return SORRY, lambda t: Reply.of(talk.no_need_to_be_sorry(asking=t.open_question is None), digression=True)
    if asides.asks_for_maker(text):
        return MAKER, lambda t: Reply.of(talk.maker(), digression=True)
    foreign = turn.intent in MISHEARD and asides.is_not_english(text)
    if foreign or (not turn.mentions and asides.asks_for_language(text)):
        return LANGUAGE, lambda t: Reply.of(talk.english_only(), digression=True)
    return None


def _ask(turn: Turn) -> Reply:
    asked = ask_next(replace(turn, quiet=False), talk.go_on(turn.number))
    return replace(asked, slots={**asked.slots, "quiet": False})


def _age(turn: Turn) -> Reply:
    known = not turn.adviser.profile(turn.person).is_empty
    return Reply.of(
        talk.age(turn.adviser.compare(turn.person) if known else None, turn.adviser.catalogue), digression=True
    )


def on_the_advert(turn: Turn, asked: str) -> Reply:
    """The answer to what `asides.about_advert` found."""
    catalogue = turn.adviser.catalogue
    needs = needs_from(turn.advert, catalogue)
    if asked == "first":
        return Reply.of(talk.learn_for_advert(turn.adviser.learn_for(turn.person, needs), catalogue), digression=True)
    match = turn.adviser.match_advert(turn.person, needs)
    message = talk.chance(match, catalogue) if asked == "chance" else talk.advert(match, catalogue, again=True)
    return Reply.of(message, digression=True)
