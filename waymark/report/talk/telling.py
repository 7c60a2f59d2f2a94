"""What was understood, so that a person can correct it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from waymark.catalogue import Catalogue
from waymark.profile import InterestStatement, Profile
from waymark.report.messages import Message
from waymark.report.talk.words import activity_name, joined, name_of, pick, statement
from waymark.skills import Attitude, Polarity

if TYPE_CHECKING:
    from waymark.adviser import Heard

SHOWN = 12  # statements echoed in one reply; more would drown the question that follows


def heard(told: Heard, catalogue: Catalogue, number: int = 0) -> Message:
    parts = _statements(told, catalogue)
    more = f" and {len(parts) - SHOWN} more" if len(parts) > SHOWN else ""
    lines = [f"{pick(('Noted', 'Got it', 'Understood'), number)}: {'; '.join(parts[:SHOWN])}{more}."] if parts else []
    if told.noted:
        lines.append(f"I also saw {joined(told.noted[:4])}: noted, but not in my catalogue, so not scored.")
    return Message(" ".join(lines) or "Noted.", kind="profile", data={"understood": parts, "unknown": list(told.noted)})


def _statements(told: Heard, catalogue: Catalogue) -> list[str]:
    skills = dict.fromkeys(m.skill for m in told.told)
    said = [statement(told.profile.skills[s], catalogue) for s in skills if s in told.profile.skills]
    liked = dict.fromkeys(i.activity for i in told.liked)
    return said + [_interest(told.profile.interests[a], catalogue) for a in liked if a in told.profile.interests]


def _interest(said: InterestStatement, catalogue: Catalogue) -> str:
    return f"{'likes' if said.attitude is Attitude.LIKE else 'dislikes'} {activity_name(said.activity, catalogue)}"


def corrected(told: Heard, catalogue: Catalogue) -> Message:
    parts = []
    for before, after in told.changed:
        text = statement(after, catalogue)
        parts.append(f"{text} (was: {statement(before, catalogue)})" if before else text)
    parts = parts or _statements(told, catalogue)
    verb = "Corrected" if any(before for before, _ in told.changed) else "Noted"
    return Message(
        f"{verb}: {'; '.join(parts)}." if parts else "Nothing had to change.",
        kind="profile",
        data={"understood": parts},
    )


def put_back(told: Heard, catalogue: Catalogue) -> Message:
    """What we dropped although it is known."""
    parts = _statements(told, catalogue)
    text = f"Sorry, that was not meant to go. I have: {'; '.join(parts)}."
    return Message(text, kind="profile", data={"understood": parts})


def not_yours(skills: Iterable[str], catalogue: Catalogue) -> Message:
    """What is another person's is not noted, and changes nothing."""
    names = joined(name_of(s, catalogue) for s in dict.fromkeys(skills))
    return Message(
        f"I take {names} as somebody else's there, so nothing of yours has changed. What do you know yourself?"
    )


def beside_somebody(skills: Iterable[str], profile: Profile, catalogue: Catalogue) -> Message:
    """What of another person's skills the person has told to have too."""
    named = list(dict.fromkeys(skills))
    shared = [s for s in named if s in profile.skills and profile.skills[s].polarity is Polarity.HAS]
    others = [s for s in named if s not in shared]
    lines = [f"You have told me of {joined(name_of(s, catalogue) for s in shared)} too."] if shared else []
    lines += [f"{joined(name_of(s, catalogue) for s in others)} you have not told me of."] if others else []
    return Message(" ".join([*lines, "What somebody else knows I do not note; your profile is unchanged."]))


def nothing_heard(intent: str, number: int) -> Message:
    if intent == "tell_interest":
        return Message(
            "I did not catch what you like there. Is it more about analysing and explaining, or about building and running systems?"
        )
    return Message(
        pick(
            (
                "I did not find a tool or a subject in that that I know. Could you name a few, such as Python, SQL, statistics, Docker?",
                "Nothing in there that I can score yet. Which languages, tools or methods have you used?",
            ),
            number,
        )
    )


def ask_what_to_correct(profile: Profile, catalogue: Catalogue, of_a_level: bool = False) -> Message:
    """What is down, and how it is put right; `of_a_level` where somebody finds that they are taken for less or more."""
    if profile.is_empty:
        return Message(
            "I have noted nothing about you so far, so there is nothing to correct. What do you know and like?"
        )
    known = [statement(s, catalogue) for s in profile.skills.values()]
    known += [_interest(i, catalogue) for i in profile.interests.values()]
    skill, liking = next(iter(profile.skills), None), next(iter(profile.interests), None)
    if of_a_level:
        held = next((s.skill for s in profile.skills.values() if s.polarity is Polarity.HAS), None)
        told = name_of(held, catalogue) if held else "Python"
        return Message(
            f"Which level is not right? I have: {'; '.join(known[:SHOWN])}. Say how well you know something, for instance "
            f'"my {told} is advanced" or "{told} for 5 years" (beginner: you need help with it; intermediate: you work '
            "with it on your own; advanced: others ask you)."
        )
    example = f"remove {name_of(skill, catalogue)}" if skill else f"take {activity_name(liking or '', catalogue)} out"
    return Message(f'What shall I correct? I have: {"; ".join(known[:SHOWN])}. Say for instance "{example}".')


