"""Which skills of a message a what-if is about, and which it tells beside it: "I know Docker. What if I learned
Kubernetes?" """

from __future__ import annotations

import re

from actions.turn import Turn
from waymark.meaning.comparing import leaves_out, supposes_without
from waymark.meaning.more import goes_on_with
from waymark.meaning.others import is_of_somebody_else
from waymark.meaning.wording import asks_what_if
from waymark.report import talk
from waymark.skills import Mention, Polarity, Scope

_FIRST_PERSON = re.compile(r"\b(?:i|i'?ve|i'?m|my|me|we)\b", re.IGNORECASE)


def supposed(turn: Turn) -> tuple[Mention, ...]:
    """The skills that somebody wonders about, with those of the what-if before where this one goes on with it ("and
    Kubernetes too"; "and without Docker?" leaves that one out)."""
    now = _named(turn)
    if not (now and goes_on_with(turn.text)):
        return now
    left = {m.skill for m in now}
    before = tuple(m for m in talk.supposed_before(turn.marks_before, turn.adviser.catalogue) if m.skill not in left)
    return (*before, *(m for m in now if m.polarity is not Polarity.LACKS)) if before else now


def _named(turn: Turn) -> tuple[Mention, ...]:
    """The skills of this message that it wonders about. What somebody tells as their own is supposed only where the
    words say "what if", and nothing else is."""
    about = (m for m in turn.mentions if not is_of_somebody_else(m))
    wondered = tuple(m for m in about if m.scope is not Scope.OWN or not _is_statement(m))
    if wondered or not turn.own:  # "R instead of Python" wonders about R
        kept = (m for m in wondered if m.polarity is not Polarity.LACKS or supposes_without(turn.text, m.start))
        return tuple(kept) or wondered
    wished = tuple(m for m in turn.own if m.polarity is Polarity.WANTS)
    return wished or (turn.own if asks_what_if(turn.text) or leaves_out(turn.text) else ())


def _is_statement(mention: Mention) -> bool:
    """Whether it says more than a name: "compare with PyTorch" tells nothing of who asks."""
    said = mention.level is not None or mention.years is not None or mention.polarity is not Polarity.HAS
    return said or _FIRST_PERSON.search(mention.evidence) is not None


def supposed_away(turn: Turn, about: tuple[Mention, ...]) -> tuple[str, ...]:
    """Which of the skills that a what-if is about somebody would do without: "what if I dropped R?" """
    lost = (m.skill for m in about if m.polarity is Polarity.LACKS or (m.end and supposes_without(turn.text, m.start)))
    return tuple(dict.fromkeys(lost))


def told_beside(turn: Turn) -> tuple[Mention, ...]:
    """What is told of oneself in the same message."""
    about = supposed(turn)
    return tuple(m for m in turn.own if m not in about)
