"""The advice itself: the path, the reasons, the gaps, the plan, what-ifs and advertisements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.aside import on_the_advert
from actions.base import WaymarkAction
from actions.chosen import newly_chosen, nobody_chose, wanted_role
from actions.questions import ask_next, hours_answer
from actions.turn import Reply, Turn
from waymark.advert import needs_of, needs_text
from waymark.answers import StudyTime, study_time
from waymark.plan import Budget
from waymark.plan_wording import asks_for_whole_plan
from waymark.report import talk
from waymark.report.messages import Message, choice
from waymark.report.talk.words import role_name
from waymark.skills import Polarity, Scope
from waymark.wording import asks_what_would_change

MOST_KEPT = 40  # needs of an advertisement that are remembered


class ActionRecommendPath(WaymarkAction):
    """Advice where enough is known; a question where it is not, never a score from nothing."""

    intents = ("start_advice",)

    def reply(self, turn: Turn) -> Reply:
        catalogue = turn.adviser.catalogue
        if turn.adviser.profile(turn.person).is_empty:  # who then asks for advice wants to be asked
            asked = ask_next(replace(turn, quiet=False), talk.invitation_or_questions(turn.number))
            return replace(asked, slots={**asked.slots, "quiet": False})
        assessment = turn.adviser.advise(turn.person)
        if assessment.recommendation == "unknown":
            return ask_next(turn, talk.too_little_known(assessment, catalogue, turn.number))
        return Reply.of(talk.recommendation(assessment, catalogue), opens="offer:ask_gaps")


class ActionExplain(WaymarkAction):
    intents = ("ask_why_recommendation", "ask_how_sure")

    def reply(self, turn: Turn) -> Reply:
        assessment = turn.adviser.advise(turn.person)
        catalogue, asks_change = turn.adviser.catalogue, asks_what_would_change(turn.text)
        if assessment.recommendation == "unknown" and turn.intent == "ask_how_sure" and not asks_change:
            return Reply.of(talk.sure_in_general(catalogue, known=False), digression=True)
        if assessment.recommendation == "unknown":
            return ask_next(turn, talk.too_little_known(assessment, catalogue, turn.number))
        if turn.intent == "ask_how_sure" and not asks_change:
            return Reply.of(talk.how_sure(assessment, catalogue), digression=True)
        change = turn.adviser.smallest_change(turn.person)
        answer = talk.what_would_change if asks_change else talk.why
        return Reply.of(answer(assessment, change, catalogue), digression=True)


class ActionListGaps(WaymarkAction):
    intents = ("ask_gaps",)

    def reply(self, turn: Turn) -> Reply:
        if turn.adviser.profile(turn.person).is_empty:
            return Reply.of(talk.invitation(turn.number))
        assessment = turn.adviser.advise(turn.person)
        chosen = wanted_role(turn)
        return Reply.of(
            talk.gaps(assessment, chosen or assessment.path, turn.adviser.catalogue),
            opens="offer:ask_plan",
            slots={"chosen_role": chosen} if chosen else {},  # a look at the path that fits now chooses nothing
        )


class ActionMakePlan(WaymarkAction):
    """A plan for the hours a week (or the months, or the hours in all) that the person names."""

    intents = ("ask_plan", "set_hours", "ask_how_long")

    def reply(self, turn: Turn) -> Reply:
        said = study_time(turn.text)
        hours = said.hours_per_week or (hours_answer(turn) if turn.open_question == "hours" else None)
        if hours:
            turn.adviser.set_hours(turn.person, hours)
        if turn.adviser.profile(turn.person).is_empty:
            if hours and turn.intent == "set_hours":
                return ask_next(turn, talk.hours_kept(hours, known=False))
            return Reply.of(*talk.about("time", None, turn.adviser.catalogue), talk.invitation(turn.number))
        hours = hours or turn.adviser.profile(turn.person).hours_per_week
        weeks, total_hours = _limits(turn, said)
        budget = Budget(hours, weeks, total_hours)
        kept = {"plan_limits": [weeks, total_hours] if weeks or total_hours else None}
        if nobody_chose(turn) and turn.intent != "ask_how_long":
            plan, reached = turn.adviser.shared_plan(turn.person, budget)
            if plan.steps:
                return _shared(turn, talk.plan(plan, hours, turn.adviser.catalogue, reached), hours, kept)
        plan = turn.adviser.plan(turn.person, wanted_role(turn), budget)
        if not plan.steps:
            return Reply.of(talk.nothing_to_plan(plan, turn.adviser.catalogue), digression=True)
        message = (
            talk.plan_in_short(plan, hours, turn.adviser.catalogue)
            if turn.intent == "ask_how_long"
            else talk.plan(plan, hours, turn.adviser.catalogue)
        )
        return Reply.of(message, opens=None if hours else "hours", slots={**kept, **newly_chosen(turn)})


def _limits(turn: Turn, said: StudyTime) -> tuple[float | None, float | None]:
    """Weeks and hours in all: as said now, else those of the plan just shown ("and for the other path?")."""
    if said.weeks or said.total_hours:
        return said.weeks, said.total_hours
    goes_on = "plan" in turn.marks_before and not asks_for_whole_plan(turn.text)
    weeks, total_hours = turn.plan_limits if goes_on and turn.plan_limits else (None, None)
    return weeks, total_hours


def _shared(turn: Turn, plan: Message, hours: float | None, kept: Mapping[str, Any]) -> Reply:
    """The plan for what the roles share, and the question which of them it shall be."""
    catalogue = turn.adviser.catalogue
    ways = tuple(choice(f"Gaps for {role_name(role, catalogue)}", "choose_role", role=role) for role in catalogue.roles)
    plan = replace(plan, text=f"{talk.plan_nobody_chose(catalogue)}\n{plan.text}", choices=(*plan.choices, *ways))
    return Reply.of(plan, opens=None if hours else "hours", slots=kept)


class ActionSuggestResources(WaymarkAction):
    intents = ("ask_resources",)

    def reply(self, turn: Turn) -> Reply:
        skills = tuple(dict.fromkeys(m.skill for m in turn.mentions))
        if not skills:
            profile = turn.adviser.profile(turn.person)
            skills = (
                tuple(g.skill for g in turn.adviser.gaps(turn.person, wanted_role(turn)))[:2]
                if not profile.is_empty
                else ()
            )
        return Reply.of(talk.resources(skills, turn.adviser.catalogue), digression=True)


class ActionCompare(WaymarkAction):
    """ "What if I learn Docker?" before and after, changing nothing; "compare" puts both roles side by side."""

    intents = ("compare_or_whatif",)

    def reply(self, turn: Turn) -> Reply:
        if turn.adviser.profile(turn.person).is_empty and not turn.mentions:
            return Reply.of(talk.invitation(turn.number))
        if not turn.mentions:
            return Reply.of(talk.comparison(turn.adviser.compare(turn.person), turn.adviser.catalogue), digression=True)
        learned = tuple(replace(m, scope=Scope.OWN, polarity=Polarity.HAS) for m in turn.mentions)
        return Reply.of(
            talk.what_if(turn.adviser.what_if(turn.person, learned), turn.adviser.catalogue), digression=True
        )


class ActionMatchAdvert(WaymarkAction):
    """A pasted advertisement is read as requirements: met, missing, nice to have."""

    intents = ("paste_advert",)

    def reply(self, turn: Turn) -> Reply:
        asked = tuple(m for m in turn.mentions if m.scope in (Scope.MUST, Scope.NICE))
        if not asked:
            return on_the_advert(turn, "again") if turn.advert else Reply.of(talk.ask_for_advert(), digression=True)
        needs = needs_of(asked, turn.adviser.catalogue, turn.text)
        match = turn.adviser.match_advert(turn.person, needs)
        kept = {"advert": needs_text(needs[:MOST_KEPT])}
        return Reply.of(talk.advert(match, turn.adviser.catalogue), digression=True, slots=kept)


class ActionChooseRole(WaymarkAction):
    intents = ("choose_role",)

    def reply(self, turn: Turn) -> Reply:
        role = turn.entity("role")
        if role not in turn.adviser.catalogue.roles:
            return Reply.of(talk.which_role(turn.adviser.catalogue))
        return ActionListGaps().reply(replace(turn, role=role))
