"""Hearing what a person says about themselves, and taking it back."""

from __future__ import annotations

from dataclasses import replace

from actions.base import WaymarkAction
from actions.disputing import level_put_right, levels_disputed, nothing_new
from actions.on_the_plan import marked_done
from actions.planning import keep_time
from actions.questions import ask_next, open_interview_question
from actions.retraction import both_meant, claimed_back, removable, taken_back, told_instead
from actions.turn import Reply, Turn
from waymark.meaning import openings
from waymark.meaning.disputing import disputes_level, years_instead
from waymark.meaning.more import goes_on_with
from waymark.meaning.others import is_of_somebody_else, own_years
from waymark.meaning.retraction import activities_named
from waymark.meaning.trust import objection
from waymark.meaning.wording import denied_words
from waymark.report import talk
from waymark.report.messages import Message
from waymark.skills import Mention, Polarity, Scope


class ActionHear(WaymarkAction):
    intents = ("tell_skills", "tell_interest")

    def reply(self, turn: Turn) -> Reply:
        if not (turn.own or turn.interests or turn.unknown):
            return Reply.of(talk.nothing_heard(turn.intent, turn.number), digression=True)
        heard = turn.adviser.hear(turn.person, turn.own, turn.interests, turn.unknown)
        kept, slots = keep_time(turn)
        asked = ask_next(turn, talk.heard(heard, turn.adviser.catalogue, turn.number), *kept)
        return replace(asked, slots={**asked.slots, **slots})


class ActionCorrect(WaymarkAction):
    """ "Java, not JavaScript", "my SQL is advanced": the profile says the latest. What somebody takes back, or never
    said, is dropped from it."""

    intents = ("correct_or_remove_skill",)

    def reply(self, turn: Turn) -> Reply:
        answered = both_meant(turn) or _never_said(turn) or _meant_another(turn) or claimed_back(turn)
        answered = answered or _years_called_wrong(turn) or level_put_right(turn, levels_disputed(turn))
        if (answered := answered or taken_back(turn) or level_put_right(turn, nothing_new(turn))) is not None:
            return answered
        mentions = turn.own or tuple(replace(m, scope=Scope.OWN, polarity=Polarity.LACKS) for m in removable(turn))
        mentions = mentions or _years_put_right(turn)
        if not (mentions or turn.interests) and any(map(is_of_somebody_else, turn.mentions)):
            return Reply.of(talk.not_yours((m.skill for m in turn.mentions), turn.adviser.catalogue), digression=True)
        if not (mentions or turn.interests):
            profile, of_a_level = turn.adviser.profile(turn.person), disputes_level(turn.text) is not None
            return Reply.of(talk.ask_what_to_correct(profile, turn.adviser.catalogue, of_a_level), digression=True)
        heard = turn.adviser.hear(turn.person, mentions, turn.interests, turn.unknown)
        told = talk.corrected(heard, turn.adviser.catalogue)
        if turn.open_question is None and not any(before for before, _ in heard.changed):
            return ask_next(turn, told)  # all of it was new, so it was telling after all
        asked = open_interview_question(turn)
        if asked is not None and asked.skills and {m.skill for m in mentions}.issuperset(asked.skills):
            return ask_next(turn, told)  # it is answered, so it is not put again
        return Reply.of(told, digression=True)


def _meant_another(turn: Turn) -> Reply | None:
    """ "Sorry, I meant R" right after Python was told: what is meant takes its place."""
    slip = turn.spoken_of if "profile" in turn.marks_before and openings.meant_instead(turn.text) else None
    before = turn.adviser.profile(turn.person)
    named = {m.skill: m for m in turn.own if m.polarity is Polarity.HAS}
    if slip not in before.skills or not named or slip in named or goes_on_with(turn.text):
        return None
    after = turn.adviser.remove(turn.person, {slip}, set())
    return told_instead(turn, talk.undone(before, after, turn.adviser.catalogue), named.values(), turn.interests)


def _years_called_wrong(turn: Turn) -> Reply | None:
    """ "The Python years are wrong, it's 5" names the skill and what is right."""
    years, skills = years_instead(turn.text), {m.skill for m in turn.mentions}
    if years is None or len(skills) != 1:
        return None
    right = Mention(*skills, 0, 0, years=years, evidence=turn.text[:200])
    return Reply.of(talk.corrected(turn.adviser.hear(turn.person, (right,)), turn.adviser.catalogue), digression=True)


def _years_put_right(turn: Turn) -> tuple[Mention, ...]:
    """ "No, THEY want 3 years, I have half a year": the years of the one skill that is named, or was told of before."""
    years, named = own_years(turn.text), {m.skill for m in turn.mentions}
    skill = next(iter(named), turn.spoken_of) if len(named) <= 1 else None
    if years is None or skill is None or not (named or skill in turn.adviser.profile(turn.person).skills):
        return ()
    return (Mention(skill, 0, 0, years=years, evidence=turn.text[:200]),)


def _never_said(turn: Turn) -> Reply | None:
    """Drops what is denied, and hears the rest ("I never said R, I said Ruby"); None where nothing of it is known."""
    denied = denied_words(turn.text)
    if denied is None:
        return None
    low, high = denied
    claimed = tuple(m for m in turn.own if m.polarity is Polarity.HAS and not low <= m.start < high)
    liked = tuple(i for i in turn.interests if not low <= i.start < high)
    skills = {m.skill for m in turn.mentions} - {m.skill for m in claimed}
    # A liking that is denied is none to the reader, so the words themselves are looked at.
    activities = {i.activity for i in turn.interests} | activities_named(turn.text[low:high], turn.adviser.catalogue)
    activities -= {i.activity for i in liked}
    before = turn.adviser.profile(turn.person)
    if skills.isdisjoint(before.skills) and activities.isdisjoint(before.interests):
        return None
    after = turn.adviser.remove(turn.person, skills, activities)
    return told_instead(turn, talk.undone(before, after, turn.adviser.catalogue), claimed, liked)


class ActionUndo(WaymarkAction):
    intents = ("undo",)

    def reply(self, turn: Turn) -> Reply:
        before = turn.adviser.profile(turn.person)
        after = turn.adviser.undo(turn.person)
        return Reply.of(talk.undone(before, after, turn.adviser.catalogue), digression=True)


class ActionMarkProgress(WaymarkAction):
    """ "Done: Docker" raises the skill to the level that the chosen path asks for."""

    intents = ("progress_done",)

    def reply(self, turn: Turn) -> Reply:
        open_still = tuple(m for m in turn.own if m.polarity is not Polarity.HAS)  # "finished Docker, not Kubernetes"
        skills = tuple(dict.fromkeys(m.skill for m in turn.mentions if m not in open_still))
        if not skills and not open_still:
            return Reply.of(talk.ask_what_is_done())
        noted: tuple[Message, ...] = ()
        if open_still:
            heard = turn.adviser.hear(turn.person, open_still)
            noted = (talk.heard(heard, turn.adviser.catalogue, turn.number),)
        if not skills:
            return ask_next(turn, *noted)
        marked = marked_done(turn, skills)
        return replace(marked, messages=(*noted, *marked.messages))


class ActionTakeFeedback(WaymarkAction):
    intents = ("feedback",)

    def reply(self, turn: Turn) -> Reply:
        turn.adviser.feedback(turn.person, turn.text)
        answer = talk.answer_to(objection(turn.text), turn.adviser.catalogue)
        return Reply.of(talk.feedback_taken(answer), digression=True)
