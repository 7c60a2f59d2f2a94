"""What is stored, showing it, deleting it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from waymark.catalogue import Catalogue
from waymark.profile import Profile
from waymark.report.messages import Message, choice
from waymark.report.talk.words import activity_name, statement
from waymark.skills import Attitude

PRIVACY_LINE = 'I store what you tell me about skills and interests, to advise you; "delete my data" removes it.'
NO_CONTACT_DATA = (
    "There is no place in it for a name, a phone number or an address; I know you only by the id of this channel. The words of "
    "this conversation are stored too, as they were written, until they are deleted."
)
ASKED, CALLED_OFF = "deletion_asked", "deletion_called_off"  # marks, so that a later "delete it" is taken as the yes
YES_NO = (choice("Yes", "affirm"), choice("No", "deny"))


_SEE_AND_DELETE = (choice("Show my profile", "export_or_show_profile"), choice("Delete my data", "delete_my_data"))
# Answers to what `waymark.meaning.privacy` finds; "time" and "left" depend on more than the question.
_TOPICS = {
    "readers": "Whoever runs this copy of me can read it, your profile and your words. I show it to nobody else and tell no "
    "employer; if it is your employer who runs this copy, they can read it.",
    "sold": "I do not sell it or use it for advertising.",
    "trained": "No model is trained on it: I am fixed rules and tables. Names of skills that I lack are counted, without you, so "
    "that my owner can add them.",
    "place": "It lies in a database of whoever runs this copy, and I send it nowhere else. A channel such as Slack keeps "
    "its own copy of what you write there.",
}


def privacy(topics: Collection[str] = (), kept_days: str = "", gone: bool = False) -> Message:
    """What becomes of what somebody writes: the `topics` that were asked about, else all of it in short. `kept_days` is
    how long whoever stays away is kept, if that is limited; `gone` where nothing of the person is stored."""
    if not topics:
        return Message(
            "I store the skills, levels and interests that you tell me, the words that I took them from, my advice, and this conversation. "
            "I use it for advising you only. It stays on the machine of whoever runs this copy; nothing is sent elsewhere. "
            "You can see it, export it and delete it at any time.",
            choices=_SEE_AND_DELETE,
        )
    if "left" in topics:
        return Message(_left(gone), choices=() if gone else _SEE_AND_DELETE)
    lines = [text for name, text in _TOPICS.items() if name in topics]
    lines.append(_kept(kept_days) if "time" in topics else "You can see it and delete it at any time.")
    return Message(" ".join(lines), choices=_SEE_AND_DELETE)


def _kept(days: str) -> str:
    if not days:
        return "It is kept until you delete it, which you can do here at any time; no other limit is set in this copy."
    return f"It is kept until you delete it; if you stay away for {days} days it goes by itself."


def _left(gone: bool) -> str:
    beside = (
        "a scrambled fingerprint of your id with the date, so that a restored backup is deleted again; and backups, if whoever "
        "runs me makes any, until they run out"
    )
    if gone:
        return (
            "I have nothing on your skills and interests. A deletion takes the profile, my advice and the conversation up to "
            f"then. What is left after one: {beside}. What you write from now on is a new conversation, stored until you delete it."
        )
    return (
        "It is all still here, as nothing was deleted since you told me of yourself: your profile, my advice and this "
        f"conversation. If you delete it, no more is left than {beside}."
    )


def profile_lines(known: Profile, catalogue: Catalogue) -> list[str]:
    """What is known, a line for each skill and one for the rest of each kind."""
    lines = [f"- {statement(s, catalogue)}" for s in known.skills.values()]
    for attitude, word in ((Attitude.LIKE, "likes"), (Attitude.DISLIKE, "dislikes")):
        named = [activity_name(i.activity, catalogue) for i in known.interests.values() if i.attitude is attitude]
        lines += [f"- {word}: {', '.join(named)}"] if named else []
    lines += [f"- noted, not scored: {', '.join(known.unknown)}"] if known.unknown else []
    return lines + ([f"- {known.hours_per_week:g} hours a week to study"] if known.hours_per_week else [])


def profile(known: Profile, catalogue: Catalogue, person: str) -> Message:
    if known.is_empty and not (known.unknown or known.hours_per_week):
        return Message(
            "I have noted nothing about your skills and interests yet; all that is stored is this conversation."
        )
    lines = ["This is what I have about you:", *profile_lines(known, catalogue)]
    lines.append('Anything wrong? Just say it. "Get my report" gives you all of it to keep.')
    return Message(
        "\n".join(lines),
        kind="profile",
        choices=(choice("Get my report", "ask_report"), choice("Delete my data", "delete_my_data")),
        data={"person": person},
    )


def report_link(url: str, until: datetime) -> Message:
    end = f"{until:%d %B %Y}".lstrip("0")
    return Message(
        f"Your report, ready to read or print: {url}\nWhoever has the link can read it, until {end}. A new link ends the old one; "
        "deleting your data ends it too, and the page has a button to take it back.",
        kind="report",
        data={"url": url, "until": until.isoformat()},
    )


def confirm_delete() -> Message:
    return Message(
        "This removes your profile, my advice and this conversation for good. Shall I delete it all?",
        choices=YES_NO,
        data={"mark": ASKED},
    )


def deleted() -> Message:
    return Message(
        "Done. Nothing that you told me is left in my database or in the stored conversation. Where somebody keeps backups of "
        "me, an older copy stays in them until they run out; whoever runs me can tell you when that is."
    )


def kept() -> Message:
    return Message("Good, everything stays as it is.", data={"mark": CALLED_OFF})


def confirm_restart() -> Message:
    return Message("Starting over empties your profile. Shall I?", choices=YES_NO)


def started_over() -> Message:
    return Message("Done, we start from scratch. What do you know, and what do you enjoy doing?")
