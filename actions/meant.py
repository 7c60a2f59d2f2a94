"""What a message means where its words say it more plainly than its intent (`waymark.meaning`), and what answers it.

None of these answers changes what is known about the person's skills.
"""

from __future__ import annotations

from dataclasses import replace

from actions.aside import ASIDES, MISHEARD, aside_meant
from actions.care import encouraged, with_care
from actions.choosing import PICK, choice_meant
from actions.comparing import ONLY_COMPARED, comparing_meant
from actions.on_the_plan import ON_THE_PLAN, plan_meant
from actions.practical import CODING, practical_meant
from actions.questions import ask_next, open_interview_question
from actions.shorter import SHORTER, shorter_meant
from actions.turn import Answer, Reply, Turn, is_request
from waymark.fit import UNKNOWN, grounds
from waymark.meaning import documents, openings, plan_wording, trust, wording
from waymark.meaning.distress import discouragement, is_in_danger, takes_figure_for_mark
from waymark.meaning.terms import term_asked
from waymark.report import talk
from waymark.report.talk.words import joined, name_of
from waymark.skills import Mention, Polarity

FIGURES, TERM, TRADE, NOTHING, CHANGED = "about_figures", "about_a_term", "trade", "knows_nothing", "what_changed"
PROGRAM = "about_a_program"
OWN_MEANINGS = {PROGRAM, FIGURES, TERM, TRADE, NOTHING, PICK, CODING, SHORTER, *ON_THE_PLAN, *ASIDES, *ONLY_COMPARED}
DISCOURAGED, MARK, TRUST, DOUBT = "discouraged", "figure_taken_for_a_mark", "why_trust_the_bot", "figure_doubted"
_SAID_BY_THE_WAY = {"discouraged", "stuck"}  # beside a question or facts these are no more than a remark
_OF_NO_PERSON = {"paste_advert", "delete_my_data", "confirm_delete"}
_TELLS_TRADE = {"tell_skills", "tell_interest", "answer_level", "greet"}
_FORGETS = {"undo", "back", "nevermind", "injection"}  # how "forget the file" may sound
_NOT_OVERRULED = {"paste_advert", "abuse", "injection", "distress", "delete_my_data"}


def plain_meaning(turn: Turn) -> tuple[str, Answer] | None:
    """What a message plainly means and what answers it; None where its intent shall decide."""
    text, tells = turn.text, bool(turn.own or turn.interests)
    if not text.startswith("/") and turn.intent not in _OF_NO_PERSON and (human := _of_feelings(turn)) is not None:
        return human
    if documents.is_about_program(text) and turn.intent not in _OF_NO_PERSON - {"paste_advert"}:
        return PROGRAM, lambda t: Reply.of(talk.about_a_program(), digression=True)
    if talk.PROGRAM in turn.marks_before and turn.intent in _FORGETS and not tells:
        return PROGRAM, lambda t: Reply.of(talk.nothing_to_forget(), digression=True)
    term = term_asked(text)
    if text.startswith("/") or (turn.intent in _NOT_OVERRULED and (term is None or turn.intent != "injection")):
        return None
    if not tells and takes_figure_for_mark(text) and not turn.adviser.profile(turn.person).is_empty:
        return MARK, _figure_is_no_mark
    if wording.asks_about_figures(text) and not turn.own:
        return FIGURES, _figures
    if term is not None:
        return TERM, lambda t: _explained(t, term)
    if (shorter := shorter_meant(turn)) is not None:
        return shorter
    if (on_plan := plan_meant(turn)) is not None:
        return on_plan
    if wording.asks_what_changed(text):
        return CHANGED, _changed
    if not tells and turn.intent not in {"dont_know", "ask_where_to_start"} and wording.knows_nothing(text):
        return NOTHING, _nothing
    of_trade = turn.intent in MISHEARD or (turn.intent in _TELLS_TRADE and open_interview_question(turn) is None)
    of_trade = of_trade or (turn.intent == "start_advice" and wording.asks_for_data_in_trade(text))
    if of_trade and not (tells or turn.unknown) and wording.tells_trade(text):
        about_data = wording.asks_for_data_in_trade(text)
        return TRADE, lambda t: Reply.of(talk.trade_heard(about_data, talk.TRADE in t.marks_before), digression=True)
    return aside_meant(turn) or comparing_meant(turn) or choice_meant(turn) or practical_meant(turn)


