"""Answers beside the subject: no more questions, age, languages, who made this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark.catalogue import Catalogue
from waymark.report.messages import Message, choice
from waymark.report.talk.words import WAYS_ON, percent, role_name

if TYPE_CHECKING:
    from waymark.adviser import Assessment

PROGRAM = "program"  # mark of what was said to a text about a program


def no_more_questions() -> Message:
    """The interview ends when a person says so, and begins again when they say so."""
    return Message(
        'Understood, I ask nothing more. Tell me things in your own words whenever you like, and say "ask me" if you '
        "want questions again.",
        choices=WAYS_ON[:3],
    )


def age(stands: Assessment | None, catalogue: Catalogue) -> Message:
    """ "Is it too late at 51?": what can be said with a source, and what cannot."""
    lines = [
        "That is a fair worry, and I can answer only a part of it. What postings name are skills and years of experience, "
        "not ages, so age is nothing that I reckon with. How employers really choose I have no figures on.",
        "What I can work out is the time: it depends on what you know already and on your hours a week, at any age. What "
        "you learned in other work, above all knowing a field and its data, counts too.",
    ]
    if stands is not None:
        held = stands.readiness[stands.path].share
        lines.append(f"You hold {percent(held)} of what {role_name(stands.path, catalogue)} postings ask for already.")
    return Message(
        "\n".join(lines), choices=(choice("Make a plan", "ask_plan"), choice("Where do I start?", "ask_where_to_start"))
    )


def cost(catalogue: Catalogue) -> Message:
    """What the bot costs, and what learning by its plans would."""
    free = {r.url: r.free for r in catalogue.resources}
    return Message(
        "I ask for no money: I am an open program. Should whoever runs this copy want any, they have to tell you. Of the "
        f"{len(free)} courses and books that I suggest, {sum(free.values())} are free, and a plan marks them."
    )


def ask_for_cv() -> Message:
    return Message(
        "Yes, paste its text here, or send it as a file where this chat takes files (PDF, DOCX or plain text). I note the skills that "
        "stand in it and show you what I understood."
    )


def about_a_program() -> Message:
    """To a README: nothing in it is taken for what its sender knows."""
    return Message(
        "That reads like the description of a program and not like a CV, so I noted nothing from it. If you built it, tell me what you "
        'used and how well you know it, for instance "I wrote it in Go, intermediate".',
        data={"mark": PROGRAM},
    )


def nothing_to_forget() -> Message:
    return Message("Nothing was noted from it, so there is nothing to forget. What you told me before stays.")


def unanswered() -> Message:
    """To who finds that they got no answer: no excuse, and the nearest ways to one."""
    return Message(
        "Sorry, then I took you for something else. Ask it once more in a few plain words, or pick what comes nearest.",
        choices=WAYS_ON,
    )


def no_need_to_be_sorry(asking: bool) -> Message:
    """The offer to go on follows where no question does (`asking`)."""
    more = " Shall we go on? Tell me more, or ask what you like." if asking else ""
    return Message("No need to be sorry." + more, choices=WAYS_ON[:3])


def english_only() -> Message:
    return Message(
        "I understand only English, sorry. Simple English is fine, mistakes too, and names of tools are the same "
        'everywhere: "Python 2 years, no SQL, I like maths" is enough.'
    )


def maker() -> Message:
    return Message(
        "I am Waymark, an open program: my rules, and the tables that my figures come from, can be read by anybody. Who runs "
        "this copy I cannot see. I am no chat model; I compare what you tell me with job postings and surveys."
    )
