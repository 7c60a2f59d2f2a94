"""Words for people in despair, and for those who are discouraged about learning or a job search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from waymark.catalogue import Catalogue
from waymark.report.messages import Message, choice
from waymark.report.talk.terms import TERMS
from waymark.report.talk.words import joined, name_of

if TYPE_CHECKING:
    from waymark.gaps import SkillGap
    from waymark.profile import Profile

CARE = "care"  # the mark of these messages
_CARE = (
    "That sounds heavy, and I am sorry you are going through it. I am only a program for career questions, so I am not "
    "the right help for this. Please talk to somebody you trust, a doctor, or a crisis line in your country; if you are "
    "in danger, call your emergency number now. The career question can wait.",
    "I hear you, and I take it seriously. You should not be alone with this: please call somebody close to you or a "
    "crisis line now, and your emergency number if you might hurt yourself. They are there for exactly this, at any hour.",
)
_OFFER = " If it is about learning or looking for a job, say so, and we look at one next step."
_HARD = {
    "too_long": "That is a long time, and I see why it puts you off. The number is for everything that postings ask for, and "
    "nobody holds all of it; people apply with a part, and each step is of use by itself. Whether it is worth it only you can say.",
    "rejected": "Being turned down again and again is hard, and I can't see from here why they said no.",
    "compared": "That is a hard feeling to learn with; I can't measure talent, only what somebody has learned so far.",
    "stuck": "It is frustrating to put in effort and not see it move, and I will not pretend that this is quick.",
    "giving_up": "Whether it is worth going on only you can decide; I can say no more than what the next step would be.",
    "discouraged": "That is discouraging, and there really is a lot to learn in this field.",
}
_STEP = "On what you told me, the next step is"
_PERSON = "a mentor, a career centre or somebody who does this job can say more than a program can."


def distress(contact: str, again: bool = False, doubtful: bool = False) -> Message:
    """Care and a way to people; in other words where the first were said a moment ago (`again`). With an offer where it
    may be no more than the career that weighs on somebody (`doubtful`)."""
    person = f" You reach a person here: {contact}." if contact else ""
    offer = _OFFER if doubtful and not again else ""
    return Message(_CARE[again] + person + offer, data={"mark": CARE})


def discouraged(
    kind: str, first: SkillGap | None, known: bool, catalogue: Catalogue, said_before: Sequence[str] = ()
) -> Message:
    """One honest sentence on what discourages somebody (`waymark.meaning.distress`), and what can be done next: `first` of what
    is missing, or telling what is `known` already. In other words where these were said a moment ago."""
    again = any(_HARD[kind] in text or _PERSON in text for text in said_before)
    lines = [f"I believe you that it is hard; {_PERSON}" if again else _HARD[kind]]
    if known and kind == "rejected":
        lines.append("Paste an advertisement that you applied to, and I show what it asks for beside what you told me.")
    if first is not None and any(_STEP in text for text in said_before):
        lines.append(f"My offer stands: shall I make a plan that begins with {name_of(first.skill, catalogue)}?")
    elif first is not None:
        step = f"{name_of(first.skill, catalogue)} (to {first.need.label}, about {first.hours:.0f} hours)"
        lines.append(f"{_STEP} {step}. Shall I make a plan from there?")
    elif not known:
        lines.append("To find a next step I need to know where you are: what have you learned or used, even a little?")
    choices = (
        (choice("Make a plan", "ask_plan"), choice("What am I missing?", "ask_gaps"))
        if known
        else (choice("Ask me questions", "start_advice"), choice("Where do I start?", "ask_where_to_start"))
    )
    return Message(" ".join(lines), choices=choices)


def put_off(first: Message, again: bool) -> Message:
    """Who gives up at a long number: what that number is, and the first small step; no plan is pressed on them."""
    opening = f"I believe you that it is hard; {_PERSON}" if again else _HARD["too_long"]
    return replace(first, text=f"{opening}\nOne small thing, if you like:\n{first.text}")


def figure_is_no_mark(profile: Profile, catalogue: Catalogue, nothing: bool) -> Message:
    """ "Is 6 % bad?": what the figure counts; and what somebody does know who takes it for `nothing`."""
    known = [name_of(s.skill, catalogue) for s in profile.skills.values() if s.held]
    opening = (
        f"Not nothing: you told me {joined(known[:4])}{' and more' if len(known) > 4 else ''}. "
        if known and nothing
        else ""
    )
    return Message(
        f"{opening}The figure is no mark for you. {TERMS['readiness']} What you know and have not told me yet "
        f"is missing "
        "from it, and each skill on the list of gaps adds its part.",
        choices=(choice("What am I missing?", "ask_gaps"), choice("Make a plan", "ask_plan")),
    )
