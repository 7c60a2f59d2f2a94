"""Which role gaps and plans are for: named in the message, chosen before, or nobody's choice yet."""

from __future__ import annotations

from actions.turn import Turn
from waymark.fit import BOTH, NOT_YET, UNKNOWN
from waymark.meaning.comparing import means_other_alone
from waymark.meaning.plan_wording import asks_plan_for_both, means_other_role
from waymark.meaning.practical import takes_up
from waymark.meaning.wording import role_named


def wanted_role(turn: Turn) -> str | None:
    """The role that the message names or takes up from the answer before, else the one chosen before."""
    named = turn.entity("role") or _role_meant(turn) or _role_just_asked(turn)
    return named or (turn.role if turn.role in turn.adviser.catalogue.roles else None)


def _role_just_asked(turn: Turn) -> str | None:
    """The role whose requirements were just told, where the message goes on with them ("how many hours is that?")."""
    _, asked, role = (turn.intent_before or "").rpartition("requirements_")
    return role if asked and takes_up(turn.text) and role in turn.adviser.catalogue.roles else None


def _role_meant(turn: Turn) -> str | None:
    """The role that the words name, or the other one of two ("the plan for the other path")."""
    named = role_named(turn.text, turn.adviser.catalogue)
    if named is not None or not (means_other_role(turn.text) or means_other_alone(turn.text)):
        return named
    return other_role(turn)


def other_role(turn: Turn, talked_of: str | None = None) -> str | None:
    """Of two roles not the one that is talked of (else the one chosen, else the likelier)."""
    this = talked_of or turn.role or turn.adviser.compare(turn.person).path
    others = [role for role in turn.adviser.catalogue.roles if role != this]
    return others[0] if len(others) == 1 else None


def nobody_chose(turn: Turn) -> bool:
    """Whether neither the person nor the figures point to one role, or a plan for both is asked for."""
    if asks_plan_for_both(turn.text):
        return True
    if wanted_role(turn) is not None:
        return False
    assessment = turn.adviser.compare(turn.person)
    even = not assessment.is_clear
    return assessment.recommendation in {BOTH, UNKNOWN} or (assessment.recommendation == NOT_YET and even)


def newly_chosen(turn: Turn) -> dict[str, str]:
    """The slot of a role that is chosen by being named: a plan that was asked for by it is for it from then on."""
    named = _role_meant(turn)
    return {"chosen_role": named} if named else {}
