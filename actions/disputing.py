"""A level that a person calls wrong: the right one is taken where they name it, and asked for where they do not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.level_asked import LEVEL, NEXT, level_asked, level_question
from actions.turn import Reply, Turn
from waymark.gaps import held_levels
from waymark.meaning.disputing import disputes_level, is_mere_holding
from waymark.meaning.openings import clauses_of
from waymark.profile import Profile, moved_skills
from waymark.report import talk
from waymark.skills import Frame, Mention, Polarity, ProficiencyLevel, Scope

MOST_ASKED = 3  # skills whose levels are asked for after one message
_OWN_WORDS = {
    "paste_advert", "injection", "distress", "compare_or_whatif", "delete_my_data", "confirm_delete", "restart",
    "confirm_restart", "progress_done",
}  # fmt: skip
_OF_THE_PERSON = {Scope.OWN, Scope.QUESTION}


@dataclass(frozen=True)
class Disputed:
    """What a message says of levels that it calls wrong: the right ones, and the skills for which it names none."""

    told: tuple[Mention, ...] = ()
    asked: tuple[str, ...] = ()


def levels_disputed(turn: Turn) -> Disputed | None:
    """None where a message calls no level wrong."""
    if turn.text.startswith("/") or turn.intent in _OWN_WORDS or turn.frame is Frame.HYPOTHETICAL:
        return None
    profile = turn.adviser.profile(turn.person)
    about = [m for m in turn.mentions if m.scope in _OF_THE_PERSON] or _spoken_of(turn, profile)
    told, asked = [], []
    for mention in about:
        held = _shown(mention.skill, profile, turn)
        dispute = disputes_level(_said_of(mention, turn), held)
        if dispute is None:
            continue
        level = dispute.level_named(mention, held)
        if level is None:
            asked.append(mention.skill)
        else:
            told.append(replace(mention, level=level, polarity=Polarity.HAS, scope=Scope.OWN))
    return Disputed(tuple(told), tuple(dict.fromkeys(asked))) if told or asked else None


def level_put_right(turn: Turn, found: Disputed | None) -> Reply | None:
    """The answer to a message that calls levels wrong; what else it tells is heard. None where it calls none so."""
    if found is None:
        return None
    named = {*found.asked, *(m.skill for m in found.told)}
    told = [*(m for m in turn.own if m.skill not in named), *found.told]
    before = []
    if told or turn.interests:
        heard = turn.adviser.hear(turn.person, told, turn.interests, turn.unknown)
        before.append(talk.corrected(heard, turn.adviser.catalogue))
    question = level_question(LEVEL + NEXT.join(found.asked[:MOST_ASKED]), turn.adviser.catalogue)
    if question is None:
        return Reply.of(*before, digression=True)
    asks_why = turn.text.casefold().lstrip().startswith(("why", "how come"))
    return Reply.of(*before, level_asked(turn, question, asks_why), opens=f"q:{question.id}")


def _shown(skill: str, profile: Profile, turn: Turn) -> ProficiencyLevel | None:
    """The level that is down for a skill, said or implied; None where none is, as for a skill that was only named."""
    known = profile.skills.get(skill)
    if known is not None and known.polarity is Polarity.HAS and known.level is None and known.years is None:
        return None
    return held_levels(profile, turn.adviser.catalogue).get(skill, None if known is None else ProficiencyLevel.NONE)


def _said_of(mention: Mention, turn: Turn) -> str:
    """The text without the clauses that name other skills only."""
    others = {m.start for m in turn.mentions if m.skill != mention.skill}
    if not others:
        return turn.text
    kept, place = [], 0
    for clause in clauses_of(turn.text):
        start = turn.text.find(clause, place)
        place = start + len(clause) if start >= 0 else place
        if start <= mention.start < place or not any(start <= other < place for other in others):
            kept.append(clause)
    return ", ".join(kept)


def _spoken_of(turn: Turn, profile: Profile) -> list[Mention]:
    """The skill that was noted a moment ago, for "that's too low"."""
    if turn.mentions:
        return []
    answered = next((m for m in turn.marks_before if m.startswith(talk.ANSWER)), "").removeprefix(talk.ANSWER)
    question = next((q for q in turn.adviser.catalogue.questions if q.id == answered), None)
    skills = question.skills if question else (turn.spoken_of,) if "profile" in turn.marks_before else ()
    noted = [s for s in skills if s is not None and s in profile.skills]
    return [Mention(s, 0, 0) for s in noted] if len(noted) == 1 else []


def nothing_new(turn: Turn) -> Disputed | None:
    """A correction that would change nothing, and names no level in words, means that what is down is not right."""
    profile = turn.adviser.profile(turn.person)
    named = [m for m in turn.own if m.polarity is Polarity.HAS and m.years is None and is_mere_holding(m)]
    if not named or turn.interests or len(named) < len(turn.mentions) or moved_skills(profile, profile.tell(named)):
        return None
    return Disputed(asked=tuple(dict.fromkeys(m.skill for m in named)))
