"""What a message means where its words say it more plainly than its intent (`waymark.wording`), and what answers it.

None of these answers changes what is known about the person's skills.
"""

from __future__ import annotations

from collections.abc import Sequence

from actions.aside import ASIDES, MISHEARD, aside_meant
from actions.choosing import PICK, choice_meant
from actions.chosen import nobody_chose, wanted_role
from actions.questions import ask_next
from actions.turn import Answer, Reply, Turn
from waymark import plan_wording, wording
from waymark.fit import grounds
from waymark.gaps import SkillGap
from waymark.plan import Budget, LearningPlan
from waymark.report import talk
from waymark.report.talk.words import joined, name_of
from waymark.skills import Mention, Polarity

FIGURES, TERM, PLAN_WISH, TRADE, NOTHING = "about_figures", "about_a_term", "plan_wish", "trade", "knows_nothing"
WEEK, CHANGED, ORDER = "a_week_of_the_plan", "what_changed", "why_this_order"
OWN_MEANINGS = {FIGURES, TERM, PLAN_WISH, TRADE, NOTHING, WEEK, CHANGED, ORDER, PICK, *ASIDES}
FIRST = 3  # gaps whose place is explained
_AFTER_A_PLAN = {"ask_plan", "set_hours", "ask_how_long", "ask_gaps", "choose_role"}
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
    if turn.mentions and plan_wording.edits_plan(text, turn.intent == "correct_or_remove_skill", _after_a_plan(turn)):
        return PLAN_WISH, _plan_wish
    if turn.intent != "set_hours" and not turn.mentions and (week := plan_wording.week_asked(text)) is not None:
        return WEEK, lambda t: _week_of_the_plan(t, week)
    if plan_wording.asks_why_order(text) and (first := _first_gaps(turn)):
        return ORDER, lambda t: _order(t, first)
    if wording.asks_what_changed(text):
        return CHANGED, _changed
    if not tells and turn.intent not in {"dont_know", "ask_where_to_start"} and wording.knows_nothing(text):
        return NOTHING, _nothing
    if turn.intent in MISHEARD and not tells and wording.tells_trade(text):
        about_data = wording.asks_for_data_in_trade(text)
        return TRADE, lambda t: Reply.of(talk.trade_heard(about_data), digression=True)
    return aside_meant(turn) or choice_meant(turn)


def _after_a_plan(turn: Turn) -> bool:
    return turn.intent_before in _AFTER_A_PLAN or "plan" in turn.marks_before


def _explained(turn: Turn, term: str) -> Reply:
    empty = turn.adviser.profile(turn.person).is_empty
    stands = None if empty or term not in {"points", "readiness"} else turn.adviser.advise(turn.person)
    return Reply.of(talk.term(term, stands, turn.adviser.catalogue), digression=True)


def _plan_wish(turn: Turn) -> Reply:
    names = joined(dict.fromkeys(name_of(m.skill, turn.adviser.catalogue) for m in turn.mentions[:3]))
    role = wording.role_named(turn.text, turn.adviser.catalogue)
    return Reply.of(talk.plan_is_fixed(names), digression=True, slots={"chosen_role": role} if role else {})


def _week_of_the_plan(turn: Turn, week: int) -> Reply:
    """What stands in the plan from that week on, within the time that it was made for."""
    if turn.adviser.profile(turn.person).is_empty:
        return Reply.of(talk.invitation(turn.number))
    plan = _plan_shown(turn)
    return Reply.of(talk.plan_from(plan, week, turn.adviser.catalogue, nobody_chose(turn)), digression=True)


def _plan_shown(turn: Turn) -> LearningPlan:
    """The plan that was made last, within the time that it was made for: of one path, or of what all share."""
    weeks, total_hours = turn.plan_limits or (None, None)
    budget = Budget(None, weeks, total_hours)
    if nobody_chose(turn):
        return turn.adviser.shared_plan(turn.person, budget)[0]
    return turn.adviser.plan(turn.person, wanted_role(turn), budget)


def _first_gaps(turn: Turn) -> tuple[SkillGap, ...]:
    """The gaps that a question about the order is about: those named, else the first of the plan or of the list."""
    if turn.adviser.profile(turn.person).is_empty:
        return ()
    gaps = {gap.skill: gap for gap in turn.adviser.gaps(turn.person, wanted_role(turn))}
    named = dict.fromkeys(m.skill for m in turn.mentions)
    if named:
        return tuple(gaps[skill] for skill in named if skill in gaps)
    listed = dict.fromkeys(step.skill for step in _plan_shown(turn).steps) if "plan" in turn.marks_before else gaps
    return tuple(gaps[skill] for skill in listed if skill in gaps)[:FIRST]


def _order(turn: Turn, first: Sequence[SkillGap]) -> Reply:
    """Why these come first."""
    waiting = turn.adviser.waiting_for(turn.person, wanted_role(turn))
    planned = "plan" in turn.marks_before
    limited = planned and bool(turn.plan_limits)
    told = talk.order(first, waiting, turn.adviser.catalogue, planned=planned, limited=limited)
    return Reply.of(told, digression=True)


def _changed(turn: Turn) -> Reply:
    """What moved since the last advice."""
    return Reply.of(talk.changed(turn.adviser.returning(turn.person), turn.adviser.catalogue), digression=True)


def _nothing(turn: Turn) -> Reply:
    """ "I have no skills" says that what everything else stands on is lacking too, so that a plan can begin there."""
    if not turn.adviser.profile(turn.person).is_empty:
        return ask_next(turn)
    catalogue, said = turn.adviser.catalogue, turn.text[:200]
    lacking = catalogue.once(grounds)
    turn.adviser.hear(turn.person, [Mention(s, 0, 0, Polarity.LACKS, evidence=said) for s in lacking])
    return ask_next(turn, talk.nothing_is_a_start(joined((name_of(s, catalogue) for s in lacking), "or")))
