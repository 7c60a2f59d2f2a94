"""What people ask before they set out (`meaning.practical`), and what answers it.

None of these answers changes what is known about the person's skills.
"""

from __future__ import annotations

from actions.chosen import wanted_role
from actions.planning import gaps_for
from actions.turn import Answer, Reply, Turn, is_request
from waymark.meaning import practical
from waymark.report import talk

ENOUGH, CODING, CERTIFICATE, ACCOUNT = "is_it_enough", "must_one_code", "which_certificate", "must_one_register"
_NOT_OURS = {"export_or_show_profile", "ask_report", "human_handoff"}


def practical_meant(turn: Turn) -> tuple[str, Answer] | None:
    """What is asked and what answers it; None where nothing of the kind is. A message that asks several things is
    answered part by part."""
    if sum(map(is_request, turn.parts)) > 1 or turn.intent in _NOT_OURS:
        return None
    text = turn.text
    named = tuple(dict.fromkeys(m.skill for m in turn.mentions))
    if named:
        start, end = min(m.start for m in turn.mentions), max(m.end for m in turn.mentions)
        if practical.asks_if_enough(text, start, end):
            return ENOUGH, lambda t: _enough(t, named)
    if not turn.own and practical.asks_for_certificate(text):
        return CERTIFICATE, lambda t: _certificate(t, named)
    if turn.interests or not all(practical.is_coding(text[m.start : m.end]) for m in turn.mentions):
        return None
    if practical.asks_about_coding(text):
        return CODING, lambda t: Reply.of(
            talk.coding(t.adviser.profile(t.person).held, t.adviser.catalogue), digression=True
        )
    if practical.asks_to_register(text):
        return ACCOUNT, lambda t: Reply.of(talk.no_account(), digression=True)
    return None


def _coding(turn: Turn) -> Reply:
    held = turn.adviser.profile(turn.person).held
    return Reply.of(talk.coding(held, turn.adviser.catalogue), digression=True)


def _enough(turn: Turn, named: tuple[str, ...]) -> Reply:
    """For the role that is named or chosen, else for all."""
    role, catalogue = wanted_role(turn), turn.adviser.catalogue
    roles = (role,) if role else tuple(catalogue.roles)
    held = turn.adviser.profile(turn.person).held
    return Reply.of(talk.enough(named, roles, held, catalogue), digression=True)


def _certificate(turn: Turn, named: tuple[str, ...]) -> Reply:
    """Where to learn what the question names, else the first gap."""
    skills = named
    if not named and not turn.adviser.profile(turn.person).is_empty:
        skills = tuple(gap.skill for gap in gaps_for(turn, wanted_role(turn)))
    return Reply.of(talk.certificate(skills[:1], turn.adviser.catalogue), digression=True)
