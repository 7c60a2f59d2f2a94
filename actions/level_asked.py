"""The question about the level of one skill that a person calls wrong: it is no question of the catalogue's.

Its id names the skills that are asked for one after the other: "level:python|sql".
"""

from __future__ import annotations

from dataclasses import replace

from actions.turn import Turn
from waymark.catalogue import Catalogue, Question
from waymark.profile import level_of_years
from waymark.report import talk
from waymark.report.messages import Message
from waymark.report.talk.words import name_of, statement
from waymark.skills import Mention, Polarity, ProficiencyLevel

LEVEL, NEXT = "level:", "|"
_WHY = "You told me that the level I have for it is not right, and the advice rests on it."


def level_question(named: str, catalogue: Catalogue) -> Question | None:
    """The question with such an id; None for any other id."""
    skill = named.removeprefix(LEVEL).split(NEXT)[0]
    if not named.startswith(LEVEL) or skill not in catalogue.skills:
        return None
    return Question(named, f"How well do you know {name_of(skill, catalogue)}?", _WHY, (skill,))


def asks_for_level(question: Question) -> bool:
    return question.id.startswith(LEVEL)


def level_asked(turn: Turn, question: Question, with_source: bool = False) -> Message:
    """What is down for the skill, and how well it is known."""
    asked = talk.question(question)
    return replace(asked, text=f"{_down(turn, question.skills[0], with_source)} {asked.text}")


def _down(turn: Turn, skill: str, with_source: bool) -> str:
    catalogue = turn.adviser.catalogue
    known = turn.adviser.profile(turn.person).skills.get(skill)
    if known is None:
        return f"I have no word of yours on {name_of(skill, catalogue)} itself."
    if not with_source:
        return f"So far I have: {statement(known, catalogue)}."
    source = f'your words "{known.evidence[:80]}"' if known.evidence else "your answer to a question of mine"
    return f"I have {statement(known, catalogue)}, from {source}."


def note_level(turn: Turn, question: Question, level: ProficiencyLevel, years: float | None = None) -> Message:
    """Takes the answer over as the level of that skill, whatever was down for it."""
    polarity = Polarity.HAS if level else Polarity.LACKS
    said = Mention(question.skills[0], 0, 0, polarity, level or None, years, turn.text[:200])
    told = talk.corrected(turn.adviser.hear(turn.person, (said,)), turn.adviser.catalogue)
    return replace(told, data={**(told.data or {}), "mark": talk.ANSWER + question.id})


def note_years(turn: Turn, question: Question, years: float) -> Message:
    """ "2 years": the level that they suggest takes the place of the one that was wrong."""
    return note_level(turn, question, level_of_years(years), years)


def left_as_it_is(turn: Turn, question: Question) -> Message:
    """Who would not say keeps what is down."""
    known = turn.adviser.profile(turn.person).skills.get(question.skills[0])
    stands = f": {statement(known, turn.adviser.catalogue)}" if known else ""
    return Message(f"Then I leave it as it is{stands}.", data={"mark": talk.ANSWER + question.id})


def asked_after(question: Question, catalogue: Catalogue) -> Question | None:
    """The question about the next of the skills; None where it was the last."""
    return level_question(LEVEL + question.id.removeprefix(LEVEL).partition(NEXT)[2], catalogue)
