"""What a message means where its words say it more plainly than its intent (`waymark.wording`), and what answers it.

None of these answers changes what is known about the person's skills.
"""

from __future__ import annotations

from actions.questions import ask_next
from actions.turn import Answer, Reply, Turn
from waymark import wording
from waymark.report import talk
from waymark.report.talk.words import joined, name_of

FIGURES, TERM, PLAN_WISH, TRADE, NOTHING = "about_figures", "about_a_term", "plan_wish", "trade", "knows_nothing"
OWN_MEANINGS = {FIGURES, TERM, PLAN_WISH, TRADE, NOTHING}
_AFTER_A_PLAN = {"ask_plan", "set_hours", "ask_how_long"}
_NOT_OVERRULED = {"paste_advert", "abuse", "injection", "distress", "delete_my_data"}


def plain_meaning(turn: Turn) -> tuple[str, Answer] | None:
    """What a message plainly means and what answers it; None where its intent shall decide."""
    text, tells = turn.text, bool(turn.own or turn.interests)
    if text.startswith("/") or turn.intent in _NOT_OVERRULED:
        return None
    if wording.asks_about_figures(text) and not turn.own:
        return FIGURES, lambda t: Reply.of(talk.sources(t.adviser.catalogue), digression=True)
    if (term := wording.term_asked(text)) is not None:
        return TERM, lambda t: _explained(t, term)
    if turn.mentions and wording.edits_plan(text, turn.intent == "correct_or_remove_skill", _after_a_plan(turn)):
        return PLAN_WISH, _plan_wish
    if not tells and turn.intent not in {"dont_know", "ask_where_to_start"} and wording.knows_nothing(text):
        return NOTHING, _nothing
    misheard = turn.intent in {"out_of_scope", "nlu_fallback", "chitchat"}
    if misheard and not tells and wording.tells_trade(text):
        about_data = wording.asks_for_data_in_trade(text)
        return TRADE, lambda t: Reply.of(talk.trade_heard(about_data), digression=True)
    return None


def _after_a_plan(turn: Turn) -> bool:
    return turn.intent_before in _AFTER_A_PLAN or any(map(talk.is_about_a_plan, turn.said_before))


def _explained(turn: Turn, term: str) -> Reply:
    empty = turn.adviser.profile(turn.person).is_empty
    stands = None if empty or term not in {"points", "readiness"} else turn.adviser.advise(turn.person)
    return Reply.of(talk.term(term, stands, turn.adviser.catalogue), digression=True)


def _plan_wish(turn: Turn) -> Reply:
    names = joined(dict.fromkeys(name_of(m.skill, turn.adviser.catalogue) for m in turn.mentions[:3]))
    role = wording.role_named(turn.text, turn.adviser.catalogue)
    return Reply.of(talk.plan_is_fixed(names), digression=True, slots={"chosen_role": role} if role else {})


def _nothing(turn: Turn) -> Reply:
    if not turn.adviser.profile(turn.person).is_empty:
        return ask_next(turn)
    return ask_next(turn, talk.nothing_is_a_start())
