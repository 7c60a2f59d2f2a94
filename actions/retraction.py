"""Taking back what was understood: a skill, a liking, and what somebody complains of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from actions.turn import Reply, Turn
from waymark.meaning.others import is_of_somebody_else
from waymark.meaning.retraction import (
    activities_named,
    asks_why_noted,
    complains_of_loss,
    denied_dislikes,
    is_only_not_disliked,
    is_retracted,
    means_both,
    meant_entries,
    objects,
    ordered_out,
    retracts_liking,
)
from waymark.report import talk
from waymark.report.messages import Message
from waymark.skills import Attitude, Frame, Interest, Mention, Polarity, Scope

PAIR = 2  # skills that "both" can mean


def taken_back(turn: Turn) -> Reply | None:
    """Drops what a message takes back, so that it is open again, and hears the rest; None where nothing is."""
    text, catalogue = turn.text, turn.adviser.catalogue
    denied = denied_dislikes(text, catalogue)
    if not denied and asks_why_noted(text):
        return _complaint(turn)
    before = turn.adviser.profile(turn.person)
    skills = {m.skill for m in turn.own if is_retracted(m)}
    out = ordered_out(text, before, catalogue) if not turn.own else ()
    activities = {a for a in denied if a in before.interests and before.interests[a].attitude is Attitude.DISLIKE}
    if retracts_liking(text):
        skills, denied = set(), denied | activities_named(text, catalogue)
        activities |= denied & set(before.interests)
    elif not turn.own:
        skills = {m.skill for m in removable(turn)}
    if turn.frame is Frame.REMOVE:  # "remove robotics" of what was only liked
        named = activities_named(text, catalogue) | skills
        activities |= {a for a in named & set(before.interests) if a not in before.skills}
    if out:
        skills, activities = skills | out[0], activities | out[1]
    if not (skills or activities or denied):
        return None
    claimed: tuple[Mention, ...] = ()
    liked: tuple[Interest, ...] = ()
    if not (retracts_liking(text) or any(out)):
        claimed = tuple(m for m in turn.own if m.skill not in skills and not is_only_not_disliked(text, m.start))
        liked = tuple(i for i in turn.interests if not _is_denied(i, activities | denied, text))
    after = turn.adviser.remove(turn.person, skills, activities)
    if before == after:
        told = talk.nothing_noted(skills, denied, catalogue)
    else:
        told = talk.taken_back(before, after, catalogue)
    return told_instead(turn, told, claimed, liked)


def removable(turn: Turn) -> tuple[Mention, ...]:
    """The mentions that an order to remove is about; what is somebody else's, or only asked about, is none."""
    if turn.frame is not Frame.REMOVE:
        return ()
    return tuple(m for m in turn.mentions if m.scope is not Scope.HYPOTHETICAL and not is_of_somebody_else(m))


def claimed_back(turn: Turn) -> Reply | None:
    """ "Why did you delete my Java? I know it": what we are said to have dropped is known; None for anything else."""
    if not turn.own or not complains_of_loss(turn.text):
        return None
    known = [replace(m, polarity=Polarity.HAS) if is_retracted(m) else m for m in turn.own]
    heard = turn.adviser.hear(turn.person, known, turn.interests, turn.unknown)
    return Reply.of(talk.put_back(heard, turn.adviser.catalogue), digression=True)


def means_two_skills(turn: Turn) -> bool:
    """Whether "no wait, both" is about two skills, one of which was put in the place of the other."""
    return not turn.mentions and len(turn.named_lately) == PAIR and means_both(turn.text)


def both_meant(turn: Turn) -> Reply | None:
    """Notes what a correction put aside beside what it put there; None where no such thing is said."""
    if not means_two_skills(turn):
        return None
    told_not = turn.named_lately - turn.adviser.profile(turn.person).held
    known = [Mention(skill, 0, 0, evidence=turn.text[:200]) for skill in sorted(told_not)]
    if known:
        turn.adviser.hear(turn.person, known)
    told = talk.both_noted(turn.adviser.profile(turn.person), turn.named_lately, turn.adviser.catalogue)
    return Reply.of(told, digression=True)


def _is_denied(said: Interest, denied: Collection[str], text: str) -> bool:
    if said.attitude is Attitude.DISLIKE:
        return said.activity in denied
    return is_only_not_disliked(text, said.start)  # not to hate something is not to like it


def told_instead(turn: Turn, dropped: Message, claimed: Iterable[Mention], liked: Iterable[Interest]) -> Reply:
    """What was dropped, and what the same message says instead."""
    claimed, liked = tuple(claimed), tuple(liked)
    if not (claimed or liked):
        return Reply.of(dropped, digression=True)
    heard = turn.adviser.hear(turn.person, claimed, liked)
    return Reply.of(dropped, talk.heard(heard, turn.adviser.catalogue, turn.number), digression=True)


def _complaint(turn: Turn) -> Reply:
    """ "Why did you write that I know testing?": the entries that are meant go if it is not so; else their source."""
    catalogue, profile = turn.adviser.catalogue, turn.adviser.profile(turn.person)
    liked = [a for a in activities_named(turn.text, catalogue) if a in profile.interests]
    meant = meant_entries(turn.text, (m.skill for m in turn.mentions), profile, catalogue)
    if not (meant or liked):
        return Reply.of(talk.ask_what_to_correct(profile, catalogue), digression=True)
    if not objects(turn.text):
        return Reply.of(talk.where_from(profile, meant, liked, catalogue), digression=True)
    after = turn.adviser.remove(turn.person, meant, liked)
    return Reply.of(talk.wrongly_noted(profile, after, catalogue), digression=True)
