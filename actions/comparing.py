"""Questions that hold things against each other (`meaning.comparing`) and what answers them. What somebody tells of
themselves in the same message is heard by the way, unless it is what they compare."""

from __future__ import annotations

from actions.aside import MISHEARD
from actions.chosen import wanted_role
from actions.follow_up import follow_up
from actions.questions import open_interview_question
from actions.turn import Answer, Reply, Turn, is_request
from waymark.gaps import held_levels
from waymark.meaning import comparing
from waymark.meaning.choosing import wants_one_sentence
from waymark.meaning.practical import asks_about_coding
from waymark.meaning.trust import asks_if_biased
from waymark.report import talk
from waymark.skills import Frame, Scope

WHICH_HAS, EASE = "which_has_more", "how_hard_is_it"
ONLY_COMPARED = {WHICH_HAS, EASE}  # what these name is nothing that is told
_SHORT_ANSWER = {"start_advice", "ask_why_recommendation", "ask_how_sure", *MISHEARD}
_ON_A_SKILL = {"ask_skill_explain", "ask_resources", "ask_job_market", "ask_degree_maths", "ask_difference", *MISHEARD}


def comparing_meant(turn: Turn) -> tuple[str, Answer] | None:
    """What is held against each other and what answers it; None where nothing of the kind is. A message that asks
    several things is answered part by part."""
    if sum(map(is_request, turn.parts)) > 1 and not comparing.wants_one_word(turn.text):
        return _in_short(turn)
    if turn.frame in {Frame.ADVERTISEMENT, Frame.HYPOTHETICAL}:
        return None
    return _in_short(turn) or _of_the_roles(turn) or _of_a_skill(turn)


def _in_short(turn: Turn) -> tuple[str, Answer] | None:
    """The verdict in a word or a sentence, which asks nothing back."""
    if turn.mentions or turn.interests:
        return None
    if turn.intent in {"ask_difference", *_SHORT_ANSWER} and comparing.wants_one_word(turn.text):
        return "in_a_word", lambda t: _briefly(t, talk.in_a_word)
    known = not turn.adviser.profile(turn.person).is_empty
    if known and turn.intent in _SHORT_ANSWER - MISHEARD and wants_one_sentence(turn.text):
        return "in_a_sentence", lambda t: _briefly(t, talk.in_a_sentence)
    return None


def _briefly(turn: Turn, words: talk.Brief) -> Reply:
    """An open question waits on, and is not put again here."""
    return Reply.of(words(turn.adviser.advise(turn.person), turn.adviser.catalogue), opens=turn.open_question)


def _of_the_roles(turn: Turn) -> tuple[str, Answer] | None:
    text, catalogue = turn.text, turn.adviser.catalogue
    if asks_if_biased(text):
        return "even_start", _even_start
    if (asked := comparing.which_has(text)) is not None:
        way, words = asked
        named = [m.skill for m in turn.mentions]
        skills, near = comparing.subjects_of(words, named, catalogue)
        activity = None if skills else comparing.activity_in(words, catalogue)
        if activity is not None:
            return WHICH_HAS, lambda t: Reply.of(talk.which_leans(way, activity, catalogue), digression=True)
        if skills or turn.interests:
            return WHICH_HAS, lambda t: Reply.of(talk.which_has(way, skills, near, words, catalogue), digression=True)
    if turn.mentions or turn.interests or turn.adviser.profile(turn.person).is_empty:
        return None
    if _asks_if_neither(turn):
        return "neither", lambda t: Reply.of(talk.neither(t.adviser.compare(t.person), catalogue), digression=True)
    path = turn.adviser.compare(turn.person).path
    role = comparing.case_asked(text, path, catalogue)
    if role is None and comparing.means_other_alone(text) and follow_up(turn) is None:
        role = next((r for r in catalogue.roles if r != path), None)
    return ("case_for", lambda t: _case(t, role)) if role is not None else None


def _asks_if_neither(turn: Turn) -> bool:
    """ "None of them" answers an open question, unless it asks or speaks of fitting."""
    return comparing.asks_if_neither(turn.text) and (
        "?" in turn.text or open_interview_question(turn) is None or turn.intent != "deny"
    )


def _case(turn: Turn, role: str) -> Reply:
    return Reply.of(talk.case_for(role, turn.adviser.advise(turn.person), turn.adviser.catalogue), digression=True)


def _even_start(turn: Turn) -> Reply:
    known = not turn.adviser.profile(turn.person).is_empty
    return Reply.of(
        talk.even_start(turn.adviser.compare(turn.person) if known else None, turn.adviser.catalogue), digression=True
    )


def _of_a_skill(turn: Turn) -> tuple[str, Answer] | None:
    """How often a skill is asked for, whether it is a must, how long it takes to learn."""
    text, catalogue = turn.text, turn.adviser.catalogue
    answered = asks_about_coding(text) or turn.intent == "ask_degree_maths"  # which have answers of their own
    needed = None if answered else comparing.must_asked(text, catalogue)
    if needed is not None:
        return "is_it_a_must", lambda t: _must(t, needed)
    named = next((m.skill for m in turn.mentions), None)
    if comparing.asks_how_often(text) and not any(m.scope is Scope.OWN and m.level for m in turn.mentions):
        skill = named or comparing.skill_in(text, catalogue)
        if skill is not None:
            return "how_often", lambda t: Reply.of(talk.how_often(skill, catalogue), digression=True)
    goes_on = talk.HOW_OFTEN in turn.marks_before and not turn.own and comparing.only_names(text)
    if goes_on and turn.intent in _ON_A_SKILL:
        skill = named or comparing.skill_in(text, catalogue)
        if skill is not None:
            return "how_often", lambda t: Reply.of(talk.how_often(skill, catalogue), digression=True)
    if named is not None and len({m.skill for m in turn.mentions}) == 1 and comparing.asks_if_easy(text):
        return EASE, lambda t: Reply.of(talk.ease(named, catalogue), digression=True)
    return None


def _must(turn: Turn, skill: str) -> Reply:
    role, catalogue = wanted_role(turn), turn.adviser.catalogue
    held = bool(held_levels(turn.adviser.profile(turn.person), catalogue).get(skill))
    return Reply.of(talk.must(skill, (role,) if role else tuple(catalogue.roles), held, catalogue), digression=True)