def _of_feelings(turn: Turn) -> tuple[str, Answer] | None:
    """Low spirits, and doubts about the bot, which are no attack on it."""
    if (low := _low_spirits(turn)) is not None:
        return low
    if trust.asks_for_the_catch(turn.text):
        return TRUST, lambda t: Reply.of(talk.the_catch(t.adviser.catalogue, _is_known(t)), digression=True)
    if trust.asks_whether_agreeing(turn.text):
        return TRUST, lambda t: Reply.of(talk.agreeing(), digression=True)
    if turn.intent not in {"feedback", "ask_privacy"} and trust.asks_for_trust(turn.text):
        return TRUST, _trust
    if turn.intent != "ask_how_sure" and trust.asks_if_tested(turn.text) and not turn.mentions:
        return TRUST, _trust
    misheard = turn.intent == "injection" and trust.speaks_of_figures(turn.text)
    doubts = trust.doubts_figure(turn.text) and trust.objection(turn.text) is None
    if misheard or (doubts and not (turn.own or turn.interests)):
        return DOUBT, _doubted
    return None


def _figures(turn: Turn) -> Reply:
    """Where the figures come from; of hours and weeks how they are reckoned."""
    of_time = wording.speaks_of_study_time(turn.text)
    return Reply.of(talk.hours_source() if of_time else talk.sources(turn.adviser.catalogue), digression=True)


def _trust(turn: Turn) -> Reply:
    return Reply.of(talk.sure_in_general(turn.adviser.catalogue, _is_known(turn)), digression=True)


def _is_known(turn: Turn) -> bool:
    return turn.adviser.compare(turn.person).recommendation != UNKNOWN


def _doubted(turn: Turn) -> Reply:
    """How sure the figure is and what would narrow its range; where there is none yet, how good such advice is."""
    stands = turn.adviser.compare(turn.person)
    if stands.recommendation == UNKNOWN:
        return _trust(turn)
    return Reply.of(talk.figure_doubted(stands, turn.adviser.catalogue), digression=True)


def _low_spirits(turn: Turn) -> tuple[str, Answer] | None:
    """Danger is answered whatever a message sounds like; discouragement, unless something else is asked for."""
    if turn.intent == "distress" or is_in_danger(turn.text):
        return ("distress", with_care)
    if open_interview_question(turn) is not None and wording.does_not_understand(turn.text):
        return None  # "what do you mean, sorry, I'm slow" asks for the question in other words
    kind = discouragement(turn.text) or _plan_too_long(turn)
    asks = any(map(is_request, turn.parts)) or (is_request(turn.intent) and (turn.mentions or kind in _SAID_BY_THE_WAY))
    if kind is None or asks or (turn.intent == "abuse" and kind != "compared"):
        return None
    if kind in {"too_long", *_SAID_BY_THE_WAY} and (turn.own or turn.interests):
        return None
    if open_interview_question(turn) is not None and openings.opening_liking(turn.text) is not None:
        return None  # "I guess so, but I'm probably not good enough for it" answers what was asked
    return DISCOURAGED, lambda t: encouraged(t, kind)


def _plan_too_long(turn: Turn) -> str | None:
    """ "That's too long" after a plan puts somebody off, however it sounds."""
    shown = (bool(turn.plans_shown) or "plan" in turn.marks_before) and open_interview_question(turn) is None
    return "too_long" if shown and plan_wording.finds_too_long(turn.text) else None


def _figure_is_no_mark(turn: Turn) -> Reply:
    told = talk.figure_is_no_mark(
        turn.adviser.profile(turn.person), turn.adviser.catalogue, "nothing" in turn.text.casefold()
    )
    return Reply.of(told, digression=True)


def _explained(turn: Turn, term: str) -> Reply:
    empty = turn.adviser.profile(turn.person).is_empty
    stands = None if empty or term not in {"points", "readiness"} else turn.adviser.advise(turn.person)
    catalogue = turn.adviser.catalogue
    said = talk.term(term, stands, catalogue)
    more = talk.answer_to(trust.objection(turn.text), catalogue)  # "what is n = 388? And 2021, isn't that old?"
    return Reply.of(replace(said, text=f"{said.text} {more}".rstrip()), digression=True)


def _changed(turn: Turn) -> Reply:
    """What moved since the last advice that knew something else: advice may have been given on the news already."""
    back = turn.adviser.returning(turn.person, moved=True)
    return Reply.of(talk.changed(back, turn.adviser.catalogue), digression=True)


def _nothing(turn: Turn) -> Reply:
    """ "I have no skills" says that what everything else stands on is lacking too, so that a plan can begin there."""
    if not turn.adviser.profile(turn.person).is_empty:
        return ask_next(turn)
    catalogue, said = turn.adviser.catalogue, turn.text[:200]
    lacking = catalogue.once(grounds)
    turn.adviser.hear(turn.person, [Mention(s, 0, 0, Polarity.LACKS, evidence=said) for s in lacking])
    return ask_next(turn, talk.nothing_is_a_start(joined((name_of(s, catalogue) for s in lacking), "or")))
