"""What the bot's own words mean, and honest words on what it takes in but cannot do: a goal, a wish about the plan."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from waymark.catalogue import Catalogue
from waymark.report.messages import Message, choice
from waymark.report.talk.words import joined, percent, role_name

if TYPE_CHECKING:
    from waymark.adviser import Assessment

TRADE = "trade"  # mark of what was said to somebody's job
# The bot's own words, as `term_asked` names them.
TERMS = {
    "fit": "A fit says which of the two jobs your skills and likings are nearer to: 50 in 100 is even, 90 in 100 is a "
    "clear lean. You can read it as a probability between these two jobs alone: of a hundred people to whom I say 90, about "
    "90 should turn out to be in that job. It is no mark for how good you are, and says nothing about whether somebody would hire you.",
    "range": '"Likely between" is the range that the fit could well lie in, on what I know of you so far. A range that '
    "crosses 50 means that it is still open; the more you tell me, the narrower it gets.",
    "readiness": "Readiness is how much of what a role's postings ask for you hold already, as far as you told me; what "
    "is asked for more often counts for more. Nobody needs 100 %.",
    "levels": "Beginner: you have begun, did a course or a first small thing, and still need help. Intermediate: you do "
    "ordinary work with it on your own. Advanced: you use it often, also for hard things, and others could ask you. On my "
    "buttons these are a little, comfortable and strong. It is "
    "what you say of yourself, I do not test it; where you name no level I assume intermediate.",
    "count": "n is how many postings, or people of a survey, a figure was counted on: the more, the surer it is. Under some "
    "hundred take it with care. The year beside it says when they were collected.",
    "points": "Points are percentage points of readiness: +8 points would take you from, say, 14 % to 22 % of what the "
    "role's postings ask for.",
    "percent": "There are two kinds of percentages here. With your name on it (you hold, you stand at) it is readiness: "
    "the share of what a role's postings ask for that you have. Beside a skill it is the share of those postings that "
    'name the skill. "In 100" is the fit: which of the two jobs you are nearer to.',
}


def term(name: str, stands: Assessment | None, catalogue: Catalogue) -> Message:
    """What one of `TERMS` means, and where somebody stands on that scale if it is known."""
    held = [f"{percent(x.share)} for {role_name(r, catalogue)}" for r, x in stands.readiness.items()] if stands else []
    yours = f" You stand at {joined(held)}." if held else ""
    return Message(TERMS[name] + yours, data={"term": name})


# One line on each scale, and on the questions, said once: (kind of message, what its data must hold, the line).
_SCALES = {
    "fit": (
        "recommendation", "fit",
        "(In 100: which of the two jobs you are nearer to, 50 is even. Per cent: how much of what postings ask for you "
        "hold; nobody holds all.)",
    ),
    "points": ("gaps", "gaps", "(A point is one per cent more of what postings ask for.)"),
    "questions": (
        "choices", "question",
        '(I ask what tells the two paths apart; "no more questions" ends it at any time.)',
    ),
}  # fmt: skip


def scale_explained(message: Message, known: Collection[str]) -> tuple[str, str]:
    """The line that explains the numbers of a message and the name of their scale; empty where nothing needs it."""
    for scale, (kind, key, line) in _SCALES.items():
        if message.kind == kind and scale not in known and (message.data or {}).get(key):
            return line, scale
    return "", ""


def goal_noted(role: str, catalogue: Catalogue) -> Message:
    """A goal is taken as told; whether it fits is another question, which stays open to be asked."""
    return Message(
        f"Noted: you aim at {role_name(role, catalogue)}. Gaps and plans are for that from now on.",
        choices=(
            choice("What am I missing?", "ask_gaps"),
            choice("Make a plan", "ask_plan"),
            choice("Does it fit me?", "start_advice"),
        ),
    )


def plan_nobody_chose(catalogue: Catalogue) -> str:
    """The line before a plan where neither the person nor the figures chose a role clearly."""
    named = joined((f'"plan for {role.label}"' for role in catalogue.roles.values()), "or")
    return f"Which path shall I plan for? Neither stands out yet, so I begin with what they share; say {named} for one of them."


def trade_heard(about_data: bool, again: bool = False) -> Message:
    """A job told in a sentence is a start, whatever the trade; `again` where one was heard a moment ago."""
    if about_data:
        return Message(
            "Wherever a trade keeps data, both jobs are found in it, and knowing the trade counts as a skill of its own. "
            "Which tools have you used on such data, and would you rather explain it or build systems on it?"
        )
    if again:
        return Message(
            "Good to know. To compare it with the two jobs I need something more concrete: lists or charts that you make, a "
            "program that you use, numbers that you look into, or what of this you would like to do more of.",
            data={"mark": TRADE},
        )
    return Message(
        "Thank you, that is a start. Which tools do you use there, even a spreadsheet, and which part of it do you like?",
        data={"mark": TRADE},
    )


def time_kept(hours: float | None, limit: str, known: bool) -> Message:
    """Time told before a plan was asked for: hours a week, a `limit` ("3 months"); `known` where something is known
    of the person."""
    named = " for ".join(filter(None, (f"{hours:g} hours a week" if hours else "", limit)))
    more = "" if known else " For a plan I need to know a little about you."
    return Message(f"{named}: noted, I plan with that.{more}")


def nothing_is_a_start(lacking: str) -> Message:
    """ "I have no skills at all" is an answer."""
    return Message(
        f"That is fine: everybody starts there (noted: no {lacking} yet), and a life outside of computers counts too. Most people begin with Python and "
        'a little statistics; say "make a plan, 4 hours a week" for the steps. Which of the two paths it becomes, your '
        "likings decide, so I ask about those."
    )
