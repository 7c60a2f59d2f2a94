"""The question about the level of one skill that a person calls wrong: it is no question of the catalogue's.

Its id names the skills that are asked for one after the other: "level:python|sql".
"""

from __future__ import annotations

from dataclasses import replace

from actions.turn import Turn
from waymark.catalogue import Catalogue, Question
from waymark.profile import SkillStatement, level_of_years
from waymark.report import talk
from waymark.report.messages import Message
from waymark.skills import Mention, Polarity, ProficiencyLevel

LEVEL, NEXT = "level:", "|"


def level_question(named: str, catalogue: Catalogue) -> Question | None:
    """The question with such an id; None for any other id."""
    skill = named.removeprefix(LEVEL).split(NEXT)[0]
    if not named.startswith(LEVEL) or skill not in catalogue.skills:
        return None
    return Question(named, *talk.how_well(skill, catalogue), (skill,))


def asks_for_level(question: Question) -> bool:
    return question.id.startswith(LEVEL)


def level_asked(turn: Turn, question: Question, with_source: bool = False) -> Message:
    """What is down for the skill, and how well it is known."""
    down = talk.what_is_down(_known(turn, question), question.skills[0], turn.adviser.catalogue, with_source)
    asked = talk.question(question)
    return replace(asked, text=f"{down} {asked.text}")


def _known(turn: Turn, question: Question) -> SkillStatement | None:
    return turn.adviser.profile(turn.person).skills.get(question.skills[0])


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
    return talk.stands(_known(turn, question), question, turn.adviser.catalogue)


def asked_after(question: Question, catalogue: Catalogue) -> Question | None:
    """The question about the next of the skills; None where it was the last."""
    return level_question(LEVEL + question.id.removeprefix(LEVEL).partition(NEXT)[2], catalogue)