def undone(before: Profile, after: Profile | None, catalogue: Catalogue) -> Message:
    """What is gone and what is back after a step back; where there is none, what works instead."""
    if after is None:
        return Message('There is nothing left to take back. Say what is wrong, for instance "remove Docker".')
    gone, back = _only_in(before, after, catalogue), _only_in(after, before, catalogue)
    lines = [f"Taken back: {'; '.join(gone)}."] if gone else []
    lines += [f"Back again: {'; '.join(back[:SHOWN])}."] if back else []
    return Message(" ".join(lines) or "Taken back.")


def taken_back(before: Profile, after: Profile, catalogue: Catalogue) -> Message:
    """What somebody took back is neither known nor lacking from then on."""
    gone = "; ".join(_only_in(before, after, catalogue))
    return Message(f"Taken back: {gone}. It counts neither for nor against you now.", kind="profile")


def both_noted(after: Profile, skills: Collection[str], catalogue: Catalogue) -> Message:
    """What stands side by side, after one was put in the place of the other."""
    noted = joined(statement(s, catalogue) for s in after.skills.values() if s.skill in skills)
    return Message(f"Both, then: {noted}.", kind="profile")


def nothing_noted(skills: Iterable[str], disliked: Iterable[str], catalogue: Catalogue) -> Message:
    """What is to be taken back, a skill or a dislike, was not stored."""
    names = [name_of(s, catalogue) for s in sorted(skills)]
    likings = [activity_name(a, catalogue) for a in sorted(disliked)]
    what = f"nothing noted about {joined(names, 'or')}" if names else f"no dislike of {joined(likings, 'or')} noted"
    return Message(f"I have {what}, so there is nothing to take back.")


def wrongly_noted(before: Profile, after: Profile, catalogue: Catalogue) -> Message:
    """An entry that is not so is taken out, with where it came from and the way back."""
    gone = "; ".join(_only_in(before, after, catalogue))
    return Message(
        f"Then I understood you wrongly, sorry. Taken back: {gone}. {_origin(before, after)} If that was too much, "
        'say "undo".',
        kind="profile",
    )


def _origin(before: Profile, after: Profile) -> str:
    gone = [s for key, s in before.skills.items() if key not in after.skills]
    if any(s.origin == "answered" for s in gone):
        return "I had taken it from an answer to one of my questions."
    words = next((s.evidence for s in gone if s.evidence), "")
    return f'I had taken it from your words "{words[:80]}".' if words else "It was a misreading."


def where_from(profile: Profile, skills: Sequence[str], activities: Sequence[str], catalogue: Catalogue) -> Message:
    """Which words an entry was taken from."""
    said = [(statement(profile.skills[s], catalogue), profile.skills[s].evidence) for s in skills]
    said += [(_interest(profile.interests[a], catalogue), profile.interests[a].evidence) for a in activities]
    lines = []
    for text, words in said[:4]:
        source = f'your words "{words[:80]}"' if words else "an answer to one of my questions"
        lines.append(f"{text}: from {source}.")
    first = name_of(next(iter([*skills, *activities])), catalogue)
    return Message("\n".join([*lines, f'If that is wrong, say "remove {first}" or what is right.']), kind="profile")


def _only_in(one: Profile, other: Profile, catalogue: Catalogue) -> list[str]:
    """What one profile says and the other does not."""
    said = [statement(s, catalogue) for k, s in one.skills.items() if other.skills.get(k) != s]
    said += [_interest(i, catalogue) for k, i in one.interests.items() if other.interests.get(k) != i]
    if one.hours_per_week and one.hours_per_week != other.hours_per_week:
        said.append(f"{one.hours_per_week:g} hours a week")
    return said


def feedback_taken(answer: str = "") -> Message:
    """That a note was kept; after an honest `answer` to it, where there is one."""
    noted = "I passed that on to whoever looks after my catalogue, with no name attached."
    if answer:
        return Message(f"{answer} {noted}")
    return Message(f"Thank you. {noted} If it is about your profile, tell me what is right and I will change it.")
