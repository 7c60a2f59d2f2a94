"""Greeting, help, limits: everything that is no advice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from waymark.catalogue import Catalogue
from waymark.profile import Profile
from waymark.report.messages import Choice, Message, choice
from waymark.report.talk.own_data import PRIVACY_LINE
from waymark.report.talk.words import WAYS_ON, joined, name_of, percent, pick, role_name

if TYPE_CHECKING:
    from waymark.adviser import Returning

START = (
    choice("Ask me questions", "start_advice"),
    choice("DS or MLE: the difference", "ask_difference"),
    choice("Help", "help"),
)


def greeting(number: int, known: bool = True) -> Message:
    """`known`: something is stored of the person, so that they are met again."""
    if number <= 1:
        return Message(
            "Hello! I am Waymark, a program that helps you choose between data scientist and machine learning engineer, "
            "and shows what to learn next. Tell me in your own words what you know and like, for instance: "
            '"Python for 3 years, a bit of SQL, no Docker, I love finding patterns". ' + PRIVACY_LINE,
            choices=START,
        )
    hello = "Hello again!" if known else "Hello!"
    return Message(pick((f"{hello} I am listening.", "Hi! Go on whenever you like."), number))


def invitation(number: int) -> Message:
    return Message(
        pick(
            (
                "I know nothing about you yet, and I do not guess. Which tools and subjects do you know, how well, and what do you enjoy doing?",
                "To advise you I need to hear about you first: what have you learned or worked with, and which parts of it did you like?",
            ),
            number,
        ),
        choices=(
            choice("Nothing yet, where do I start?", "ask_where_to_start"),
            choice("DS or MLE: the difference", "ask_difference"),
        ),
    )


def invitation_or_questions(number: int) -> Message:
    """Before the first question to somebody of whom nothing is known."""
    return Message(
        pick(
            (
                "I know nothing about you yet, and I do not guess. Tell me in your own words what you know and like, or just answer my questions.",
                "I can only say that once I know you a little: tell me what you have worked with and liked, or let me ask.",
            ),
            number,
        )
    )


def welcome_back(back: Returning, catalogue: Catalogue) -> Message:
    known = [name_of(s.skill, catalogue) for s in back.profile.skills.values() if s.polarity.value == "has"]
    more = f" and {len(known) - 6} more" if len(known) > 6 else ""
    lines = [f"Welcome back! I remember: {', '.join(known[:6]) or 'your interests'}{more}."]
    lines += [*_moves(back, catalogue), "Shall I show where you stand?"]
    return Message(
        " ".join(lines),
        choices=(
            choice("Yes, show me", "start_advice"),
            choice("What am I missing?", "ask_gaps"),
            choice("Start over", "restart"),
        ),
    )


def changed(back: Returning | None, catalogue: Catalogue) -> Message:
    """What moved since the last advice; None where there was none."""
    if back is None:
        return Message("I have not advised you yet, so there is nothing to compare with.", choices=WAYS_ON)
    moves = _moves(back, catalogue) or ["Nothing has changed since I last advised you."]
    return Message(" ".join(moves), choices=(choice("Which path fits me?", "start_advice"),))


def _moves(back: Returning, catalogue: Catalogue) -> list[str]:
    then, now = back.last.readiness, back.now.readiness
    shares = {r: (percent(then[r].share), percent(now[r].share)) for r in catalogue.roles if r in then and r in now}
    moves = [f"from {a} to {b} for {role_name(r, catalogue)}" for r, (a, b) in shares.items() if a != b]
    lines = [f"Since last time your readiness went {joined(moves)}."] if moves else []
    if back.moved_by:
        lines.append(f"What moved it: {joined(name_of(s, catalogue) for s in back.moved_by[:4])}.")
    return lines


def goodbye(profile: Profile, number: int) -> Message:
    kept = "" if profile.is_empty else ' I keep your profile; say "delete my data" whenever you want it gone.'
    return Message(pick(("Goodbye, and good luck with the next step.", "See you, and take care."), number) + kept)


def you_are_welcome(number: int) -> Message:
    return Message(pick(("You are welcome.", "Glad if it helps.", "Any time."), number))


def help_text() -> Message:
    return Message(
        "I help you choose between data scientist and machine learning engineer. You can, at any time:\n"
        '- tell me what you know and like, or correct me ("I don\'t know Hadoop", "undo")\n'
        "- ask which path fits, why, and what is missing\n"
        '- ask for a plan ("6 hours a week") or a what-if ("what if I learn Docker?")\n'
        "- ask what the two roles do, earn and need, or what a skill is\n"
        "- paste a job ad\n"
        '- say "show my profile" or "delete my data".',
        kind="choices",
        choices=WAYS_ON,
    )


def chitchat(number: int, asking: bool = True) -> Message:
    """A short way back to the subject; without a question (`asking`) where another one follows."""
    if not asking:
        return Message(pick(("I am no good at small talk, sorry.", "Small talk is not my strength."), number))
    return Message(
        pick(
            (
                "I am a program and know one subject well: which of the two paths fits you. What do you know, and what do you like?",
                "I am all ears for what you can do and enjoy.",
                "Back to you, if you like: which tools or subjects have you worked with?",
            ),
            number,
        )
    )


def take_your_time() -> Message:
    return Message("Take your time.")


def cannot_judge() -> Message:
    """ "Would I be bored?": a question in earnest that no figure speaks of."""
    return Message(
        "That I can't judge: I know what postings ask for and what people in these jobs say that they do, not how it would be "
        "for you. What you like and dislike helps me more than anything else, so tell me."
    )


def no_more_on_it() -> Message:
    """Where somebody wants to know more and all was said."""
    return Message(
        "That is all I have on it. Name a skill, a role or a figure, and I say more on that.",
        kind="choices",
        choices=WAYS_ON[:3],
    )


def bot_challenge() -> Message:
    return Message(
        "I am a program, not a person, and no chat model either: I read what you write by rules, and every figure I give comes "
        "from a table of job postings and surveys whose source I name."
    )


def handoff(contact: str) -> Message:
    if contact:
        return Message(f"Of course. You reach a person here: {contact}")
    return Message(
        "I have no person to pass you to: whoever runs this copy has not named one. A career centre or a mentor at work is a good place to ask; I can make you a summary to take along.",
        choices=(choice("Show my profile", "export_or_show_profile"),),
    )


def out_of_scope(number: int) -> Message:
    return Message(
        pick(
            (
                "That is outside what I know. I can help with one thing: data scientist or machine learning engineer, and how to get there.",
                "I can't help with that one; my subject is the choice between data science and machine learning engineering.",
                "I am no help with that. Ask me about your skills, the two roles, or what to learn next.",
            ),
            number,
        ),
        kind="choices",
        choices=WAYS_ON[:3],
    )


def what_of_that() -> Message:
    """To who tells of themselves something that means nothing to the reader."""
    return Message(
        "I am not sure what to take from that. Is there something in it that you like doing, dislike doing or have worked "
        'with? A few plain words will do, such as "I dislike presenting".'
    )


def not_understood(number: int, unknown: Sequence[str]) -> Message:
    if unknown:
        return Message(
            f"I noted {joined(unknown[:4])}, but my catalogue has no such skill, so I can't score it. Is there something else you work with?"
        )
    return Message(
        pick(
            (
                "I did not understand that. Could you say it in other words?",
                "I am not sure what you mean. Perhaps one of these?",
            ),
            number,
        ),
        kind="choices",
        choices=WAYS_ON[:3],
    )


def menu(contact: str, number: int) -> Message:
    ways: tuple[Choice, ...] = (*WAYS_ON, choice("Help", "help"))
    person = f" Or talk to a person: {contact}." if contact else ""
    start = pick(
        ("Let us try it another way. Here is what I can do:", "I keep missing your point, sorry. Pick one of these:"),
        number,
    )
    return Message(start + person, kind="choices", choices=ways)


def abuse(number: int) -> Message:
    return Message(
        pick(
            (
                "I see that you are annoyed. If I got something wrong, tell me what and I will correct it.",
                "Let us keep it civil. What did you expect me to say? I would like to put it right.",
            ),
            number,
        ),
        choices=(choice("Correct my profile", "export_or_show_profile"), choice("Start over", "restart")),
    )


def injection() -> Message:
    return Message(
        "I can't do that: I follow fixed rules, have no hidden instructions to change, and show nobody another person's data. Career questions are welcome."
    )


def never_mind(number: int) -> Message:
    return Message(
        pick(("All right, we leave it there.", "Fine, dropped."), number) + " I am here when you want to go on.",
        choices=WAYS_ON[:3],
    )


def apology() -> str:
    return (
        "Sorry, a part of me is not working right now. What you told me before is safe, but your last message was not noted. "
        "Please send it again in a minute."
    )


def once_more(text: str) -> str:
    """The very words of a moment ago, where they answer another question or are asked to be seen again."""
    return f"As I said just now: {text}" if len(text) < 400 and "\n" not in text else f"Here it is again.\n{text}"


def already_said(said_before: Sequence[str]) -> str:
    """What to say instead of words that are among `said_before`, and were said a moment ago."""
    again = "My answer is still the one just above; nothing has changed since."
    return again if again not in said_before else "Still the same answer. Shall we look at something else?"
