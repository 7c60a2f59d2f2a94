"""Answers about the two roles and about skills, from the catalogue and its evidence."""

from __future__ import annotations

from actions.advice import ActionMakePlan
from actions.base import WaymarkAction
from actions.chosen import wanted_role
from actions.plan_order import FIRST
from actions.planning import gaps_for, plan_shown
from actions.questions import open_interview_question
from actions.turn import Reply, Turn
from waymark.gaps import SkillGap
from waymark.meaning.answers import study_time
from waymark.meaning.choosing import wants_one_sentence
from waymark.meaning.terms import skill_asked, thing_asked
from waymark.meaning.wording import blames_oneself, compares, does_not_understand, role_named
from waymark.report import talk
from waymark.report.messages import Message

MAX_SKILLS = 3  # explained in one reply
# Intent -> (topic of catalogue/facts.csv, role or None for both).
TOPICS: dict[str, tuple[str, str | None]] = {
    "ask_difference": ("difference", None),
    "ask_what_is_ds": ("what_is", "ds"),
    "ask_what_is_ml": ("what_is", "mle"),
    "ask_what_does_ds_do": ("work", "ds"),
    "ask_what_does_mle_do": ("work", "mle"),
    "ask_can_be_both": ("both", None),
    "ask_salary": ("salary", None),
    "ask_degree_maths": ("degree", None),
    "ask_job_market": ("market", None),
}


class ActionAnswerAboutRoles(WaymarkAction):
    intents = tuple(TOPICS)

    def reply(self, turn: Turn) -> Reply:
        topic, role = TOPICS[turn.intent]
        role = role or (None if compares(turn.text) else role_named(turn.text, turn.adviser.catalogue))
        if wants_one_sentence(turn.text) and (short := talk.in_one_sentence(topic, role, turn.adviser.catalogue)):
            return Reply.of(short, digression=True)
        return Reply.of(*talk.about(topic, role, turn.adviser.catalogue, turn.text), digression=True)


class ActionListRequirements(WaymarkAction):
    intents = ("ask_requirements_ds", "ask_requirements_mle")

    def reply(self, turn: Turn) -> Reply:
        role = turn.intent.rsplit("_", 1)[1]
        named = tuple(dict.fromkeys(m.skill for m in turn.mentions))
        return Reply.of(talk.requirements(role, turn.adviser.catalogue, named), digression=True)


class ActionTellWhereToStart(WaymarkAction):
    intents = ("ask_where_to_start",)

    def reply(self, turn: Turn) -> Reply:
        if turn.mentions and "ask_resources" in turn.parts:
            return Reply.of(digression=True)  # "Python first, which course?" is answered with the courses
        if "ask_plan" in turn.parts:
            return Reply.of(digression=True)  # the plan says where it begins
        known = not turn.adviser.profile(turn.person).is_empty
        if known and study_time(turn.text).said:
            return ActionMakePlan().reply(turn)  # "what first? I have two months"
        gaps = _in_order(turn)[:FIRST] if known else ()
        return Reply.of(*talk.where_to_start(gaps, turn.adviser.catalogue), digression=True)


def _in_order(turn: Turn) -> tuple[SkillGap, ...]:
    """The gaps in the order of the plan, whether it was shown or will be: both begin with the same."""
    gaps = {gap.skill: gap for gap in gaps_for(turn, wanted_role(turn))}
    planned = dict.fromkeys(step.skill for step in plan_shown(turn).steps)
    return tuple(gaps[skill] for skill in planned if skill in gaps) or tuple(gaps.values())


class ActionExplainSkill(WaymarkAction):
    intents = ("ask_skill_explain",)

    def reply(self, turn: Turn) -> Reply:
        # "What is machine learning?" has an answer of its own among the questions about the roles.
        answered = {"machine-learning"} if "ask_what_is_ml" in turn.parts else set()
        skills = tuple(dict.fromkeys(m.skill for m in turn.mentions if m.skill not in answered))[:MAX_SKILLS]
        if not skills and (named := skill_asked(turn.text, turn.adviser.catalogue)) is not None:
            skills = (named,)
        asked, thing = open_interview_question(turn), thing_asked(turn.text) or ""
        if asked is not None and thing.casefold() not in asked.text.casefold():
            asked = None  # "what is overfitting?" is no word of the question
        if not skills and asked is not None and not turn.unknown:  # "what is this good for?" means what was asked about
            unclear = does_not_understand(turn.text)
            if not asked.skills:
                told = talk.question_meant if unclear else talk.why_this_question
                return Reply.of(*_comforted(turn), told(asked, turn.adviser.catalogue), digression=True)
            skills = asked.skills[:MAX_SKILLS]
        if not skills:
            return Reply.of(talk.which_skill(turn.unknown, thing), digression=True)
        where = "ask_resources" not in turn.parts  # which is answered with all that there is
        told = [talk.skill(skill, turn.adviser.catalogue, where) for skill in skills]
        return Reply.of(*_comforted(turn), *told, digression=True)


def _comforted(turn: Turn) -> tuple[Message, ...]:
    return (talk.no_fault_of_yours(),) if blames_oneself(turn.text) else ()
