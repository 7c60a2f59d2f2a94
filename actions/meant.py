"""What a message means where its words say it more plainly than its intent (`waymark.wording`), and what answers it.

None of these answers changes what is known about the person's skills.
"""

from __future__ import annotations

from actions.aside import ASIDES, MISHEARD, aside_meant
from actions.on_the_plan import ON_THE_PLAN, plan_meant
from actions.questions import ask_next
from actions.turn import Answer, Reply, Turn
from waymark import wording
from waymark.fit import grounds
from waymark.report import talk
from waymark.report.talk.words import joined, name_of
from waymark.skills import Mention, Polarity

FIGURES, TERM, TRADE, NOTHING, CHANGED = "about_figures", "about_a_term", "trade", "knows_nothing", "what_changed"
OWN_MEANINGS = {FIGURES, TERM, TRADE, NOTHING, CHANGED, *ON_THE_PLAN, *ASIDES}
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
    if (on_plan := plan_meant(turn)) is not None:
        return on_plan
    if wording.asks_what_changed(text):
        return CHANGED, _changed
    if not tells and turn.intent not in {"dont_know", "ask_where_to_start"} and wording.knows_nothing(text):
        return NOTHING, _nothing
    if turn.intent in MISHEARD and not tells and wording.tells_trade(text):
        about_data = wording.asks_for_data_in_trade(text)
        return TRADE, lambda t: Reply.of(talk.trade_heard(about_data), digression=True)
    return aside_meant(turn)


def _explained(turn: Turn, term: str) -> Reply:
    empty = turn.adviser.profile(turn.person).is_empty
    stands = None if empty or term not in {"points", "readiness"} else turn.adviser.advise(turn.person)
    return Reply.of(talk.term(term, stands, turn.adviser.catalogue), digression=True)


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
