"""What people say beside the subject, and on an advertisement of before (`meaning.asides`), and what answers it.

None of these answers changes what is known about the person's skills.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.planning import limits_after, limits_told, time_told
from actions.questions import ask_next
from actions.turn import Answer, Reply, Turn, is_request
from waymark.advert import Need, needs_from, plan_for
from waymark.meaning import asides
from waymark.meaning import on_the_advert as advert_asked
from waymark.meaning.more import wants_more_questions
from waymark.meaning.plan_wording import asks_plan_for_both, means_other_role
from waymark.meaning.wording import role_named
from waymark.plan import Budget
from waymark.report import talk
from waymark.report.talk.words import time_named

QUIET, ASK_ME, AGE, LANGUAGE, MAKER, ADVERT = "no_questions", "ask_me", "age", "language", "maker", "on_the_advert"
SORRY, UNANSWERED, COST, RESUME = "sorry", "unanswered", "cost", "a_cv_to_come"
ASIDES = {QUIET, ASK_ME, AGE, LANGUAGE, MAKER, ADVERT, SORRY, UNANSWERED, COST, RESUME}
MISHEARD = {"out_of_scope", "nlu_fallback", "chitchat"}
_OF_THE_DATA = {"delete_my_data", "export_or_show_profile", "ask_privacy", "restart", "undo"}
# Questions that are on the advertisement while it is talked about, and name no role.
_WHILE_ON_IT = {
    "ask_gaps": "again", "ask_plan": "plan", "set_hours": "plan", "ask_how_long": "plan", "ask_where_to_start": "first",
}  # fmt: skip
_ON_A_SKILL, DROP = "skill", "drop"


def aside_meant(turn: Turn) -> tuple[str, Answer] | None:
    """What is meant beside the subject and what answers it; None where nothing of the kind is. Who tells of themselves
    in the same message is heard instead."""
    text = turn.text
    if wants_more_questions(text):
        return ASK_ME, _ask
    if turn.advert and advert_asked.about_advert(text, just_pasted=False) == DROP:
        return ADVERT, lambda t: on_the_advert(t, DROP)
    if turn.intent in _OF_THE_DATA or turn.own or turn.interests:
        return None
    if turn.advert and (asked := _asked_on_advert(turn)) is not None:
        return ADVERT, lambda t: on_the_advert(t, asked)
    if asides.wants_no_questions(text) and not any(map(is_request, (turn.intent, *turn.parts))):
        return QUIET, lambda t: Reply.of(talk.no_more_questions(), slots={"quiet": True})
    if asides.wants_questions(text):
        return ASK_ME, _ask
    if asides.misses_an_answer(text):
        return UNANSWERED, lambda t: Reply.of(talk.unanswered(), digression=True)
    if asides.asks_cost(text) and not turn.mentions:
        return COST, lambda t: Reply.of(talk.cost(t.adviser.catalogue), digression=True)
    if asides.offers_cv(text):
        return RESUME, lambda t: Reply.of(talk.ask_for_cv(), digression=True)
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


def _just_pasted(turn: Turn) -> bool:
    return turn.intent_before == "paste_advert" or talk.ADVERT in turn.marks_before


def _asked_on_advert(turn: Turn) -> str | None:
    """What is asked on the advertisement of before; None where the talk is of something else, or of a role by name."""
    of_the_paths = role_named(turn.text, turn.adviser.catalogue) or means_other_role(turn.text)
    on_it = turn.advert_lately and not (of_the_paths or asks_plan_for_both(turn.text))
    asked = advert_asked.about_advert(turn.text, on_it and _just_pasted(turn), on_it)
    if asked or not on_it:
        return asked
    if turn.mentions:
        return _ON_A_SKILL if advert_asked.asks_if_in_it(turn.text) else None
    return _WHILE_ON_IT.get(turn.intent)


def on_the_advert(turn: Turn, asked: str) -> Reply:
    """The answer to what was asked on it (`meaning.on_the_advert`)."""
    catalogue = turn.adviser.catalogue
    needs = needs_from(turn.advert, catalogue)
    if asked == DROP:
        return Reply.of(talk.advert_dropped(), digression=True, slots={"advert": ""})
    if asked == _ON_A_SKILL:
        skills = tuple(dict.fromkeys(m.skill for m in turn.mentions))
        match = turn.adviser.match_advert(turn.person, needs)
        return Reply.of(talk.in_the_advert(skills, needs, match, catalogue), digression=True)
    if asked == "first":
        return Reply.of(talk.learn_for_advert(turn.adviser.learn_for(turn.person, needs), catalogue), digression=True)
    if asked == "plan":
        return _plan_for_advert(turn, needs)
    match = turn.adviser.match_advert(turn.person, needs)
    if asked == "chance":
        return Reply.of(talk.chance(match, catalogue, sum(not need.nice for need in needs)), digression=True)
    return Reply.of(talk.advert(match, catalogue, again=True), digression=True)


def _plan_for_advert(turn: Turn, needs: Sequence[Need]) -> Reply:
    """What is missing, as a plan within the time that was named."""
    catalogue, profile = turn.adviser.catalogue, turn.adviser.profile(turn.person)
    said = time_told(turn, advert_asked.with_last_day(turn.text))
    if said.hours_per_week:
        profile = turn.adviser.set_hours(turn.person, said.hours_per_week)
    told = limits_told(turn, said)
    limits = limits_after(turn, told)
    plan, missing = plan_for(profile, needs, catalogue, Budget(None, *limits[:2]))
    message = talk.plan_for_advert(plan, missing, catalogue, time_named(*limits))
    return Reply.of(message, digression=True, slots=told)
